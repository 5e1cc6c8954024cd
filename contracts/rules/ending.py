"""How a contract ends before its last day (art. 49), and what the hand-over must say. Pure.

Interpreted (M-05): the texts at hand know the end by agreement and by a judgment in force. What becomes whose
stands in the contract (appendix 2, p. 12(2)): each line of the list names its clause.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.rules.texts import refuse_pair
from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.refusals import Refusal

TERMINATION, PROPERTY = law("49(4)"), p605("A2.12(2)")
OVER = ("expired", "terminated")


@dataclass(frozen=True)
class TerminationFacts:
    """The document that ends the contract; ``since``: no day of it lies before the contract was signed."""

    ground: str
    number: str
    dated_on: date | None
    effective_on: date | None
    reason: tuple[str, str]
    file: bool
    since: date
    today: date


@under(TERMINATION)
def refuse_termination(facts: TerminationFacts) -> list[Refusal]:
    """A ground of the Law, its document with number and date, and a last day that has come."""
    refusals = []
    if facts.ground not in ("agreement", "judgment"):
        refusals.append(Refusal("ending.no_ground", TERMINATION, field="ground"))
    if not facts.number.strip():
        refusals.append(Refusal("ending.no_number", TERMINATION, field="number"))
    if not facts.file:
        refusals.append(Refusal("ending.no_document", TERMINATION, field="file"))
    first = facts.since
    for name, day in (("dated_on", facts.dated_on), ("effective_on", facts.effective_on)):
        if day is None or not first <= day <= facts.today:
            refusals.append(
                Refusal("ending.day_wrong", TERMINATION, {"from": first, "to": facts.today}, name)
            )
        else:
            first = day
    return refusals + refuse_pair("reason", facts.reason, TERMINATION)


@dataclass(frozen=True)
class AssetFacts:
    """One line of the list, ₸."""

    texts: dict[str, tuple[str, str]]
    quantity: Decimal | None
    book_value: Decimal | None
    bearer: str


@under(PROPERTY)
def refuse_asset(facts: AssetFacts) -> list[Refusal]:
    """What, how many, in which condition, at which value, whose it becomes and under which clause."""
    refusals = [row for name, pair in facts.texts.items() for row in refuse_pair(name, pair, PROPERTY)]
    if facts.quantity is None or facts.quantity <= 0:
        refusals.append(Refusal("ending.no_quantity", PROPERTY, field="quantity"))
    if facts.book_value is None or facts.book_value < 0:
        refusals.append(Refusal("ending.no_value", PROPERTY, field="book_value"))
    if facts.bearer not in ("public", "private"):
        refusals.append(Refusal("ending.no_bearer", PROPERTY, field="bearer"))
    return refusals


@under(PROPERTY)
def refuse_closing(
    *, state: str, assets: int, handed_on: date | None, place: tuple[str, str], since: date, today: date
) -> list[Refusal]:
    """The list is closed when the contract is over, with something on it, a day and a place."""
    refusals = [] if state in OVER else [Refusal("ending.still_in_force", PROPERTY)]
    if not assets:
        refusals.append(Refusal("ending.no_assets", PROPERTY))
    if handed_on is None or not since <= handed_on <= today:
        refusals.append(Refusal("ending.day_wrong", PROPERTY, {"from": since, "to": today}, "handed_on"))
    return refusals + refuse_pair("place", place, PROPERTY)


@under(PROPERTY)
def refuse_signature(
    *, side: str, role: str, authority: str, seen: str, digest: str, signed: bool
) -> list[Refusal]:
    """The organiser's head and the private partner's representative sign, once each, the list they saw."""
    if not side:
        return [Refusal("ending.not_a_party", PROPERTY)]
    refusals = []
    if (side, role) not in (("public", "head"), ("private", "bidder")):
        refusals.append(Refusal("ending.head_signs", PROPERTY))
    if not authority:
        refusals.append(Refusal("ending.no_authority", PROPERTY))
    if seen != digest:
        refusals.append(Refusal("ending.other_text", PROPERTY))
    if signed:
        refusals.append(Refusal("ending.signed", PROPERTY))
    return refusals
