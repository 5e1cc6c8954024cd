"""A member's standing towards a subject: the declaration that comes first, and recusal."""

from datetime import datetime

from django.db import transaction

from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel import queries
from ppp_portal.panel.actions.gates import lock_subject
from ppp_portal.panel.models import Declaration, Recusal
from ppp_portal.panel.rules import COMMISSION, refuse_recusal
from ppp_portal.panel.rules.composition import CONFLICT
from ppp_portal.panel.states import SeatRole


@transaction.atomic
def declare(
    *,
    subject: str,
    no_conflict: bool,
    by: Actor,
    stream: str,
    statement: str = "",
    at: datetime | None = None,
) -> Declaration:
    """Declare whether there is a conflict of interest (Law art. 33). A declared conflict recuses at once."""
    lock_subject(subject)
    at = at or clock.now()
    made = Declaration.objects.filter(subject=subject, person_id=by.person_id).first()
    if made is not None and made.no_conflict == no_conflict:
        return made
    statement = statement.strip()
    refuse(
        [
            Refusal("panel.not_seated", COMMISSION) if queries.seat_of(by, subject) is None else None,
            Refusal("declaration.made", CONFLICT) if made else None,
            Refusal("declaration.statement", CONFLICT, field="statement")
            if not (no_conflict or statement)
            else None,
        ]
    )
    made = Declaration.objects.create(
        subject=subject, person_id=by.person_id, no_conflict=no_conflict, statement=statement, at=at
    )
    facts = {"subject": subject, "person": by.person_id, "no_conflict": no_conflict}
    personal = {"statement": statement} if statement else None
    record("panel.declared", stream=stream, by=by, at=at, facts=facts, basis=[CONFLICT], personal=personal)
    if not no_conflict:
        _recuse(subject, by.person_id or 0, statement, by, stream, at)
    return made


@transaction.atomic
def recuse(
    *, subject: str, person_id: int, reason: str, by: Actor, stream: str, at: datetime | None = None
) -> Recusal:
    """Take a member off the subject for good: oneself, or another by the chair or the organiser's head."""
    lock_subject(subject)
    at = at or clock.now()
    seats = queries.composition(subject)
    seat = next((seat for seat in seats if seat.person_id == person_id), None)
    refuse(
        [
            Refusal("panel.not_seated", COMMISSION) if seat is None else None,
            *refuse_recusal(
                reason=reason,
                of_oneself=by.person_id == person_id,
                may_recuse_others=_over_others(by, subject),
            ),
        ]
    )
    earlier = Recusal.objects.filter(subject=subject, person_id=person_id).first()
    return earlier or _recuse(subject, person_id, reason.strip(), by, stream, at)


def _over_others(by: Actor, subject: str) -> bool:
    assigned, seat = queries.assignment(subject), queries.seat_of(by, subject)
    head = assigned is not None and by.role == Role.HEAD
    if assigned is not None and head and by.organisation_id == assigned.commission.organisation_id:
        return True
    return seat is not None and seat.role == SeatRole.CHAIR and seat.clear


def _recuse(subject: str, person_id: int, reason: str, by: Actor, stream: str, at: datetime) -> Recusal:
    """A recused member leaves the table at once."""
    if by.person_id is None:
        raise Refused([Refusal("recusal.not_yours", CONFLICT)])
    made = Recusal.objects.create(
        subject=subject, person_id=person_id, reason=reason, by_id=by.person_id, at=at
    )
    sitting = queries.open_sitting(subject)
    if sitting is not None:
        sitting.attendance.filter(person_id=person_id, left_at=None).update(left_at=at)
    facts = {"subject": subject, "person": person_id}
    record(
        "panel.recused",
        stream=stream,
        by=by,
        at=at,
        facts=facts,
        basis=[CONFLICT],
        personal={"reason": reason},
    )
    return made
