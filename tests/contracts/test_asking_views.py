"""Before anybody writes a request: why none could succeed, which day has passed, and what is no ground."""

from datetime import date, timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import translation

from contracts.models import ContractCard
from ppp_portal.law.calendar import end_of_day
from tenders import sweep
from tests.contracts.cards import a_card, before_end
from tests.contracts.test_extensions import asked

pytestmark = pytest.mark.django_db


def at(name, *args):
    with translation.override("ru"):
        return reverse(f"contracts:{name}", args=args)


@pytest.fixture
def card(cast, clock_at):
    card = a_card(cast)
    before_end(clock_at, card, 200)
    return card


def expired(card, cast, clock_at):
    clock_at.set(end_of_day(card.ends_on) + timedelta(minutes=1))
    sweep.run()


def granted_once(card, cast, clock_at):
    ContractCard.objects.update(no_further_extension=True)


def thirty_years(card, cast, clock_at):
    ContractCard.objects.update(starts_on=date(2000, 1, 1))


def another(card, cast, clock_at):
    asked(card, cast.staff)


@pytest.mark.parametrize(
    ("bar", "said", "basis"),
    [
        (expired, "31 декабря 2029", "55"),
        (granted_once, "однократным", "55"),
        (thirty_years, "30", "ст. 4"),
        (another, "рассматривается другое", "55"),
    ],
)
def test_p55_where_no_request_can_succeed_its_reason_stands_in_place_of_the_form(
    cast, card, client_of, clock_at, bar, said, basis
):
    staff, partner = client_of(cast.staff), client_of(cast.bidder_a)
    home, form = at("card_extensions", card.pk), at("request_extension", card.pk)
    for client in (staff, partner):
        assert form in client.get(home).content.decode()
        assert 'name="ground"' in client.get(form).content.decode()
    bar(card, cast, clock_at)
    for client in (staff, partner):
        page = client.get(home)
        assert form not in page.content.decode()
        (reason,) = page.context["why_not"]
        assert said in reason.message.replace("\xa0", " ")
        assert basis in reason.basis.replace("\xa0", " ")
        assert reason.message in page.content.decode()
        page = client.get(form).content.decode()
        assert reason.message in page
        assert 'name="ground"' not in page
        assert client.post(form, {"lines-TOTAL_FORMS": 0, "lines-INITIAL_FORMS": 0}).status_code == 422


def test_p55_no_time_for_a_tender_is_marked_where_it_is_offered(cast, card, client_of):
    form = client_of(cast.staff).get(at("request_extension", card.pk)).context["form"]
    marked = {value for value, label in form.fields["ground"].choices if " – " in str(label)}
    assert marked == {"no_time", "other"}


def test_a_day_that_has_passed_says_so(cast, card, client_of, clock_at):
    staff, home = client_of(cast.staff), at("card_extensions", card.pk)
    sweep.run()
    assert staff.get(home).context["plan_passed"] is False
    assert "этот день прошел" in staff.get(home).content.decode(), "of a warning that nobody answered"
    card.warnings.update(answer="tender", note="Готовится", answered_at=F("given_at"))
    assert "этот день прошел" not in staff.get(home).content.decode()
    before_end(clock_at, card, 20)
    assert staff.get(home).context["plan_passed"] is True
    assert "этот день прошел" in staff.get(home).content.decode()
