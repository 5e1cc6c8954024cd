"""Everybody's first page says what waits; the auditor's room shows everything of a mandate and nothing of others."""

import io
import re
import zipfile
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ppp_portal.journal.models import Record
from tenders.actions.bids import open_bid
from tenders.actions.questions import ask_question
from tests.tenders.factories import make_tender, published_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender(cast, clock_at):
    return published_tender(cast, clock_at)


def desk_of(client) -> str:
    answer = client.get(reverse("desk:desk"), headers={"accept-language": "ru"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_guest_is_asked_to_sign_in():
    assert Client().get("/ru/desk/").status_code == 302


def test_the_organiser_is_asked_to_answer_with_the_day_by_which(tender, cast, client_of):
    ask_question(tender_id=tender.pk, text="Сколько мест?", language="ru", by=cast.bidder_a)
    page = client_of(cast.staff).get("/en/desk/").content.decode()
    assert "Answer the questions: 1" in page
    assert tender.number in page


def test_the_organiser_reads_of_the_bids_nothing_but_the_deadline(tender, cast, client_of):
    before = client_of(cast.head).get("/en/desk/").content.decode()
    open_bid(tender_id=tender.pk, by=cast.bidder_a)
    after = client_of(cast.head).get("/en/desk/").content.decode()
    assert _named(before) == _named(after)
    assert "Bidders prepare their bids" in after


def test_a_bidder_is_led_to_the_own_draft(tender, cast, client_of):
    bid = open_bid(tender_id=tender.pk, by=cast.bidder_a)
    page = client_of(cast.bidder_a).get("/en/desk/").content.decode()
    assert f"/en/bidder/bids/{bid.pk}/" in page
    assert str(bid.pk) not in client_of(cast.bidder_b).get("/en/desk/").content.decode()


@pytest.mark.parametrize(
    "role", ["staff", "chair", "member_1", "secretary", "custodian", "bidder_a", "auditor", "admin"]
)
def test_every_role_has_a_first_page(tender, cast, client_of, role):
    for language in ("kk", "ru", "en"):
        assert client_of(getattr(cast, role)).get(f"/{language}/desk/").status_code == 200


def test_the_desk_asks_the_database_as_often_for_three_tenders_as_for_thirty(
    cast, client_of, clock_at, django_assert_num_queries
):
    counts = []
    for many in (3, 30):
        for _turn in range(many):
            make_tender(cast)
        client = client_of(cast.staff)
        client.get("/en/desk/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/en/desk/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_an_auditor_reads_the_organisations_of_the_mandate_and_each_view_is_recorded(tender, cast, client_of):
    client = client_of(cast.auditor)
    assert tender.number in client.get(reverse("desk:audited_tenders")).content.decode()
    assert client.get(reverse("desk:audited_tender", args=[tender.pk])).status_code == 200
    assert client.get(reverse("desk:audited_journal", args=[tender.pk])).status_code == 200
    viewed = Record.objects.filter(kind="audit.viewed")
    assert {bytes(row.body).decode().split('"page":"')[1].split('"')[0] for row in viewed} == {
        "audited_tender",
        "audited_journal",
    }


def test_an_auditor_downloads_every_paper_in_one_archive(tender, cast, client_of):
    answer = client_of(cast.auditor).get(reverse("desk:audited_archive", args=[tender.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.testzip() is None


def test_outside_the_mandate_a_tender_does_not_exist(tender, cast, client_of):
    tender.organiser = cast.org_other_organiser
    tender.save()
    for name in ("audited_tender", "audited_journal", "audited_archive", "audited_evaluation"):
        assert client_of(cast.auditor).get(reverse(f"desk:{name}", args=[tender.pk])).status_code == 404
    assert client_of(cast.auditor).get(reverse("desk:audited_tender", args=[uuid4()])).status_code == 404


def test_the_reading_room_is_for_auditors(tender, cast, client_of):
    for actor in (cast.staff, cast.head, cast.chair, cast.bidder_a, cast.outsider, cast.admin):
        assert client_of(actor).get(reverse("desk:audited_tenders")).status_code == 404
        assert client_of(actor).get(reverse("desk:audited_tender", args=[tender.pk])).status_code == 404


def _named(page: str) -> str:
    """The page without what differs from request to request."""
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", page)
