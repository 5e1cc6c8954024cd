"""What a contract was between its partners: pauses of the monitoring, and who is replaced (p. 62)."""

from datetime import date, timedelta

import pytest

from contracts.actions.months import record_month
from contracts.card_states import PRIVATE_PARTS
from contracts.models import CardParty
from contracts.queries import cards, monitoring
from contracts.queries.replacement import replaced
from ppp_portal.accounts.models import Membership
from ppp_portal.journal import clock
from ppp_portal.law.calendar import ONE_DAY, add_months, local_day
from tenders.queries import partners
from tests.contracts import replacing
from tests.contracts.cards import a_card
from tests.contracts.test_replacement import with_partner

pytestmark = pytest.mark.django_db
NOVEMBER = date(2027, 11, 1)


def with_a_new_partner(cast, clock_at):
    """The card on which a new partner stands since June 2027, 200 days later."""
    case = replacing.concluded(cast, with_partner(cast, clock_at))
    clock_at.set(clock.now() + timedelta(days=200))
    return case


def assigned(cast, card, *, whole):
    """Another stands beside the partner of today, or instead of it, as an assignment writes it."""
    on = local_day(clock.now())
    if whole:
        CardParty.objects.filter(card=card, part__in=PRIVATE_PARTS, until_on=None).update(until_on=on)
    words = {"name_kk": "В", "name_ru": "В", "part": "private_partner"}
    CardParty.objects.create(card=card, organisation=cast.org_c, since_on=on, **words)


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "partial"])
def test_p62_the_months_of_the_partner_before_an_assignment_are_still_marked(cast, clock_at, whole):
    card = with_a_new_partner(cast, clock_at).card
    assigned(cast, card, whole=whole)
    assert monitoring.ran(card, NOVEMBER)
    assert NOVEMBER in monitoring.gaps(card, clock_at.set(clock.now() + timedelta(days=30)))
    assert card in monitoring.unmarked(NOVEMBER)
    marked = record_month(
        card_id=card.pk,
        month=NOVEMBER,
        mark="performed",
        reason_kk="Орындалды",
        reason_ru="Исполнено",
        dated_on=local_day(clock.now()),
        by=cast.staff,
    )
    assert marked.month == NOVEMBER


def test_p62_the_desk_asks_for_no_month_of_a_pause_and_for_each_month_of_every_partner(cast, clock_at):
    card = with_a_new_partner(cast, clock_at).card
    ended = card.terminations.get()
    ended.dated_on = ended.effective_on = date(2027, 2, 14)
    ended.save()
    card.months.all().delete()
    for month in (add_months(date(2027, 1, 1), number) for number in range(11)):
        assert monitoring.ran(card, month) == (card in monitoring.unmarked(month)), month
    assert not monitoring.ran(card, date(2027, 4, 1))


def test_p62_1_the_winner_is_not_told_that_it_is_replaced_and_the_old_partner_still_is(cast, clock_at):
    case = with_a_new_partner(cast, clock_at)
    assert case.new_partner_id != case.old_partner_id
    assert replaced(case.tender_id) == {case.old_partner_id}
    assert not partners.stands_again(case.tender, [case.new_partner_id])
    assert partners.stands_again(case.tender, [case.old_partner_id])


def test_p62_1_a_member_that_passed_its_part_on_during_the_case_is_replaced_too(cast, clock_at):
    case = replacing.begun(cast, clock_at)
    opened, words = local_day(case.opened_at), {"name_kk": "В", "name_ru": "В", "part": "private_partner"}
    for organisation, until in ((cast.org_c, opened + ONE_DAY), (cast.org_operator, opened - ONE_DAY)):
        CardParty.objects.create(
            card=case.card, organisation=organisation, since_on=date(2026, 1, 1), until_on=until, **words
        )
    assert replaced(case.tender_id) == {case.old_partner_id, cast.org_c.pk}


def test_letters_about_a_contract_go_to_nobody_whose_role_for_the_operator_is_over(cast, clock_at):
    card = a_card(cast, operator=True)
    operator, today = cards.party(card, "operator"), local_day(clock.now())
    role = Membership.objects.create(
        person_id=cast.staff.person_id,
        organisation=operator.organisation,
        role="staff",
        since=today - 9 * ONE_DAY,
    )
    assert cards.operator_people(card) == [cast.staff.person_id]
    role.until = today - ONE_DAY
    role.save()
    assert cards.operator_people(card) == []
