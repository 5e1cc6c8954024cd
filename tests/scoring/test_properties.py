"""What holds for every tender, whatever its numbers and policies."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.criteria import CRITERIA
from scoring.engine import evaluate
from tests.scoring import reference
from tests.scoring.strategies import criteria, offers, tenders


def score_of(asked, offer):
    return evaluate(asked, [offer]).scores[0]


@pytest.mark.parametrize(
    ("field", "direction"),
    [
        ("projects", 1),
        ("risks_accepted", 1),
        ("own_funds", 1),
        ("months", -1),
        ("price", -1),
        ("higher_share", 1),
        ("secondary_share", 1),
    ],
)
@given(asked=criteria, offer=offers, other=offers)
def test_a_better_figure_never_earns_less(field, direction, asked, offer, other):
    better, worse = sorted((getattr(offer, field), getattr(other, field)), reverse=direction > 0)
    assert (
        score_of(asked, replace(offer, **{field: better})).total
        >= score_of(asked, replace(offer, **{field: worse})).total
    )


@given(asked=criteria, offer=offers, more=st.integers(1, 5))
def test_transferred_risks_move_k2_only_as_the_policy_says(asked, offer, more):
    before = score_of(asked, offer).parts["K2"]
    after = score_of(asked, replace(offer, risks_transferred=offer.risks_transferred + more)).parts["K2"]
    moves = {"ignore": after == before, "subtract": after <= before, "add": after == before + more}
    assert moves[asked.policies.k2_transferred]


@given(asked=criteria, offer=offers)
def test_equal_to_the_threshold_earns_nothing(asked, offer):
    t = asked.thresholds
    equal = replace(
        offer,
        projects=t.projects,
        own_funds=t.own_funds,
        months=t.months,
        price=t.price,
        higher_share=t.higher_share,
        secondary_share=t.secondary_share,
    )
    parts = score_of(asked, equal).parts
    assert (parts["K4"], parts["K5"], parts["K6"]) == (0, 0, 0)
    assert asked.policies.k1_threshold == "every" or parts["K1"] == 0
    assert asked.policies.k3_base == "whole" or parts["K3"] == 0


@given(asked=criteria, bids=tenders, shuffle=st.randoms())
def test_the_order_of_bidders_changes_nothing(asked, bids, shuffle):
    before = evaluate(asked, bids)
    shuffled = bids.copy()
    shuffle.shuffle(shuffled)
    after = evaluate(asked, shuffled)
    assert {s.bidder: (s.parts, s.rank, s.flags) for s in before.scores} == {
        s.bidder: (s.parts, s.rank, s.flags) for s in after.scores
    }
    assert (before.leaders, before.sensitivity) == (after.leaders, after.sensitivity)


@given(asked=criteria, offer=offers)
def test_a_part_of_a_step_in_proportion_is_never_less_than_full_steps(asked, offer):
    floor, prorata, half_up = (
        score_of(replace(asked, policies=asked.policies.having("step", rule)), offer).parts
        for rule in ("floor", "prorata", "half_up")
    )
    for code in CRITERIA:
        assert floor[code] <= prorata[code]
        assert floor[code] <= half_up[code]


@given(asked=criteria, bids=tenders)
def test_the_total_is_the_sum_of_six_criteria_none_negative(asked, bids):
    for score in evaluate(asked, bids).scores:
        assert tuple(score.parts) == CRITERIA
        assert score.total == sum(score.parts.values())
        assert min(score.parts.values()) >= 0
        assert all(isinstance(points, Fraction) for points in score.parts.values())


@given(asked=criteria, bids=tenders)
def test_a_rank_is_one_more_than_the_number_of_better_bids(asked, bids):
    evaluation = evaluate(asked, bids)
    for score in evaluation.scores:
        assert score.rank == 1 + sum(other.total > score.total for other in evaluation.scores)
        assert (score.rank == 1) == (score.bidder in evaluation.leaders)


@pytest.mark.parametrize("steps", range(1, 11))
def test_whole_tenths_of_any_price_are_whole_steps(steps):
    """Binary floats lose one of them: 1 − 21 000 ÷ 30 000 is a little less than three tenths."""
    for price in (30_000, 35_555, 40_000, 49_990):
        asked = replace(reference.criteria(), thresholds=replace(reference.THRESHOLDS, price=Decimal(price)))
        offered = Decimal(price) * (10 - steps) / 10
        assert score_of(asked, replace(reference.AT_THRESHOLD, price=offered)).parts["K5"] == steps
