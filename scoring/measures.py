"""How far an offer stands from the thresholds, under each reading of the order, and how
full steps are counted.

Exact fractions throughout: by binary floats a payment cut from 30 000 to 21 000 is two steps, not three.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.criteria import Offer, Policies, Thresholds

Points = int | Fraction


@dataclass(frozen=True, slots=True)
class Measures:
    """One offer against the thresholds.

    `funds` is own funds in per cent of the construction cost, `funds_above` only what exceeds the threshold;
    `price_steps` is the reduction in tenths of the threshold price; the staff rows count in tenths of the
    threshold share (`…_relative`, None when that share is zero) or in tens of percentage points (`…_points`).
    Negative where the offer is worse than the threshold, except for what is counted from zero.
    """

    projects: int
    projects_above: int
    risks_accepted: int
    risks_transferred: int
    funds: Fraction
    funds_above: Fraction
    months_saved: int
    price_steps: Fraction
    higher_relative: Fraction | None
    higher_points: Fraction
    secondary_relative: Fraction | None
    secondary_points: Fraction


class Yardstick:
    """The thresholds of one tender, converted once. ZeroDivisionError for a zero cost or price."""

    def __init__(self, thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self._own_funds = Fraction(thresholds.own_funds)
        self._percent_of_cost = 100 / Fraction(thresholds.construction_cost)
        self._price = Fraction(thresholds.price)
        self._tenths_of_price = 10 / self._price
        self._higher = Fraction(thresholds.higher_share)
        self._secondary = Fraction(thresholds.secondary_share)

    def measure(self, offer: Offer) -> Measures:
        """Every reading of one offer; the policies choose among them."""
        own = Fraction(offer.own_funds)
        higher = Fraction(offer.higher_share) - self._higher
        secondary = Fraction(offer.secondary_share) - self._secondary
        return Measures(
            projects=offer.projects,
            projects_above=max(0, offer.projects - self.thresholds.projects),
            risks_accepted=offer.risks_accepted,
            risks_transferred=offer.risks_transferred,
            funds=own * self._percent_of_cost,
            funds_above=max(Fraction(0), own - self._own_funds) * self._percent_of_cost,
            months_saved=self.thresholds.months - offer.months,
            price_steps=(self._price - Fraction(offer.price)) * self._tenths_of_price,
            higher_relative=10 * higher / self._higher if self._higher else None,
            higher_points=higher / 10,
            secondary_relative=10 * secondary / self._secondary if self._secondary else None,
            secondary_points=secondary / 10,
        )


def step(x: Points, rule: str) -> Points:
    """Steps counted in `x` under the policy `step`: nothing below zero, then floor, prorata or half_up."""
    if x <= 0:
        return 0
    if rule == "prorata":
        return x
    n, d = x.numerator, x.denominator
    return n // d if rule == "floor" else (2 * n + d) // (2 * d)


def staff_rows(m: Measures, p: Policies) -> tuple[Fraction, Fraction]:
    """The two rows of K6, unrounded, under `k6_unit`. ZeroDivisionError: a zero threshold has no tenth."""
    if p.k6_unit == "points":
        return m.higher_points, m.secondary_points
    if m.higher_relative is None or m.secondary_relative is None:
        raise ZeroDivisionError("a share threshold of zero has no tenth")
    return m.higher_relative, m.secondary_relative


def flags(thresholds: Thresholds, offer: Offer) -> tuple[str, ...]:
    """What the commission must look at, as codes that begin with their criterion ("k5.zero_price").

    Nothing here changes a point: worse than the threshold earns nothing by the arithmetic of its criterion,
    and whether the bid conforms to the documentation at all is decided by people.
    """
    return tuple(_flags(thresholds, offer))


def _flags(t: Thresholds, o: Offer) -> Iterator[str]:
    if o.projects < t.projects:
        yield "k1.below_threshold"
    if o.risks_transferred:
        yield "k2.risks_transferred"
    if o.own_funds < t.own_funds:
        yield "k3.below_threshold"
    if o.own_funds > t.construction_cost:
        yield "k3.above_cost"
    if o.months > t.months:
        yield "k4.above_threshold"
    if o.price > t.price:
        yield "k5.above_threshold"
    if not o.price:
        yield "k5.zero_price"
    if o.higher_share < t.higher_share:
        yield "k6.higher_below_threshold"
    if o.secondary_share < t.secondary_share:
        yield "k6.secondary_below_threshold"
    if _together(o.higher_share, o.secondary_share) == 100:
        yield "k6.shares_make_100"


def _together(one: Decimal, other: Decimal) -> Fraction:
    # Decimal addition rounds to the precision of its context.
    return Fraction(one) + Fraction(other)
