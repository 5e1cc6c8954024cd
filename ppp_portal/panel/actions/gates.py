"""Who may act on a commission, and the locks its actions take. Refusals, never silence."""

from uuid import UUID

from ppp_portal.accounts.models import Role
from ppp_portal.journal import locks
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel import queries
from ppp_portal.panel.models import Commission, Sitting
from ppp_portal.panel.rules import COMMISSION, SeatFacts, refuse_attendance
from ppp_portal.panel.states import SITTING_MOVES, SeatRole, SittingState

LEADING = frozenset({SeatRole.CHAIR, SeatRole.DEPUTY, SeatRole.SECRETARY})


def lock_subject(subject: str) -> None:
    """One action of the panel at a time on a subject: composition, sitting and votes hang together."""
    locks.exclusive(f"panel:{subject}")


def lock_composition(commission_id: UUID, *, change: bool = False) -> None:
    """Nobody changes a composition while a sitting opens under it; many sittings may open at once."""
    (locks.exclusive if change else locks.shared)(f"commission:{commission_id}")


def locked_sitting(sitting_id: UUID | str) -> Sitting:
    """The sitting, read again behind the lock of its subject."""
    lock_subject(Sitting.objects.values_list("subject", flat=True).get(pk=sitting_id))
    return queries.sitting(sitting_id)


def organiser_only(commission: Commission, by: Actor) -> None:
    """The commission is created by its organiser: the staff and the head of that very organisation."""
    if by.role not in (Role.STAFF, Role.HEAD) or by.organisation_id != commission.organisation_id:
        raise Refused([Refusal("panel.not_organiser", COMMISSION)])


def head_only(by: Actor) -> None:
    """Who judges is not exchanged by one of the staff once the commission is at work."""
    if by.role != Role.HEAD:
        raise Refused([Refusal("panel.head_only", COMMISSION)])


def seated(by: Actor, seats: tuple[SeatFacts, ...]) -> SeatFacts:
    """The seat of the acting person, declared and not recused."""
    seat = next((seat for seat in seats if by.is_person and seat.person_id == by.person_id), None)
    refuse(refuse_attendance(seat))
    assert seat is not None
    return seat


def leading(by: Actor, seats: tuple[SeatFacts, ...]) -> SeatFacts:
    """Chair, deputy or secretary (a substitute secretary too): they run sittings and write protocols."""
    seat = seated(by, seats)
    if seat.role not in LEADING:
        raise Refused([Refusal("panel.not_leading", COMMISSION)])
    return seat


def leading_or_portal(by: Actor, seats: tuple[SeatFacts, ...]) -> None:
    """The portal itself may draft, send, recall and publish; it never votes or signs."""
    if by != SYSTEM:
        leading(by, seats)


def leading_or_organiser(by: Actor, subject: str) -> None:
    """The organiser is the working body of the commission (para 36): it publishes and keeps the files."""
    assigned = queries.assignment(subject)
    if assigned is not None and by.role in (Role.STAFF, Role.HEAD):
        return organiser_only(assigned.commission, by)
    return leading_or_portal(by, queries.composition(subject))


def move_allowed(sitting: Sitting, target: str) -> None:
    if target not in SITTING_MOVES[sitting.state]:
        raise Refused([Refusal("sitting.state", COMMISSION, {"state": sitting.get_state_display()})])


def in_session(sitting: Sitting) -> None:
    if sitting.state != SittingState.OPEN:
        raise Refused([Refusal("sitting.state", COMMISSION, {"state": sitting.get_state_display()})])
