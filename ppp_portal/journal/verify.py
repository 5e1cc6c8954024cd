"""The verifier: reads every chain again and names the first place where a byte was changed."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.journal.models import PersonalValue, Record
from ppp_portal.journal.records import START, salted


@dataclass(frozen=True)
class Finding:
    """A place that does not hold: stream, sequence and what is wrong there."""

    stream: str
    sequence: int
    fault: str

    def __str__(self) -> str:
        return f"{self.stream}/{self.sequence}: {self.fault}"


def findings() -> Iterator[Finding]:
    """Every fault of every stream, in order. Streams of any length are read in constant memory."""
    stream, sequence, previous, last_at = "", 0, START, None
    for row in Record.objects.order_by("stream", "sequence").iterator(chunk_size=2000):
        if row.stream != stream:
            stream, sequence, previous, last_at = row.stream, 0, START, None
        for fault in _faults(row, sequence + 1, previous):
            yield Finding(row.stream, row.sequence, fault)
        if last_at and row.at < last_at:
            yield Finding(row.stream, row.sequence, "earlier than the record before it")
        sequence, previous, last_at = row.sequence, row.hash, row.at
    yield from _personal_findings()


def _faults(row: Record, sequence: int, previous: str) -> Iterator[str]:
    body = bytes(row.body)
    if hashlib.sha256(body).hexdigest() != row.hash:
        yield "the bytes do not give the stored hash"
    try:
        content = json.loads(body)
    except ValueError:
        yield "the bytes are no JSON"
        return
    if canonical_bytes(content) != body:
        yield "the bytes are not in canonical form"
    if row.sequence != sequence:
        yield f"record {sequence} is missing before it"
    if content.get("previous") != previous:
        yield "it does not follow the record before it"
    stored = canonical_bytes([row.stream, row.sequence, row.kind, row.at, row.effective_at])
    told = canonical_bytes([content.get(k) for k in ("stream", "sequence", "kind", "at", "effective_at")])
    if stored != told:
        yield "the columns differ from the bytes"


def _personal_findings() -> Iterator[Finding]:
    values = PersonalValue.objects.select_related("record").order_by("record_id")
    for value in values.iterator(chunk_size=2000):
        told = json.loads(bytes(value.record.body)).get("personal", {}).get(value.key)
        if told != salted(value.salt, value.value):
            yield Finding(
                value.record.stream, value.record.sequence, f"personal value {value.key} was changed"
            )
