"""Who may organise, bid, hold a role: without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ppp_portal.accounts import rules
from ppp_portal.accounts.models import OrganisationKind, Role
from ppp_portal.accounts.rules import (
    EndingFacts,
    GrantFacts,
    InvitationFacts,
    MandateFacts,
    OrganisationFacts,
    RepresentationFacts,
    RoleFacts,
)
from ppp_portal.law.refusals import Refusal

TODAY = date(2026, 3, 2)
LOCAL_BODY = OrganisationFacts("local_body", state_share=Decimal(100))
COMPANY = OrganisationFacts("private_company")
INSTITUTION = OrganisationFacts("state_institution", state_share=Decimal(100), superior_kind="local_body")


def codes(refusals: list[Refusal]) -> list[str]:
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("kind", "number", "problem"),
    [
        ("private_company", "070340007367", None),
        ("private_company", "980940001419", None),
        ("private_company", "123456789012", "bin.month"),
        ("private_company", "070340007366", "bin.check_digit"),
        ("private_company", "07034000736", "bin.length"),
        ("local_body", "O70340007367", "bin.digits"),
        ("entrepreneur", "880415409907", None),
        ("entrepreneur", "880415409906", "iin.check_digit"),
        ("entrepreneur", "070340007367", "iin.birth_date"),
    ],
)
def test_p28_a_bidder_is_known_by_a_good_number(kind, number, problem):
    assert codes(rules.refuse_number(kind, number)) == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("facts", "bounds"),
    [
        (
            OrganisationFacts("local_body", region="75", superior_kind="central_body", superior_region="71"),
            "75",
        ),
        (
            OrganisationFacts(
                "state_institution", region="71", superior_kind="local_body", superior_region="75"
            ),
            "75",
        ),
        (OrganisationFacts("state_institution", region="75", superior_kind="central_body"), ""),
        (OrganisationFacts("central_body", region="71"), ""),
    ],
)
def test_p11_a_local_body_and_its_institutions_have_bounds_and_a_central_body_has_none(facts, bounds):
    assert rules.territory(facts) == bounds


@pytest.mark.parametrize("kind", OrganisationKind.values)
@pytest.mark.parametrize("superior", ["", "central_body", "local_body", "private_company"])
def test_p11_only_central_and_local_bodies_and_their_institutions_organise(kind, superior):
    allowed = kind in {"central_body", "local_body"} or (
        kind == "state_institution" and superior in {"central_body", "local_body"}
    )
    refusals = rules.refuse_organising(OrganisationFacts(kind, superior_kind=superior))
    assert codes(refusals) == ([] if allowed else ["organisation.may_not_organise"])
    assert all(refusal.basis.key == "605:11" for refusal in refusals)


def test_p11_an_unconfirmed_body_does_not_organise_yet():
    assert codes(rules.refuse_organising(replace(LOCAL_BODY, confirmed=False))) == [
        "organisation.unconfirmed"
    ]


@pytest.mark.parametrize("kind", ["central_body", "local_body", "state_institution", "state_enterprise"])
def test_law_1_the_state_itself_never_bids(kind):
    assert codes(rules.refuse_bidding(OrganisationFacts(kind, state_share=Decimal(100)))) == [
        "organisation.state_body_may_not_bid"
    ]


@pytest.mark.parametrize(
    ("share", "refused"), [("0", False), ("49.99", False), ("50", True), ("50.01", True), ("100", True)]
)
@pytest.mark.parametrize("kind", ["state_company", "bank", "university", "operator", "private_company"])
def test_p2_a_state_share_of_half_or_more_never_bids(kind, share, refused):
    refusals = rules.refuse_bidding(OrganisationFacts(kind, state_share=Decimal(share)))
    assert codes(refusals) == (["organisation.state_share"] if refused else [])
    if refused:
        assert refusals[0].basis.key == "605:2(1)"


def test_p2_the_share_in_a_refusal_reads_as_people_write_it():
    (refusal,) = rules.refuse_bidding(OrganisationFacts("bank", state_share=Decimal("62.50")))
    assert refusal.params["share"] == "62,5"


@pytest.mark.parametrize(
    ("kind", "share", "code"),
    [
        ("local_body", "100", None),
        ("local_body", "0", "organisation.share_of_state_body"),
        ("private_company", "0", None),
        ("private_company", "10", "organisation.share_of_private"),
        ("state_company", "0", "organisation.share_missing"),
        ("state_company", "25", None),
        ("university", "0", None),
        ("university", "100", None),
    ],
)
def test_p2_kind_and_share_tell_the_same_story(kind, share, code):
    facts = OrganisationFacts(kind, state_share=Decimal(share))
    assert codes(rules.refuse_share(facts)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (RepresentationFacts("№ 1", TODAY), []),
        (RepresentationFacts("№ 1", TODAY, until=TODAY), []),
        (RepresentationFacts("№ 1", TODAY, until=TODAY - timedelta(1)), ["attorney.over"]),
        (RepresentationFacts("№ 1", TODAY + timedelta(1)), ["attorney.not_yet"]),
        (RepresentationFacts("  ", TODAY), ["attorney.missing"]),
        (RepresentationFacts("", TODAY, ended=True), ["attorney.missing", "attorney.ended"]),
    ],
)
def test_p27_a_power_of_attorney_is_in_force_to_its_last_day(facts, expected):
    assert codes(rules.refuse_representation(facts, TODAY)) == expected


def test_p11_roles_follow_the_kind_of_organisation():
    assert rules.roles_of(LOCAL_BODY) == rules.ORGANISER_ROLES
    assert rules.roles_of(INSTITUTION) == rules.ORGANISER_ROLES | {"auditor"}
    assert rules.roles_of(OrganisationFacts("state_institution", state_share=Decimal(100))) == {"auditor"}
    assert rules.roles_of(COMPANY) == {"bidder"}
    assert rules.roles_of(OrganisationFacts("state_company", state_share=Decimal(51))) == {"admin"}
    assert rules.roles_of(OrganisationFacts("state_enterprise", state_share=Decimal(100))) == {"admin"}
    assert rules.roles_of(replace(COMPANY, confirmed=False)) == {"bidder"}


@pytest.mark.parametrize(
    ("role", "held", "code"),
    [
        ("custodian", {"member"}, "role.custodian_on_commission"),
        ("custodian", {"secretary"}, "role.custodian_on_commission"),
        ("chair", {"custodian"}, "role.custodian_on_commission"),
        ("member", {"bidder"}, "role.both_sides"),
        ("head", {"bidder"}, "role.both_sides"),
        ("staff", {"auditor"}, "role.auditor_only"),
        ("staff", {"admin"}, "role.admin_only"),
        ("staff", {"staff"}, "role.held"),
        ("staff", {"head"}, None),
        ("secretary", {"staff"}, None),
        ("custodian", {"staff"}, "role.custodian_only"),
        ("custodian", {"head"}, "role.custodian_only"),
        ("head", {"custodian"}, "role.custodian_only"),
    ],
)
def test_p31_and_law_33_what_one_person_may_not_be_at_once(role, held, code):
    refusals = rules.refuse_role(RoleFacts(role, LOCAL_BODY, held_here=frozenset(held)))
    assert codes(refusals) == ([code] if code else [])


def test_p31_the_custodian_sits_on_no_commission_of_any_organisation():
    facts = RoleFacts("custodian", LOCAL_BODY, held_elsewhere=frozenset({"member"}))
    assert codes(rules.refuse_role(facts)) == ["role.custodian_on_commission"]


def test_law_33_an_organiser_never_represents_a_bidder_elsewhere():
    facts = RoleFacts("bidder", COMPANY, held_elsewhere=frozenset({"custodian"}))
    assert codes(rules.refuse_role(facts)) == ["role.both_sides"]


def test_a_role_of_another_kind_says_why():
    assert codes(rules.refuse_role(RoleFacts("chair", COMPANY))) == ["organisation.may_not_organise"]
    half = OrganisationFacts("state_company", state_share=Decimal(50))
    assert codes(rules.refuse_role(RoleFacts("bidder", half))) == ["organisation.state_share"]
    assert codes(rules.refuse_role(RoleFacts("admin", COMPANY))) == ["role.not_of_this_kind"]


@pytest.mark.parametrize(
    ("role", "proposer", "approver", "allowed"),
    [
        ("chair", "staff", "head", True),
        ("chair", "head", "staff", True),
        ("chair", "head", "head", True),
        ("chair", "head", "admin", False),
        ("custodian", "head", "admin", False),
        ("custodian", "staff", "head", True),
        ("staff", "head", "admin", True),
        ("head", "head", "admin", True),
        ("chair", "staff", "staff", False),
        ("chair", "staff", "admin", False),
        ("head", "self", "admin", True),
        ("head", "head", "staff", False),
        ("auditor", "self", "admin", True),
        ("auditor", "self", "head", False),
        ("admin", "admin", "admin", True),
        ("admin", "admin", "head", False),
        ("custodian", "head", "stranger", False),
    ],
)
def test_p36_two_people_give_a_role_and_one_of_them_is_the_head(role, proposer, approver, allowed):
    facts = GrantFacts(role, 3, 3 if proposer == "self" else 1, proposer, 2, approver)
    assert codes(rules.refuse_grant(facts)) == ([] if allowed else ["role.not_yours_to_approve"])


def test_p36_nobody_gives_a_role_alone_or_to_themselves():
    assert "approval.own" in codes(rules.refuse_grant(GrantFacts("member", 9, 1, "head", 1, "head")))
    assert codes(rules.refuse_grant(GrantFacts("member", 1, 1, "head"))) == ["role.for_oneself"]
    assert codes(rules.refuse_grant(GrantFacts("member", 2, 1, "head", 2, "staff"))) == ["role.for_oneself"]
    assert codes(rules.refuse_grant(GrantFacts("member", 2, 1, "chair"))) == ["role.not_yours_to_propose"]


def test_every_role_but_the_bidders_needs_two_people():
    assert set(rules.EYES) == set(Role.values) - {Role.BIDDER}


AT = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (InvitationFacts("a@x.kz", AT), []),
        (InvitationFacts("a@x.kz", AT, followed_by="A@X.kz"), []),
        (InvitationFacts("a@x.kz", AT - timedelta(microseconds=1)), ["invitation.expired"]),
        (InvitationFacts("a@x.kz", AT, accepted_at=AT), ["invitation.used"]),
        (InvitationFacts("a@x.kz", AT, followed_by="b@x.kz"), ["invitation.other_address"]),
    ],
)
def test_an_invitation_counts_once_in_time_for_one_person(facts, expected):
    assert codes(rules.refuse_invitation(facts, AT)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (EndingFacts("staff", 0, True, True, "staff"), []),
        (EndingFacts("staff", 0, True, False, "head"), []),
        (EndingFacts("staff", 0, True, False, "staff"), ["membership.not_yours_to_end"]),
        (EndingFacts("staff", 0, False, False, "head"), ["membership.not_yours_to_end"]),
        (EndingFacts("bidder", 1, True, False, "bidder"), []),
        (EndingFacts("bidder", 0, True, True, "bidder"), ["membership.last_one"]),
        (EndingFacts("head", 0, True, True, "head"), ["membership.last_one"]),
        (EndingFacts("staff", 3, True, True, "staff", already_ended=True), ["membership.ended_already"]),
    ],
)
def test_an_organisation_keeps_its_last_head_and_representative(facts, expected):
    assert codes(rules.refuse_ending(facts)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"document": " "}, ["mandate.document_missing"]),
        ({"audited": frozenset()}, ["mandate.nobody"]),
        ({"own_organisation": 1}, ["mandate.own_house"]),
        ({"until": TODAY - timedelta(2), "since": TODAY - timedelta(3)}, ["mandate.over"]),
        ({"until": TODAY, "since": TODAY + timedelta(1)}, ["mandate.term"]),
    ],
)
def test_law_33_a_mandate_names_paper_organisations_and_days(change, expected):
    facts = replace(MandateFacts("№ 7", TODAY, TODAY, frozenset({1, 2}), 5), **change)
    assert codes(rules.refuse_mandate(facts, TODAY)) == expected
