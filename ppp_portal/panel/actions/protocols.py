"""Drafting a protocol, sending it to its signers, recalling, publishing and correcting it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ppp_portal.documents.actions import request_print
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel import queries
from ppp_portal.panel.actions.gates import leading, leading_or_organiser, leading_or_portal, lock_subject
from ppp_portal.panel.actions.signatures import (
    complete,
    locked_protocol,
    protocol_facts,
    protocol_move_allowed,
)
from ppp_portal.panel.models import Protocol, ProtocolSignature
from ppp_portal.panel.protocols import again, stored
from ppp_portal.panel.rules import (
    COMMISSION,
    ProtocolFacts,
    may_be_signed,
    refuse_correction,
    refuse_sending,
    required_signers,
)
from ppp_portal.panel.states import ProtocolState


@transaction.atomic
def draft_protocol(
    *,
    subject: str,
    kind: str,
    number: str,
    context: Mapping[str, Any],
    by: Actor,
    stream: str,
    sitting_id: UUID | str | None = None,
    audience: str = "public",
    at: datetime | None = None,
) -> Protocol:
    """Write the draft of a protocol, or write the waiting draft of the same kind anew.

    ``context`` is the value of ``documents.blocks.protocol``; it is kept as canonical JSON at once.
    """
    lock_subject(subject)
    at = at or clock.now()
    leading_or_portal(by, queries.composition(subject))
    waiting = queries.draft_of(subject, kind)
    refuse(
        [
            Refusal("protocol.in_work", COMMISSION)
            if waiting and waiting.state != ProtocolState.DRAFT
            else None,
            None if number.strip() else Refusal("protocol.number", COMMISSION, field="number"),
            None if context else Refusal("protocol.empty", COMMISSION),
            _number_taken(subject, number, waiting),
        ]
    )
    body, digest = stored(context)
    protocol = waiting or Protocol(subject=subject, kind=kind)
    protocol.number, protocol.context, protocol.digest = number.strip(), body, digest
    protocol.sitting = queries.sittings(subject).get(pk=sitting_id) if sitting_id else None
    protocol.audience, protocol.drafted_at = audience, at
    protocol.save()
    facts = {
        "subject": subject,
        "kind": kind,
        "protocol": protocol.pk,
        "number": protocol.number,
        "digest": digest,
    }
    record("panel.protocol_drafted", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return protocol


@transaction.atomic
def send_to_signing(
    *, protocol_id: UUID | str, by: Actor, stream: str, at: datetime | None = None
) -> Protocol:
    """Freeze the content and the list of signers: those with a vote who were present, and the secretary.

    Outside training the sheets to be signed are printed now.
    """
    protocol = locked_protocol(protocol_id)
    at = at or clock.now()
    seats = queries.composition(protocol.subject)
    leading_or_portal(by, seats)
    if protocol.state == ProtocolState.SIGNING:
        return protocol
    protocol_move_allowed(protocol, ProtocolState.SIGNING)
    attended = queries.attended(protocol.sitting) if protocol.sitting else None
    signers = required_signers(seats, attended)
    refuse(refuse_sending(protocol_facts(protocol), signers))
    protocol.state, protocol.sent_at = ProtocolState.SIGNING, at
    if not clock.is_training():
        order = request_print(
            protocol.kind,
            again(protocol.context),
            key=f"{protocol.kind}:{protocol.pk}:signing:{at.isoformat()}",
            subject=protocol.subject,
            at=at,
            by=by,
            audience="parties",
        )
        protocol.signing_pair = order.pk
    protocol.save(update_fields=["state", "sent_at", "signing_pair"])
    ProtocolSignature.objects.bulk_create(
        ProtocolSignature(protocol=protocol, person_id=seat.person_id, role=seat.role) for seat in signers
    )
    facts = _facts(protocol) | {"digest": protocol.digest, "signers": [seat.person_id for seat in signers]}
    record("panel.protocol_sent", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return protocol


@transaction.atomic
def recall_protocol(
    *, protocol_id: UUID | str, reason: str, by: Actor, stream: str, at: datetime | None = None
) -> Protocol:
    """Take a protocol back from its signers to put it right; what was signed so far falls and stays on record."""
    protocol = locked_protocol(protocol_id)
    at = at or clock.now()
    leading_or_portal(by, queries.composition(protocol.subject))
    if protocol.state == ProtocolState.DRAFT:
        return protocol
    protocol_move_allowed(protocol, ProtocolState.DRAFT)
    if not reason.strip():
        raise Refused([Refusal("protocol.recall_reason", COMMISSION, field="reason")])
    fallen = [row.person_id for row in queries.signer_facts(protocol) if row.signed]
    ProtocolSignature.objects.filter(protocol=protocol).delete()
    protocol.state, protocol.sent_at, protocol.signing_pair = ProtocolState.DRAFT, None, None
    protocol.save(update_fields=["state", "sent_at", "signing_pair"])
    facts = _facts(protocol) | {"reason": reason.strip(), "fallen": fallen}
    record("panel.protocol_recalled", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return protocol


@transaction.atomic
def register_signed_file(
    *, protocol_id: UUID | str, document: Document, by: Actor, stream: str, at: datetime | None = None
) -> Protocol:
    """Register the signed file (a scan, or a CMS): outside training a protocol is signed only with it.

    It is a file of signatures, so it comes after everybody has signed or refused.
    """
    protocol = locked_protocol(protocol_id)
    at = at or clock.now()
    leading_or_organiser(by, protocol.subject)
    if protocol.signed_file_id == document.pk:
        return protocol
    if protocol.signed_file_id is not None:
        raise Refused([Refusal("protocol.file_registered", COMMISSION)])
    protocol_move_allowed(protocol, ProtocolState.SIGNED)
    refuse(may_be_signed(queries.signer_facts(protocol), has_file=True, file_needed=False))
    protocol.signed_file = document
    protocol.save(update_fields=["signed_file"])
    facts = _facts(protocol) | {"document": document.pk, "sha256": document.sha256}
    record("panel.signed_file_registered", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return complete(protocol, by=by, stream=stream, at=at)


@transaction.atomic
def receive_signed_file(
    *,
    protocol_id: UUID | str,
    upload: UploadedFile | None,
    by: Actor,
    stream: str,
    at: datetime | None = None,
) -> Protocol:
    """Keep the file that bears the signatures and register it. The portal does not read the signatures in it."""
    protocol = locked_protocol(protocol_id)
    at = at or clock.now()
    leading(by, queries.composition(protocol.subject))
    if upload is None:
        raise Refused([Refusal("protocol.no_file", COMMISSION, field="file")])
    if not queries.awaits_file(protocol):
        raise Refused([Refusal("protocol.file_not_awaited", COMMISSION)])
    document = store_upload(
        upload, by=by, subject=protocol.subject, kind="panel.signed", at=at, audience=protocol.audience
    )
    return register_signed_file(protocol_id=protocol.pk, document=document, by=by, stream=stream, at=at)


@transaction.atomic
def publish_protocol(
    *, protocol_id: UUID | str, by: Actor, stream: str, at: datetime | None = None
) -> Protocol:
    """Open a signed protocol to the public."""
    protocol = locked_protocol(protocol_id)
    at = at or clock.now()
    leading_or_organiser(by, protocol.subject)
    if protocol.state == ProtocolState.PUBLISHED:
        return protocol
    protocol_move_allowed(protocol, ProtocolState.PUBLISHED)
    protocol.state, protocol.published_at = ProtocolState.PUBLISHED, at
    protocol.save(update_fields=["state", "published_at"])
    facts = _facts(protocol) | {"pair": protocol.pair, "signed_at": protocol.signed_at}
    record("panel.protocol_published", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return protocol


@transaction.atomic
def correct_protocol(
    *,
    protocol_id: UUID | str,
    number: str,
    context: Mapping[str, Any],
    reason: str,
    by: Actor,
    stream: str,
    at: datetime | None = None,
) -> Protocol:
    """Draft the protocol that puts a signed one right. The old one stands until the new one is signed."""
    wrong = locked_protocol(protocol_id)
    at = at or clock.now()
    leading_or_portal(by, queries.composition(wrong.subject))
    body, digest = stored(context)
    waiting = Protocol.objects.filter(corrects=wrong).first()
    if waiting is not None and (waiting.number, waiting.digest) == (number.strip(), digest):
        return waiting
    facts = ProtocolFacts(wrong.state, wrong.number)
    refuse(
        [
            *refuse_correction(facts, reason=reason, number=number, corrected_already=waiting is not None),
            Refusal("protocol.in_work", COMMISSION) if queries.draft_of(wrong.subject, wrong.kind) else None,
            _number_taken(wrong.subject, number, None) if number != wrong.number else None,
        ]
    )
    made = Protocol.objects.create(
        subject=wrong.subject,
        kind=wrong.kind,
        number=number.strip(),
        sitting=wrong.sitting,
        audience=wrong.audience,
        context=body,
        digest=digest,
        corrects=wrong,
        correction_reason=reason.strip(),
        drafted_at=at,
    )
    told = _facts(made) | {"digest": digest, "corrects": wrong.pk, "reason": reason.strip()}
    record("panel.protocol_drafted", stream=stream, by=by, at=at, facts=told, basis=[COMMISSION])
    return made


def _number_taken(subject: str, number: str, own: Protocol | None) -> Refusal | None:
    """One number stands on one protocol of a subject, whatever its kind."""
    others = Protocol.objects.filter(subject=subject, number=number.strip())
    taken = others.exclude(pk=own.pk if own else None).exists()
    return Refusal("protocol.number_taken", COMMISSION, field="number") if taken else None


def _facts(protocol: Protocol) -> dict[str, Any]:
    return {
        "subject": protocol.subject,
        "kind": protocol.kind,
        "protocol": str(protocol.pk),
        "number": protocol.number,
    }
