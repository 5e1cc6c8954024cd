"""Reads of alternative proposals. Before the opening only its own bidder finds one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from ppp_portal.accounts.models import Membership, Organisation, Role
from ppp_portal.accounts.queries import organisation_facts, representation_facts
from ppp_portal.documents.models import Document
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.panel import queries as panel
from ppp_portal.qualification import queries as qualification
from projects import envelopes
from projects.models import (
    AlternativeProposal,
    InitiationNotice,
    NoticeRequirement,
    ProposalAnswer,
    ProposalFile,
    ProposalSubmission,
    WayOn,
)
from projects.rules.alternatives import ProposerFacts, WindowFacts
from projects.rules.ways import WayFacts
from projects.states import InitiationState, ProposalState

RECOMMENDATION = "initiation.recommendation"
IN_FORCE = ("signed", "published")
OPENED = (ProposalState.OPENED, ProposalState.ANSWERED)
RECEIVED = (ProposalState.SUBMITTED, *OPENED)

# --- whose proposal ---------------------------------------------------------------------------------------


def own_proposals(organisation_id: int | None) -> QuerySet[AlternativeProposal]:
    found = AlternativeProposal.objects.filter(organisation_id=organisation_id)
    return found.select_related("notice__project", "notice__organiser").order_by("-created_at", "-pk")


def own_proposal(organisation_id: int | None, pk: UUID) -> AlternativeProposal | None:
    return own_proposals(organisation_id).select_related("organisation").filter(pk=pk).first()


def live_proposal(organisation_id: int | None, notice: InitiationNotice) -> AlternativeProposal | None:
    """The bidder's proposal to this notice that was not withdrawn, for the button of the notice's page."""
    found = AlternativeProposal.objects.filter(organisation_id=organisation_id, notice=notice)
    return found.exclude(state=ProposalState.WITHDRAWN).first()


def amended_since(proposal: AlternativeProposal) -> bool:
    """Whether what lies sealed answers an earlier edition of the notice; for its own bidder."""
    amended = proposal.notice.amended_at
    return bool(
        proposal.state == ProposalState.SUBMITTED
        and amended
        and proposal.submitted_at
        and proposal.submitted_at < amended
    )


def submissions(proposal: AlternativeProposal) -> list[ProposalSubmission]:
    return list(proposal.submissions.select_related("person").order_by("-version"))


def submission(proposal: AlternativeProposal, receipt: str) -> ProposalSubmission | None:
    return proposal.submissions.filter(receipt_number=receipt).first()


def requirements(notice: InitiationNotice, kind: str = "proposal") -> list[NoticeRequirement]:
    return list(notice.requirements.filter(kind=kind).order_by("number"))


def asked(notice: InitiationNotice) -> dict[str, int]:
    """What the notice asks of an alternative: the key of each requirement with its number."""
    return {row.key: row.number for row in requirements(notice)}


def draft_content(proposal: AlternativeProposal) -> dict[str, Any]:
    """The draft as typed, opened in memory for its own bidder."""
    return envelopes.open_content(proposal.notice, proposal.draft)


def files(proposal: AlternativeProposal) -> list[ProposalFile]:
    return list(proposal.files.order_by("uploaded_at", "pk"))


def file_bytes(file: ProposalFile) -> bytes:
    """The file in the clear, in memory only."""
    return envelopes.open_bytes(file.proposal.notice, file.blob)


def representatives(organisation_id: int, on: datetime) -> list[int]:
    """The people who act for the organisation as bidder on that day."""
    day = local_day(on)
    held = Membership.objects.filter(
        Q(until=None) | Q(until__gte=day), role=Role.BIDDER, ended_at=None, since__lte=day
    )
    return sorted(set(held.filter(organisation_id=organisation_id).values_list("person_id", flat=True)))


# --- the register -----------------------------------------------------------------------------------------


def register(notice: InitiationNotice) -> list[AlternativeProposal]:
    """The opened proposals in the order of receipt; empty until they are opened."""
    found = notice.proposals.filter(state__in=OPENED).select_related("organisation")
    return list(found.order_by("place"))


def sealed(notice: InitiationNotice) -> list[AlternativeProposal]:
    """What lies sealed in time, in the order of receipt. For the opening, after the cut-off."""
    found = notice.proposals.filter(state=ProposalState.SUBMITTED).select_related("organisation", "notice")
    return list(found.order_by("submitted_at", "pk"))


def opened(notice: InitiationNotice, pk: UUID) -> AlternativeProposal | None:
    found = notice.proposals.filter(pk=pk, state__in=OPENED)
    return found.select_related("organisation", "notice").first()


def answer_of(proposal: AlternativeProposal) -> ProposalAnswer | None:
    return ProposalAnswer.objects.filter(proposal=proposal).first()


def ways(notice: InitiationNotice) -> list[WayOn]:
    return list(notice.ways.select_related("document", "person"))


# --- facts for the rules ----------------------------------------------------------------------------------


def window(notice: InitiationNotice, at: datetime) -> WindowFacts:
    return WindowFacts(notice.state, notice.closes_at, at)


def proposer_facts(notice: InitiationNotice, organisation: Organisation, by: Actor) -> ProposerFacts:
    held = Membership.objects.filter(
        pk=by.membership_id, person_id=by.person_id, organisation_id=by.organisation_id, role=Role.BIDDER
    ).first()
    seated = [seat.person_id for seat in panel.composition(notice.subject)]
    employers = Membership.objects.filter(person_id__in=seated, ended_at=None)
    return ProposerFacts(
        organisation=organisation_facts(organisation),
        attorney=representation_facts(held) if held else None,
        organises=organisation.pk == notice.organiser_id,
        initiated=organisation.pk == notice.initiator_id,
        in_working_group=employers.filter(organisation=organisation).exists(),
    )


def way_facts(notice: InitiationNotice) -> WayFacts:
    """The register, its answers and the recommendation, for a decision.

    Before the opening no proposal is looked for: whatever were found here would be read by the head.
    """
    if notice.opened_at is None:
        return WayFacts(opened=False)
    received = list(
        notice.proposals.filter(state__in=RECEIVED).select_related("organisation").order_by("place")
    )
    recommendation = panel.protocol_of(notice.subject, RECOMMENDATION)
    failed = {row.pk for row in received if qualification.outcome(row.stream).result == "failed"}
    return WayFacts(
        received=len(received),
        standing=len(received) - len(failed),
        unanswered=[row.organisation.name for row in received if row.state != ProposalState.ANSWERED],
        recommended=recommendation is not None and recommendation.state in IN_FORCE,
    )


def published(pk: UUID) -> InitiationNotice | None:
    """A notice as anybody may know it; drafts do not exist here."""
    return InitiationNotice.objects.exclude(state=InitiationState.DRAFT).filter(pk=pk).first()


def open_notices(at: datetime) -> QuerySet[InitiationNotice]:
    """Notices that take proposals at this moment, the first to close on top."""
    found = InitiationNotice.objects.filter(state=InitiationState.PUBLISHED, closes_at__gte=at)
    return found.select_related("project", "organiser").order_by("closes_at", "pk")


def evidence(notice: InitiationNotice, document_id: UUID) -> Document | None:
    """A file of one of the opened proposals of this notice."""
    streams = [row.stream for row in register(notice)]
    return Document.objects.filter(pk=document_id, subject__in=streams).first()
