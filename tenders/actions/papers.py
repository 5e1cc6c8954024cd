"""Protocols of the commission: written from the facts, signed by those who were there.

``draft`` builds the content anew each time while the protocol is a draft. Nothing is typed into a protocol: what
it says is what was recorded. The move that a protocol orders is made with its last signature
(``tenders.reactions.commission``); a correction is a new protocol and moves nothing.
"""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel import actions as panel_actions
from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import Protocol
from tenders.actions import moving
from tenders.actions.at_table import refuse_at_table
from tenders.models import Tender
from tenders.protocols.kinds import KINDS
from tenders.queries import papers
from tenders.rules.commission import COMMISSION


@transaction.atomic
def draft(*, tender_id: UUID, kind: str, by: Actor) -> Protocol:
    """Write the draft of a protocol about the last sitting of its purpose, or write it anew."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(refuse_at_table(tender, by, who="leads"))
    row = KINDS.get(kind)
    sitting = papers.sitting_for(tender, row.purposes) if row else None
    if row is None or sitting is None:
        raise Refused([Refusal("papers.no_sitting", COMMISSION)])
    refuse(row.refuse(tender))
    number = papers.number_for(tender, kind)
    return panel_actions.draft_protocol(
        subject=tender.subject,
        kind=kind,
        number=number,
        context=row.context(tender, sitting, number),
        sitting_id=sitting.pk,
        audience=row.audience,
        by=by,
        stream=tender.stream,
        at=at,
    )


@transaction.atomic
def correct(*, tender_id: UUID, protocol_id: UUID, reason: str, by: Actor) -> Protocol:
    """Draft the protocol that puts a signed one right, from the facts as they stand now."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(refuse_at_table(tender, by, who="leads"))
    wrong = panel.protocol(protocol_id)
    row = KINDS.get(wrong.kind)
    if wrong.subject != tender.subject or row is None or wrong.sitting is None:
        raise Refused([Refusal("papers.no_sitting", COMMISSION)])
    number = papers.next_number(tender)
    return panel_actions.correct_protocol(
        protocol_id=wrong.pk,
        number=number,
        context=row.context(tender, wrong.sitting, number),
        reason=reason,
        by=by,
        stream=tender.stream,
        at=at,
    )


@transaction.atomic
def sign(*, tender_id: UUID, protocol_id: UUID, by: Actor, seen: str = "") -> Protocol:
    """Sign, behind the lock of the tender: the last signature moves it."""
    tender = moving.lock(tender_id)
    return panel_actions.sign_protocol(
        protocol_id=_own(tender, protocol_id), by=by, stream=tender.stream, seen=seen, at=clock.now()
    )


@transaction.atomic
def register_file(*, tender_id: UUID, protocol_id: UUID, upload: UploadedFile | None, by: Actor) -> Protocol:
    """Keep the file that bears the signatures, a scan or a CMS; outside training it makes the protocol signed.

    Behind the lock of the tender, as ``sign``: the registered file moves it. The portal does not read the
    signatures in the file.
    """
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(refuse_at_table(tender, by, who="leads"))
    return panel_actions.receive_signed_file(
        protocol_id=_own(tender, protocol_id), upload=upload, by=by, stream=tender.stream, at=at
    )


@transaction.atomic
def refuse_to_sign(
    *, tender_id: UUID, protocol_id: UUID, reason_kk: str, reason_ru: str, by: Actor
) -> Protocol:
    """Refuse to sign, behind the lock of the tender: the last answer moves it."""
    tender = moving.lock(tender_id)
    return panel_actions.refuse_to_sign(
        protocol_id=_own(tender, protocol_id),
        reason_kk=reason_kk,
        reason_ru=reason_ru,
        by=by,
        stream=tender.stream,
        at=clock.now(),
    )


def _own(tender: Tender, protocol_id: UUID) -> UUID:
    """The protocol, if it is of this very tender, whose lock and stream are used. Raises ``Protocol.DoesNotExist``."""
    found: UUID = Protocol.objects.values_list("pk", flat=True).get(pk=protocol_id, subject=tender.subject)
    return found
