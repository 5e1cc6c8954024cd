"""The reference tender of the worked examples and its four bidders."""

from dataclasses import replace
from decimal import Decimal

from scoring.criteria import Criteria, Offer, Policies, Thresholds

THRESHOLDS = Thresholds(
    projects=0,
    construction_cost=Decimal("5000000000"),
    own_funds=Decimal("1000000000"),
    months=24,
    price=Decimal("40000"),
    higher_share=Decimal("40"),
    secondary_share=Decimal("30"),
)

# What meets every threshold exactly and earns nothing beyond own funds.
AT_THRESHOLD = Offer(
    bidder="At the threshold",
    projects=0,
    risks_accepted=0,
    risks_transferred=0,
    own_funds=THRESHOLDS.own_funds,
    months=THRESHOLDS.months,
    price=THRESHOLDS.price,
    higher_share=THRESHOLDS.higher_share,
    secondary_share=THRESHOLDS.secondary_share,
)


def _bidder(name: str, projects: int, risks: int, funds: str, months: int, price: int, *shares: int) -> Offer:
    return replace(
        AT_THRESHOLD,
        bidder=name,
        projects=projects,
        risks_accepted=risks,
        own_funds=THRESHOLDS.construction_cost * Decimal(funds) / 100,
        months=months,
        price=Decimal(price),
        higher_share=Decimal(shares[0]),
        secondary_share=Decimal(shares[1]),
    )


OFFERS = (
    _bidder("A", 3, 2, "25", 21, 36_000, 50, 33),
    _bidder("B", 5, 0, "24", 23, 28_000, 44, 30),
    _bidder("C", 4, 1, "24.9", 18, 30_000, 60, 40),
    _bidder("D", 2, 0, "26", 16, 40_000, 40, 30),
)


def criteria(**policies: str) -> Criteria:
    return Criteria(THRESHOLDS, Policies(**policies))
