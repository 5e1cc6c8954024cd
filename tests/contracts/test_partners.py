"""Public partners named in the tender sign the contract beside the organiser (p. 48)."""

import pytest
from django.urls import reverse

from contracts import actions, queries
from contracts.models import Contract
from ppp_portal.accounts.models import Membership
from ppp_portal.desk.queries import organiser
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import clock, outbox
from ppp_portal.law.refusals import Refused
from ppp_portal.notices.models import Notice
from tests.contracts.factories import agree_all, won_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(cast, clock_at):
    """All eight terms agreed; the other organiser is a public partner of this tender."""
    tender = won_tender(cast, clock_at)
    tender.public_partners.set([cast.org_organiser, cast.org_other_organiser])
    made = actions.draft_contract(tender_id=tender.pk)
    agree_all(made, cast)
    return made


@pytest.fixture
def signing(cast, contract):
    return actions.send_to_signing(contract_id=contract.pk, by=cast.staff)


def at(name, contract):
    return reverse(f"contracts:{name}", args=[contract.pk])


def sign(contract, by):
    return actions.sign_contract(contract_id=contract.pk, by=by, seen=contract.digest)


def test_p48_the_contract_is_signed_when_every_public_partner_has_signed(cast, signing):
    for by in (cast.bidder_a, cast.head):
        assert sign(signing, by).state == "signing"
    assert queries.unsigned(signing) == [cast.org_other_organiser]
    signed = sign(signing, cast.other_head)
    assert signed.state == "signed"
    assert sign(signing, cast.other_head).signatures.count() == 3
    printed = PrintOrder.objects.get(pk=signed.signed_pair)
    assert set(carry_out(printed)) == {"kk", "ru"}
    for name in ("org_organiser", "org_other_organiser", "org_a"):
        assert getattr(cast, name).name_kk in printed.context


def test_the_organisers_signature_is_not_the_partners(cast, signing):
    sign(signing, cast.other_head)
    assert set(queries.unsigned(signing)) == {cast.org_organiser, cast.org_a}


@pytest.mark.parametrize("name", ["other_staff", "outsider", "bidder_b", "chair"])
def test_nobody_else_of_the_partner_and_no_stranger_signs(cast, signing, name):
    with pytest.raises(Contract.DoesNotExist):
        sign(signing, getattr(cast, name))


def test_the_partners_head_agrees_no_term_and_takes_no_step_of_the_organiser(cast, contract):
    steps = [
        lambda: actions.edit_term(
            contract_id=contract.pk, term=1, text_kk="А", text_ru="А", by=cast.other_head
        ),
        lambda: actions.agree_term(contract_id=contract.pk, term=1, by=cast.other_head),
        lambda: actions.send_to_signing(contract_id=contract.pk, by=cast.other_head),
        lambda: actions.record_refusal(contract_id=contract.pk, reason="А", document="А", by=cast.other_head),
    ]
    for step in steps:
        with pytest.raises(Contract.DoesNotExist):
            step()


def test_a_partner_without_a_head_in_the_portal_is_named_before_the_text_is_sent(cast, contract):
    Membership.objects.filter(organisation=cast.org_other_organiser).update(ended_at=clock.now())
    with pytest.raises(Refused, match=r"contract\.partner_no_head"):
        actions.send_to_signing(contract_id=contract.pk, by=cast.staff)


def test_the_partners_head_finds_the_contract_on_the_desk_and_signs_on_a_page_of_its_own(
    cast, client_of, signing
):
    waiting = organiser.waiting(cast.other_head, clock.now())
    assert at("partner_contract", signing) in [row.url for row in waiting]
    outbox.drain()
    assert Notice.objects.filter(person_id=cast.other_head.person_id, kind="contract.to_sign").exists()
    head = client_of(cast.other_head)
    assert at("partner_contract", signing) in head.get(reverse("contracts:contracts")).content.decode()
    assert at("sign", signing) in head.get(at("partner_contract", signing)).content.decode()
    assert head.post(at("sign", signing), {"confirmed": "yes", "seen": signing.digest}).status_code == 303
    assert at("sign", signing) not in head.get(at("partner_contract", signing)).content.decode()
    assert at("partner_contract", signing) not in [
        row.url for row in organiser.waiting(cast.other_head, clock.now())
    ]


def test_the_partners_head_finds_no_page_of_the_organiser_and_strangers_find_none_of_the_partner(
    cast, client_of, signing
):
    head = client_of(cast.other_head)
    for name in ("organizer_contract", "bidder_contract", "send", "recall", "signed_file", "refusal"):
        assert head.get(at(name, signing)).status_code == 404, name
    for name in ("head", "staff", "other_staff", "bidder_a", "chair", "outsider", "auditor", "admin"):
        answer = client_of(getattr(cast, name)).get(at("partner_contract", signing))
        assert answer.status_code == 404, name
