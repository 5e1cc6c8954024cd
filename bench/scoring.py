"""How long the evaluation of 10,000 offers takes, and the full arithmetic of one of them.

Run: python bench/scoring.py
"""

import sys
from decimal import Decimal
from pathlib import Path
from time import perf_counter

# Python puts the folder of this file first, where it would hide the package of the same name.
sys.path[0] = str(Path(__file__).resolve().parents[1])

from scoring.criteria import Criteria, Offer, Policies, Thresholds  # noqa: E402
from scoring.engine import evaluate  # noqa: E402

OFFERS = 10_000
THRESHOLDS = Thresholds(
    projects=0,
    construction_cost=Decimal(5_000_000_000),
    own_funds=Decimal(1_000_000_000),
    months=24,
    price=Decimal(40_000),
    higher_share=Decimal(40),
    secondary_share=Decimal(30),
)


def offer(number: int) -> Offer:
    """One of many different offers, the same in every run."""
    return Offer(
        bidder=f"Bidder {number}",
        projects=number % 7,
        risks_accepted=number % 4,
        risks_transferred=number % 2,
        own_funds=Decimal(900_000_000 + 123_457 * number),
        months=14 + number % 13,
        price=Decimal(25_000 + number % 17_001) + Decimal("0.37"),
        higher_share=Decimal(30 + number % 31),
        secondary_share=Decimal(20 + number % 21),
    )


def main() -> None:
    offers = [offer(number) for number in range(OFFERS)]
    for policies in (Policies(), Policies(step="prorata")):
        start = perf_counter()
        evaluation = evaluate(Criteria(THRESHOLDS, policies), offers)
        done = perf_counter()
        lines = sum(len(point.steps) for score in evaluation.scores for point in score.points)
        traced = perf_counter()
        print(
            f"step={policies.step}: {OFFERS} offers, points, ranks and {len(evaluation.sensitivity)} other "
            f"readings in {done - start:.2f} s; {lines} lines of arithmetic in {traced - done:.2f} s"
        )


if __name__ == "__main__":
    main()
