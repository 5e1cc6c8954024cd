"""Training mode: the clock goes forward, anybody of the cast is one click away, and over real data nothing of it is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from ppp_portal.journal import clock
from ppp_portal.notices.models import SentMail
from ppp_portal.training import guide, queries
from ppp_portal.training.play.stage import Stage, deliver
from projects.models import InitiationNotice
from tenders import clockwork
from tests.projects.factories import published_notice
from tests.tenders.factories import DAY, published_tender, submitted_bid

pytestmark = pytest.mark.django_db
PAGES = ("home", "people", "mails")


@pytest.fixture
def visitor(cast) -> Client:
    translation.activate("kk")  # whatever the test before has read
    return Client()


def move(client: Client, to: str):
    return client.post(reverse("training:clock"), {"to": to})


@pytest.mark.parametrize(("to", "by"), [("hour", timedelta(hours=1)), ("day", timedelta(days=1))])
def test_a_guest_moves_the_portals_time_forward(visitor, to, by):
    before = clock.now()
    response = move(visitor, to)
    assert response.status_code == 303
    assert by <= clock.now() - before < by + timedelta(seconds=30)


def test_the_next_deadline_closes_the_submission_at_once(visitor, cast):
    tender = published_tender(cast)
    submitted_bid(tender, cast.bidder_a)
    reached = []
    while not reached or reached[-1] < tender.closes_at:
        assert move(visitor, "deadline").status_code == 303
        reached.append(clock.now())
    tender.refresh_from_db()
    assert tender.state == "closed"
    assert timedelta(0) < clock.now() - tender.closes_at < timedelta(seconds=30)
    assert len(reached) == 3  # the last question, the last amendment, the cut-off
    move(visitor, "deadline")
    assert timedelta(0) < clock.now() - tender.opens_at < timedelta(seconds=30)


def test_ten_minutes_before_a_deadline_it_is_still_ahead_and_the_next_press_goes_to_the_next_one(
    visitor, cast
):
    tender = published_tender(cast)
    due = [term.due_at for term in clockwork.alive(tender)]
    for number in range(2):
        assert move(visitor, "before").status_code == 303
        left = sorted(due)[number] - clock.now()
        assert timedelta(minutes=9, seconds=30) < left <= timedelta(minutes=10)


def test_a_paper_is_at_hand_for_steps_that_ask_for_one(visitor):
    given = visitor.get(reverse("training:paper"))
    assert given.content.startswith(b"%PDF")
    assert reverse("training:paper") in visitor.get(reverse("training:home")).content.decode()


def test_the_time_stays_while_the_demonstration_is_being_prepared(db):
    before = clock.now()
    assert move(Client(), "day").status_code == 303
    assert clock.now() - before < timedelta(seconds=30)


def test_the_next_deadline_ends_the_acceptance_of_alternatives_at_once(visitor, cast):
    published_notice(cast, published_at=clock.now())
    assert move(visitor, "deadline").status_code == 303
    assert InitiationNotice.objects.get().state == "closed"


def test_without_a_deadline_ahead_the_time_stays(visitor):
    before = clock.now()
    for to in ("before", "deadline"):
        assert move(visitor, to).status_code == 303
    assert clock.now() - before < timedelta(seconds=30)


@pytest.mark.parametrize("to", ["", "back", "-1"])
def test_there_is_no_way_back(visitor, to):
    assert move(visitor, to).status_code == 404


def test_the_clock_moves_by_a_button_only(visitor):
    assert visitor.get(reverse("training:clock")).status_code == 405
    assert visitor.get(reverse("training:sign_in", args=["chair"])).status_code == 405


def test_one_click_signs_in_as_a_person_of_the_cast(visitor, cast):
    response = visitor.post(
        reverse("training:sign_in", args=["chair"]), {"next": reverse("registry:tenders")}
    )
    assert response.url == reverse("registry:tenders")
    assert visitor.session["_auth_user_id"] == str(cast.chair.person_id)
    assert visitor.session["membership"] == cast.chair.membership_id


def test_signing_in_leads_nowhere_else(visitor, cast):
    response = visitor.post(
        reverse("training:sign_in", args=["chair"]), {"next": "https://elsewhere.example/"}
    )
    assert response.url == reverse("training:home")


def test_nobody_outside_the_cast_can_be_signed_in(visitor, cast):
    assert visitor.post(reverse("training:sign_in", args=["akim"])).status_code == 404
    cast.person_of(cast.chair).memberships.update(ended_at=clock.now())
    assert visitor.post(reverse("training:sign_in", args=["chair"])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_opens_in_every_language(visitor, cast, page, language):
    path = reverse(f"training:{page}").replace("/kk/", f"/{language}/")
    assert visitor.get(path).status_code == 200


def test_the_list_of_people_takes_the_same_queries_for_one_and_for_all(
    visitor, cast, django_assert_num_queries
):
    with django_assert_num_queries(4):
        page = visitor.get(reverse("training:people")).content.decode()
    assert cast.org_organiser.name_kk in page
    assert page.count("/training/people/") >= len(queries.players())


def test_the_mails_stay_in_the_portal_and_can_be_read(visitor, cast, mailoutbox):
    tender = published_tender(cast)
    submitted_bid(tender, cast.bidder_a)
    deliver()
    assert SentMail.objects.exists()
    page = visitor.get(reverse("training:mails")).content.decode()
    assert cast.person_of(cast.bidder_a).email in page


def test_over_real_data_no_page_of_training_exists(visitor, cast, settings):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_installation SET training = false")
    for answer in (
        *(visitor.get(reverse(f"training:{page}")) for page in PAGES),
        move(visitor, "hour"),
        visitor.post(reverse("training:sign_in", args=["chair"])),
    ):
        assert answer.status_code == 404
    assert "_auth_user_id" not in visitor.session


def test_without_the_setting_no_page_of_training_exists(visitor, cast, settings):
    settings.PORTAL_TRAINING = False
    assert visitor.get(reverse("training:people")).status_code == 404
    assert visitor.post(reverse("training:sign_in", args=["chair"])).status_code == 404
    page = visitor.get(reverse("registry:tenders")).content.decode()
    assert "/training/" not in page


def test_the_bar_is_on_every_page(visitor):
    page = visitor.get(reverse("registry:tenders")).content.decode()
    assert reverse("training:clock") in page
    assert reverse("training:people") in page


def test_until_the_cast_is_settled_the_home_page_says_that_it_is_being_prepared(db):
    page = Client().get(reverse("training:home"))
    assert page.status_code == 200
    assert guide.lines() == []


def test_advice_about_a_tender_that_is_not_here_is_left_out(cast):
    without = guide.lines()
    assert {line.who for line in without} <= {"", *queries.players()}
    assert all(line.url.startswith("/") for line in without)
    assert len(without) < len(guide.ADVICE) == 10


def test_time_on_the_stage_stops_at_every_deadline(cast):
    tender = published_tender(cast)
    told: list[str] = []
    Stage(told.append).go_to(tender.closes_at + DAY)
    assert any("tender.close_submission" in line for line in told)
    tender.refresh_from_db()
    assert tender.state == "closed"
