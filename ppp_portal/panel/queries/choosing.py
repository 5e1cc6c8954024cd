"""The choice of a commission: each is told apart by its order, its chair, its votes and the work it already has."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from ppp_portal.panel.models import CommissionAssignment, Seat
from ppp_portal.panel.queries.seating import commissions
from ppp_portal.panel.states import VOTING, SeatRole, kind_for
from ppp_portal.web import wording


@dataclass(frozen=True)
class Work:
    """Something that still needs its commission: its number and the organiser's ``page`` about it."""

    number: str
    page: str
    args: tuple[str, ...]


_floors: dict[str, Callable[[list[str]], Mapping[str, Work]]] = {}


def register(prefix: str, in_work: Callable[[list[str]], Mapping[str, Work]]) -> None:
    """``in_work(keys)``: of the subjects that begin with ``prefix``, those that still need a commission.

    A prefix stands once; its floor is above.
    """
    _floors[prefix] = in_work


def work_of(commission_ids: Iterable[UUID], *, besides: str = "") -> dict[UUID, list[Work]]:
    """What each commission still works on, by number; as many queries for fifty commissions as for one."""
    rows = CommissionAssignment.objects.filter(commission_id__in=list(commission_ids), ended_at=None)
    assigned = list(rows.exclude(subject=besides).values_list("commission_id", "subject"))
    works: dict[str, Work] = {}
    for prefix, in_work in _floors.items():
        keys = [name.removeprefix(prefix) for _commission, name in assigned if name.startswith(prefix)]
        works |= {prefix + key: work for key, work in in_work(keys).items()} if keys else {}
    found: dict[UUID, list[Work]] = {}
    for commission, name in assigned:
        if name in works:
            found.setdefault(commission, []).append(works[name])
    return {key: sorted(row, key=lambda work: work.number) for key, row in found.items()}


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
    seats, works = _main_seats(keys), work_of(keys, besides=subject)
    return [(str(row.pk), _told(row, seats.get(row.pk, []), works.get(row.pk, []))) for row in rows]


def commission_named(row: Any) -> str:
    """A row of ``commissions`` in words: its name with the number and the day of its order."""
    said = {"name": row.name, "number": row.order_number, "day": wording.day(row.ordered_on)}
    return _("%(name)s (order № %(number)s of %(day)s)") % said if row.order_number else row.name


def _told(row: Any, seats: list[Seat], works: list[Work]) -> str:
    said = {
        "name": commission_named(row),
        "chair": next((seat.person.name for seat in seats if seat.role == SeatRole.CHAIR), "—"),
        "votes": sum(seat.role in VOTING for seat in seats),
        "work": ", ".join(work.number for work in works) or _("none"),
    }
    return _("%(name)s. Chair: %(chair)s; with a vote: %(votes)s; other work: %(work)s") % said


def _main_seats(keys: Iterable[UUID]) -> dict[UUID, list[Seat]]:
    found: dict[UUID, list[Seat]] = {}
    rows = Seat.objects.filter(commission_id__in=keys, until=None, substitute_for=None)
    for seat in rows.select_related("person").order_by("id"):
        found.setdefault(seat.commission_id, []).append(seat)
    return found
