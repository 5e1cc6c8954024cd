"""Points, ranks and sensitivity under appendix 4 to the model tender documentation (order 605).

Pure and exact. The engine has never heard of a tender: it takes criteria and offers and returns the
evaluation, so that an auditor can repeat it from a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from scoring.criteria import CRITERIA, POLICIES, Criteria, Offer, Policies, Policy
from scoring.measures import Measures, Points, Yardstick, flags, staff_rows, step
from scoring.trace import Point, explain

Columns = Mapping[str, Sequence[Points]]


def k1(m: Measures, p: Policies) -> Points:
    """A point for each implemented project, or only for those above the threshold."""
    return m.projects if p.k1_threshold == "every" else m.projects_above


def k2(m: Measures, p: Policies) -> Points:
    """A point for each additionally accepted risk."""
    if p.k2_transferred == "subtract":
        return max(0, m.risks_accepted - m.risks_transferred)
    return m.risks_accepted + (m.risks_transferred if p.k2_transferred == "add" else 0)


def k3(m: Measures, p: Policies) -> Points:
    """Two points for each per cent of the construction cost covered by own funds."""
    percent: Points = m.funds if p.k3_base == "whole" else m.funds_above
    if p.k3_cap == "cap_100" and percent > 100:
        percent = 100
    return 2 * step(percent, p.step)


def k4(m: Measures, p: Policies) -> Points:
    """A point for each month saved (table), or one point for more than one month (note)."""
    months = step(m.months_saved, p.step)
    return min(1, months) if p.k4 == "note_cap" else months


def k5(m: Measures, p: Policies) -> Points:
    """A point for each tenth by which the payment is lower."""
    return step(m.price_steps, p.step)


def k6(m: Measures, p: Policies) -> Points:
    """A point for each tenth by which a share of specialists is higher; two rows under one symbol."""
    a, b = (step(row, p.step) for row in staff_rows(m, p))
    if p.k6_rows == "max":
        return max(a, b)
    return a + b if p.k6_rows == "sum" else Fraction(a + b) / 2


FORMULAS: Mapping[str, Callable[[Measures, Policies], Points]] = dict(
    zip(CRITERIA, (k1, k2, k3, k4, k5, k6), strict=True)
)


@dataclass(frozen=True)
class Score:
    """The points of one bidder: `parts` by criterion, their sum, the rank, the flags for the commission."""

    offer: Offer
    parts: Mapping[str, Fraction]
    total: Fraction
    rank: int
    flags: tuple[str, ...]
    criteria: Criteria = field(repr=False)

    @property
    def bidder(self) -> str:
        return self.offer.bidder

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Each criterion with the steps of its arithmetic. Made when asked for: most readers want the sum."""
        return explain(self.criteria, self.offer, self.parts, self.flags)


@dataclass(frozen=True)
class Sensitivity:
    """Who would lead if one policy had another value; `leaders` in alphabetical order."""

    policy: str
    value: str
    leaders: tuple[str, ...]
    changes_leader: bool


@dataclass(frozen=True)
class Evaluation:
    """The evaluation of all offers, in the order they were given.

    A tie for the first place is not resolved here: the commission decides it with reasons.
    """

    criteria: Criteria
    scores: tuple[Score, ...]
    leaders: tuple[str, ...]
    sensitivity: tuple[Sensitivity, ...]

    @property
    def tie_for_first(self) -> bool:
        return len(self.leaders) > 1


def evaluate(criteria: Criteria, offers: Iterable[Offer]) -> Evaluation:
    """Points of every offer, exact; ranks 1, 2, 2, 4; the leaders under every other policy value.

    `scoring.rules` says beforehand what is wrong with criteria and offers. Errors: ZeroDivisionError for a
    zero cost, a zero threshold price, or a zero share threshold under `k6_unit=relative`.
    """
    offers = tuple(offers)
    yardstick = Yardstick(criteria.thresholds)
    measures = [yardstick.measure(offer) for offer in offers]
    columns = _columns(measures, criteria.policies, CRITERIA)
    totals = _totals(columns)
    ranks = _ranks(totals)
    scores = tuple(
        Score(
            offer=offer,
            parts={code: Fraction(columns[code][i]) for code in CRITERIA},
            total=Fraction(totals[i]),
            rank=ranks[totals[i]],
            flags=flags(criteria.thresholds, offer),
            criteria=criteria,
        )
        for i, offer in enumerate(offers)
    )
    leaders = _leaders(offers, totals)
    sensitivity = []
    for policy, value in _alternatives(criteria):
        changed = _columns(measures, criteria.policies.having(policy.key, value), policy.criteria)
        others = _leaders(offers, _shifted(totals, columns, changed))
        sensitivity.append(Sensitivity(policy.key, value, others, others != leaders))
    return Evaluation(criteria, scores, leaders, tuple(sensitivity))


def _alternatives(criteria: Criteria) -> list[tuple[Policy, str]]:
    """Every other value of every policy; `relative` is none where a share threshold is zero."""
    t = criteria.thresholds
    without_tenths = not (t.higher_share and t.secondary_share)
    return [
        (policy, value)
        for policy in POLICIES.values()
        for value in policy.values
        if value != getattr(criteria.policies, policy.key) and not (without_tenths and value == "relative")
    ]


def _columns(measures: Sequence[Measures], policies: Policies, codes: Iterable[str]) -> Columns:
    return {code: [FORMULAS[code](m, policies) for m in measures] for code in codes}


def _totals(columns: Columns) -> list[Points]:
    return [sum(parts) for parts in zip(*(columns[code] for code in CRITERIA), strict=True)]


def _shifted(totals: Sequence[Points], before: Columns, after: Columns) -> Sequence[Points]:
    """The totals once the columns in `after` have replaced theirs: most offers keep their points."""
    for code, column in after.items():
        totals = [
            total if new == old else total - old + new
            for total, old, new in zip(totals, before[code], column, strict=True)
        ]
    return totals


def _ranks(totals: Iterable[Points]) -> dict[Points, int]:
    """The place of each total: one more than the number of better offers."""
    places: dict[Points, int] = {}
    for place, total in enumerate(sorted(totals, reverse=True), start=1):
        places.setdefault(total, place)
    return places


def _leaders(offers: Sequence[Offer], totals: Sequence[Points]) -> tuple[str, ...]:
    best = max(totals, default=0)
    return tuple(sorted(offer.bidder for offer, total in zip(offers, totals, strict=True) if total == best))
