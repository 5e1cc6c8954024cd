"""The table refuses what the rules refuse, and a draft may be blank."""

from dataclasses import asdict
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ppp_portal.law.refusals import Refused
from scoring.criteria import EvidencePolicies
from scoring.models import CriteriaSet
from scoring.queries import criteria_facts, criteria_of
from scoring.rules import refuse_criteria
from tests.scoring.reference import THRESHOLDS, criteria

pytestmark = pytest.mark.django_db


def test_a_blank_draft_is_kept_and_everything_missing_is_told():
    draft = CriteriaSet.objects.create()
    missing = {refusal.field for refusal in refuse_criteria(criteria_facts(draft))}
    assert missing == {*asdict(THRESHOLDS), "k6_field"}
    with pytest.raises(Refused) as refused:
        criteria_of(draft)
    assert len(refused.value.refusals) == 8


def test_complete_criteria_reach_the_engine_unchanged():
    row = CriteriaSet.objects.create(**asdict(THRESHOLDS), k4="table_linear", k6_field="construction")
    row.refresh_from_db()
    read = criteria_of(row)
    assert read.thresholds == THRESHOLDS
    assert read.policies == criteria(k4="table_linear").policies
    assert read.evidence == EvidencePolicies(k6_field="construction")


@pytest.mark.parametrize(
    "values",
    [
        {"projects": -1},
        {"construction_cost": 0},
        {"own_funds": -1},
        {"months": 0},
        {"price": 0},
        {"higher_share": Decimal("100.0001")},
        {"secondary_share": Decimal("-0.0001")},
        {"higher_share": 60, "secondary_share": Decimal("40.0001")},
        {"higher_share": 0},
        {"k4": "cubic"},
        {"step": ""},
        {"k6_field": "medicine"},
    ],
)
def test_the_table_refuses_nonsense(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        CriteriaSet.objects.create(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"higher_share": 60, "secondary_share": 40},
        {"higher_share": 0, "k6_unit": "points"},
        {"own_funds": 0, "projects": 0},
    ],
)
def test_the_table_keeps_what_the_rules_allow(values):
    assert CriteriaSet.objects.create(**values).pk
