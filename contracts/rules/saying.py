"""What the words of a contract say beside what it is made of (p. 48; appendix 2, p. 12). Pure: facts in, a list out.

The months of creation, the years of operation and the term are rows that the portal computes; the words are those of
the parties. Both are signed, so whatever a clause says otherwise, or a second time with another figure, is named
before, and the contract prints what that figure means (A-55).
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.rules.signing import RISKS, TERMS, TermFacts
from contracts.rules.texts import refuse_pair
from ppp_portal.law.acts import p605, under
from ppp_portal.law.figures import Pair
from ppp_portal.law.refusals import Refusal
from tenders.rules.competed import PERIODS, Allocation, Competed, Kept
from tenders.rules.quantities import periods

HEADED = re.compile(r"(\d+(?:\.\d+)*)\. ")  # a term made of several clauses begins each with its number
Figures = tuple[Decimal, ...]


@dataclass(frozen=True)
class WordsFacts:
    """``rows``: unit -> name -> the figure that the contract is made with; ``clauses``: term -> numbers of its clauses.

    ``kept``: what the talks left in a term; ``stated``: unit and figure that both sides said there are about something
    else; ``risks``: the words of term 7 as the results left them.
    """

    terms: tuple[TermFacts, ...]
    rows: Mapping[str, Mapping[str, Decimal]]
    clauses: Mapping[int, Sequence[str]]
    kept: Sequence[tuple[int, Competed]] = ()
    stated: Collection[tuple[str, Decimal]] = ()
    risks: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Difference:
    """One of them: the figures of a unit that both texts of a clause say, with the rows; or what a term lacks."""

    term: int
    clause: str
    unit: str = ""
    kk: Figures = ()
    ru: Figures = ()
    kept: Kept | None = None


@under(TERMS)
def differences(facts: WordsFacts) -> list[Difference]:
    """Where the words and the rows are not one contract, clause after clause."""
    return [difference for term in facts.terms for difference in _of_term(term, facts)]


def _of_term(term: TermFacts, facts: WordsFacts) -> Iterable[Difference]:
    own = ", ".join(facts.clauses.get(term.number, ()))
    if term.number in PERIODS:
        for unit in facts.rows:
            yield from _periods(term, own, unit, facts)
    left: list[Kept] = [one for number, one in facts.kept if number == term.number]
    if term.number == 7:
        left.append(Allocation(facts.risks))
    for one in left:
        if not (one.settled_in(term.kk) and one.settled_in(term.ru)):
            yield Difference(term.number, own, kept=one)


def _periods(term: TermFacts, own: str, unit: str, facts: WordsFacts) -> Iterable[Difference]:
    """The clauses that say a figure which is none of the rows, beside the right one too: which of them binds?"""
    right = set(facts.rows[unit].values()) | {value for kind, value in facts.stated if kind == unit}
    kk, ru = (_by_clause(text, own, lambda part: periods(unit, part)) for text in (term.kk, term.ru))
    for clause in dict.fromkeys([*kk, *ru]):
        said = kk.get(clause, ()), ru.get(clause, ())
        if not {*said[0], *said[1]} <= right:
            yield Difference(term.number, clause, unit, *said)


def _by_clause(text: str, own: str, read: Callable[[str], Figures]) -> dict[str, Figures]:
    """What each clause of a term says; a paragraph without a number belongs to the clause before it."""
    found: dict[str, Figures] = {}
    place = own
    for part in re.split(r"\n\s*\n", text):
        headed = HEADED.match(part.strip())
        place = headed[1] if headed else place
        found[place] = tuple(sorted({*found.get(place, ()), *read(part)}))
    return found


@under(TERMS, RISKS)
def refuse_unexplained(found: Sequence[Difference], explained: Pair) -> list[Refusal]:
    """Whoever sends the text to be signed says what the other figures mean; the contract prints it, and both sides
    sign it with the rest. Nothing is explained where nothing differs."""
    if not found:
        return []
    if missing := explained.missing:
        return [
            Refusal("contract.unexplained", p605("A2.13"), {"count": len(found)}, f"explained_{language}")
            for language in missing
        ]
    return refuse_pair("explained", (explained.kk, explained.ru))
