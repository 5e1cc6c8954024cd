"""Signing a protocol, refusing to sign, and the moment at which it is signed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel import queries
from ppp_portal.panel.actions.gates import lock_subject
from ppp_portal.panel.actions.sittings import confirm_presence
from ppp_portal.panel.models import Protocol, ProtocolSignature
from ppp_portal.panel.protocols import with_signatures
from ppp_portal.panel.rules import COMMISSION, ProtocolFacts, may_be_signed, refuse_refusal, refuse_signature
from ppp_portal.panel.states import PROTOCOL_MOVES, ProtocolState


@transaction.atomic
def sign_protocol(
    *, protocol_id: UUID | str, by: Actor, stream: str, seen: str = "", at: datetime | None = None
) -> Protocol:
    """Sign. ``seen`` is the digest of the text that the signer was shown.

    With the last answer the protocol is signed; outside training it still waits for the signed file.
    """
    protocol = locked_protocol(protocol_id)
    at = at or clock.now()
    row = _own_row(protocol, by)
    if row is not None and row.signed_at is not None:
        return protocol
    if seen and seen != protocol.digest:
        raise Refused([Refusal("protocol.other_content", COMMISSION)])
    _answer(protocol, row, by, at, reason=None)
    facts = {
        "subject": protocol.subject,
        "protocol": protocol.pk,
        "digest": protocol.digest,
        "person": by.person_id,
    }
    record("panel.protocol_signature", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return complete(protocol, by=by, stream=stream, at=at)


@transaction.atomic
def refuse_to_sign(
    *,
    protocol_id: UUID | str,
    reason_kk: str,
    reason_ru: str,
    by: Actor,
    stream: str,
    at: datetime | None = None,
) -> Protocol:
    """Refuse to sign; the reason is printed in both protocols, so the member words it in both languages."""
    protocol = locked_protocol(protocol_id)
    at = at or clock.now()
    row = _own_row(protocol, by)
    reason = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    if (
        row is not None
        and row.refused_at is not None
        and (row.reason_kk, row.reason_ru) == (*reason.values(),)
    ):
        return protocol
    _answer(protocol, row, by, at, reason=reason)
    facts = {"subject": protocol.subject, "protocol": protocol.pk, "person": by.person_id}
    record(
        "panel.protocol_refusal",
        stream=stream,
        by=by,
        at=at,
        facts=facts,
        basis=[COMMISSION],
        personal=reason,
    )
    return complete(protocol, by=by, stream=stream, at=at)


def complete(protocol: Protocol, *, by: Actor, stream: str, at: datetime) -> Protocol:
    """Make the protocol SIGNED when nothing is missing; order its print; a correction replaces the old one."""
    missing = may_be_signed(
        queries.signer_facts(protocol),
        has_file=protocol.signed_file_id is not None,
        file_needed=not clock.is_training(),
    )
    if missing:
        return protocol
    protocol.state, protocol.signed_at = ProtocolState.SIGNED, at
    order = request_print(
        protocol.kind,
        with_signatures(protocol),
        key=f"{protocol.kind}:{protocol.pk}",
        subject=protocol.subject,
        at=at,
        by=by,
        audience=protocol.audience,
    )
    protocol.pair = order.pk
    protocol.save(update_fields=["state", "signed_at", "pair"])
    if protocol.corrects is not None:
        _replace(protocol.corrects, protocol, by=by, stream=stream, at=at)
    facts = {
        "subject": protocol.subject,
        "kind": protocol.kind,
        "protocol": str(protocol.pk),
        "number": protocol.number,
        "sitting": str(protocol.sitting_id) if protocol.sitting_id else None,
        "pair": str(protocol.pair),
        "digest": protocol.digest,
        "signed_at": at,
        "corrects": str(protocol.corrects_id) if protocol.corrects_id else None,
    }
    record("panel.protocol_signed", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
    return protocol


def locked_protocol(protocol_id: UUID | str) -> Protocol:
    """The protocol, read again behind the lock of its subject."""
    lock_subject(Protocol.objects.values_list("subject", flat=True).get(pk=protocol_id))
    return queries.protocol(protocol_id)


def protocol_move_allowed(protocol: Protocol, target: str) -> None:
    if target not in PROTOCOL_MOVES[protocol.state]:
        raise Refused([Refusal("protocol.state", COMMISSION, {"state": protocol.get_state_display()})])


def protocol_facts(protocol: Protocol) -> ProtocolFacts:
    sitting = protocol.sitting
    return ProtocolFacts(
        state=protocol.state,
        number=protocol.number,
        has_content=bool(protocol.context),
        sitting_state=sitting.state if sitting else None,
        open_motions=queries.motions(sitting).filter(closed_at=None).count() if sitting else 0,
        stale=protocol.is_stale,
    )


def _own_row(protocol: Protocol, by: Actor) -> ProtocolSignature | None:
    return ProtocolSignature.objects.filter(protocol=protocol, person_id=by.person_id).first()


def _answer(
    protocol: Protocol,
    row: ProtocolSignature | None,
    by: Actor,
    at: datetime,
    *,
    reason: dict[str, str] | None,
) -> None:
    if protocol.state != ProtocolState.SIGNING:
        raise Refused([Refusal("protocol.state", COMMISSION, {"state": protocol.get_state_display()})])
    own = next((fact for fact in queries.signer_facts(protocol) if fact.person_id == by.person_id), None)
    refuse(refuse_signature(own) if reason is None else refuse_refusal(own, **reason))
    assert row is not None
    if reason is None:
        row.signed_at = at
        if protocol.sitting is not None:
            confirm_presence(protocol.sitting.attendance.all(), row.person_id, at)
    else:
        row.refused_at, row.reason_kk, row.reason_ru = at, reason["reason_kk"], reason["reason_ru"]
    row.save(update_fields=["signed_at", "refused_at", "reason_kk", "reason_ru"])


def _replace(old: Protocol, new: Protocol, *, by: Actor, stream: str, at: datetime) -> None:
    old.state, old.corrected_at = ProtocolState.CORRECTED, at
    old.save(update_fields=["state", "corrected_at"])
    facts = {"subject": old.subject, "kind": old.kind, "protocol": str(old.pk), "by_protocol": str(new.pk)}
    record("panel.protocol_corrected", stream=stream, by=by, at=at, facts=facts, basis=[COMMISSION])
