"""The card of a contract in force."""

import pytest

from contracts.actions.cards import lock_card, own_card
from contracts.models import ContractCard
from contracts.queries import cards as queries
from ppp_portal.accounts.models import Membership
from ppp_portal.journal import clock
from ppp_portal.law.calendar import ONE_DAY, local_day
from ppp_portal.law.refusals import Refused
from tests.contracts.cards import a_card

pytestmark = pytest.mark.django_db


def test_a_card_is_entered_with_its_first_version(cast):
    card = a_card(cast)
    assert card.version == 1
    assert card.versions.get().snapshot["quantities"][0][2] == "500"
    assert {row.part for row in queries.parties(card)} == {"public_partner", "private_partner"}


def test_a_contract_without_paper_or_source_is_no_card(cast):
    with pytest.raises(Refused) as refused:
        a_card(cast, source_ru="", title_kk=" ")
    assert {refusal.code for refusal in refused.value.refusals} == {"card.no_proof", "card.text_missing"}


def test_p11_who_may_not_organise_enters_no_contract(cast):
    for by, role in ((cast.bidder_a, ["card.wrong_role"]), (cast.outsider, ["card.wrong_role"])):
        with pytest.raises(Refused) as refused:
            a_card(cast, by=by)
        assert [row.code for row in refused.value.refusals] == ["organisation.may_not_organise", *role]
    assert not ContractCard.objects.exists()


def test_a_card_is_found_by_its_organiser_and_its_private_partner_only(cast):
    card = a_card(cast)
    assert own_card(card.pk, cast.staff) == card
    assert queries.privates(cast.org_a.pk, card.pk) == card
    assert queries.privates(cast.org_b.pk, card.pk) is None
    for stranger in (cast.other_staff, cast.bidder_a, cast.outsider):
        with pytest.raises(ContractCard.DoesNotExist):
            own_card(card.pk, stranger)
    assert lock_card(card.pk) == card


def test_whose_role_is_over_is_told_nothing_of_the_contract_any_more(cast, clock_at):
    card = a_card(cast)
    assert cast.head.person_id in queries.public_people(card)
    Membership.objects.filter(pk=cast.head.membership_id).update(until=local_day(clock.now()) - ONE_DAY)
    assert cast.head.person_id not in queries.public_people(card)
    assert cast.staff.person_id in queries.public_people(card)
