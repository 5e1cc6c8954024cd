"""From what was competed to what is now: quantities, cost, term, tariff."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from contracts.models import ContractCard
from contracts.rules.drift import never_competed


@dataclass(frozen=True)
class Line:
    """One thing that is counted: its points in time, the first and the last of them, the share never competed."""

    name: str
    unit: str
    points: tuple[dict[str, Any], ...]
    first: Decimal | None
    now: Decimal | None
    share: Fraction | None

    @property
    def percent(self) -> Fraction | None:
        return None if self.share is None else self.share * 100


@dataclass(frozen=True)
class Drift:
    """``cost``: obligations of the state for the whole contract; ``added_days``: the term after extensions."""

    quantities: tuple[Line, ...]
    tariffs: tuple[Line, ...]
    cost: Line | None
    covers: tuple[str, ...]
    added_days: int
    term: tuple[dict[str, Any], ...]


def drift_of(card: ContractCard) -> Drift:
    """Five queries. Rows without a value say so in words and are no point of the picture."""
    whole = [row for row in card.obligations.all() if row.year is None and row.plan is not None]
    extended = card.extensions.filter(state="applied").order_by("applied_at")
    term = [{"label": _("as concluded"), "at": card.first_ends_on, "value": 0}]
    term += [{"label": row.number, "at": row.new_ends_on, "value": _days(card, row)} for row in extended]
    if term[-1]["at"] != card.ends_on:
        term.append(
            {"label": _("now"), "at": card.ends_on, "value": (card.ends_on - card.first_ends_on).days}
        )
    return Drift(
        quantities=_named(card.quantities.all()),
        tariffs=_named(card.tariffs.all()),
        cost=_cost(whole),
        covers=tuple(row.covers for row in whole),
        added_days=(card.ends_on - card.first_ends_on).days,
        term=tuple(term),
    )


def _days(card: ContractCard, extension: Any) -> int:
    return int((extension.new_ends_on - card.first_ends_on).days)


def _named(rows: Any) -> tuple[Line, ...]:
    """Rows that count the same thing, in the order in which they were agreed."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        groups.setdefault((getattr(row, "name_ru", ""), row.unit_ru), []).append(row)
    return tuple(_line(getattr(found[0], "name", ""), found[0].unit, found) for found in groups.values())


def _line(name: str, unit: str, rows: list[Any]) -> Line:
    known = [row for row in rows if row.value is not None]
    competed = [row for row in known if row.competed] or known
    first = competed[0].value if competed else None
    now = known[-1].value if known else None
    points = tuple({"label": row.basis, "value": row.value, "at": row.from_on} for row in known)
    return Line(name, unit, points, first, now, never_competed(first, now))


def _cost(rows: list[Any]) -> Line | None:
    """Sums for the whole contract add up: what was accepted first, then what each change added."""
    if not rows:
        return None
    points, total = [], Decimal(0)
    for row in rows:
        total += row.plan
        points.append({"label": row.covers, "value": total, "at": row.recorded_at})
    competed = sum((row.plan for row in rows if row.competed), Decimal(0)) or rows[0].plan
    return Line(
        _("Obligations of the state"), "₸", tuple(points), competed, total, never_competed(competed, total)
    )
