"""The portal's clock moves forward only, and only in training; an effect leaves once however often it is tried."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ppp_portal.journal import clock, outbox
from ppp_portal.journal.actor import SYSTEM
from ppp_portal.journal.models import Installation, OutboxMessage
from ppp_portal.journal.records import record

pytestmark = pytest.mark.django_db


def test_in_training_the_clock_moves_forward_and_never_back():
    before = clock.now()
    assert clock.advance(timedelta(days=3)) - before >= timedelta(days=3)
    with pytest.raises(DatabaseError), transaction.atomic():
        clock.advance(timedelta(seconds=-1))
    assert clock.advance_to(before) > before + timedelta(days=2)


def test_a_fresh_training_installation_may_begin_in_the_past_but_only_once():
    past = timezone.now() - timedelta(days=200)
    assert abs(clock.begin_at(past) - past) < timedelta(seconds=5)
    with pytest.raises(DatabaseError), transaction.atomic():
        clock.begin_at(past - timedelta(days=1))
    clock.advance_to(timezone.now())
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)


def test_once_something_is_recorded_the_past_is_closed():
    with transaction.atomic():
        record("test.happened", stream="test:1", by=SYSTEM, at=clock.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        clock.begin_at(timezone.now() - timedelta(days=1))


def test_over_real_data_training_cannot_be_switched_on_nor_the_clock_moved():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_installation SET training = false, shift = '0'")
    for change in ({"training": True}, {"shift": timedelta(hours=1)}, {"shift": timedelta(hours=-1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Installation.objects.update(**change)
    assert abs(clock.now() - timezone.now()) < timedelta(seconds=5)


def test_a_second_request_under_the_same_key_changes_nothing():
    calls = []
    outbox.handles("test.mail")(calls.append)
    for _turn in range(2):
        outbox.enqueue("test.mail", "one", {"to": "a"})
    assert outbox.drain() == 1
    assert outbox.drain() == 0
    assert calls == [{"to": "a"}]


def test_only_the_kinds_asked_for_leave():
    calls = []
    for kind in ("test.mail", "test.slow"):
        outbox.handles(kind)(calls.append)
        outbox.enqueue(kind, "one", {"kind": kind})
    assert outbox.drain(only=outbox.kinds() - {"test.slow"}) == 1
    assert calls == [{"kind": "test.mail"}]
    assert OutboxMessage.objects.get(kind="test.slow").done_at is None


def test_a_failing_effect_is_put_off_and_the_others_go_on(caplog):
    calls = []

    @outbox.handles("test.breaks")
    def breaks(payload):
        raise ValueError("no server")

    outbox.handles("test.works")(calls.append)
    outbox.enqueue("test.breaks", "R-receipt", {})
    outbox.enqueue("test.works", "one", {})
    assert outbox.drain() == 1
    broken = OutboxMessage.objects.get(kind="test.breaks")
    assert (broken.attempts, broken.done_at) == (1, None)
    assert broken.next_try_at > timezone.now()
    assert broken.last_error.startswith("ValueError at test_clock_and_outbox.py:")
    assert f"test.breaks, message {broken.pk}: ValueError" in caplog.text
    for quoted in ("no server", "R-receipt", "Traceback"):  # a log tells of no bid, of no person
        assert quoted not in caplog.text
