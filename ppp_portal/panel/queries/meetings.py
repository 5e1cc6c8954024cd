"""Reads of sittings: who is at the table, and whether that is a quorum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.models import Attendance, Sitting
from ppp_portal.panel.queries.seating import composition, terms
from ppp_portal.panel.rules import Quorum, SeatFacts, refuse_sitting
from ppp_portal.panel.rules import quorum as count_quorum
from ppp_portal.panel.states import SittingState


def sitting(pk: UUID | str) -> Sitting:
    return Sitting.objects.select_related("commission").get(pk=pk)


def sittings(subject: str) -> QuerySet[Sitting]:
    return Sitting.objects.filter(subject=subject).order_by("opened_at")


def open_sitting(subject: str) -> Sitting | None:
    """The sitting in session or adjourned, if there is one."""
    return Sitting.objects.filter(subject=subject).exclude(state=SittingState.CLOSED).first()


def present(sitting: Sitting) -> set[int]:
    """People at the table now; of a closed sitting, those who stayed until its close."""
    gone_at = sitting.closed_at if sitting.state == SittingState.CLOSED else None
    found = Attendance.objects.filter(sitting=sitting, left_at=gone_at)
    return set(found.values_list("person_id", flat=True))


def attended(sitting: Sitting) -> set[int]:
    """Everybody who was at the table at any time."""
    return set(Attendance.objects.filter(sitting=sitting).values_list("person_id", flat=True))


def confirmed(sitting: Sitting) -> set[int]:
    """Those who came, or acted, in this sitting under the own name."""
    rows = Attendance.objects.filter(sitting=sitting, confirmed_at__isnull=False)
    return set(rows.values_list("person_id", flat=True))


def vouched(sitting: Sitting) -> set[int]:
    """Those at the table now who said so themselves, this very time."""
    rows = Attendance.objects.filter(sitting=sitting, left_at=None, confirmed_at__isnull=False)
    return set(rows.values_list("person_id", flat=True))


@dataclass(frozen=True)
class OwnWord:
    """The quorum of those who said under the own name to be at the table; ``silent`` names the others there."""

    quorum: Quorum
    silent: tuple[str, ...]


def own_word(sitting: Sitting, seats: Sequence[SeatFacts] = ()) -> OwnWord:
    """The table of a sitting in session by everybody's own word: what is revealed before it cannot be taken back.

    ``seats`` is the composition where it is at hand.
    """
    here, own, seats = present(sitting), vouched(sitting), seats or composition(sitting.subject)
    silent = tuple(seat.name for seat in seats if seat.person_id in here - own)
    return OwnWord(count_quorum(seats, own, terms(sitting.subject)), silent)


def quorum(subject: str, present: Iterable[int], at: datetime | None = None) -> Quorum:
    """The quorum that these people would make."""
    return count_quorum(composition(subject, at), set(present), terms(subject))


def sitting_refusals(subject: str, present: Iterable[int]) -> list[Refusal]:
    """Why no sitting can open now with these people at the table; empty when one can."""
    return refuse_sitting(composition(subject), set(present), terms(subject))


def quorum_of(sitting: Sitting, seats: Sequence[SeatFacts] = ()) -> Quorum:
    """The quorum now, or at the close; ``seats`` is the composition where it is at hand."""
    seats = seats or composition(sitting.subject, sitting.closed_at)
    return count_quorum(seats, present(sitting), terms(sitting.subject))
