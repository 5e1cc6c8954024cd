"""The cast is what it says: good numbers, roles their organisations may give, a clock that stands still."""

import inspect
from datetime import UTC, datetime, timedelta

import pytest

from ppp_portal.accounts import queries, rules
from ppp_portal.accounts.models import Membership, Organisation, Person
from ppp_portal.journal import clock
from ppp_portal.law.identifiers import is_valid_iin
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_every_number_of_the_cast_is_good(cast):
    for organisation in cast.organisations.values():
        assert rules.refuse_number(organisation.kind, organisation.bin) == []
        assert rules.refuse_share(queries.organisation_facts(organisation)) == []
    assert all(is_valid_iin(person.iin) for person in cast.people.values())


def test_every_role_of_the_cast_is_one_its_organisation_gives(cast):
    for membership in Membership.objects.select_related("organisation__superior"):
        assert membership.role in rules.roles_of(queries.organisation_facts(membership.organisation))


def test_names_stand_in_both_languages_without_fallback(cast):
    person = Person.objects.get(pk=cast.chair.person_id)
    assert (person.name_kk, person.name_ru) == ("Ахметова Гүлнар Қайратқызы", "Ахметова Гульнар Кайратовна")
    assert Organisation.objects.get(pk=cast.org_a.pk).name_ru == "ТОО «Жетысу Кампус Курылыс»"


def test_the_cast_costs_few_queries(django_assert_max_num_queries):
    played = inspect.unwrap(make_cast)
    with django_assert_max_num_queries(12):
        played()


def test_the_clock_stands_where_it_was_set(clock_at):
    moment = clock_at.set(datetime(2026, 3, 2, 13, 0, 0, 123456, tzinfo=UTC))
    assert clock.now() == moment
    assert clock_at.forward(timedelta(days=1)) == moment + timedelta(days=1) == clock.now()


@pytest.mark.django_db(transaction=True)
def test_the_clock_goes_on_after_a_test_that_commits(clock_at):
    clock_at.set(datetime(2030, 1, 1, tzinfo=UTC))
    clock_at.restore()
    assert clock.now().year < 2030


def test_each_of_the_cast_signs_in_as_themselves(cast, client_of):
    client = client_of(cast.secretary)
    assert client.session["membership"] == cast.secretary.membership_id
