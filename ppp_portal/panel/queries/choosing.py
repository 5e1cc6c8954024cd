"""The choice of a commission: each is told apart by its order, its chair, its votes and the work it already has."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from ppp_portal.panel.models import CommissionAssignment, Seat
from ppp_portal.panel.queries.seating import commissions
from ppp_portal.panel.states import VOTING, SeatRole, kind_for
from ppp_portal.web import wording

_floors: dict[str, Callable[[list[str]], Mapping[str, str]]] = {}


def register(prefix: str, in_work: Callable[[list[str]], Mapping[str, str]]) -> None:
    """``in_work(keys)``: of the subjects that begin with ``prefix``, the numbers of those that still need a commission.

    A prefix stands once; its floor is above.
    """
    _floors[prefix] = in_work


def to_choose(organisation_id: int, subject: str, most: int = 50) -> list[tuple[str, str]]:
    """Those that may work on ``subject``, for a choice: as many queries for fifty as for one.

    The one at work comes first, whatever it was appointed for: a choice that hides it would seem to be none.
    """
    at_work = CommissionAssignment.objects.filter(commission=OuterRef("pk"), subject=subject, ended_at=None)
    fit = (
        commissions(organisation_id)
        .annotate(at_work=Exists(at_work))
        .filter(Q(kind=kind_for(subject)) | Q(at_work=True))
        .order_by("-at_work", "-created_at")
    )
    rows = list(fit[:most])
    keys = [row.pk for row in rows]
    seats, numbers = _main_seats(keys), _busy_with(keys, subject)
    return [(str(row.pk), _told(row, seats.get(row.pk, []), numbers.get(row.pk, []))) for row in rows]


def commission_named(row: Any) -> str:
    """A row of ``commissions`` in words: its name with the number and the day of its order."""
    said = {"name": row.name, "number": row.order_number, "day": wording.day(row.ordered_on)}
    return _("%(name)s (order № %(number)s of %(day)s)") % said if row.order_number else row.name


def _told(row: Any, seats: list[Seat], numbers: list[str]) -> str:
    said = {
        "name": commission_named(row),
        "chair": next((seat.person.name for seat in seats if seat.role == SeatRole.CHAIR), "—"),
        "votes": sum(seat.role in VOTING for seat in seats),
        "work": ", ".join(numbers) or _("none"),
    }
    return _("%(name)s. Chair: %(chair)s; with a vote: %(votes)s; other work: %(work)s") % said


def _main_seats(keys: Iterable[UUID]) -> dict[UUID, list[Seat]]:
    found: dict[UUID, list[Seat]] = {}
    rows = Seat.objects.filter(commission_id__in=keys, until=None, substitute_for=None)
    for seat in rows.select_related("person").order_by("id"):
        found.setdefault(seat.commission_id, []).append(seat)
    return found


def _busy_with(keys: Iterable[UUID], subject: str) -> dict[UUID, list[str]]:
    """The numbers of everything else that is still in work, in their order."""
    rows = CommissionAssignment.objects.filter(commission_id__in=keys, ended_at=None).exclude(subject=subject)
    assigned = list(rows.values_list("commission_id", "subject"))
    numbers: dict[str, str] = {}
    for prefix, in_work in _floors.items():
        own = [name.removeprefix(prefix) for _commission, name in assigned if name.startswith(prefix)]
        numbers |= {prefix + key: number for key, number in in_work(own).items()} if own else {}
    found: dict[UUID, list[str]] = {}
    for commission, name in sorted(assigned, key=lambda row: numbers.get(row[1], "")):
        if name in numbers:
            found.setdefault(commission, []).append(numbers[name])
    return found
