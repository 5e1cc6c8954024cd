"""The cut-off: a recorded move, made by whoever comes first. Acceptance never waits for it (p. 27)."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from tenders.actions.moving import lock, make_move
from tenders.deadlines import just_after
from tenders.models import Tender
from tenders.states import TenderState

EndOf = Callable[[Tender], datetime | None]


@transaction.atomic
def close_submission(*, tender_id: UUID, by: Actor = SYSTEM, at: datetime | None = None) -> bool:
    """Record that submission has ended. True when this call made the move; nothing happens before the end.

    The exclusive lock waits for every submission under way: whatever was stamped in time is committed when the
    tender closes, and whatever comes after it is late. ``at`` is given by who holds that lock and has read the clock.
    """
    return _close(
        tender_id, "close_submission", TenderState.ACCEPTING, lambda t: t.closes_at, "closed_at", by, at
    )


@transaction.atomic
def close_stage_one(*, tender_id: UUID, by: Actor = SYSTEM, at: datetime | None = None) -> bool:
    """The same for the technical proposals or the selection of stage one."""
    return _close(
        tender_id, "close_stage_one", TenderState.STAGE1_ACCEPTING, lambda t: t.stage1_closes_at, "", by, at
    )


def _close(
    tender_id: UUID,
    move: str,
    accepting: TenderState,
    end_of: EndOf,
    column: str,
    by: Actor,
    at: datetime | None,
) -> bool:
    """``by`` is whoever noticed: usually the sweep; the move itself is the portal's."""
    tender = lock(tender_id)
    at = at or clock.now()
    due_at = end_of(tender)
    if tender.state != accepting or due_at is None or at <= due_at:
        return False
    if column:
        setattr(tender, column, just_after(due_at))
    make_move(tender, move, by=by, at=at, effective_at=just_after(due_at), facts={"due_at": due_at})
    return True
