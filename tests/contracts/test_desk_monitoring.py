"""The desk about monitoring and the end of contracts: each side finds what waits for it."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from contracts.actions.findings import notify_finding
from contracts.actions.hand_over import sign_hand_over
from contracts.actions.months import admit_month
from contracts.actions.replacement import open_replacement
from contracts.queries import monitoring as queries
from ppp_portal.desk.queries import watching
from ppp_portal.journal import clock
from ppp_portal.law.calendar import ALMATY
from ppp_portal.law.refusals import Refused
from tenders import sweep
from tests.contracts import replacing
from tests.contracts.cards import a_card
from tests.contracts.test_ending import NOW, close, end, line
from tests.contracts.test_monitoring import JANUARY, a_finding, an_act, late, mark, play, proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(cast, clock_at):
    clock_at.set(datetime(2026, 1, 5, 10, tzinfo=ALMATY))
    return a_card(cast)


@pytest.fixture
def in_russian():
    with override("ru"):
        yield


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


def test_a_task_of_monitoring_leads_to_the_page_with_its_button(cast, clock_at, client_of, card):
    mark(cast, clock_at, card, JANUARY, reply=False)
    pages = {
        cast.bidder_a: reverse("contracts:card_month", args=[card.pk, 2026, 1]),
        cast.head: reverse("contracts:card_month", args=[card.pk, 2026, 2]) + "?mark=1",
    }
    clock_at.set(datetime(2026, 3, 2, 10, tzinfo=ALMATY))
    for by, page in pages.items():
        found = (watching.of_private if by is cast.bidder_a else watching.of_organiser)(by, clock.now())
        assert page in [thing.url for thing in found]
        assert client_of(by).get(page).status_code == 200
    button = client_of(cast.bidder_a).get(pages[cast.bidder_a]).content.decode()
    assert 'href="?reply=1"' in button


def test_the_decision_on_six_months_is_one_step_from_the_desk_of_the_head(cast, clock_at, client_of, card):
    play(cast, clock_at, card, "nnnnnn")
    (thing,) = watching.of_organiser(cast.head, clock.now())
    assert thing.url == reverse("contracts:card_six_months", args=[card.pk])
    assert client_of(cast.head).get(thing.url).status_code == 200
    (seen,) = watching.of_organiser(cast.staff, clock.now())
    assert client_of(cast.staff).get(seen.url).status_code == 200


@pytest.mark.usefixtures("in_russian")
def test_p62_a_month_marked_late_waits_for_the_heads_reason(cast, clock_at, card):
    play(cast, clock_at, card, "nnnnn")
    clock_at.set(datetime(2026, 7, 30, 10, tzinfo=ALMATY))
    row = late(cast, clock_at, card, date(2026, 6, 1))
    (thing,) = watching.of_organiser(cast.head, clock.now())
    assert (thing.url, bool(thing.action)) == (
        reverse("contracts:admit_month", args=[card.pk, 2026, 6]),
        True,
    )
    assert "июнь 2026 года" in str(thing.what)
    (seen,) = watching.of_organiser(cast.staff, clock.now())
    assert not seen.action
    assert seen.about == f"{thing.about} · руководитель организатора"  # staff read for whom it waits
    assert watching.of_organiser(cast.other_head, clock.now()) == []
    words = {"admission_kk": "Акт табылды", "admission_ru": "Акт найден", "paper_on": date(2026, 7, 2)}
    admit_month(month_id=row.pk, **words, by=cast.head, upload=proof())
    assert waits(watching.of_organiser, cast.head) == ["605:62"]  # now the proposal


def test_p62_a_late_month_that_can_count_no_more_asks_for_no_reason(cast, clock_at, card):
    clock_at.set(datetime(2026, 7, 2, 10, tzinfo=ALMATY))
    late(cast, clock_at, card, date(2025, 6, 1))
    assert len(queries.late(card=card)) == 1
    mark(cast, clock_at, card, date(2026, 6, 1), done=True)
    assert list(queries.late(card=card)) == []


@pytest.mark.usefixtures("in_russian")
def test_a_month_whose_days_are_over_is_overdue_on_the_desk(cast, clock_at, client_of, card):
    clock_at.set(datetime(2026, 2, 5, 10, tzinfo=ALMATY))
    desk, words = reverse("desk:desk"), "Отметить месяц январь 2026 года"
    assert words in (page := client_of(cast.staff).get(desk).content.decode())
    assert ">срок истек<" not in page
    clock_at.set(datetime(2026, 2, 25, 10, tzinfo=ALMATY))
    assert words in (page := client_of(cast.staff).get(desk).content.decode())
    assert ">срок истек<" in page


@pytest.mark.usefixtures("in_russian")
def test_p62_after_the_termination_the_desk_asks_for_no_month_of_the_old_partner(cast, clock_at, card):
    play(cast, clock_at, card, "nnnnnn")
    case = open_replacement(card_id=card.pk, **replacing.GROUND, by=cast.head)
    replacing.terminated(case, cast)  # in the first days of July
    mark_july, at = "месяц июль 2026 года", datetime(2026, 8, 3, 10, tzinfo=ALMATY)
    clock_at.set(at)
    assert any(mark_july in str(thing.what) for thing in watching.of_organiser(cast.staff, at))
    later = clock_at.set(datetime(2026, 9, 3, 10, tzinfo=ALMATY))
    asked = [str(t.what) for t in watching.of_organiser(cast.staff, later) if "Отметить" in str(t.what)]
    assert len(asked) == 1
    assert mark_july in asked[0]  # it ran for its first days; nobody asks for August
    with pytest.raises(Refused) as refused:
        mark(cast, clock_at, card, date(2026, 8, 1), reply=False)
    assert [row.code for row in refused.value.refusals] == ["monitoring.month_between"]
    sweep.run()
    assert not card.gaps.filter(month__gt=date(2026, 7, 1)).exists()


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
    with django_assert_num_queries(11):
        watching.of_organiser(cast.head, at)
    with django_assert_num_queries(3):
        watching.of_private(cast.bidder_a, at)


def test_a_month_that_nobody_marked_stays_on_the_desk_when_the_next_one_is_over(
    cast, clock_at, card, in_russian
):
    clock_at.set(datetime(2026, 3, 20, 10, tzinfo=ALMATY))
    told = [thing.what for thing in watching.of_organiser(cast.staff, clock.now())]
    assert [words.split(":")[0] for words in told] == [
        "Отметить месяц январь 2026 года",
        "Отметить месяц февраль 2026 года",
    ]
    mark(cast, clock_at, card, date(2026, 2, 1))
    left = [thing.what for thing in watching.of_organiser(cast.staff, clock.now())]
    assert "Отметить месяц январь 2026 года" in left[0]
