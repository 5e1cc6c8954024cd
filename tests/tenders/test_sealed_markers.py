"""What a bid says is found nowhere before the opening: database, disk, log, cache, mail, admin pages."""

import base64
import logging
import re
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from ppp_portal.accounts.models import Person
from ppp_portal.journal import outbox
from ppp_portal.sealing.suites import suite
from tenders.actions import bids
from tenders.models import Bid, BidFile
from tenders.queries import bids as queries
from tests.tenders.factories import lodged_security, offered, published_tender

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_shelf")]

# Each stands in another place of the bid; none of them occurs anywhere by chance.
TYPED, PRICE, NAME, INSIDE, LATE = (
    "Белгі-қ7ұ3-мәтін",
    "31415926.53",
    "Құпия-атау-9җ4",
    b"MARKER-inside-5f1c",
    "Соңғы-белгі-8ө2",
)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n% " + INSIDE + b"\ntrailer<<>>\n%%EOF\n"


def spellings(marker):
    """The marker as it could lie about: text, JSON escapes, hex (bytea), base64."""
    raw = marker if isinstance(marker, bytes) else marker.encode()
    text = raw.decode()
    escaped = text.encode("unicode_escape").decode()
    inner = base64.b64encode(raw).decode().rstrip("=")[:-2]
    return {text, escaped, raw.hex(), inner, *([text.replace(".", ",")] if text[0].isdigit() else [])}


def database_dump():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT t::text FROM {table} t")
            for (row,) in cursor.fetchall():
                yield table, row


def assert_nowhere(settings, caplog, capfd, markers):
    wanted = {spelling for marker in markers for spelling in spellings(marker)}
    for table, row in database_dump():
        assert not [w for w in wanted if w in row], table
    raw = [w.encode() for w in wanted]
    for path in settings.MEDIA_ROOT.rglob("*"):
        assert not [w for w in wanted if w in path.name], path.name
        if path.is_file():
            assert not [w for w in raw if w in path.read_bytes()], path
    said = (
        caplog.text + "".join(capfd.readouterr()) + "".join(str(message.message()) for message in mail.outbox)
    )
    assert not [w for w in wanted if w in said]
    cached = " ".join(map(repr, getattr(cache, "_cache", {}).values()))
    assert not [w for w in wanted if w in cached]


def written_bid(cast, tender, browser):
    """Everything a bidder does, through the pages."""
    browser.post(reverse("tenders:bid_begin", args=[tender.pk]))
    bid = Bid.objects.get()
    lodged_security(bid)
    upload = SimpleUploadedFile(f"{NAME}.pdf", PDF, "application/pdf")
    assert browser.post(reverse("tenders:bid_files", args=[bid.pk]), {"file": upload}).status_code == 303
    file = BidFile.objects.get()
    typed = {
        "revision": 1,
        "language": "kk",
        "summary": TYPED,
        "months": "20",
        "price": PRICE,
        "headcount": "100",
    }
    offer = reverse("tenders:bid_offer", args=[bid.pk])
    assert browser.post(offer, typed, headers={"X-Autosave": "1"}).status_code == 200
    content = {**offered(tender, file=file.pk), "summary": TYPED}
    content["offer"]["price"] = PRICE
    content["qualification"]["1"]["statement"] = TYPED
    bids.save_draft(bid_id=bid.pk, content=content, revision=2, by=cast.bidder_a)
    return bid, file


def test_markers_of_a_bid_are_found_nowhere(
    cast, clock_at, client_of, settings, caplog, capfd, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    tender = published_tender(cast, clock_at)
    browser = client_of(cast.bidder_a)
    with django_capture_on_commit_callbacks(execute=True):
        bid, file = written_bid(cast, tender, browser)
        for page in ("bid", "bid_check", "bid_offer", "bid_files", "bid_submit"):
            assert browser.get(reverse(f"tenders:{page}", args=[bid.pk])).status_code == 200
        # what cannot be read is refused, and the refusal is logged nowhere either
        wrong = {"revision": 3, "language": "kk", "summary": LATE, "price": f"{LATE} теңге"}
        browser.post(reverse("tenders:bid_offer", args=[bid.pk]), wrong)
        submit = reverse("tenders:bid_submit", args=[bid.pk])
        refused = browser.post(submit, {"confirmed": "yes", "key": uuid4(), "incomplete": "on"})
        assert refused.status_code == 422
        right = {
            "revision": 4,
            "language": "kk",
            "summary": TYPED,
            "price": PRICE,
            "months": "20",
            "headcount": "99",
        }
        browser.post(reverse("tenders:bid_offer", args=[bid.pk]), right)
        answer = browser.post(submit, {"confirmed": "yes", "key": uuid4(), "incomplete": "on"})
        assert answer.status_code == 303
        outbox.drain()
    assert browser.get(reverse("tenders:bid_file", args=[bid.pk, file.pk])).content == PDF
    bid.refresh_from_db()
    assert queries.submitted_content(bid)["summary"] == TYPED  # it is there, sealed
    assert_nowhere(settings, caplog, capfd, [TYPED, PRICE, NAME, INSIDE, LATE])
    with pytest.raises(AssertionError):  # the search itself finds what lies about
        assert_nowhere(settings, caplog, capfd, [tender.number])


def test_an_error_in_the_middle_of_a_save_leaves_no_trace(
    cast, clock_at, client_of, settings, caplog, capfd, monkeypatch
):
    tender = published_tender(cast, clock_at)
    browser = client_of(cast.bidder_a)
    browser.post(reverse("tenders:bid_begin", args=[tender.pk]))
    bid = Bid.objects.get()

    def broken(self, subject, payload):
        raise OSError("disk full")

    monkeypatch.setattr(type(suite("server-1")), "seal", broken)
    browser.raise_request_exception = False
    typed = {"revision": 1, "language": "kk", "summary": TYPED, "price": PRICE}
    assert browser.post(reverse("tenders:bid_offer", args=[bid.pk]), typed).status_code == 500
    assert_nowhere(settings, caplog, capfd, [TYPED, PRICE])


def test_a_technical_administrator_finds_no_bid_in_the_admin_pages(cast, clock_at, client_of, settings):
    tender = published_tender(cast, clock_at)
    written_bid(cast, tender, client_of(cast.bidder_a))
    Person.objects.filter(pk=cast.admin.person_id).update(is_staff=True, is_superuser=True)
    admin = client_of(cast.admin)
    from django.contrib import admin as site
    from django.urls import NoReverseMatch

    for model in site.site._registry:
        try:
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        except NoReverseMatch:
            pytest.skip("no admin pages are mounted")
        page = admin.get(address).content.decode()
        assert not re.search(rf"{TYPED}|{re.escape(PRICE)}|{NAME}|{Bid.objects.get().pk}", page), address


def test_a_stranger_learns_nothing_from_the_addresses(cast, clock_at, client_of):
    tender = published_tender(cast, clock_at)
    bid, file = written_bid(cast, tender, client_of(cast.bidder_a))
    for page in (
        reverse("tenders:bid", args=[bid.pk]),
        reverse("tenders:bid", args=[uuid4()]),
        reverse("tenders:bid_file", args=[bid.pk, file.pk]),
        reverse("tenders:bid_file", args=[uuid4(), uuid4()]),
    ):
        assert client_of(cast.staff).get(page).status_code == 404
        assert Client().get(page).status_code == 302  # to the sign-in, whether it exists or not
