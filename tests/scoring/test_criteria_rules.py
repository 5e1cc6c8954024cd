"""What an organiser must settle before publication, and what no offer may contain."""

from dataclasses import asdict, replace
from decimal import Decimal

import pytest

from scoring.criteria import OFFER_FIELDS, Policies
from scoring.rules import CriteriaFacts, refuse_choices, refuse_criteria, refuse_offer
from tests.scoring.reference import AT_THRESHOLD, THRESHOLDS

READY = CriteriaFacts(
    thresholds=asdict(THRESHOLDS),
    policies=asdict(Policies()),
    evidence={
        "k1_kinds": "construction",
        "k3_evidence": "as_listed",
        "k6_field": "any",
        "consortium_projects": "unique",
    },
)


def faults(refusals):
    return [(refusal.field, refusal.code) for refusal in refusals]


def test_complete_criteria_are_not_refused():
    assert refuse_criteria(READY) == []


@pytest.mark.parametrize("field", asdict(THRESHOLDS))
def test_no_threshold_stays_blank(field):
    draft = replace(READY, thresholds={**READY.thresholds, field: None})
    assert faults(refuse_criteria(draft)) == [(field, "scoring.blank")]


def test_the_field_of_experience_in_k6_has_no_silent_default():
    draft = replace(READY, evidence={**READY.evidence, "k6_field": ""})
    [refusal] = refuse_criteria(draft)
    assert (refusal.field, refusal.code, refusal.basis.key) == (
        "k6_field",
        "scoring.not_chosen",
        "605:A4:K6a",
    )


@pytest.mark.parametrize("field", ["construction_cost", "months", "price"])
def test_no_step_is_counted_from_zero(field):
    draft = replace(READY, thresholds={**READY.thresholds, field: 0})
    assert faults(refuse_criteria(draft)) == [(field, "scoring.zero")]


def test_a_zero_share_is_refused_only_when_k6_counts_tenths_of_it():
    thresholds = {**READY.thresholds, "higher_share": Decimal(0)}
    assert faults(refuse_criteria(replace(READY, thresholds=thresholds))) == [
        ("higher_share", "scoring.zero_share")
    ]
    points = {**READY.policies, "k6_unit": "points"}
    assert refuse_criteria(replace(READY, thresholds=thresholds, policies=points)) == []


def test_an_unknown_choice_is_refused_with_what_may_be_chosen():
    [refusal] = refuse_choices({"k4": "cubic"}, {})
    assert (refusal.code, refusal.params) == ("scoring.unknown_choice", {"choices": "note_cap, table_linear"})
    with pytest.raises(ValueError, match="k4 is one of"):
        Policies(k4="cubic")


def offer(**values):
    return {field: getattr(AT_THRESHOLD, field) for field in OFFER_FIELDS} | values


def test_blank_projects_and_risks_count_as_none_and_the_rest_is_needed():
    blank = dict.fromkeys(OFFER_FIELDS)
    assert {refusal.field for refusal in refuse_offer(blank)} == {
        "own_funds",
        "months",
        "price",
        "higher_share",
        "secondary_share",
    }


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("price", Decimal("-0.01"), "scoring.negative"),
        ("price", Decimal("NaN"), "scoring.blank"),
        ("own_funds", Decimal("Infinity"), "scoring.blank"),
        ("months", 0, "scoring.zero"),
        ("higher_share", Decimal("100.01"), "scoring.share_over_100"),
        ("secondary_share", Decimal("60.01"), "scoring.shares_over_100"),
        ("secondary_share", Decimal("60.0000000000000000000000000000000001"), "scoring.shares_over_100"),
    ],
)
def test_an_offer_that_cannot_be_scored_is_refused(field, value, code):
    assert faults(refuse_offer(offer(**{field: value}))) == [(field, code)]


def test_worse_than_the_threshold_is_no_refusal():
    assert refuse_offer(offer(months=30, price=Decimal(50_000), higher_share=Decimal(1))) == []
