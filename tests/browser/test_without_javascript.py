"""Scripts are a convenience: with scripts off a person signs in, bids and publishes all the same."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from ppp_portal.journal import clock
from tenders.models import Bid, Tender
from tests.browser import steps
from tests.browser.people import Person
from tests.cast import make_cast
from tests.tenders.commission import seat
from tests.tenders.factories import (
    DAY,
    annex_study,
    drafted_bid,
    make_documentation,
    make_tender,
    published_tender,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def signed_in(chromium, live_server, installation):
    """``signed_in("bidder_a")``: somebody with scripts switched off, after typing address and password."""
    seated = []

    def sit(key, language="ru"):
        person = Person(chromium, live_server.url, key, language, java_script_enabled=False)
        seated.append(person)
        person.sign_in()
        return person

    yield sit
    for person in seated:
        person.leave()


def test_a_bid_is_changed_and_submitted(signed_in):
    cast = make_cast()
    tender = published_tender(cast)
    bid = drafted_bid(tender, cast.bidder_a)
    bidder = signed_in("bidder_a")
    bidder.section("My bids")
    bidder.open_titled(tender.number)
    bidder.open("Offer: K4, K5, K6")
    bidder.write({"months": "20"})
    bidder.press("Save")
    expect(bidder.main.locator('[name="months"]')).to_have_value("20")
    bidder.go(f"bidder/bids/{bid.pk}/projects/")
    bidder.press("Save")
    expect(bidder.main.locator('[name="rows-4-title"]')).to_be_visible()
    bidder.go(f"bidder/bids/{bid.pk}/")
    bidder.open("Submit the bid…")
    bidder.write({"incomplete": True})  # the reference bidders have no files
    bidder.confirm("Submit the bid")
    expect(bidder.main.locator("h1")).to_contain_text("R-")
    assert Bid.objects.get().state == "submitted"


def test_a_row_is_added_and_what_was_typed_stays(signed_in):
    cast = make_cast()
    draft = make_tender(cast)
    make_documentation(draft, posted_at=None)
    staff = signed_in("staff")
    staff.go(f"organizer/tenders/{draft.pk}/documentation/risks/")
    rows = staff.main.locator("fieldset.row-form").count()
    staff.write({"risks-0-name_ru": "Риск, который ещё не сохранён"})
    staff.press("Add a row")
    expect(staff.main.locator("fieldset.row-form")).to_have_count(rows + 1)
    expect(staff.main.locator('[name="risks-0-name_ru"]')).to_have_value("Риск, который ещё не сохранён")


def test_a_tender_is_published(signed_in):
    cast = make_cast()
    closes_at = clock.now().replace(microsecond=0) + 45 * DAY
    tender = make_tender(
        cast,
        state="docs_approved",
        off_day_confirmed=True,
        closes_at=closes_at,
        opens_at=closes_at + timedelta(hours=16),
        bids_valid_until=(closes_at + 200 * DAY).date(),
    )
    make_documentation(tender, posted_at=None)
    annex_study(tender, cast.staff)
    seat(cast, tender)
    staff = signed_in("staff", "kk")
    steps.publish(staff, tender.title_kk)
    assert staff.refusals() == []
    assert Tender.objects.get().state == "accepting"
