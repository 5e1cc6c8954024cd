"""One sweep for every kind of deadline, its reminders and its pulse."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ppp_portal.journal import due
from ppp_portal.journal.models import Installation, OutboxMessage, Record
from tenders import sweep
from tenders.actions import bids, sweeping
from tenders.models import Follower, PostponedDeadline, Question, ReminderClock, Tender
from tenders.queries import sweeping as queries
from tests.tenders.factories import DAY, drafted_bid, published_tender

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


def closed():
    return Record.objects.filter(kind="tender.close_submission").count()


def told(kind):
    found = OutboxMessage.objects.filter(kind="notices.deliver", payload__kind=kind)
    return sorted(found.values_list("payload__person", flat=True))


@pytest.fixture
def own_kinds(monkeypatch):
    """The registered kinds, restored afterwards."""
    monkeypatch.setattr(due, "_kinds", dict(due._kinds))


# --- due once, and caught up ------------------------------------------------------------------------------


def test_nothing_is_due_in_the_last_instant_and_all_of_it_after(cast, clock_at):
    tender = published_tender(cast, clock_at)
    clock_at.set(tender.closes_at)
    assert sweep.run()["tender"] == 0
    clock_at.set(tender.closes_at + TICK)
    assert sweep.run()["tender"] == 1
    assert sweep.run()["tender"] == 0
    assert closed() == 1


def test_after_an_outage_everything_is_caught_up_with_its_own_lawful_moment(cast, clock_at):
    tenders = [published_tender(cast, clock_at) for _ in range(3)]
    for number, tender in enumerate(tenders):
        moved = tender.closes_at + number * timedelta(hours=1)
        Tender.objects.filter(pk=tender.pk).update(closes_at=moved, next_deadline_at=moved)
    noticed = clock_at.set(tenders[-1].closes_at + 5 * DAY)
    assert sweep.run()["tender"] == 3
    records = Record.objects.filter(kind="tender.close_submission").order_by("effective_at")
    moments = [record.effective_at for record in records]
    assert moments == [tenders[0].closes_at + number * timedelta(hours=1) + TICK for number in range(3)]
    assert {record.at for record in records} == {noticed}


def test_the_column_is_an_index_and_the_deadline_is_the_truth(cast, clock_at):
    tender = published_tender(cast, clock_at)
    clock_at.set(tender.closes_at - DAY)
    Tender.objects.filter(pk=tender.pk).update(next_deadline_at=tender.closes_at - 2 * DAY)
    sweep.run()
    tender.refresh_from_db()
    assert (tender.state, tender.next_deadline_at) == ("accepting", tender.closes_at)


def test_one_that_raises_is_put_off_ten_minutes_and_the_others_go_on(cast, clock_at, monkeypatch, caplog):
    bad, good = published_tender(cast, clock_at), published_tender(cast, clock_at)
    at = clock_at.set(bad.closes_at + TICK)
    usual = sweeping.ON_PASSING["tender.cutoff"]

    def broken(tender_id):
        if tender_id == bad.pk:
            raise RuntimeError("secret words of the row")
        return usual(tender_id)

    monkeypatch.setitem(sweeping.ON_PASSING, "tender.cutoff", broken)
    assert sweep.run()["tender"] == 1
    good.refresh_from_db()
    assert good.state == "closed"
    marker = PostponedDeadline.objects.get()
    assert (marker.object_id, marker.until, marker.error) == (
        str(bad.pk),
        at + sweeping.PAUSE,
        "RuntimeError",
    )
    assert "sweep: tender: RuntimeError at test_sweep.py" in caplog.text
    for quoted in (str(bad.pk), "secret words", "Traceback"):
        assert quoted not in caplog.text
    monkeypatch.setitem(sweeping.ON_PASSING, "tender.cutoff", usual)
    clock_at.forward(timedelta(minutes=9))
    assert sweep.run()["tender"] == 0
    clock_at.forward(timedelta(minutes=2))
    assert sweep.run()["tender"] == 1
    assert not PostponedDeadline.objects.exists()


def test_a_deadline_that_nobody_handles_is_reported_and_does_not_stop_the_round(cast, clock_at, monkeypatch):
    tender = published_tender(cast, clock_at)
    monkeypatch.delitem(sweeping.ON_PASSING, "tender.cutoff")
    clock_at.set(tender.closes_at + TICK)
    assert sweep.run()["tender"] == 0
    assert PostponedDeadline.objects.get().error == "NobodyActs"


def test_other_subjects_plug_in_with_two_functions(own_kinds, db):
    done = []
    sweep.register(
        "returns", due=lambda at, limit: [n for n in range(700) if n not in done][:limit], act=done.append
    )
    assert sweep.run()["returns"] == 700
    assert sweep.run()["returns"] == 0
    assert "returns" in sweep.registered()


def test_the_cost_of_a_round_without_work_does_not_grow(cast, clock_at):
    costs = []
    for size in (1, 3):
        for _ in range(size):
            published_tender(cast, clock_at)
        sweep.run()
        with CaptureQueriesContext(connection) as seen:
            sweep.run()
        costs.append(len(seen))
    assert costs[0] == costs[1]


# --- reminders --------------------------------------------------------------------------------------------


def test_bidders_are_reminded_only_of_what_they_follow_or_write(cast, clock_at):
    tender = published_tender(cast, clock_at)
    drafted_bid(tender, cast.bidder_a)
    Follower.objects.create(tender=tender, person_id=cast.bidder_b.person_id)
    clock_at.set(tender.closes_at - 3 * DAY)
    sweep.run()
    assert told("tender.remind_cutoff") == sorted([cast.bidder_a.person_id, cast.bidder_b.person_id])


def test_a_member_of_a_consortium_is_reminded_too_and_one_that_withdrew_is_not(cast, clock_at):
    tender = published_tender(cast, clock_at)
    bid = drafted_bid(tender, cast.bidder_a)
    bids.invite_member(bid_id=bid.pk, bin=cast.org_consortium_member.bin, by=cast.bidder_a)
    assert queries.bidding(tender, clock_at.set(tender.closes_at - DAY)) == sorted(
        [cast.bidder_a.person_id, cast.member_company.person_id]
    )


def test_each_reminder_goes_once_and_after_an_outage_only_the_latest(cast, clock_at):
    tender = published_tender(cast, clock_at)
    Follower.objects.create(tender=tender, person_id=cast.bidder_b.person_id)
    for left, count in [(11, 0), (10, 1), (9, 1), (3, 2), (2, 2)]:
        clock_at.set(tender.closes_at - left * DAY)
        sweep.run()
        sweep.run()
        assert len(told("tender.remind_cutoff")) == count, left
    clock_at.set(tender.closes_at - timedelta(hours=1))  # "a day" and "two hours" were both missed
    sweep.run()
    assert len(told("tender.remind_cutoff")) == 3
    clock_at.set(tender.closes_at + TICK)
    sweep.run()
    assert len(told("tender.remind_cutoff")) == 3


def test_a_moved_deadline_is_reminded_of_anew(cast, clock_at):
    tender = published_tender(cast, clock_at)
    Follower.objects.create(tender=tender, person_id=cast.bidder_b.person_id)
    clock_at.set(tender.closes_at - DAY)
    sweep.run()
    tender.closes_at += 20 * DAY
    tender.opens_at += 20 * DAY
    tender.version += 1
    tender.save()
    sweep.run()
    assert len(told("tender.remind_cutoff")) == 1
    clock_at.set(tender.closes_at - DAY)
    sweep.run()
    assert len(told("tender.remind_cutoff")) == 2


def test_the_organiser_is_reminded_of_the_opening_and_never_of_bids(cast, clock_at):
    tender = published_tender(cast, clock_at)
    drafted_bid(tender, cast.bidder_a)
    for left in (10, 3, 1):
        clock_at.set(tender.closes_at - left * DAY)
        sweep.run()
    organisers = {cast.staff.person_id, cast.head.person_id}
    assert not organisers & set(told("tender.remind_cutoff"))
    assert organisers <= set(told("tender.remind_opening"))


def test_the_organiser_is_reminded_of_a_question_whose_term_ends(cast, clock_at):
    tender = published_tender(cast, clock_at)
    Question.objects.create(
        tender=tender,
        number=1,
        asked_by=cast.org_a,
        asker_id=cast.bidder_a.person_id,
        language="kk",
        text="?",
        asked_at=tender.published_at,
        answer_due_at=tender.published_at + 3 * DAY,
    )
    sweep.run()
    assert told("question.remind_answer") == []
    for _ in range(2):
        clock_at.set(tender.published_at + 2 * DAY + timedelta(hours=1))
        sweep.run()
    assert told("question.remind_answer") == sorted({cast.staff.person_id, cast.head.person_id})


def test_a_tender_without_a_reminder_to_come_is_not_looked_at_again(cast, clock_at):
    tender = published_tender(cast, clock_at)
    sweep.run()
    kept = ReminderClock.objects.get()
    assert kept.next_at > tender.published_at
    assert queries.tenders_to_remind(tender.published_at, 10) == []
    assert queries.tenders_to_remind(kept.next_at, 10) == [tender.pk]


# --- the pulse --------------------------------------------------------------------------------------------


def test_health_is_red_until_swept_green_after_and_red_again_when_old(db):
    client = Client()
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["sweep_age"]) == (503, None)
    sweep.run()
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert 0 <= answer.json()["sweep_age"] < 60
    assert answer.json()["zone"] == "current"
    from django.db.models import F

    Installation.objects.update(swept_at=F("swept_at") - timedelta(minutes=3))
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "stale")


def test_a_moved_training_clock_does_not_change_the_pulse(db, clock_at):
    sweep.run()
    clock_at.forward(400 * DAY)
    assert Client().get("/health").status_code == 200


def test_the_task_is_only_a_doorbell(cast, clock_at):
    from tenders.tasks import sweep_deadlines

    tender = published_tender(cast, clock_at)
    clock_at.set(tender.closes_at + TICK)
    sweep_deadlines()
    assert closed() == 1
