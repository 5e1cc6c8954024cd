"""The rules of bids, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ppp_portal.accounts.rules.organisations import OrganisationFacts, RepresentationFacts
from ppp_portal.law.packs import pack
from projects.rules.cards import PeriodFacts
from tenders.rules import bids
from tenders.rules.bids import (
    MemberFacts,
    PartyFacts,
    Representation,
    SecuritySeen,
    SubmissionFacts,
    WindowFacts,
)

DUE = datetime(2026, 4, 10, 13, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def window(at=DUE, state="accepting", stage=2, closes_at=DUE):
    return WindowFacts(stage, state, closes_at, at)


def party(pk=1, **facts):
    values = {"kind": "private_company", "number": f"{pk:012d}"}
    sides = {
        name: facts.pop(name) for name in ("organises", "public_partner", "on_commission") if name in facts
    }
    return PartyFacts(pk, OrganisationFacts(**{**values, **facts}), **sides)


ATTORNEY = RepresentationFacts("№ 1", date(2026, 1, 1))
GOOD = SubmissionFacts(
    window=window(),
    lead=party(),
    acting_organisation_id=1,
    representation=Representation(ATTORNEY, date(2026, 4, 10)),
    security=SecuritySeen(required=True, state="lodged", amount=Decimal(5), needed=Decimal(5)),
)


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (DUE - TICK, []),
        (DUE, []),  # 18:00:00.000000 is in
        (DUE + TICK, ["bid.late"]),
        (DUE + timedelta(days=3), ["bid.late"]),
    ],
)
def test_p27_a_bid_is_in_time_up_to_the_instant_of_the_deadline_inclusive(at, said):
    assert codes(bids.refuse_late(window(at))) == said


def test_a_late_bid_is_told_both_instants():
    late = bids.refuse_late(window(DUE + TICK))[0]
    assert late.params == {"due_ms": DUE, "at_ms": DUE + TICK}
    assert str(late.basis) == "L:38(3)(2)"


@pytest.mark.parametrize(
    ("state", "stage", "said"),
    [
        ("accepting", 2, []),
        ("stage1_accepting", 1, []),
        ("stage1_accepting", 2, ["bid.not_taken"]),
        ("accepting", 1, ["bid.not_taken"]),
        ("suspended", 2, ["bid.paused"]),
        ("stayed", 2, ["bid.paused"]),
        ("closed", 2, ["bid.not_taken"]),
        ("cancelled", 2, ["bid.not_taken"]),
    ],
)
def test_bids_are_taken_only_in_the_state_of_their_stage(state, stage, said):
    assert codes(bids.refuse_late(window(state=state, stage=stage))) == said


@pytest.mark.parametrize(
    ("at", "state", "bid", "said"),
    [
        (DUE, "accepting", "submitted", []),
        (DUE + TICK, "accepting", "submitted", ["bid.withdrawal_late"]),
        (DUE + TICK, "suspended", "submitted", []),
        (DUE, "closed", "submitted", ["bid.not_taken"]),
        (DUE, "accepting", "draft", ["bid.nothing_to_withdraw"]),
        (DUE, "accepting", "opened", ["bid.nothing_to_withdraw"]),
    ],
)
def test_p27_2_withdrawing_is_a_right_until_the_deadline_inclusive(at, state, bid, said):
    assert codes(bids.refuse_withdrawal(window(at, state), bid)) == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, []),
        ({"kind": "state_company", "state_share": Decimal("49.99")}, []),
        ({"kind": "state_company", "state_share": Decimal(50)}, ["bid.party_ineligible"]),
        ({"kind": "state_institution", "state_share": Decimal(100)}, ["bid.party_ineligible"]),
        ({"kind": "private_company", "confirmed": False}, ["bid.party_ineligible"]),
        ({"organises": True}, ["bid.party_organises"]),
        ({"public_partner": True}, ["bid.party_organises"]),
        ({"on_commission": True}, ["bid.party_on_commission"]),
    ],
)
def test_a_private_partner_is_private_and_on_one_side_only(facts, said):
    assert codes(bids.refuse_party(party(**facts))) == said


def test_p28_1_bidder_and_members_are_disjoint_from_every_other_live_bid():
    parties = [party(1), party(2), party(3)]
    assert bids.refuse_second_bid(parties, frozenset({7})) == []
    refused = bids.refuse_second_bid(parties, frozenset({2, 7}))
    assert [(r.code, r.params["bin"]) for r in refused] == [("bid.second", "000000000002")]


@pytest.mark.parametrize(("policy", "said"), [("commission_review", []), ("refuse", ["bid.refiled"])])
def test_b01_filing_again_after_a_withdrawal(policy, said):
    assert codes(bids.refuse_refiling(True, policy)) == said
    assert bids.refuse_refiling(False, policy) == []


@pytest.mark.parametrize(
    ("security", "said"),
    [
        (SecuritySeen(required=False), []),  # p. 31: none on stage one
        (SecuritySeen(required=True, needed=Decimal(5)), ["bid.security_missing"]),
        (SecuritySeen(required=True, state="required", needed=Decimal(5)), ["bid.security_missing"]),
        (SecuritySeen(True, "lodged", Decimal("4.99"), Decimal(5)), ["bid.security_short"]),
        (SecuritySeen(True, "verified", Decimal(5), Decimal(5)), []),
        (
            SecuritySeen(True, "lodged", Decimal(5), Decimal(5), date(2026, 5, 1), date(2026, 5, 2)),
            ["bid.security_expires"],
        ),
    ],
)
def test_p31_security_stands_before_the_bid(security, said):
    assert codes(bids.refuse_unsecured(security)) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"acting_organisation_id": 2}, ["bid.not_lead"]),
        ({"representation": Representation(None, date(2026, 4, 10))}, ["bid.no_attorney"]),
        (
            {"representation": Representation(replace(ATTORNEY, until=date(2026, 4, 9)), date(2026, 4, 10))},
            ["attorney.over"],
        ),
        ({"bid_state": "submitted"}, []),  # a change
        ({"bid_state": "withdrawn"}, ["bid.not_open"]),
        ({"saved": False}, ["bid.empty"]),
        ({"documentation_confirmed": False}, ["bid.documentation_changed"]),
        ({"uninvited": frozenset({1})}, ["bid.not_admitted"]),
        (
            {"members": (MemberFacts(party(2), accepted=True),), "uninvited": frozenset({2})},
            ["bid.not_admitted"],
        ),
        ({"members": (MemberFacts(party(2)),), "uninvited": frozenset({2})}, ["bid.member_pending"]),
        ({"members": (MemberFacts(party(2)),)}, ["bid.member_pending"]),
        ({"members": (MemberFacts(party(2), open=False),)}, ["bid.member_declined"]),
        ({"members": (MemberFacts(party(2), accepted=True),)}, []),
        ({"members": (MemberFacts(party(2), accepted=True),), "others": frozenset({2})}, ["bid.second"]),
        ({"members": (MemberFacts(party(2)),), "others": frozenset({2})}, ["bid.member_pending"]),
        ({"refiled": True}, []),
    ],
)
def test_a_submission_is_refused_with_every_reason(change, said):
    assert codes(bids.refuse_submission(replace(GOOD, **change))) == said


def test_all_reasons_come_at_once():
    bad = replace(
        GOOD, window=window(DUE + TICK), acting_organisation_id=9, others=frozenset({1}), saved=False
    )
    assert codes(bids.refuse_submission(bad)) == ["bid.late", "bid.not_lead", "bid.empty", "bid.second"]


@pytest.mark.parametrize(
    ("known", "already", "count", "said"),
    [
        (None, set(), 0, ["bid.member_unknown"]),
        (party(1), set(), 0, ["bid.member_is_lead"]),
        (party(2), {"2"}, 1, ["bid.member_twice"]),
        (party(2), set(), 20, ["bid.members_too_many"]),
        (party(2), set(), 0, []),
        (party(2, kind="state_institution"), set(), 0, []),  # says nothing about the invited one
    ],
)
def test_an_invitation_tells_nothing_about_the_invited(known, already, count, said):
    assert codes(bids.refuse_invitation("2", party(1), known, frozenset(already), count)) == said


def test_two_windows_do_not_overwrite_each_other():
    assert codes(bids.refuse_save(3, 4)) == ["bid.revision"]
    assert bids.refuse_save(4, 4) == []


@pytest.mark.parametrize(
    ("months", "years", "said"),
    [
        (60, 25, []),  # thirty years to the month
        (61, 25, ["bid.contract_outside_law"]),
        (24, 3, []),
        (23, 3, ["bid.contract_outside_law"]),
        (24, None, []),  # the documentation says no years: nothing to compare with
    ],
)
def test_l4_months_that_leave_the_five_to_thirty_years_make_no_contract(months, years, said):
    refusals = bids.refuse_offered_term(months, PeriodFacts(operation_years=years), pack("605-458"))
    assert codes(refusals) == said
