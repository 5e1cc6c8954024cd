"""Opening, adjourning, resuming and closing a sitting; coming to the table and leaving it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel import queries
from ppp_portal.panel.actions.gates import (
    in_session,
    leading,
    lock_composition,
    lock_subject,
    locked_sitting,
    move_allowed,
    seated,
)
from ppp_portal.panel.models import Attendance, Sitting, SittingEvent
from ppp_portal.panel.rules import COMMISSION, SeatFacts, refuse_attendance, refuse_sitting
from ppp_portal.panel.states import SittingMoment, SittingState


@transaction.atomic
def open_sitting(
    *,
    subject: str,
    purpose: str,
    place_kk: str,
    place_ru: str,
    by: Actor,
    stream: str,
    present: Iterable[int] = (),
    at: datetime | None = None,
) -> Sitting:
    """Open a sitting with those who are at the table: the one who opens, and ``present`` (person ids).

    Refused without quorum (C-02), without chair or deputy, or while somebody present has not declared. A second
    click finds the sitting that the first one opened.
    """
    lock_subject(subject)
    assigned = queries.assignment(subject)
    if assigned is None:
        raise Refused([Refusal("panel.no_commission", COMMISSION)])
    lock_composition(assigned.commission_id)
    at = at or clock.now()
    seats = queries.composition(subject)
    leading(by, seats)
    unfinished = queries.open_sitting(subject)
    if unfinished is not None and unfinished.state == SittingState.OPEN and unfinished.purpose == purpose:
        return unfinished
    here = _here(by, present)
    refuse(
        [
            Refusal("sitting.unfinished", COMMISSION) if unfinished else None,
            None
            if place_kk.strip() and place_ru.strip()
            else Refusal("sitting.place", COMMISSION, field="place_kk"),
            *refuse_sitting(seats, here, queries.terms(subject)),
        ]
    )
    sitting = Sitting.objects.create(
        subject=subject,
        commission=assigned.commission,
        purpose=purpose,
        place_kk=place_kk.strip(),
        place_ru=place_ru.strip(),
        opened_at=at,
    )
    _seat_down(sitting, here, by, at)
    _note(sitting, SittingMoment.OPENED, by=by, stream=stream, at=at)
    return sitting


@transaction.atomic
def adjourn(
    *, sitting_id: UUID | str, reason: str, by: Actor, stream: str, at: datetime | None = None
) -> Sitting:
    """Break a sitting off, to go on with it later; everybody leaves the table."""
    sitting = locked_sitting(sitting_id)
    at = at or clock.now()
    leading(by, queries.composition(sitting.subject))
    if sitting.state == SittingState.ADJOURNED:
        return sitting
    move_allowed(sitting, SittingState.ADJOURNED)
    refuse(
        [
            _open_vote(sitting),
            None if reason.strip() else Refusal("sitting.reason", COMMISSION, field="reason"),
        ]
    )
    return _move(sitting, SittingState.ADJOURNED, SittingMoment.ADJOURNED, by, stream, at, reason.strip())


@transaction.atomic
def resume(
    *,
    sitting_id: UUID | str,
    by: Actor,
    stream: str,
    present: Iterable[int] = (),
    at: datetime | None = None,
) -> Sitting:
    """Go on with an adjourned sitting, under the same conditions as at its opening."""
    sitting = locked_sitting(sitting_id)
    lock_composition(sitting.commission_id)
    at = at or clock.now()
    seats = queries.composition(sitting.subject)
    leading(by, seats)
    if sitting.state == SittingState.OPEN:
        return sitting
    move_allowed(sitting, SittingState.OPEN)
    here = _here(by, present)
    refuse(refuse_sitting(seats, here, queries.terms(sitting.subject)))
    _seat_down(sitting, here, by, at)
    return _move(sitting, SittingState.OPEN, SittingMoment.RESUMED, by, stream, at)


@transaction.atomic
def close_sitting(*, sitting_id: UUID | str, by: Actor, stream: str, at: datetime | None = None) -> Sitting:
    """End a sitting. Every vote put must have been closed."""
    sitting = locked_sitting(sitting_id)
    at = at or clock.now()
    leading(by, queries.composition(sitting.subject))
    if sitting.state == SittingState.CLOSED:
        return sitting
    move_allowed(sitting, SittingState.CLOSED)
    refuse([_open_vote(sitting)])
    return _move(sitting, SittingState.CLOSED, SittingMoment.CLOSED, by, stream, at)


@transaction.atomic
def arrive(
    *,
    sitting_id: UUID | str,
    by: Actor,
    stream: str,
    person_id: int | None = None,
    at: datetime | None = None,
) -> Attendance:
    """Come to the table, or (chair, deputy, secretary) record that another member came.

    Whoever was recorded by another confirms it by coming under the own name: a quorum does not rest on one person.
    """
    sitting = locked_sitting(sitting_id)
    at = at or clock.now()
    who = _whom(by, person_id, queries.composition(sitting.subject))
    here = Attendance.objects.filter(sitting=sitting, person_id=who.person_id, left_at=None).first()
    oneself = who.person_id == by.person_id
    if here is not None and (here.confirmed_at or not oneself):
        return here
    in_session(sitting)
    refuse(refuse_attendance(who))
    came = here or Attendance(sitting=sitting, person_id=who.person_id, came_at=at)
    came.confirmed_at = at if oneself else None
    came.save()
    facts = {"subject": sitting.subject, "sitting": sitting.pk, "person": who.person_id}
    kind = "panel.presence_confirmed" if here else "panel.arrived"
    record(kind, stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return came


def confirm_presence(entered: QuerySet[Attendance], person_id: int, at: datetime) -> None:
    """Whoever votes, or signs the protocol, says under the own name to have been at the table, as was ``entered``."""
    entered.filter(person_id=person_id, confirmed_at=None).update(confirmed_at=at)


@transaction.atomic
def leave(
    *,
    sitting_id: UUID | str,
    by: Actor,
    stream: str,
    person_id: int | None = None,
    at: datetime | None = None,
) -> Attendance:
    """Leave the table. A quorum lost in this way shows at the next vote, which cannot be closed without it."""
    sitting = locked_sitting(sitting_id)
    at = at or clock.now()
    who = _whom(by, person_id, queries.composition(sitting.subject))
    rows = Attendance.objects.filter(sitting=sitting, person_id=who.person_id).order_by("-came_at", "-id")
    last = rows.first()
    if last is None:
        raise Refused([Refusal("sitting.not_here", COMMISSION)])
    if last.left_at is not None:
        return last
    last.left_at = at
    last.save(update_fields=["left_at"])
    facts = {"subject": sitting.subject, "sitting": sitting.pk, "person": who.person_id}
    record("panel.left", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return last


def _here(by: Actor, present: Iterable[int]) -> set[int]:
    return {*present, *([by.person_id] if by.person_id is not None else [])}


def _whom(by: Actor, person_id: int | None, seats: tuple[SeatFacts, ...]) -> SeatFacts:
    """Oneself, or another when the actor leads the sitting."""
    if person_id is None or person_id == by.person_id:
        return seated(by, seats)
    leading(by, seats)
    found = next((seat for seat in seats if seat.person_id == person_id), None)
    if found is None:
        raise Refused([Refusal("panel.not_seated", COMMISSION)])
    return found


def _open_vote(sitting: Sitting) -> Refusal | None:
    waiting = queries.motions(sitting).filter(closed_at=None).exists()
    return Refusal("sitting.motion_open", COMMISSION) if waiting else None


def _seat_down(sitting: Sitting, here: set[int], by: Actor, at: datetime) -> None:
    Attendance.objects.bulk_create(
        Attendance(
            sitting=sitting,
            person_id=person_id,
            came_at=at,
            confirmed_at=at if person_id == by.person_id else None,
        )
        for person_id in sorted(here)
    )


def _move(
    sitting: Sitting,
    state: str,
    moment: SittingMoment,
    by: Actor,
    stream: str,
    at: datetime,
    reason: str = "",
) -> Sitting:
    """Set the state and its moment; whoever is at the table leaves when the sitting is broken off or ends."""
    sitting.state = state
    sitting.closed_at = at if state == SittingState.CLOSED else None
    sitting.save(update_fields=["state", "closed_at"])
    if state != SittingState.OPEN:
        sitting.attendance.filter(left_at=None).update(left_at=at)
    _note(sitting, moment, by=by, stream=stream, at=at, reason=reason)
    return sitting


def _note(
    sitting: Sitting, moment: SittingMoment, *, by: Actor, stream: str, at: datetime, reason: str = ""
) -> None:
    SittingEvent.objects.create(sitting=sitting, kind=moment, at=at, reason=reason)
    facts = {
        "subject": sitting.subject,
        "sitting": sitting.pk,
        "purpose": sitting.purpose,
        "present": queries.present(sitting) if sitting.state == SittingState.OPEN else [],
        "reason": reason,
    }
    record(f"panel.sitting_{moment.value}", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
