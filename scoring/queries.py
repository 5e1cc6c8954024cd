"""Criteria out of their rows, for rules, screens and the engine."""

from __future__ import annotations

from ppp_portal.law.refusals import refuse
from scoring import rules
from scoring.criteria import (
    EVIDENCE_POLICIES,
    POLICIES,
    THRESHOLD_FIELDS,
    Criteria,
    EvidencePolicies,
    Policies,
    Thresholds,
)
from scoring.models import CriteriaSet


def criteria_facts(row: CriteriaSet) -> rules.CriteriaFacts:
    """The row as it stands, complete or not; `rules.refuse_criteria` lists what is wrong with it."""
    return rules.CriteriaFacts(
        thresholds={field: getattr(row, field) for field in THRESHOLD_FIELDS},
        policies={key: getattr(row, key) for key in POLICIES},
        evidence={key: getattr(row, key) for key in EVIDENCE_POLICIES},
    )


def criteria_of(row: CriteriaSet) -> Criteria:
    """The criteria that the engine scores by. Raises `Refused` with every reason if the row is not ready."""
    facts = criteria_facts(row)
    refuse(rules.refuse_criteria(facts))
    return Criteria(
        thresholds=Thresholds(**facts.thresholds),  # type: ignore[arg-type]  # no blank is left
        policies=Policies(**facts.policies),
        evidence=EvidencePolicies(**facts.evidence),
        rule_pack=row.rule_pack,
    )
