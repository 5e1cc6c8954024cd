"""What appendix 4 and plain arithmetic refuse in criteria and offers. Pure: facts in, all refusals out.

`Refusal.field` is the name of the field in `scoring.criteria`, of the column and of the form alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from ppp_portal.law.acts import Paragraph, p605, under
from ppp_portal.law.refusals import Refusal
from scoring.criteria import EVIDENCE_POLICIES, NO_DEFAULT, POLICIES

Values = Mapping[str, int | Decimal | None]
Choices = Mapping[str, str]

SHARES = ("higher_share", "secondary_share")
POSITIVE_THRESHOLDS = frozenset({"construction_cost", "months", "price"})
POSITIVE_OFFERS = frozenset({"months"})
# By the notes to K1 and K2, no project and no risk is a zero; the other criteria need a value (P-11).
ZERO_IF_BLANK = frozenset({"projects", "risks_accepted", "risks_transferred"})

_WHOLE = p605("A4")
BASIS: Mapping[str, Paragraph] = {
    "projects": p605("A4.K1"),
    "risks_accepted": p605("A4.K2"),
    "risks_transferred": p605("A4.K2"),
    "construction_cost": p605("A4.K3"),
    "own_funds": p605("A4.K3"),
    "months": p605("A4.K4"),
    "price": p605("A4.K5"),
    "higher_share": p605("A4.K6a"),
    "secondary_share": p605("A4.K6b"),
    "k6_field": p605("A4.K6a"),
}


@dataclass(frozen=True)
class CriteriaFacts:
    """Criteria as they stand in a draft: a blank threshold is None, a choice not made is ""."""

    thresholds: Values
    policies: Choices
    evidence: Choices


@under(p605("A4"), p605("A1.10(6)"))
def refuse_criteria(facts: CriteriaFacts) -> list[Refusal]:
    """Why these criteria cannot be published: every threshold and every choice is there and can be counted.

    Interpreted: the experience that K6 asks for has no silent default, because the Kazakh text adds "in
    construction" and the Russian does not (D-52); the organiser must choose.
    """
    return [
        *refuse_thresholds(facts.thresholds, facts.policies),
        *refuse_choices(facts.policies, facts.evidence),
        *(
            Refusal("scoring.not_chosen", BASIS.get(key, _WHOLE), field=key)
            for key in sorted(NO_DEFAULT)
            if not facts.evidence.get(key)
        ),
    ]


@under(p605("A4.K3"), p605("A4.K4"), p605("A4.K5"), p605("A4.K6"))
def refuse_thresholds(thresholds: Values, policies: Choices) -> list[Refusal]:
    """A step counted from zero does not exist: cost, months and price above zero, and the shares too when
    K6 counts in tenths of them."""
    refusals = list(_refuse_values(thresholds, positive=POSITIVE_THRESHOLDS))
    if policies.get("k6_unit") == "relative":
        refusals += [
            Refusal("scoring.zero_share", BASIS[share], field=share)
            for share in SHARES
            if thresholds.get(share) == 0
        ]
    return refusals


@under(p605("A4"))
def refuse_choices(policies: Choices, evidence: Choices) -> list[Refusal]:
    """Only the values that a policy has; an empty one is a choice not made."""
    allowed = {**{key: policy.values for key, policy in POLICIES.items()}, **EVIDENCE_POLICIES}
    return [
        Refusal("scoring.unknown_choice", _WHOLE, {"choices": ", ".join(allowed[key])}, field=key)
        for key, value in {**policies, **evidence}.items()
        if value not in allowed[key] and not (value == "" and key in NO_DEFAULT)
    ]


@under(p605("A4"))
def refuse_offer(values: Values) -> list[Refusal]:
    """What cannot be scored in one offer. Worse than a threshold is no refusal but a flag (P-10)."""
    needed = {
        field: value for field, value in values.items() if value is not None or field not in ZERO_IF_BLANK
    }
    return list(_refuse_values(needed, positive=POSITIVE_OFFERS))


@under(p605("28(1)"))
def repeated_bidders(bidders: Iterable[str]) -> list[int]:
    """The positions of names that stood before: one bidder has one offer. Case counts, spaces do not."""
    seen: set[str] = set()
    repeated = []
    for position, bidder in enumerate(bidders):
        name = " ".join(unicodedata.normalize("NFC", bidder).split())
        if name in seen:
            repeated.append(position)
        seen.add(name)
    return repeated


def _refuse_values(values: Values, *, positive: frozenset[str]) -> Iterator[Refusal]:
    for field, value in values.items():
        if code := _fault(field, value, positive):
            yield Refusal(code, BASIS[field], field=field)
    higher, secondary = (values.get(share) for share in SHARES)
    # Decimal addition would round to the precision of its context.
    if _is_share(higher) and _is_share(secondary) and Fraction(higher) + Fraction(secondary) > 100:
        yield Refusal("scoring.shares_over_100", BASIS[SHARES[1]], field=SHARES[1])


def _fault(field: str, value: int | Decimal | None, positive: frozenset[str]) -> str:
    if not _is_number(value):
        return "scoring.blank"
    if value < 0:
        return "scoring.negative"
    if value == 0 and field in positive:
        return "scoring.zero"
    if field in SHARES and value > 100:
        return "scoring.share_over_100"
    return ""


def _is_share(value: int | Decimal | None) -> TypeGuard[int | Decimal]:
    return _is_number(value) and 0 <= value <= 100


def _is_number(value: int | Decimal | None) -> TypeGuard[int | Decimal]:
    return value is not None and (not isinstance(value, Decimal) or value.is_finite())
