"""The cut-off: a comparison under the lock, and a recorded move made once by whoever comes first."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections

from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from tenders.actions import bids, cutoff
from tenders.models import Bid, Tender
from tenders.queries.bids import live_bids
from tenders.queries.phases import phase
from tests.cast import make_cast
from tests.tenders.factories import DAY, drafted_bid, published_tender, submitted_bid

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("late", "closes"), [(-TICK, False), (0 * TICK, False), (TICK, True), (9 * DAY, True)]
)
def test_p27_a_tender_closes_after_its_last_instant_and_not_in_it(cast, clock_at, late, closes):
    tender = published_tender(cast, clock_at)
    clock_at.set(tender.closes_at + late)
    assert cutoff.close_submission(tender_id=tender.pk) is closes
    tender.refresh_from_db()
    assert tender.state == ("closed" if closes else "accepting")


def test_two_moments_are_recorded_the_lawful_and_the_noticed(cast, clock_at):
    tender = published_tender(cast, clock_at)
    noticed = clock_at.set(tender.closes_at + 3 * DAY)
    cutoff.close_submission(tender_id=tender.pk)
    record = Record.objects.get(kind="tender.close_submission")
    assert (record.effective_at, record.at) == (tender.closes_at + TICK, noticed)
    tender.refresh_from_db()
    assert tender.closed_at == tender.closes_at + TICK
    assert tender.next_deadline_at is None


def test_closing_again_does_nothing(cast, clock_at):
    tender = published_tender(cast, clock_at)
    clock_at.set(tender.closes_at + TICK)
    assert [cutoff.close_submission(tender_id=tender.pk) for _ in range(3)] == [True, False, False]
    assert Record.objects.filter(kind="tender.close_submission").count() == 1


def test_stage_one_closes_by_its_own_clock(cast, clock_at):
    tender = published_tender(
        cast,
        clock_at,
        kind="two_stage",
        state="stage1_accepting",
        stage1_closes_at=clock_at.set(clock.now()) + DAY,
    )
    assert not cutoff.close_stage_one(tender_id=tender.pk)
    clock_at.set(tender.stage1_closes_at + TICK)
    assert not cutoff.close_submission(tender_id=tender.pk)
    assert cutoff.close_stage_one(tender_id=tender.pk)
    tender.refresh_from_db()
    assert tender.state == "stage1_closed"


def test_with_celery_dead_a_late_bid_is_refused_and_the_page_is_right(cast, clock_at):
    tender = published_tender(cast, clock_at)
    early, late = drafted_bid(tender, cast.bidder_a), drafted_bid(tender, cast.bidder_b, "B")
    clock_at.set(tender.closes_at)
    assert phase(tender, tender.closes_at).accepting
    bids.submit_bid(bid_id=early.pk, key=uuid4(), by=cast.bidder_a)
    at = clock_at.set(tender.closes_at + TICK)
    with pytest.raises(Refused, match=r"bid\.late"):
        bids.submit_bid(bid_id=late.pk, key=uuid4(), by=cast.bidder_b)
    tender.refresh_from_db()
    assert tender.state == "accepting"  # nobody has recorded it yet
    shown = phase(tender, at)
    assert (shown.state, shown.accepting, shown.recorded) == ("closed", False, False)


def test_the_opening_finds_the_bids_in_the_order_of_receipt(cast, clock_at):
    tender = published_tender(cast, clock_at)
    for actor in (cast.bidder_c, cast.bidder_a, cast.bidder_b):
        clock_at.forward(DAY)
        submitted_bid(tender, actor)
    bids.withdraw_bid(bid_id=Bid.objects.get(bidder=cast.org_a).pk, by=cast.bidder_a)
    assert [bid.bidder_id for bid in live_bids(tender)] == [cast.org_c.pk, cast.org_b.pk]


# --- many at one moment -----------------------------------------------------------------------------------

SUBMITTERS, ROUNDS = 24, 3


def in_thread(work, *arguments):
    try:
        return work(*arguments)
    finally:
        connections.close_all()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_accepted_bid_is_lost_and_the_tender_closes_once(settings):
    """24 submitters and two closers around the last instant, by the real clock, several rounds."""
    from tests.tenders.crowd import crowd

    cast = make_cast()
    for _round in range(ROUNDS):
        actors = crowd(SUBMITTERS)
        tender = published_tender(cast, closes_at=clock.now() + DAY)
        drafts = [drafted_bid(tender, actor) for actor in actors]
        closes_at = clock.now() + timedelta(milliseconds=150)
        Tender.objects.filter(pk=tender.pk).update(
            closes_at=closes_at, opens_at=closes_at + DAY, next_deadline_at=closes_at
        )
        start = threading.Barrier(SUBMITTERS + 2)

        def submit(bid, actor, start=start):
            start.wait()
            for _try in range(4):  # a change is a submission like the first
                try:
                    bids.submit_bid(bid_id=bid.pk, key=uuid4(), by=actor)
                except Refused as refused:
                    return [refusal.code for refusal in refused.refusals]
            return []

        def close(tender=tender, start=start):
            start.wait()
            while True:
                if cutoff.close_submission(tender_id=tender.pk):
                    return 1, tuple(bid.pk for bid in live_bids(tender))
                if Tender.objects.get(pk=tender.pk).state == "closed":
                    return 0, None

        with ThreadPoolExecutor(SUBMITTERS + 2) as pool:
            closers = [pool.submit(in_thread, close) for _ in range(2)]
            asked = [
                pool.submit(in_thread, submit, bid, actor) for bid, actor in zip(drafts, actors, strict=True)
            ]
            answers = [one.result() for one in asked]
            closed = [one.result() for one in closers]
        assert {tuple(answer) for answer in answers} <= {(), ("bid.late",)}
        assert sorted(count for count, _ in closed) == [0, 1]
        listed = next(found for count, found in closed if count)
        accepted = Bid.objects.filter(tender=tender, version__gte=1)
        assert set(accepted.values_list("pk", flat=True)) == set(listed)
        assert not accepted.filter(submitted_at__gt=closes_at).exists()
        assert Record.objects.filter(kind="tender.close_submission", stream=tender.stream).count() == 1
    connection.close()
