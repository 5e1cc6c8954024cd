"""Assignment of claim and transfer of debt: what p. 56 asks for, in the Russian and in the Kazakh text."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from contracts.rules import assignment as rules
from contracts.rules.assignment import RequestFacts
from ppp_portal.law.acts import p605
from ppp_portal.law.refusals import Refusal

ASKED, TODAY = date(2026, 6, 1), date(2026, 7, 1)
STATE = Refusal("organisation.state_share", p605("2(1)"), {"share": "50"})
REQUEST = RequestFacts(True, True, False, True, False, (), "both", D(100), D(100), ("Себеп", "Причина"), True)


def codes(refusals):
    return [refusal.code for refusal in refusals]


def test_p56_the_private_partner_may_ask():
    assert rules.refuse_request(REQUEST) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"private_side": False}, "assignment.not_the_partner"),
        ({"in_force": False}, "assignment.not_in_force"),
        ({"running": True}, "assignment.running"),
        ({"known": False}, "assignment.unknown_assignee"),
        ({"same": True}, "assignment.to_itself"),
        ({"against_assignee": (STATE,)}, "organisation.state_share"),
        ({"kind": "gift"}, "assignment.kind"),
        ({"share": None}, "assignment.share"),
        ({"share": D("100.01")}, "assignment.share"),
        ({"share": D(0)}, "assignment.share"),
        ({"share": D(60), "held": D(40)}, "assignment.share_beyond"),
        ({"reason": ("Себеп", "")}, "text.missing"),
        ({"reason": ("10 % өтеді", "Переходит 15 %")}, "text.figures_differ"),
        ({"application": False}, "assignment.no_application"),
    ],
)
def test_p56_a_request_is_refused(changes, code):
    assert codes(rules.refuse_request(replace(REQUEST, **changes))) == [code]


def test_p56_the_assignee_is_qualified_as_a_bidder_is():
    assert codes(rules.refuse_qualification(opened=False, failed=False)) == ["assignment.not_checked"]
    assert codes(rules.refuse_qualification(opened=True, failed=True)) == ["assignment.not_qualified"]
    assert rules.refuse_qualification(opened=True, failed=False) == []


def test_p56_an_oral_consent_does_not_count():
    assert codes(rules.refuse_consent("17", ASKED, False, ASKED, TODAY)) == ["assignment.oral_consent"]


@pytest.mark.parametrize("dated", [None, ASKED - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_consent_is_dated_between_the_request_and_today(dated):
    assert codes(rules.refuse_consent("", dated, True, ASKED, TODAY)) == [
        "assignment.consent_number",
        "assignment.consent_day",
    ]


def test_d20_without_the_operators_consent_nothing_passes_where_the_contract_has_an_operator():
    assert rules.refuse_without_consents([]) == []
    assert codes(rules.refuse_without_consents([("operator", "О")])) == ["assignment.no_operator_consent"]


def test_p56_each_public_partner_of_a_contract_consents():
    missing = [("public_partner", "А"), ("public_partner", "Б")]
    found = rules.refuse_without_consents(missing)
    assert [(row.code, row.params["who"]) for row in found] == [
        ("assignment.no_public_consent", "А"),
        ("assignment.no_public_consent", "Б"),
    ]


def test_p56_every_step_asks_anew_whether_contract_and_assignor_are_still_there():
    assert rules.refuse_gone(True, True) == []
    assert codes(rules.refuse_gone(False, False)) == ["assignment.not_in_force", "assignment.assignor_gone"]


def test_p56_the_agreement_is_signed_after_the_consents():
    assert rules.refuse_agreement("5", TODAY, True, ASKED, TODAY) == []
    assert codes(rules.refuse_agreement("", ASKED - timedelta(days=1), False, ASKED, TODAY)) == [
        "assignment.no_agreement",
        "assignment.agreement_number",
        "assignment.agreement_day",
    ]
