"""One sweep for every kind of deadline.

Each storey registers how its due objects are found and what is done with one of them
(:mod:`ppp_portal.journal.due`). A round takes each object once, in a transaction of its own; one that fails is
put off and the others go on. After an outage the next round finds everything that has come due meanwhile,
because what is due is asked of the rows, not of a queue.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ppp_portal.journal import clock, locks
from ppp_portal.journal.actions import note_sweep
from ppp_portal.journal.due import Kind, kinds, register, registered
from ppp_portal.journal.failures import told
from tenders.actions import sweeping
from tenders.queries import sweeping as queries

__all__ = ["register", "registered", "run"]

logger = logging.getLogger(__name__)

BATCH = 500
MOST_BATCHES = 100


def run() -> dict[str, int]:
    """One round over all kinds; how many objects of each were dealt with. Notes when it was, by real time."""
    at = clock.now()
    failed = queries.postponed()
    counts = {kind.name: _round(kind, at, failed.get(kind.name, {})) for kind in kinds()}
    note_sweep()
    return counts


def _round(kind: Kind, at: datetime, failed: Mapping[str, datetime]) -> int:
    seen = {object_id for object_id, until in failed.items() if until > at}
    count = 0
    for _batch in range(MOST_BATCHES):
        found = [i for i in kind.due(at, BATCH + len(seen)) if str(i) not in seen]
        if not found:
            break
        for object_id in found:
            seen.add(str(object_id))
            count += _one(kind, object_id, at, str(object_id) in failed)
    return count


def _one(kind: Kind, object_id: Any, at: datetime, failed_before: bool) -> bool:
    try:
        with transaction.atomic():
            if not locks.try_exclusive(f"sweep:{kind.name}:{object_id}"):
                return False
            kind.act(object_id)
            if failed_before:
                sweeping.settle(kind=kind.name, object_id=str(object_id))
        return True
    except Exception as error:
        logger.error("sweep: %s: %s", kind.name, told(error))
        sweeping.postpone(kind=kind.name, object_id=str(object_id), at=at, error=type(error).__name__)
        return False


register("tender", due=queries.due_tenders, act=sweeping.pass_deadlines)
register("tender.reminders", due=queries.tenders_to_remind, act=sweeping.remind)
register("question.reminders", due=queries.questions_to_remind, act=sweeping.remind_of_answer)
