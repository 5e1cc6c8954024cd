"""Locking an initiation notice and moving it along the one table of moves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ppp_portal.journal import locks
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law import refusals
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.refusals import Refusal
from projects.models import InitiationNotice
from projects.queries.clockwork import alive
from projects.states import ENDED, MOVE


def lock(notice_id: UUID) -> InitiationNotice:
    """The notice, held alone: no proposal is submitted meanwhile. Read the clock only after this."""
    locks.exclusive(f"initiation:{notice_id}")
    return InitiationNotice.objects.select_for_update().get(pk=notice_id)


def lock_own(notice_id: UUID, by: Actor) -> InitiationNotice:
    """The actor's own notice, held alone. Raises ``InitiationNotice.DoesNotExist`` for anybody else's."""
    notice = lock(notice_id)
    if notice.organiser_id != by.organisation_id:
        raise InitiationNotice.DoesNotExist
    return notice


def lock_shared(notice_id: UUID) -> InitiationNotice:
    """The notice as many bidders may hold it at once; it cannot close meanwhile and its row is never updated."""
    locks.shared(f"initiation:{notice_id}")
    return InitiationNotice.objects.get(pk=notice_id)


def refuse_move(notice: InitiationNotice, name: str, by: Actor) -> list[Refusal]:
    """Why ``by`` may not make the move ``name`` now: wrong state, wrong role."""
    move = MOVE[name]
    return refusals.refuse_move(
        notice,
        by.role,
        sources=move.sources,
        roles=move.roles,
        basis=Paragraph.parse(move.basis),
        wrong_state="notice.wrong_state",
        wrong_role="notice.wrong_role",
    )


def make_move(
    notice: InitiationNotice,
    name: str,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    effective_at: datetime | None = None,
) -> None:
    """Set the state, the version and the index of deadlines, and record ``initiation.<name>`` in the public stream."""
    move = MOVE[name]
    source, notice.state = notice.state, move.target
    if notice.state in ENDED:
        notice.ended_at = at
    notice.version += 1
    reindex(notice)
    notice.save()
    record(
        f"initiation.{name}",
        stream=notice.stream,
        by=by,
        at=at,
        effective_at=effective_at,
        basis=[Paragraph.parse(move.basis)],
        facts={
            "notice": notice.pk,
            "number": notice.number,
            "from": source,
            "to": notice.state,
            **(facts or {}),
        },
    )


def reindex(notice: InitiationNotice) -> None:
    """Set ``next_deadline_at`` (unsaved). The column is an index; :mod:`projects.deadlines` is the truth."""
    notice.next_deadline_at = min((term.due_at for term in alive(notice)), default=None)
