"""The programs' door: open where the pages are open, closed where they are closed, the same words."""

from uuid import uuid4

import pytest
from django.test import Client

from tenders.actions.bids import open_bid
from tests.tenders.factories import published_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender(cast, clock_at):
    return published_tender(cast, clock_at)


def test_the_list_holds_announced_tenders_only(tender):
    listed = Client().get("/api/v1/tenders").json()
    assert [row["number"] for row in listed["tenders"]] == [tender.number]
    type(tender).objects.update(state="draft", published_at=None)
    assert Client().get("/api/v1/tenders").json()["tenders"] == []
    assert Client().get(f"/api/v1/tenders/{tender.number}").status_code == 404


def test_a_tender_carries_its_documentation_in_both_languages_under_its_hash(tender):
    found = Client().get(f"/api/v1/tenders/{tender.number}").json()
    assert found["title"] == {"kk": tender.title_kk, "ru": tender.title_ru}
    assert found["documentation"]["sha256"] == tender.documentations.get().sha256
    assert found["investments"] == "5000000000.00"


def test_the_evaluation_is_nobodys_business_before_the_results(tender):
    assert Client().get(f"/api/v1/tenders/{tender.number}/evaluation").status_code == 404


@pytest.mark.parametrize("after", ["", "nonsense", "2026-01-01T00:00:00+00:00_x", "\x00", "9999999999999"])
def test_a_strange_key_is_the_first_page(tender, after):
    assert Client().get("/api/v1/tenders", {"after": after}).status_code == 200


def test_a_refusal_has_its_code_and_the_words_of_the_page(tender, cast, client_of):
    bid = open_bid(tender_id=tender.pk, by=cast.bidder_a)
    answer = client_of(cast.bidder_a).post(
        f"/api/v1/bids/{bid.pk}/submit",
        {"key": str(uuid4())},
        "application/json",
        headers={"accept-language": "ru"},
    )
    assert answer.status_code == 409
    refusals = answer.json()["refusals"]
    assert all(row["code"] and row["message"] for row in refusals)


def test_a_submission_without_a_key_is_told_so(tender, cast, client_of):
    bid = open_bid(tender_id=tender.pk, by=cast.bidder_a)
    answer = client_of(cast.bidder_a).post(f"/api/v1/bids/{bid.pk}/submit", {}, "application/json")
    assert answer.status_code == 400
    assert "key" in answer.json()


def test_somebody_elses_bid_does_not_exist(tender, cast, client_of):
    bid = open_bid(tender_id=tender.pk, by=cast.bidder_a)
    for actor in (cast.bidder_b, cast.staff, cast.outsider, cast.auditor):
        for door in ("submit", "withdraw"):
            answer = client_of(actor).post(
                f"/api/v1/bids/{bid.pk}/{door}", {"key": str(uuid4())}, "application/json"
            )
            assert answer.status_code == 404, (actor.role, door)
    assert Client().post(f"/api/v1/bids/{bid.pk}/submit").status_code == 403
