"""Reads of protocols and of those who sign them."""

from uuid import UUID

from django.db.models import QuerySet

from ppp_portal.journal import clock
from ppp_portal.panel.models import Protocol, ProtocolSignature
from ppp_portal.panel.rules import SignerFacts, may_be_signed
from ppp_portal.panel.states import IN_WORK, VOTING, ProtocolState


def protocol(pk: UUID | str) -> Protocol:
    return Protocol.objects.select_related("sitting", "corrects").get(pk=pk)


def protocols(subject: str, *, published: bool = False) -> QuerySet[Protocol]:
    """The protocols of ``subject``; for the public only those that were published, corrected ones included."""
    found = Protocol.objects.filter(subject=subject).order_by("drafted_at", "id")
    return found.filter(published_at__isnull=False) if published else found


def protocol_of(subject: str, kind: str) -> Protocol | None:
    """The newest protocol of a kind that was not replaced by its correction."""
    found = Protocol.objects.filter(subject=subject, kind=kind).exclude(state=ProtocolState.CORRECTED)
    return found.order_by("-drafted_at").first()


def draft_of(subject: str, kind: str) -> Protocol | None:
    return Protocol.objects.filter(subject=subject, kind=kind, state__in=IN_WORK).first()


def signers(protocol: Protocol) -> QuerySet[ProtocolSignature]:
    return ProtocolSignature.objects.filter(protocol=protocol).select_related("person").order_by("id")


def awaits_file(protocol: Protocol) -> bool:
    """Everybody has answered and nothing but the signed file is missing. Never so in training."""
    if protocol.state != ProtocolState.SIGNING or protocol.signed_file_id or clock.is_training():
        return False
    return not may_be_signed(signer_facts(protocol), has_file=True, file_needed=False)


def signer_facts(protocol: Protocol) -> list[SignerFacts]:
    return [
        SignerFacts(
            person_id=row.person_id,
            name=row.person.name,
            votes=row.role in VOTING,
            signed=row.signed_at is not None,
            refused=row.refused_at is not None,
        )
        for row in signers(protocol)
    ]
