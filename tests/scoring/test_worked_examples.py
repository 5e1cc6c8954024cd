"""Every worked example of appendix 4, row by row, and the four bidders of the reference tender."""

import csv
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.engine import evaluate
from tests.scoring.reference import AT_THRESHOLD, OFFERS, THRESHOLDS, criteria

VECTORS = list(
    csv.DictReader(Path(__file__).with_name("vectors.csv").read_text(encoding="utf-8").splitlines())
)

# {letter in the table: (field of the offer, field of the thresholds)}
FIELDS = {
    "K1": {"projects": ("projects", "")},
    "K2": {"accepted": ("risks_accepted", "")},
    "K3": {"own": ("own_funds", ""), "cost": ("", "construction_cost")},
    "K4": {"t": ("months", ""), "t0": ("", "months")},
    "K5": {"p": ("price", ""), "p0": ("", "price")},
    "K6a": {"v": ("higher_share", ""), "v0": ("", "higher_share")},
    "K6b": {"v": ("secondary_share", ""), "v0": ("", "secondary_share")},
}


@pytest.mark.parametrize("row", VECTORS, ids=[row["id"] for row in VECTORS])
def test_appendix_4_worked_example(row):
    offer, thresholds = AT_THRESHOLD, THRESHOLDS
    for pair in row["inputs"].split(";"):
        letter, number = pair.split("=")
        of_offer, of_thresholds = FIELDS[row["crit"]][letter]
        value = int(number) if row["crit"] in {"K1", "K2", "K4"} else Decimal(number)
        if of_offer:
            offer = replace(offer, **{of_offer: value})
        else:
            thresholds = replace(thresholds, **{of_thresholds: value})
    [score] = evaluate(replace(criteria(), thresholds=thresholds), [offer]).scores
    assert score.parts[row["crit"][:2]] == Fraction(row["expected"])


@pytest.mark.parametrize(
    ("policies", "totals"),
    [
        ({}, "60 58 64 55"),
        ({"k4": "table_linear"}, "62 58 69 62"),
        ({"k6_unit": "points"}, "58 57 59 55"),
        ({"step": "prorata"}, "121/2 58 1999/30 55"),
        ({"k4": "table_linear", "k6_unit": "points"}, "60 57 64 62"),
    ],
)
def test_the_reference_tender_has_the_published_totals(policies, totals):
    scores = evaluate(criteria(**policies), OFFERS).scores
    assert " ".join(str(score.total) for score in scores) == totals


def test_between_two_bidders_the_reading_of_k4_and_k6_decides():
    pair = (OFFERS[0], OFFERS[3])
    assert evaluate(criteria(), pair).leaders == ("A",)
    under_points = evaluate(criteria(k6_unit="points"), pair)
    assert under_points.leaders == ("A",)
    flipped = {(s.policy, s.value): s.leaders for s in under_points.sensitivity if s.changes_leader}
    assert flipped[("k4", "table_linear")] == ("D",)


@pytest.mark.parametrize(
    ("policies", "change", "criterion", "points"),
    [
        ({"k1_threshold": "above"}, {"projects": 5}, "K1", "2"),
        ({"k1_threshold": "above"}, {"projects": 2}, "K1", "0"),
        ({"k2_transferred": "subtract"}, {"risks_accepted": 3, "risks_transferred": 1}, "K2", "2"),
        ({"k2_transferred": "subtract"}, {"risks_accepted": 1, "risks_transferred": 3}, "K2", "0"),
        ({"k2_transferred": "add"}, {"risks_accepted": 3, "risks_transferred": 1}, "K2", "4"),
        ({"k3_cap": "none"}, {"own_funds": Decimal("5500000000")}, "K3", "220"),
        ({"k3_base": "excess"}, {"own_funds": Decimal("1250000000")}, "K3", "10"),
        ({"k3_base": "excess"}, {"own_funds": Decimal("7000000000")}, "K3", "200"),
        ({"step": "half_up"}, {"own_funds": Decimal("1025000000")}, "K3", "42"),
        ({"step": "half_up"}, {"own_funds": Decimal("1024999999.99")}, "K3", "40"),
        ({"step": "half_up"}, {"price": Decimal("38000")}, "K5", "1"),
        ({"step": "prorata"}, {"price": Decimal("39900")}, "K5", "1/40"),
        ({"k6_unit": "points"}, {"higher_share": Decimal("59.9")}, "K6", "1"),
        ({"k6_rows": "max"}, {"higher_share": Decimal("60"), "secondary_share": Decimal("33")}, "K6", "5"),
        ({"k6_rows": "mean"}, {"higher_share": Decimal("44"), "secondary_share": Decimal("36")}, "K6", "3/2"),
        ({"k6_rows": "mean"}, {"higher_share": Decimal("60"), "secondary_share": Decimal("10")}, "K6", "5/2"),
    ],
)
def test_each_open_question_has_its_own_arithmetic(policies, change, criterion, points):
    with_projects = replace(THRESHOLDS, projects=3)
    asked = replace(criteria(**policies), thresholds=with_projects)
    [score] = evaluate(asked, [replace(AT_THRESHOLD, **change)]).scores
    assert score.parts[criterion] == Fraction(points)


@pytest.mark.parametrize(
    ("change", "flag"),
    [
        ({"risks_transferred": 1}, "k2.risks_transferred"),
        ({"own_funds": Decimal("999999999.99")}, "k3.below_threshold"),
        ({"own_funds": Decimal("5000000000.01")}, "k3.above_cost"),
        ({"months": 25}, "k4.above_threshold"),
        ({"price": Decimal("40000.01")}, "k5.above_threshold"),
        ({"price": Decimal("0.00")}, "k5.zero_price"),
        ({"higher_share": Decimal("39.9")}, "k6.higher_below_threshold"),
        ({"secondary_share": Decimal("29.9")}, "k6.secondary_below_threshold"),
        ({"higher_share": Decimal("70")}, "k6.shares_make_100"),
    ],
)
def test_what_people_must_judge_is_flagged_and_never_negative(change, flag):
    [score] = evaluate(criteria(), [replace(AT_THRESHOLD, **change)]).scores
    assert score.flags == (flag,)
    assert min(score.parts.values()) >= 0
    [point] = [point for point in score.points if point.flags]
    assert (point.criterion, point.flags) == (flag[:2].upper(), (flag,))


def test_fewer_projects_than_the_threshold_are_flagged_and_still_count():
    asked = replace(criteria(), thresholds=replace(THRESHOLDS, projects=3))
    [score] = evaluate(asked, [replace(AT_THRESHOLD, projects=2)]).scores
    assert (score.parts["K1"], score.flags) == (2, ("k1.below_threshold",))


def test_what_meets_every_threshold_is_not_flagged():
    assert evaluate(criteria(), [AT_THRESHOLD]).scores[0].flags == ()
