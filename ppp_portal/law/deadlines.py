"""Deadline arithmetic: when a term ends, under which provision, what follows, and how it was counted.

Readings (docs/law/ambiguities.md): T-01 the day after the event is day 1; T-02 a ceiling never moves, an
official duty may move to the next working day; T-05 days are days in Asia/Almaty; T-06 a term lasts to the
last microsecond of its last day, so a deadline has passed only when `at > due_at`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from ppp_portal.law.acts import Paragraph
from ppp_portal.law.calendar import WorkingCalendar, end_of_day, local_day


class Consequence(Enum):
    """What happens when the term has passed."""

    ACT = "act"  # the portal itself moves the state or refuses
    ALERT = "alert"  # a person must decide; the portal only says so


@dataclass(frozen=True)
class Step:
    """One line of the arithmetic, in the order in which a person would check it.

    Codes: "starts" {at, on} · "counts_from" {on} · "adds" {days, unit} · "takes_back" {days, unit} ·
    "skips" {on, why} · "other_reading" {on} · "ends" {on} ·
    "not_working" {on, why} · "moves" {to} · "stays" {on}.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Deadline:
    """A term with its end. `due_at` is the last instant inside the term, zone Asia/Almaty."""

    kind: str
    due_at: datetime
    basis: Paragraph
    consequence: Consequence
    because: tuple[Step, ...] = ()

    @property
    def last_day(self) -> date:
        return local_day(self.due_at)

    def passed(self, at: datetime) -> bool:
        """True when the term is over; the deadline instant itself is still inside (T-06)."""
        return at > self.due_at

    @property
    def flags_non_working_day(self) -> bool:
        """True when the counted last day is not a working day, whether or not the end was moved."""
        return any(step.code == "not_working" for step in self.because)


def calendar_days(
    kind: str,
    start: datetime | date,
    days: int,
    basis: Paragraph,
    consequence: Consequence,
    calendar: WorkingCalendar,
    *,
    moves: bool = False,
    start_day_disputed: bool = False,
) -> Deadline:
    """A term of `days` calendar days after the day of `start`: it ends with the last instant of day N.

    A non-working last day is shown and, unless `moves` (an official duty, T-02), left where it is.
    `start_day_disputed` adds the last day of the other reading, under which the start day is day 1 (D-16).
    ValueError for a term of less than a day or a moment without a zone.
    """
    began = _day_of(start)
    last = began + timedelta(days=_positive(days))
    steps = [*_opening(start, began), Step("adds", {"days": days, "unit": "calendar_day"})]
    if start_day_disputed:
        steps.append(Step("other_reading", {"on": last - timedelta(days=1)}))
    return _close(kind, last, steps, basis, consequence, calendar, moves)


def working_days(
    kind: str,
    start: datetime | date,
    days: int,
    basis: Paragraph,
    consequence: Consequence,
    calendar: WorkingCalendar,
) -> Deadline:
    """A term of `days` working days after the day of `start`; the skipped days are part of the arithmetic.

    ValueError for a term of less than a day or a moment without a zone.
    """
    began = _day_of(start)
    last = calendar.add_working_days(began, _positive(days))
    steps = [*_opening(start, began), Step("adds", {"days": days, "unit": "working_day"})]
    for day in calendar.days_off_between(began + timedelta(days=1), last):
        steps.append(Step("skips", {"on": day, "why": calendar.why_not_working(day)}))
    return _close(kind, last, steps, basis, consequence, calendar, moves=False)


def calendar_days_before(
    kind: str,
    end: datetime,
    days: int,
    basis: Paragraph,
    consequence: Consequence,
    calendar: WorkingCalendar,
) -> Deadline:
    """The last instant at least `days` calendar days before the day of `end` (questions, amendments)."""
    closes = local_day(end)
    last = closes - timedelta(days=_positive(days))
    steps = [
        Step("starts", {"at": end, "on": closes}),
        Step("takes_back", {"days": days, "unit": "calendar_day"}),
    ]
    return _close(kind, last, steps, basis, consequence, calendar, moves=False)


def at_instant(kind: str, due_at: datetime, basis: Paragraph, consequence: Consequence) -> Deadline:
    """A deadline fixed as an instant by a person, such as the end of bid submission."""
    step = Step("ends", {"on": local_day(due_at), "at": due_at})
    return Deadline(kind, due_at, basis, consequence, (step,))


def first(deadlines: Iterable[Deadline], at: datetime | None = None) -> Deadline | None:
    """The earliest deadline that has not passed at `at` (of all of them, when `at` is None)."""
    alive = [d for d in deadlines if at is None or not d.passed(at)]
    return min(alive, key=lambda d: d.due_at, default=None)


def due(deadlines: Iterable[Deadline], at: datetime) -> tuple[Deadline, ...]:
    """The deadlines that have passed at `at`, the oldest first."""
    return tuple(sorted((d for d in deadlines if d.passed(at)), key=lambda d: d.due_at))


def _positive(days: int) -> int:
    if days < 1:
        raise ValueError("a term has at least one day")
    return days


def _day_of(start: datetime | date) -> date:
    """An event that has its day only, such as a date on a paper, is that day and no hour of it."""
    return local_day(start) if isinstance(start, datetime) else start


def _opening(start: datetime | date, began: date) -> list[Step]:
    first_day = began + timedelta(days=1)
    return [Step("starts", {"at": start, "on": began}), Step("counts_from", {"on": first_day})]


def _close(
    kind: str,
    last: date,
    steps: list[Step],
    basis: Paragraph,
    consequence: Consequence,
    calendar: WorkingCalendar,
    moves: bool,
) -> Deadline:
    steps.append(Step("ends", {"on": last}))
    why = calendar.why_not_working(last)
    if why:
        steps.append(Step("not_working", {"on": last, "why": why}))
        if moves:
            last = calendar.next_working(last)
            steps.append(Step("moves", {"to": last}))
        else:
            steps.append(Step("stays", {"on": last}))
    return Deadline(kind, end_of_day(last), basis, consequence, tuple(steps))
