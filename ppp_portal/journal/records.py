"""Writing the journal: one chain a stream, hashed over the stored bytes."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from ppp_portal.journal import bus, locks
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.journal.models import PersonalValue, Record
from ppp_portal.law.acts import Paragraph

START = "0" * 64


def record(
    kind: str,
    *,
    stream: str,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    basis: Iterable[Paragraph] = (),
    personal: Mapping[str, str] | None = None,
    effective_at: datetime | None = None,
) -> Record:
    """Append one event to ``stream`` and tell the storeys above, all in the caller's transaction.

    ``at`` is the portal's time under the caller's lock. ``facts`` holds no personal value: those go to
    ``personal`` and enter the record as salted hashes only.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a journal record belongs to the change it records")
    facts, effective_at = dict(facts or {}), effective_at or at
    locks.exclusive(f"journal:{stream}")
    last = Record.objects.filter(stream=stream).order_by("-sequence").only("sequence", "hash").first()
    salts = {key: secrets.token_hex(16) for key in personal or {}}
    sequence = last.sequence + 1 if last else 1
    body = canonical_bytes(
        {
            "format": "ppp-journal/1",
            "stream": stream,
            "sequence": sequence,
            "kind": kind,
            "at": at,
            "effective_at": effective_at,
            "by": {"role": by.role, "person": by.person_id, "organisation": by.organisation_id},
            "basis": [paragraph.key for paragraph in basis],
            "facts": facts,
            "personal": {key: salted(salts[key], value) for key, value in (personal or {}).items()},
            "previous": last.hash if last else START,
        }
    )
    written = Record.objects.create(
        stream=stream,
        sequence=sequence,
        kind=kind,
        at=at,
        effective_at=effective_at,
        body=body,
        hash=hashlib.sha256(body).hexdigest(),
    )
    PersonalValue.objects.bulk_create(
        PersonalValue(record=written, key=key, salt=salts[key], value=value)
        for key, value in (personal or {}).items()
    )
    bus.publish(bus.Event(kind, stream, at, effective_at, by, facts, written.pk))
    return written


def salted(salt: str, value: str) -> str:
    """The form in which a personal value stands in a record."""
    return hashlib.sha256(f"{salt}:{value}".encode()).hexdigest()


def history(*streams: str) -> Iterator[Record]:
    """The records of the given streams in the order in which they were written."""
    yield from Record.objects.filter(stream__in=streams).order_by("id").iterator()
