from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import InternalError, connection, transaction
from pyrage import decrypt, x25519

from ppp_portal.sealing import environment
from ppp_portal.sealing.checks import sealing_key
from ppp_portal.sealing.models import SealingKey
from ppp_portal.sealing.suites import CannotOpen, suite

pytestmark = pytest.mark.django_db
SUBJECT = "tender:6f1c"
MARKER = b"MARKER-7c1f-clear-text"


@pytest.fixture
def server():
    server = suite("server-1")
    server.new_key(SUBJECT)
    return server


def test_what_was_sealed_opens_again(server):
    assert server.open(SUBJECT, server.seal(SUBJECT, MARKER)) == MARKER


def test_the_envelope_is_a_stock_age_file(server):
    sealed = server.seal(SUBJECT, MARKER)
    assert sealed.startswith(b"age-encryption.org/v1\n-> X25519 ")
    wrapped = bytes(SealingKey.objects.get().wrapped_identity)
    identity = decrypt(wrapped, [environment.identity()]).decode()
    assert decrypt(sealed, [x25519.Identity.from_str(identity)]) == MARKER


def test_the_same_payload_never_looks_the_same(server):
    assert server.seal(SUBJECT, MARKER) != server.seal(SUBJECT, MARKER)


def test_the_clear_identity_is_nowhere_in_the_database(server):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealing_sealingkey::text FROM sealing_sealingkey")
        row = cursor.fetchone()[0]
    assert "AGE-SECRET-KEY" not in row
    assert b"AGE-SECRET-KEY".hex() not in row


def another_environment(settings, sealed):
    settings.SEALING_KEY = str(x25519.Identity.generate())
    return sealed


@pytest.mark.parametrize(
    "spoil",
    [
        another_environment,
        lambda settings, sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]),
        lambda settings, sealed: sealed[:-20],
        lambda settings, sealed: b"",
        lambda settings, sealed: MARKER,
    ],
    ids=["wrong key", "one bit changed", "cut short", "empty", "not sealed at all"],
)
def test_a_spoilt_envelope_cannot_be_opened(server, settings, spoil):
    sealed = spoil(settings, server.seal(SUBJECT, MARKER))
    with pytest.raises(CannotOpen):
        server.open(SUBJECT, sealed)


def test_an_envelope_of_another_subject_cannot_be_opened(server):
    server.new_key("tender:other")
    with pytest.raises(CannotOpen):
        server.open("tender:other", server.seal(SUBJECT, MARKER))


def test_a_subject_without_key_can_neither_seal_nor_open(server):
    with pytest.raises(LookupError):
        server.seal("tender:none", MARKER)
    with pytest.raises(CannotOpen):
        server.open("tender:none", MARKER)


def test_the_database_keeps_keys_as_they_are(server):
    key = SealingKey.objects.get()
    key.recipient = "age1another"
    with pytest.raises(InternalError), transaction.atomic():
        key.save()
    with pytest.raises(InternalError), transaction.atomic():
        SealingKey.objects.all().delete()


def test_the_environment_key_can_be_changed(server, settings):
    sealed = server.seal(SUBJECT, MARKER)
    settings.SEALING_KEY_PREVIOUS, settings.SEALING_KEY = (
        settings.SEALING_KEY,
        str(x25519.Identity.generate()),
    )
    assert server.open(SUBJECT, sealed) == MARKER, "both keys serve while they are being changed"
    call_command("rewrap_sealing_keys", stdout=StringIO())
    settings.SEALING_KEY_PREVIOUS = ""
    assert server.open(SUBJECT, sealed) == MARKER


def test_rewrapping_without_the_former_key_changes_nothing(server, settings):
    before = bytes(SealingKey.objects.get().wrapped_identity)
    settings.SEALING_KEY = str(x25519.Identity.generate())
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("rewrap_sealing_keys")
    assert bytes(SealingKey.objects.get().wrapped_identity) == before


@pytest.mark.parametrize("key", ["", "AGE-SECRET-KEY-1", "something"])
def test_a_missing_environment_key_is_said_clearly(settings, key):
    settings.SEALING_KEY = key
    assert [error.id for error in sealing_key()] == ["sealing.E001"]
    with pytest.raises(ImproperlyConfigured, match="SEALING_KEY must be an age identity"):
        suite("server-1").new_key("tender:x")
    assert not key or key not in str(sealing_key()[0]).replace("AGE-SECRET-KEY-1…", "")


def test_an_unknown_suite_is_refused():
    with pytest.raises(LookupError):
        suite("rot13")
