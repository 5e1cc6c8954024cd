"""Colleagues, roles and mandates: invited once, approved by two, ended at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from ppp_portal.accounts import actions, approvals, queries
from ppp_portal.accounts.models import Approval, AuditMandate, Invitation, Membership
from ppp_portal.accounts.tokens import invitation_token
from ppp_portal.journal import clock, outbox
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from tests.cast import SINCE

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {refusal.code for refusal in refused.value.refusals}


def invite(by: Actor, role: str = "bidder", email: str = "new@company.example") -> tuple[Invitation, str]:
    invitation = actions.invite_colleague(email=email, role=role, document="№ 5", until=None, by=by)
    return invitation, invitation_token(Invitation.objects.get(pk=invitation.pk))


# --- invitations -----------------------------------------------------------------------------------------


def test_an_invited_representative_joins_at_once(cast, newcomer):
    _invitation, token = invite(cast.bidder_a)
    person = actions.join_by_invitation(token=token, person=newcomer)
    role = queries.live_memberships(person.pk).get()
    assert (role.organisation_id, role.role) == (cast.org_a.pk, "bidder")
    assert queries.address_confirmed(person.pk)


def test_an_invitation_cannot_be_used_twice(cast, newcomer):
    _invitation, token = invite(cast.bidder_a)
    person = actions.join_by_invitation(token=token, person=newcomer)
    with pytest.raises(Refused) as refused:
        actions.accept_invitation(token=token, by=Actor("person", person.pk))
    assert codes(refused) == {"invitation.used"}
    assert Membership.objects.filter(person=person).count() == 1


def test_an_invitation_expires_after_seven_days(cast, newcomer, clock_at):
    clock_at.set(datetime(2026, 3, 2, 6, tzinfo=UTC))
    _invitation, token = invite(cast.bidder_a)
    clock_at.forward(timedelta(days=7, microseconds=1))
    with pytest.raises(Refused) as refused:
        actions.join_by_invitation(token=token, person=newcomer)
    assert codes(refused) == {"invitation.expired"}


def test_an_invitation_is_for_one_address(cast):
    _invitation, token = invite(cast.bidder_a)
    with pytest.raises(Refused) as refused:
        actions.accept_invitation(token=token, by=cast.bidder_b)
    assert "invitation.other_address" in codes(refused)


def test_a_withdrawn_or_replaced_link_is_no_longer_known(cast, newcomer, clock_at):
    clock_at.set(datetime(2026, 3, 2, 6, tzinfo=UTC))
    _first, old = invite(cast.bidder_a)
    clock_at.forward(timedelta(minutes=1))
    second, new = invite(cast.bidder_a)
    assert queries.invitation_by_token(old) is None
    actions.withdraw_invitation(invitation_id=second.pk, by=cast.bidder_a)
    assert queries.invitation_by_token(new) is None


def test_the_mail_leaves_after_commit_in_both_languages_and_the_secret_is_nowhere_kept(cast):
    invitation, token = invite(cast.bidder_a)
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values())
    outbox.drain()
    (letter,) = mail.outbox
    assert letter.to == ["new@company.example"]
    assert f"/kk/account/invitation/{token}/" in letter.body
    assert f"/ru/account/invitation/{token}/" in letter.body
    assert cast.org_a.name_kk in letter.body
    assert cast.org_a.name_ru in letter.body


def test_p36_an_invited_member_waits_for_the_second_person(cast, newcomer):
    _invitation, token = invite(cast.staff, role="member")
    person = actions.join_by_invitation(token=token, person=newcomer)
    assert not queries.live_memberships(person.pk).exists()
    (proposal,) = queries.awaited_by(person.pk)
    actions.approve_role(approval_id=proposal.row.pk, seen=proposal.row.digest, by=cast.head)
    assert queries.live_memberships(person.pk).get().role == "member"


def test_an_invitation_dies_with_the_role_of_the_inviter(cast, newcomer):
    _invitation, token = invite(cast.staff, role="member")
    actions.end_membership(membership_id=cast.staff.membership_id, reason="", by=cast.head)
    with pytest.raises(Refused) as refused:
        actions.join_by_invitation(token=token, person=newcomer)
    assert codes(refused) == {"invitation.inviter_left"}


@pytest.mark.parametrize(
    ("by", "role", "code"),
    [
        ("bidder_a", "member", "role.not_yours_to_propose"),
        ("chair", "member", "role.not_yours_to_propose"),
        ("head", "bidder", "role.not_yours_to_propose"),
        ("outsider", "staff", "role.not_yours_to_propose"),
    ],
)
def test_nobody_invites_beyond_the_own_role(cast, by, role, code):
    with pytest.raises(Refused) as refused:
        invite(getattr(cast, by), role=role)
    assert code in codes(refused)


# --- four eyes -------------------------------------------------------------------------------------------


def propose(cast, role: str = "head", by: str = "staff", person: str = "staff") -> Approval:
    return actions.propose_role(
        person_id=getattr(cast, person).person_id,
        role=role,
        document="№ 9",
        since=SINCE,
        until=None,
        by=getattr(cast, by),
    )


def test_p36_a_role_begins_when_the_head_approves_what_staff_proposed(cast):
    approval = propose(cast, by="staff", person="member_1", role="secretary")
    role = actions.approve_role(approval_id=approval.pk, seen=approval.digest, by=cast.head)
    assert (role.role, role.since) == ("secretary", SINCE)
    assert queries.live_memberships(cast.member_1.person_id).count() == 2


def test_nobody_approves_the_own_role(cast):
    approval = propose(cast, by="staff", person="head", role="staff")
    with pytest.raises(Refused) as refused:
        actions.approve_role(approval_id=approval.pk, seen=approval.digest, by=cast.head)
    assert codes(refused) == {"role.for_oneself"}


def test_the_proposer_never_approves(cast):
    approval = propose(cast, by="head", person="staff")
    with pytest.raises(Refused) as refused:
        actions.approve_role(approval_id=approval.pk, seen=approval.digest, by=cast.head)
    assert "approval.own" in codes(refused)
    role = actions.approve_role(approval_id=approval.pk, seen=approval.digest, by=cast.admin)
    assert role.role == "head"


def test_a_stranger_head_never_approves(cast):
    approval = propose(cast, by="head", person="staff")
    with pytest.raises(Refused) as refused:
        actions.approve_role(approval_id=approval.pk, seen=approval.digest, by=cast.other_head)
    assert codes(refused) == {"role.not_yours_to_approve"}


def test_what_was_not_seen_is_not_approved(cast):
    approval = propose(cast, by="head", person="staff")
    with pytest.raises(Refused) as refused:
        actions.approve_role(approval_id=approval.pk, seen="0" * 64, by=cast.admin)
    assert codes(refused) == {"approval.changed"}


def test_a_decision_is_final_and_a_refusal_needs_its_reason(cast):
    approval = propose(cast, by="head", person="staff")
    with pytest.raises(Refused) as refused:
        actions.decline_role(approval_id=approval.pk, seen=approval.digest, reason=" ", by=cast.admin)
    assert codes(refused) == {"approval.reason_missing"}
    actions.decline_role(
        approval_id=approval.pk, seen=approval.digest, reason="№ 9 is of 2019", by=cast.admin
    )
    with pytest.raises(Refused) as refused:
        actions.approve_role(approval_id=approval.pk, seen=approval.digest, by=cast.admin)
    assert codes(refused) == {"approval.decided"}
    assert not Membership.objects.filter(role="head", person_id=cast.staff.person_id).exists()


def test_p31_the_custodian_is_refused_a_seat_and_the_member_the_custody(cast):
    for person, role in (("custodian", "member"), ("member_1", "custodian")):
        with pytest.raises(Refused) as refused:
            propose(cast, by="head", person=person, role=role)
        assert codes(refused) == {"role.custodian_on_commission"}


def test_the_database_itself_refuses_a_lone_approver(cast):
    approval = propose(cast, by="head", person="staff")
    with pytest.raises(IntegrityError, match="accounts_four_eyes"), transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(
            decided_by=approval.proposed_by, decided_at=clock.now(), approved=True
        )


def test_one_thing_is_proposed_once_at_a_time(cast):
    first = propose(cast, by="head", person="staff")
    with pytest.raises(Refused) as refused:
        propose(cast, by="head", person="staff")
    assert codes(refused) == {"approval.waiting"}
    with pytest.raises(IntegrityError, match="accounts_one_open_proposal"), transaction.atomic():
        Approval.objects.create(
            kind=first.kind,
            subject=first.subject,
            content={},
            digest="",
            proposed_by=first.proposed_by,
            proposed_at=first.proposed_at,
        )


def test_a_digest_stands_for_the_content():
    assert approvals.digest({"a": 1, "b": date(2026, 3, 2)}) == approvals.digest({"b": "2026-03-02", "a": 1})


# --- leaving ---------------------------------------------------------------------------------------------


def test_a_role_ends_at_once_and_for_good(cast):
    actions.end_membership(membership_id=cast.secretary.membership_id, reason="жұмыстан шықты", by=cast.head)
    assert not queries.live_memberships(cast.secretary.person_id).exists()
    record = Record.objects.get(kind="membership.ended")
    assert "жұмыстан" not in bytes(record.body).decode()


def test_the_last_head_and_the_last_representative_stay(cast):
    for actor in (cast.head, cast.bidder_a):
        with pytest.raises(Refused) as refused:
            actions.end_membership(membership_id=actor.membership_id, reason="", by=actor)
        assert codes(refused) == {"membership.last_one"}


def test_an_attorney_of_yesterday_acts_no_more(cast, clock_at):
    clock_at.set(datetime(2026, 3, 2, 6, tzinfo=UTC))
    Membership.objects.filter(pk=cast.bidder_a.membership_id).update(until=date(2026, 3, 2))
    assert queries.live_memberships(cast.bidder_a.person_id).exists()
    clock_at.set(datetime(2026, 3, 2, 19, 0, tzinfo=UTC))  # midnight in Almaty: the third of March
    assert not queries.live_memberships(cast.bidder_a.person_id).exists()


# --- audits ----------------------------------------------------------------------------------------------


def test_an_auditor_reads_what_the_mandate_names_on_its_days_only(cast):
    at = datetime(2026, 6, 1, 6, tzinfo=UTC)
    assert queries.mandate_covers(cast.auditor, cast.org_organiser.pk, at)
    assert list(queries.audited_organisations(cast.auditor, at)) == [cast.org_organiser]
    assert not queries.mandate_covers(cast.auditor, cast.org_other_organiser.pk, at)
    assert not queries.mandate_covers(cast.auditor, cast.org_organiser.pk, at.replace(year=2100))
    assert not queries.mandate_covers(cast.head, cast.org_organiser.pk, at)


def test_a_mandate_opens_when_an_administrator_has_compared_the_paper(cast):
    approval = actions.propose_audit_mandate(
        organisation_ids=[cast.org_other_organiser.pk],
        document="№ 8-М",
        since=date(2026, 1, 1),
        until=date(2099, 1, 1),
        by=cast.auditor,
    )
    with pytest.raises(Refused) as refused:
        actions.grant_audit_mandate(approval_id=approval.pk, seen=approval.digest, by=cast.auditor)
    assert "role.not_yours_to_approve" in codes(refused)
    mandate = actions.grant_audit_mandate(approval_id=approval.pk, seen=approval.digest, by=cast.admin)
    assert queries.mandate_covers(cast.auditor, cast.org_other_organiser.pk, clock.now())
    streams = set(Record.objects.filter(kind="audit.mandate_granted").values_list("stream", flat=True))
    assert streams == {f"organisation:{pk}" for pk in (cast.org_audit.pk, cast.org_other_organiser.pk)}
    assert AuditMandate.objects.filter(pk=mandate.pk).exists()


def test_a_mandate_over_the_own_house_is_refused(cast):
    with pytest.raises(Refused) as refused:
        actions.propose_audit_mandate(
            organisation_ids=[cast.org_audit.pk],
            document="№ 8-М",
            since=date(2026, 1, 1),
            until=date(2099, 1, 1),
            by=cast.auditor,
        )
    assert codes(refused) == {"mandate.own_house"}


def test_every_view_of_an_auditor_is_a_record(cast):
    for _view in range(2):
        actions.note_audit_view(by=cast.auditor, subject="tender:1", page="tender", at=clock.now())
    assert Record.objects.filter(kind="audit.viewed", stream=f"organisation:{cast.org_audit.pk}").count() == 2


def test_art_1_who_is_able_to_bid(cast):
    able = set(queries.able_to_bid())
    assert {cast.org_a, cast.org_bank} <= able
    assert not able & {cast.org_organiser, cast.org_state_company, cast.org_university, cast.org_operator}
    assert set(queries.able_to_organise()) == {cast.org_organiser, cast.org_other_organiser}
