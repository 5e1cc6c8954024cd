"""A button pressed twice at once, or by two people in the same second: one move, one record, one payment.

Each case sends the same request from several threads at the same moment. Whatever each of them is answered, the
portal has done the thing once and nobody was answered with an error of the server.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from pyrage import x25519

from ppp_portal.accounts.models import Approval, Invitation, Membership, Person
from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.law.calendar import local_day
from ppp_portal.panel.models import Vote
from tenders.actions import amendments, bids, cancelling, questions
from tenders.models import BidSecurity, LedgerEntry, Submission, Tender
from tests.cast import make_cast
from tests.tenders.commission import seat
from tests.tenders.factories import (
    DAY,
    drafted_bid,
    lodged_security,
    make_documentation,
    make_tender,
    published_tender,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PRESSES = 6
REASON = {"reason_kk": "Себебі осы.", "reason_ru": "Причина такова."}


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    settings.SEALING_KEY = str(x25519.Identity.generate())
    settings.MEDIA_ROOT = tmp_path / "media"


@dataclass
class Case:
    """Who presses what, and the record that must be written exactly once."""

    who: list
    url: str
    data: dict
    kind: str


def sign_in(actor) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.get(pk=actor.person_id), settings.AUTHENTICATION_BACKENDS[1])
    session = client.session
    session["membership"] = actor.membership_id
    session.save()
    return client


def press(case: Case) -> list[int]:
    """All at once; the statuses."""
    start = threading.Barrier(PRESSES)
    clients = [sign_in(case.who[number % len(case.who)]) for number in range(PRESSES)]

    def one(client):
        try:
            start.wait()
            return client.post(case.url, case.data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PRESSES) as pool:
        return list(pool.map(one, clients))


def url(name, *args):
    return reverse(f"tenders:{name}", args=args)


def accepting(cast) -> Tender:
    tender = published_tender(cast, closes_at=clock.now().replace(microsecond=0) + 40 * DAY)
    seat(cast, tender)
    return tender


def amendment(cast):
    tender = accepting(cast)
    proposal = amendments.propose_amendment(tender_id=tender.pk, by=cast.staff, **REASON)
    data = {"confirmed": "yes", "approval": proposal.pk, "seen": proposal.digest}
    return Case([cast.head], url("organizer_announce", tender.pk), data, "tender.announce_amendment")


def cancellation(cast):
    tender = accepting(cast)
    proposal = cancelling.propose_cancellation(tender_id=tender.pk, by=cast.staff, **REASON)
    data = {"confirmed": "yes", "approval": proposal.pk, "seen": proposal.digest}
    return Case([cast.head], url("organizer_cancel_confirm", tender.pk), data, "tender.cancel_tender")


def returning_to_draft(cast):
    tender = make_tender(cast, state="docs_approved")
    make_documentation(tender, posted_at=None)
    data = {"confirmed": "yes", "reason": "Себебі"}
    return Case([cast.head], url("organizer_return", tender.pk), data, "tender.return_to_draft")


def answering(cast):
    tender = accepting(cast)
    question = questions.ask_question(tender_id=tender.pk, text="Сұрақ?", language="kk", by=cast.bidder_a)
    data = {"question_kk": "С?", "question_ru": "В?", "answer_kk": "Ж.", "answer_ru": "О."}
    address = url("organizer_answer", tender.pk, question.number)
    return Case([cast.staff, cast.head], address, data, "question.answered")


def submitting(cast):
    bid = drafted_bid(accepting(cast), cast.bidder_a)
    data = {"confirmed": "yes", "incomplete": "on", "key": "00000000-0000-4000-8000-000000000001"}
    return Case([cast.bidder_a], url("bid_submit", bid.pk), data, "bid.submitted")


def withdrawing(cast):
    bid = drafted_bid(accepting(cast), cast.bidder_a)
    bids.submit_bid(bid_id=bid.pk, key=bid.pk, by=cast.bidder_a)
    return Case([cast.bidder_a], url("bid_withdraw", bid.pk), {"confirmed": "yes"}, "bid.withdrawn")


def beginning(cast):
    return Case([cast.bidder_a], url("bid_begin", accepting(cast).pk), {}, "bid.begun")


def verifying(cast):
    bid = drafted_bid(accepting(cast), cast.bidder_a)
    address = url("custodian_verify", BidSecurity.objects.get(bid=bid).pk)
    return Case([cast.custodian], address, {"confirmed": "yes"}, "security.verified")


def paying_back(cast):
    bid = bids.open_bid(tender_id=accepting(cast).pk, by=cast.bidder_a)
    at = clock.now()
    security = lodged_security(
        bid,
        state="return_due",
        account="KZ86125KZT5004100100",
        verified_at=at,
        verified_by=cast.people["custodian"],
        return_trigger="withdrawal",
        return_triggered_at=at,
        return_due_at=at + 3 * DAY,
    )
    entry = {"amount": security.amount, "document_date": local_day(at), "registered_at": at}
    LedgerEntry.objects.create(security=security, kind="lodged", **entry)
    data = {
        "confirmed": "yes",
        "reference": "7",
        "document_date": f"{local_day(at):%d.%m.%Y}",
        "account": security.account,
    }
    return Case([cast.custodian], url("custodian_return", security.pk), data, "security.returned")


def approving(cast):
    from ppp_portal.accounts.actions import propose_role

    proposal = propose_role(
        person_id=cast.member_4.person_id,
        role="secretary",
        document="",
        since=local_day(clock.now()),
        until=None,
        by=cast.staff,
    )
    data = {"decision": "approve", "seen": proposal.digest, "reason": ""}
    return Case([cast.head], reverse("decide_approval", args=[proposal.pk]), data, "role.granted")


CASES = (
    amendment,
    cancellation,
    returning_to_draft,
    answering,
    submitting,
    withdrawing,
    beginning,
    verifying,
    paying_back,
    approving,
)


@pytest.mark.parametrize("prepare", CASES, ids=lambda case: case.__name__)
def test_pressed_six_times_at_once_it_happens_once(prepare):
    case = prepare(make_cast())
    before = Record.objects.filter(kind=case.kind).count()
    statuses = press(case)
    assert Record.objects.filter(kind=case.kind).count() - before == 1, statuses
    assert max(statuses) < 500, statuses
    assert any(status < 400 for status in statuses), statuses


def test_nothing_is_left_twice_in_the_tables():
    cast = make_cast()
    for prepare in (submitting, paying_back, approving):
        press(prepare(cast))
    assert Submission.objects.count() == 1
    assert LedgerEntry.objects.filter(kind="returned").count() == 1
    assert Membership.objects.filter(person_id=cast.member_4.person_id, role="secretary").count() == 1
    assert Approval.objects.filter(approved=True).count() == 1
    assert (Vote.objects.count(), Invitation.objects.count()) == (0, 0)
