"""The journal: one chain a stream, written once, and a verifier that finds one changed byte."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from ppp_portal.journal import bus
from ppp_portal.journal.actor import SYSTEM
from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.journal.models import OutboxMessage, PersonalValue, Record
from ppp_portal.journal.records import START, history, record
from ppp_portal.journal.verify import findings
from ppp_portal.law.acts import p605

AT = datetime(2026, 3, 19, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def write(stream="test:1", kind="test.happened", **more):
    return record(kind, stream=stream, by=SYSTEM, at=more.pop("at", AT), **more)


def test_each_record_follows_the_one_before_it_in_its_own_stream():
    first, other, second = write(), write("test:2"), write()
    assert (first.sequence, second.sequence, other.sequence) == (1, 2, 1)
    assert f'"previous":"{first.hash}"'.encode() in bytes(second.body)
    assert f'"previous":"{START}"'.encode() in bytes(other.body)


def test_a_record_keeps_two_moments_and_the_paragraph():
    due = AT - timedelta(hours=2)
    body = bytes(write(effective_at=due, basis=[p605("27")]).body).decode()
    assert '"at":"2026-03-19T12:00:00.000000Z"' in body
    assert '"effective_at":"2026-03-19T10:00:00.000000Z"' in body
    assert '"basis":["605:27"]' in body


def test_a_personal_value_enters_a_record_only_as_a_salted_hash():
    written = write(personal={"name": "Сәуле Ахметова"})
    assert "Сәуле" not in bytes(written.body).decode()
    assert PersonalValue.objects.get(record=written).value == "Сәуле Ахметова"
    assert list(findings()) == []


def test_the_database_refuses_to_change_a_record():
    written = write()
    for statement in (
        "UPDATE journal_record SET kind = 'x' WHERE id = %s",
        "DELETE FROM journal_record WHERE id = %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [written.pk])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_record CASCADE")
    assert Record.objects.filter(pk=written.pk, kind="test.happened").exists()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE journal_record SET body = replace(encode(body,'escape'),'happened','hbppened')::bytea",
            "hash",
        ),
        ("UPDATE journal_record SET kind = 'other' WHERE sequence = 2", "columns differ"),
        ("DELETE FROM journal_record WHERE sequence = 2", "record 2 is missing"),
        ("UPDATE journal_personalvalue SET value = 'X'", "personal value name was changed"),
    ],
)
def test_the_verifier_names_the_place_that_a_superuser_changed(statement, said):
    for _turn in range(3):
        last = write()
    PersonalValue.objects.filter(record=last).delete()
    write(personal={"name": "Ержан"})
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")
    out = StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("verify_journal", stdout=out)
    assert exit_.value.code == 1
    assert "test:1/" in out.getvalue()
    assert said in out.getvalue()


def test_a_whole_journal_verifies():
    for stream in ("a:1", "b:2"):
        for _turn in range(3):
            write(stream)
    out = StringIO()
    call_command("verify_journal", stdout=out)
    assert out.getvalue().strip().endswith("records hold")
    assert [r.stream for r in history("a:1")] == ["a:1"] * 3


def test_reactions_of_upper_storeys_run_in_the_same_transaction():
    seen = []
    bus.on("test.reacted")(seen.append)
    write(kind="test.reacted", facts={"amount": Decimal("10.50")})
    assert seen[0].facts == {"amount": Decimal("10.50")}


def test_a_failing_reaction_fails_the_action_that_recorded():
    @bus.on("test.fails")
    def refuse(event):
        raise RuntimeError("no")

    with pytest.raises(RuntimeError), transaction.atomic():
        write(kind="test.fails")
    assert not Record.objects.filter(kind="test.fails").exists()


@pytest.mark.parametrize("value", [1.5, object(), float("nan")])
def test_a_value_without_one_spelling_has_no_place_in_the_journal(value):
    with pytest.raises(TypeError):
        canonical_bytes({"x": value})


@pytest.mark.django_db(transaction=True)
def test_a_record_belongs_to_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        write()
    assert OutboxMessage.objects.count() == 0
