"""Reads of alternative proposals. Before the opening only its own bidder finds one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from ppp_portal.accounts.models import Membership, Organisation, Role
from ppp_portal.accounts.queries import organisation_facts, representation_facts
from ppp_portal.documents.models import Document
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.money import parse_amount
from ppp_portal.panel import queries as panel
from ppp_portal.panel.states import Outcome
from ppp_portal.qualification import queries as qualification
from ppp_portal.qualification.models import Sheet
from ppp_portal.qualification.rules import NEEDED_AMOUNTS
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
from projects.proposal_content import readable
from projects.queries.initiation import PACK
from projects.rules.alternatives import ProposerFacts, WindowFacts
from projects.rules.ways import WayFacts
from projects.states import InitiationState, ProposalState

# What the working group votes on.
RECOMMENDATION = "initiation.recommendation"
CHECK, AFFILIATE, DAMAGED = "initiation.check", "initiation.affiliate", "initiation.damaged"
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


def foreseen(notice: InitiationNotice, content: Mapping[str, Any]) -> list[qualification.Foreseen]:
    """Requirements that the stated sums do not meet, counted as the sheet of the opening will count them."""
    if notice.form is None or notice.closes_at is None:
        return []
    stated = {name: parse_amount(typed) for name, typed in content["amounts"].items() if readable(typed)}
    return qualification.foreseen(
        stated,
        requirements=NEEDED_AMOUNTS,
        object_cost=Decimal(notice.form["cost"]),
        edition=notice.rule_pack or PACK,
        deadline=notice.closes_at,
    )


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


def withdrawn(notice: InitiationNotice) -> int:
    """How many withdrew in time; who they were stays theirs."""
    return notice.proposals.filter(state=ProposalState.WITHDRAWN).count()


def sealed(notice: InitiationNotice) -> list[AlternativeProposal]:
    """What lies sealed in time, in the order of receipt. For the opening, after the cut-off."""
    found = notice.proposals.filter(state=ProposalState.SUBMITTED).select_related(
        "organisation__superior", "notice"
    )
    return list(found.order_by("submitted_at", "pk"))


def received(notice: InitiationNotice) -> list[AlternativeProposal]:
    """The register and, below it, what was received and could not be opened; nothing before the opening."""
    if notice.opened_at is None:
        return []
    found = notice.proposals.filter(state__in=RECEIVED).select_related("organisation", "notice", "answer")
    return list(found.order_by(F("place").asc(nulls_last=True), "submitted_at"))


def receipt_of(notice: InitiationNotice, pk: UUID) -> AlternativeProposal | None:
    return next((row for row in received(notice) if row.pk == pk), None)


def opened(notice: InitiationNotice, pk: UUID) -> AlternativeProposal | None:
    found = notice.proposals.filter(pk=pk, state__in=OPENED)
    return found.select_related("organisation", "notice").first()


def left_behind(notice: InitiationNotice) -> list[str]:
    """The hashes of the damaged envelopes without which the group voted to open the rest."""
    motion = panel.decision(notice.subject, DAMAGED)
    return motion.content["sha256"] if motion and motion.outcome == Outcome.ADOPTED else []


# --- which of them stand ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Findings:
    """The eight checks of a proposal as they stand: numbers without one, numbers not met, and what is voted on."""

    missing: tuple[str, ...]
    failed: tuple[str, ...]
    content: dict[str, Any]
    decided: bool = False


def sheet(proposal: AlternativeProposal) -> Sheet:
    """The sheet of the eight requirements that the opening made for this proposal."""
    return qualification.sheets(proposal.stream)[0]


def findings(proposal: AlternativeProposal) -> Findings:
    kept = sheet(proposal)
    checks = {line.requirement.number: line.check for line in qualification.checklist(kept)}
    done = {str(n): check for n, check in checks.items() if check and check.verdict != "not_checked"}
    told = {
        number: {"verdict": str(check.verdict), "reason": {"kk": check.reason_kk, "ru": check.reason_ru}}
        for number, check in done.items()
    }
    return Findings(
        missing=tuple(str(number) for number in checks if str(number) not in done),
        failed=tuple(number for number, check in done.items() if check.verdict != "met"),
        content={"proposal": str(proposal.pk), "checks": told},
        decided=kept.decided_at is not None,
    )


def voted(proposal: AlternativeProposal) -> dict[str, Any] | None:
    """The findings that the group adopted last on this proposal; nothing after a vote that failed."""
    motion = panel.decision(proposal.notice.subject, CHECK, str(proposal.pk))
    return motion.content if motion and motion.outcome == Outcome.ADOPTED else None


def noted_affiliate(proposal: AlternativeProposal) -> dict[str, Any] | None:
    return next((noted for noted in proposal.problems if noted["code"] == "affiliate"), None)


def affiliate_votes(notice: InitiationNotice) -> dict[UUID, str]:
    """The outcome of the last vote on each proposal marked as an affiliate's; "" while there is none."""
    marked = [row for row in register(notice) if noted_affiliate(row)]
    votes = {row.pk: panel.decision(notice.subject, AFFILIATE, str(row.pk)) for row in marked}
    return {pk: motion.outcome if motion else "" for pk, motion in votes.items()}


def affiliates_open(notice: InitiationNotice) -> list[AlternativeProposal]:
    """Proposals marked as an affiliate's on which the group has not voted."""
    votes = affiliate_votes(notice)
    return [row for row in register(notice) if votes.get(row.pk) == ""]


def compared(notice: InitiationNotice) -> list[AlternativeProposal]:
    """The register without what the group left out as an affiliate's."""
    votes = affiliate_votes(notice)
    return [row for row in register(notice) if votes.get(row.pk) != Outcome.ADOPTED]


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
    all_received = received(notice)
    failed = qualification.failed_of(row.stream for row in all_received)
    standing = {row.pk for row in compared(notice) if row.stream not in failed}
    recommendation = panel.protocol_of(notice.subject, RECOMMENDATION)
    return WayFacts(
        received=len(all_received),
        standing=len(standing),
        struck=[
            (row.organisation.name_kk or "", row.organisation.name_ru or "")
            for row in register(notice)
            if row.pk not in standing
        ],
        undecided=[row.organisation.name for row in affiliates_open(notice)],
        unanswered=[row.organisation.name for row in all_received if not hasattr(row, "answer")],
        recommended=recommendation is not None and recommendation.state in IN_FORCE,
    )


def open_notices(at: datetime) -> QuerySet[InitiationNotice]:
    """Notices that take proposals at this moment, the first to close on top."""
    found = InitiationNotice.objects.filter(state=InitiationState.PUBLISHED, closes_at__gte=at)
    return found.select_related("project", "organiser").order_by("closes_at", "pk")


def evidence(notice: InitiationNotice, document_id: UUID) -> Document | None:
    """A file of one of the opened proposals of this notice."""
    streams = [row.stream for row in register(notice)]
    return Document.objects.filter(pk=document_id, subject__in=streams).first()
