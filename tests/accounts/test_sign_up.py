"""An organisation comes to the portal: what is refused, what waits, what begins."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ppp_portal.accounts import actions, queries
from ppp_portal.accounts.models import Approval, Membership, Organisation, Person
from ppp_portal.journal.models import PersonalValue, Record
from ppp_portal.journal.verify import findings
from ppp_portal.law.refusals import Refused

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {refusal.code for refusal in refused.value.refusals}


def test_a_company_lives_when_its_address_is_confirmed(company, newcomer, representative):
    person = actions.sign_up_organisation(organisation=company, person=newcomer, first=representative)
    assert not queries.live_memberships(person.pk).exists()

    (organisation,) = actions.confirm_address(person_id=person.pk)
    (role,) = queries.live_memberships(person.pk)
    assert (role.role, role.document) == ("bidder", representative.document)
    assert organisation in queries.able_to_bid()
    kinds = list(
        Record.objects.filter(stream=f"organisation:{organisation.pk}").values_list("kind", flat=True)
    )
    assert kinds == ["organisation.signed_up", "organisation.confirmed"]
    assert list(findings()) == []


def test_names_and_addresses_enter_the_journal_only_as_hashes(company, newcomer, representative):
    actions.sign_up_organisation(organisation=company, person=newcomer, first=representative)
    record = Record.objects.get(kind="organisation.signed_up")
    assert newcomer.email.encode() not in bytes(record.body)
    assert newcomer.name_kk.encode() not in bytes(record.body)
    assert PersonalValue.objects.filter(record=record, value=newcomer.email).exists()


def test_an_entrepreneurs_iin_stays_out_of_the_record(company, newcomer, representative):
    trader = replace(company, kind="entrepreneur", bin=newcomer.iin)
    actions.sign_up_organisation(organisation=trader, person=newcomer, first=representative)
    assert newcomer.iin.encode() not in bytes(Record.objects.get(kind="organisation.signed_up").body)


def test_everything_wrong_is_said_at_once(cast, company, newcomer, representative):
    with pytest.raises(Refused) as refused:
        actions.sign_up_organisation(
            organisation=replace(company, kind="state_company", bin="070340007366", state_share=Decimal(60)),
            person=replace(newcomer, iin="123"),
            first=replace(representative, document=" "),
        )
    assert codes(refused) == {
        "bin.check_digit",
        "iin.length",
        "organisation.state_share",
        "attorney.missing",
    }
    assert not Organisation.objects.filter(bin="070340007366").exists()


def test_a_registered_bin_is_taken(cast, company, newcomer, representative):
    with pytest.raises(Refused) as refused:
        actions.sign_up_organisation(
            organisation=replace(company, bin=cast.org_a.bin), person=newcomer, first=representative
        )
    assert codes(refused) == {"organisation.taken"}


def test_a_mistyped_address_blocks_neither_the_bin_nor_the_iin(company, newcomer, representative):
    first = actions.sign_up_organisation(
        organisation=company, person=replace(newcomer, email="tpyo@company.example"), first=representative
    )
    second = actions.sign_up_organisation(organisation=company, person=newcomer, first=representative)
    actions.confirm_address(person_id=second.pk)
    assert queries.live_memberships(second.pk).count() == 1
    assert not Membership.objects.filter(person=first, ended_at=None).exists()
    assert Person.objects.get(pk=first.pk).iin == ""


def test_a_confirmed_iin_has_one_account(cast, company, newcomer, representative):
    taken = Person.objects.get(pk=cast.bidder_a.person_id).iin
    with pytest.raises(Refused) as refused:
        actions.sign_up_organisation(
            organisation=company, person=replace(newcomer, iin=taken), first=representative
        )
    assert codes(refused) == {"person.iin_taken"}


def _state_body(company, **changes):
    return replace(company, kind="local_body", state_share=Decimal(100), **changes)


def test_a_state_body_waits_for_a_second_pair_of_eyes(cast, company, newcomer):
    first = actions.FirstRole("head", "№ 1 бұйрық")
    person = actions.sign_up_organisation(organisation=_state_body(company), person=newcomer, first=first)
    approval = Approval.objects.get()
    with pytest.raises(Refused) as refused:
        actions.approve_role(approval_id=approval.pk, seen=approval.digest, by=cast.admin)
    assert codes(refused) == {"person.address_unconfirmed"}

    person.emailaddress_set.update(verified=True)
    assert actions.confirm_address(person_id=person.pk) == []
    role = actions.approve_role(approval_id=approval.pk, seen=approval.digest, by=cast.admin)
    assert queries.live_memberships(person.pk).get() == role
    assert role.organisation in queries.able_to_organise()


def test_nobody_claims_a_state_body_while_a_claim_waits(company, newcomer, representative):
    first = actions.FirstRole("head", "№ 1 бұйрық")
    actions.sign_up_organisation(organisation=_state_body(company), person=newcomer, first=first)
    with pytest.raises(Refused) as refused:
        actions.sign_up_organisation(
            organisation=_state_body(company),
            person=replace(newcomer, email="other@company.example", iin="880415409907"),
            first=first,
        )
    assert codes(refused) == {"organisation.claimed"}


def test_an_institution_names_a_registered_state_body(cast, company, newcomer):
    first = actions.FirstRole("head", "№ 1 бұйрық")
    institution = replace(
        company, kind="state_institution", state_share=Decimal(100), superior_bin="070340007367"
    )
    with pytest.raises(Refused) as refused:
        actions.sign_up_organisation(organisation=institution, person=newcomer, first=first)
    assert codes(refused) == {"organisation.superior_unknown", "organisation.may_not_organise"}
    actions.sign_up_organisation(
        organisation=replace(institution, superior_bin=cast.org_organiser.bin), person=newcomer, first=first
    )


def test_a_person_with_an_account_adds_an_organisation_that_lives_at_once(cast, company, representative):
    organisation = actions.add_organisation(organisation=company, first=representative, by=cast.bidder_a)
    assert organisation.confirmed_at
    assert queries.live_memberships(cast.bidder_a.person_id).count() == 2


def test_law_33_an_organisers_man_adds_no_bidder(cast, company, representative):
    with pytest.raises(Refused) as refused:
        actions.add_organisation(organisation=company, first=representative, by=cast.secretary)
    assert codes(refused) == {"role.both_sides"}


def test_the_first_two_administrators_are_appointed_at_the_console_and_no_third(cast, newcomer):
    with pytest.raises(Refused) as refused:
        actions.appoint_administrator(person=newcomer, organisation_id=cast.org_operator.pk)
    assert codes(refused) == {"admin.appointed"}
    Membership.objects.filter(pk=cast.second_admin.membership_id).delete()
    role = actions.appoint_administrator(person=newcomer, organisation_id=cast.org_operator.pk)
    assert role.person.is_staff
    assert not role.person.is_superuser
