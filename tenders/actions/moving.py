"""Locking a tender and moving it along the one table of moves."""

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
from tenders import clockwork
from tenders.models import Tender
from tenders.states import MOVE


def lock(tender_id: UUID) -> Tender:
    """The tender, held alone: no submission runs meanwhile. Read the clock only after this."""
    locks.exclusive(f"tender:{tender_id}")
    return Tender.objects.select_for_update().get(pk=tender_id)


def lock_own(tender_id: UUID, by: Actor) -> Tender:
    """The actor's own tender, held alone. Raises ``Tender.DoesNotExist`` for anybody else's."""
    tender = lock(tender_id)
    if tender.organiser_id != by.organisation_id:
        raise Tender.DoesNotExist
    return tender


def lock_shared(tender_id: UUID) -> Tender:
    """The tender as many bidders may hold it at once; it cannot close meanwhile and its row is never updated."""
    locks.shared(f"tender:{tender_id}")
    return Tender.objects.get(pk=tender_id)


def refuse_move(tender: Tender, name: str, by: Actor) -> list[Refusal]:
    """Why ``by`` may not make the move ``name`` now: wrong state, wrong role."""
    move = MOVE[name]
    return refusals.refuse_move(
        tender,
        by.role,
        sources=move.sources,
        roles=move.roles,
        basis=Paragraph.parse(move.basis),
        wrong_state="tender.wrong_state",
        wrong_role="tender.wrong_role",
    )


def refuse_state(tender: Tender, name: str, by: Actor) -> list[Refusal]:
    """Whether the state allows the move, where it is asked otherwise who makes it: a deputy may preside."""
    as_asked = Actor(MOVE[name].roles[0], by.person_id, by.organisation_id, by.membership_id)
    return refuse_move(tender, name, as_asked)


def make_move(
    tender: Tender,
    name: str,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    effective_at: datetime | None = None,
    target: str | None = None,
) -> None:
    """Set the state, the version and the index of deadlines, and record ``tender.<name>`` in the public stream.

    ``target`` is given by ``end_stay``, which returns to the state before the stay, and by ``return_to_draft``
    after a stage one.
    """
    move = MOVE[name]
    source, tender.state = tender.state, target or move.target
    tender.version += 1
    clockwork.reindex(tender, at)
    tender.save()
    record(
        f"tender.{name}",
        stream=tender.stream,
        by=by,
        at=at,
        effective_at=effective_at,
        basis=[Paragraph.parse(move.basis)],
        facts={
            "tender": tender.pk,
            "number": tender.number,
            "from": source,
            "to": tender.state,
            **(facts or {}),
        },
    )
