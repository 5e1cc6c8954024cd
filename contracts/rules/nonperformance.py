"""Six consecutive months of non-performance (p. 62): the portal counts and proposes, people decide. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from contracts.rules.texts import refuse_pair
from ppp_portal.law.acts import p605, under
from ppp_portal.law.calendar import add_months
from ppp_portal.law.refusals import Refusal

SIX_MONTHS = p605("62")
Pause = tuple[date, date | None]  # the day of a termination, and of the entry that ended it, if any yet


@dataclass(frozen=True)
class MonthFacts:
    """A month with a mark. ``answered``: the partner replied, or let the time for its reply go by. ``admitted``: it was
    marked in time, or the head has said on a paper why it counts.
    """

    month: date
    performed: bool
    evidence: bool = True
    answered: bool = True
    admitted: bool = True

    @property
    def counts(self) -> bool:
        return not self.performed and self.evidence and self.answered and self.admitted


@under(SIX_MONTHS)
def marked_late(
    mark: str, at: datetime, gap_from: datetime, before: str = "", before_late: bool = False
) -> bool:
    """Whether a month not performed is marked too late to count by itself (M-06).

    ``gap_from``: since when a month without a mark is a gap; ``before``: the mark that this one corrects. Nobody turns
    a performed month, or a gap, into a month that counts by writing it down afterwards.
    """
    if mark != "not_performed":
        return False
    if before:
        return before == "performed" or before_late
    return at > gap_from


@under(SIX_MONTHS)
def first_counted(entered: Iterable[date | None], stopped: Iterable[date], continued: Iterable[date]) -> date:
    """The first month that can count: whole, of the partner that stands on the contract, and not decided on yet.

    ``entered``: since when each of the private partners of today is one (nothing: from the beginning); ``stopped``:
    days on which a case was stopped, the partner performing again; ``continued``: last months of the proposals on
    which the head decided that the contract goes on. Such a decision binds its months, not those to come (M-08).
    """
    own = min((day or date.min for day in entered), default=date.min)
    whole = [_next_whole(day) for day in (own, *stopped)]
    return max([*whole, *(add_months(month, 1) for month in continued)])


def _next_whole(day: date) -> date:
    """The first month that lies wholly after the day before ``day``."""
    return day if day.day == 1 else add_months(day.replace(day=1), 1)


@under(SIX_MONTHS)
def run(months: Iterable[MonthFacts], since: date = date.min) -> tuple[date, ...]:
    """The latest unbroken run of months that count, in order; empty once a month after them was performed.

    A performed month starts anew. A month without a mark is a gap: it breaks the run and never counts. A month not
    yet answered does not count, and what follows it starts anew, until it is answered; a run before it stands.
    Months before ``since`` are not of this partner, or are decided on.
    """
    found: tuple[date, ...] = ()
    current: tuple[date, ...] = ()
    for fact in sorted((fact for fact in months if fact.month >= since), key=lambda fact: fact.month):
        if fact.performed:
            found = current = ()
        elif not fact.counts:
            current = ()
        else:
            follows = bool(current) and add_months(current[-1], 1) == fact.month
            current = (*current, fact.month) if follows else (fact.month,)
            found = current if len(current) >= len(found) else found
    return found


@under(SIX_MONTHS)
def proposes(months: Iterable[MonthFacts], needed: int, since: date = date.min) -> tuple[date, ...]:
    """The run that lets the portal propose a replacement: at least ``needed`` months (six, p. 62), else nothing."""
    found = run(months, since)
    return found if len(found) >= needed else ()


@under(SIX_MONTHS)
def stands(months: Sequence[date], first: date, last: date) -> bool:
    """Whether a proposal about the months from ``first`` to ``last`` still lies wholly within the run that counts."""
    return bool(months) and months[0] <= first <= last <= months[-1]


@under(SIX_MONTHS)
def pauses(ended: Iterable[date], entered: Iterable[date]) -> list[Pause]:
    """From each termination to the first entry of a private partner after it the contract bound nobody (M-09).

    ``entered``: since when each private partner of all times was one; who came by an assignment later ends no pause.
    """
    came = sorted(entered)
    return [(day, next((since for since in came if since >= day), None)) for day in sorted(ended)]


@under(SIX_MONTHS)
def ran(month: date, stood_still: Iterable[Pause]) -> bool:
    """Whether the contract ran in this month, be it a part of it: no pause took the whole of it."""
    return all(
        month <= ended or (entered is not None and entered < add_months(month, 1))
        for ended, entered in stood_still
    )


@under(SIX_MONTHS)
def gaps(months: Iterable[date], first: date, last: date) -> list[date]:
    """The months from ``first`` to ``last`` that have no mark."""
    marked = set(months)
    found = []
    month = first
    while month <= last:
        if month not in marked:
            found.append(month)
        month = add_months(month, 1)
    return found


@under(SIX_MONTHS)
def refuse_answer(
    answer: str, reason: tuple[str, str], *, answered: bool, stands: bool = True
) -> list[Refusal]:
    """The organiser's head decides once, with reasons in both languages; to replace, while the months stand."""
    refusals = []
    if answered:
        refusals.append(Refusal("monitoring.proposal_answered", SIX_MONTHS))
    if answer == "replace" and not stands:
        refusals.append(Refusal("monitoring.run_broken", SIX_MONTHS, field="answer"))
    if answer not in ("replace", "continue"):
        refusals.append(Refusal("monitoring.proposal_choice", SIX_MONTHS, field="answer"))
    return refusals + refuse_pair("reason", reason, SIX_MONTHS)
