"""The desk about monitoring and the end of contracts: each side finds what waits for it."""

from datetime import date, datetime, timedelta

import pytest

from contracts.actions.findings import notify_finding
from contracts.actions.hand_over import sign_hand_over
from ppp_portal.desk.queries import watching
from ppp_portal.journal import clock
from ppp_portal.law.calendar import ALMATY
from tests.contracts.cards import a_card
from tests.contracts.test_ending import NOW, close, end, line
from tests.contracts.test_monitoring import JANUARY, a_finding, an_act, mark, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(cast, clock_at):
    clock_at.set(datetime(2026, 1, 5, 10, tzinfo=ALMATY))
    return a_card(cast)


def waits(of, actor):
    return [str(thing.basis.key) for thing in of(actor, clock.now()) if thing.action]


def test_the_public_side_finds_acts_findings_and_the_month_to_mark(cast, clock_at, card):
    an_act(cast, card)
    a_finding(cast, card, date(2026, 1, 5))
    assert waits(watching.of_organiser, cast.staff) == ["605:A2:99", "605:A2:99"]
    clock_at.set(datetime(2026, 2, 2, 10, tzinfo=ALMATY))
    assert len(waits(watching.of_organiser, cast.staff)) == 3
    mark(cast, clock_at, card, JANUARY)
    assert len(waits(watching.of_organiser, cast.staff)) == 2
    assert waits(watching.of_organiser, cast.other_staff) == []


def test_six_months_wait_for_the_head_and_not_for_the_staff(cast, clock_at, card):
    play(cast, clock_at, card, "nnnnnn")
    assert waits(watching.of_organiser, cast.head) == ["605:62"]
    assert waits(watching.of_organiser, cast.staff) == []


def test_the_private_partner_finds_what_it_has_to_reply_to(cast, clock_at, card):
    notify_finding(finding_id=a_finding(cast, card, date(2026, 1, 5)).pk, by=cast.staff)
    mark(cast, clock_at, card, JANUARY, reply=False)
    assert sorted(waits(watching.of_private, cast.bidder_a)) == ["605:62", "605:A2:99"]
    assert waits(watching.of_private, cast.bidder_b) == []


def test_a_hand_over_waits_for_each_side_until_it_has_signed(cast, clock_at, card):
    clock_at.set(NOW)
    end(cast, card)
    line(cast, card)
    row = close(cast, card)
    assert waits(watching.of_organiser, cast.head) == ["605:A2:12(2)"]
    assert waits(watching.of_organiser, cast.staff) == []
    sign_hand_over(card_id=card.pk, seen=row.digest, by=cast.head)
    assert waits(watching.of_organiser, cast.head) == []
    assert waits(watching.of_private, cast.bidder_a) == ["605:A2:12(2)"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_the_same_number_of_questions(cast, clock_at, card, count, django_assert_num_queries):
    for number in range(count):
        an_act(cast, card, f"А-{number}")
        notify_finding(finding_id=a_finding(cast, card, date(2026, 1, 5), f"Н-{number}").pk, by=cast.staff)
    at = clock_at.forward(timedelta(hours=1))
    with django_assert_num_queries(5):
        watching.of_organiser(cast.head, at)
    with django_assert_num_queries(3):
        watching.of_private(cast.bidder_a, at)
