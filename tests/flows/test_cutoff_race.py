"""The cut-off through HTTP: many bidders submit around the last instant while two sweeps close the tender."""

import http.client
import random
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from pyrage import x25519

from ppp_portal.accounts.models import Person
from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from tenders import sweep
from tenders.models import BidSecurity, Submission, Tender
from tenders.queries.bids import live_bids
from tests.cast import make_cast
from tests.tenders.crowd import crowd
from tests.tenders.factories import DAY, drafted_bid, published_tender

CLIENTS, ROUNDS = 24, 20
AROUND = 0.30  # seconds before the deadline in which the clients begin; as many again after it
TOKEN = "a" * 32


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    settings.SEALING_KEY = str(x25519.Identity.generate())
    settings.MEDIA_ROOT = tmp_path / "media"


def in_thread(work, *arguments):
    try:
        return work(*arguments)
    finally:
        connections.close_all()


def cookies_of(actor):
    """The cookies of a browser signed in as this bidder."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), settings.AUTHENTICATION_BACKENDS[1])
    session = client.session
    session["membership"] = actor.membership_id
    session.save()
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"


def submit(server, bid, cookies):
    """One POST of the last step: the number of the receipt, or "" when the bid came too late."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    form = {"confirmed": "yes", "key": uuid4(), "incomplete": "on", "csrfmiddlewaretoken": TOKEN}
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", reverse("tenders:bid_submit", args=[bid]), urlencode(form), headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    if answer.status == 303:
        return re.search(r"/(R-[0-9A-Z-]+)/$", answer.headers["Location"])[1]
    assert answer.status == 422, (answer.status, page[:2000])
    assert "inclusive" in page or "қоса" in page or "включительно" in page
    return ""


def close(tender):
    """Sweep until the tender is closed; the list that an opening at that moment would read out."""
    while Tender.objects.values_list("state", flat=True).get(pk=tender.pk) != "closed":
        sweep.run()
        time.sleep(0.02)
    return {bid.receipt_number for bid in live_bids(tender)}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_accepted_bid_is_missing_none_is_late_and_the_tender_closes_once(live_server):
    cast = make_cast()
    actors = crowd(CLIENTS)
    tender = published_tender(cast, closes_at=clock.now() + DAY)
    bidders = [(drafted_bid(tender, actor).pk, cookies_of(actor)) for actor in actors]
    accepted = late = 0
    with ThreadPoolExecutor(CLIENTS + 2) as pool:
        for turn in range(1, ROUNDS + 1):
            # The same bidders again: the tender is opened anew behind the journal's back.
            closes_at = clock.now() + timedelta(seconds=AROUND)
            moments = {"closes_at": closes_at, "opens_at": closes_at + DAY, "next_deadline_at": closes_at}
            Tender.objects.filter(pk=tender.pk).update(state="accepting", closed_at=None, **moments)
            BidSecurity.objects.update(state="lodged", return_trigger="", return_due_at=None)
            start = threading.Barrier(CLIENTS + 2)

            def bidding(bid, cookies, start=start):
                start.wait()
                time.sleep(random.uniform(0, 2 * AROUND))
                return submit(live_server.url, bid, cookies)

            def closing(start=start):
                start.wait()
                time.sleep(AROUND - 0.02)
                return close(tender)

            lists = [pool.submit(in_thread, closing) for _ in range(2)]
            answers = [pool.submit(in_thread, bidding, bid, cookies) for bid, cookies in bidders]
            receipts = {answer.result() for answer in answers} - {""}
            one, other = (found.result() for found in lists)
            assert receipts <= one, "an accepted bid is missing from the list"
            assert one == other
            assert not Submission.objects.filter(
                receipt_number__in=receipts, received_at__gt=closes_at
            ).exists(), "a late bid was accepted"
            assert Submission.objects.filter(receipt_number__in=receipts).count() == len(receipts)
            assert Record.objects.filter(kind="tender.close_submission").count() == turn
            accepted += len(receipts)
            late += CLIENTS - len(receipts)
    assert accepted > 0
    assert late > 0
