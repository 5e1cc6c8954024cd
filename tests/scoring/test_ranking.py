"""Places, ties and what another reading of the order would change."""

from dataclasses import replace

from scoring.criteria import POLICIES
from scoring.engine import evaluate
from tests.scoring.reference import AT_THRESHOLD, OFFERS, THRESHOLDS, criteria


def offers_with(*projects: int):
    return [replace(AT_THRESHOLD, bidder=f"Bidder {i}", projects=n) for i, n in enumerate(projects)]


def test_equal_points_share_a_place_and_the_next_place_is_skipped():
    evaluation = evaluate(criteria(), offers_with(1, 3, 5, 3))
    assert [score.rank for score in evaluation.scores] == [4, 2, 1, 2]
    assert not evaluation.tie_for_first


def test_a_tie_for_the_first_place_is_left_to_the_commission():
    evaluation = evaluate(criteria(), offers_with(3, 1, 3))
    assert evaluation.tie_for_first
    assert evaluation.leaders == ("Bidder 0", "Bidder 2")
    assert [score.rank for score in evaluation.scores] == [1, 3, 1]


def test_a_sole_bid_has_the_first_place():
    [score] = evaluate(criteria(), OFFERS[:1]).scores
    assert score.rank == 1


def test_no_bid_has_no_leader():
    evaluation = evaluate(criteria(), [])
    assert (evaluation.scores, evaluation.leaders, evaluation.tie_for_first) == ((), (), False)
    assert not any(other.changes_leader for other in evaluation.sensitivity)


def test_sensitivity_tries_every_other_value_of_every_policy_once():
    base = criteria(step="prorata", k6_rows="mean")
    tried = [(other.policy, other.value) for other in evaluate(base, OFFERS).sensitivity]
    assert tried == [
        (key, value)
        for key, policy in POLICIES.items()
        for value in policy.values
        if value != getattr(base.policies, key)
    ]


def test_sensitivity_is_what_a_whole_evaluation_under_that_value_says():
    base = criteria()
    evaluation = evaluate(base, OFFERS)
    for other in evaluation.sensitivity:
        again = evaluate(replace(base, policies=base.policies.having(other.policy, other.value)), OFFERS)
        assert other.leaders == again.leaders
        assert other.changes_leader == (again.leaders != evaluation.leaders)


def test_a_tenth_of_a_zero_share_is_no_alternative():
    zero = replace(criteria(k6_unit="points"), thresholds=replace(THRESHOLDS, secondary_share=0))
    assert "relative" not in [other.value for other in evaluate(zero, OFFERS).sensitivity]
