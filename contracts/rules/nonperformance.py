"""Six consecutive months of non-performance (p. 62): the portal counts and proposes, people decide. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ppp_portal.law.acts import p605, under
from ppp_portal.law.calendar import add_months
from ppp_portal.law.refusals import Refusal

SIX_MONTHS = p605("62")


@dataclass(frozen=True)
class MonthFacts:
    """A month with a mark. ``answered``: the partner replied, or let the time for its reply go by."""

    month: date
    performed: bool
    evidence: bool = True
    answered: bool = True

    @property
    def counts(self) -> bool:
        return not self.performed and self.evidence and self.answered


@under(SIX_MONTHS)
def run(months: Iterable[MonthFacts]) -> tuple[date, ...]:
    """The latest unbroken run of months that count, in order; empty once a month after them was performed.

    A performed month starts anew. A month without a mark is a gap: it breaks the run and never counts. A month not
    yet answered does not count, and what follows it starts anew, until it is answered; a run before it stands.
    """
    found: tuple[date, ...] = ()
    current: tuple[date, ...] = ()
    for fact in sorted(months, key=lambda fact: fact.month):
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
def proposes(months: Iterable[MonthFacts], needed: int) -> tuple[date, ...]:
    """The run that lets the portal propose a replacement: at least ``needed`` months (six, p. 62), else nothing."""
    found = run(months)
    return found if len(found) >= needed else ()


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
    refusals += [
        Refusal("monitoring.text_missing", SIX_MONTHS, {"lang": lang}, f"reason_{lang}")
        for lang, text in zip(("kk", "ru"), reason, strict=True)
        if not text.strip()
    ]
    return refusals
