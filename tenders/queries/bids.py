"""Reads of bids. A bid is found through the organisation that asks; before the opening nobody else finds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ppp_portal.accounts.models import Membership, Organisation, Role
from ppp_portal.accounts.queries import organisation_facts, representation_facts
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.panel import queries as panel
from tenders import bid_content, envelopes
from tenders.kinds import STAGED, Preliminary
from tenders.models import (
    Bid,
    BidDraft,
    BidFile,
    BidSecurity,
    ConsortiumMember,
    Documentation,
    Participation,
    Submission,
    Tender,
)
from tenders.rules.bids import (
    MemberFacts,
    PartyFacts,
    Representation,
    SecuritySeen,
    SubmissionFacts,
    WindowFacts,
)
from tenders.states import LIVE_BID, BidState, TenderState

# --- whose bid --------------------------------------------------------------------------------------------


def own_bid(organisation_id: int | None, pk: UUID) -> Bid | None:
    """The bid if it is this organisation's own (as the lead), with ``changed_since``."""
    found = Bid.objects.filter(pk=pk, bidder_id=organisation_id)
    return (
        _with_changes(found).select_related("tender__organiser", "bidder", "confirmed_documentation").first()
    )


def own_bids(organisation_id: int | None) -> QuerySet[Bid]:
    """The bids this organisation leads, the newest first, with ``changed_since``."""
    found = Bid.objects.filter(bidder_id=organisation_id).select_related("tender__organiser", "draft")
    return _with_changes(found).order_by("-created_at", "-pk")


def live_bid_in(tender: Tender, organisation_id: int | None) -> Bid | None:
    """The newest bid that this organisation leads in the tender and has not withdrawn; of the later stage first."""
    found = own_bids(organisation_id).filter(tender=tender).exclude(state=BidState.WITHDRAWN)
    return found.order_by("-stage", "-created_at").first()


def _with_changes(bids: QuerySet[Bid]) -> QuerySet[Bid]:
    """``changed_since``: the draft was saved again after the version that counts was received."""
    received = Submission.objects.filter(bid=OuterRef("pk")).order_by("-version").values("received_at")[:1]
    return bids.annotate(changed_since=Q(state=BidState.SUBMITTED, draft__saved_at__gt=Subquery(received)))


def open_tenders(at: datetime, organisation_id: int | None) -> QuerySet[Tender]:
    """Tenders that take bids at this moment and in which the organisation leads none yet."""
    stage_one = Q(state=TenderState.STAGE1_ACCEPTING, stage1_closes_at__gte=at)
    stage_two = Q(state=TenderState.ACCEPTING, closes_at__gte=at) & invited(organisation_id)
    mine = Bid.objects.filter(bidder_id=organisation_id).exclude(state=BidState.WITHDRAWN)
    in_stage_one = Q(pk__in=mine.filter(stage=1).values("tender")) & stage_one
    in_stage_two = Q(pk__in=mine.filter(stage=2).values("tender")) & stage_two
    found = Tender.objects.filter(stage_one | stage_two).exclude(in_stage_one | in_stage_two)
    return found.select_related("organiser").order_by("closes_at", "pk")


def takes_bids(pk: UUID) -> Tender | None:
    """A published tender, as anybody may know it; drafts do not exist here."""
    hidden = (TenderState.DRAFT, TenderState.DOCS_APPROVED)
    return Tender.objects.exclude(state__in=hidden).select_related("organiser").filter(pk=pk).first()


def invitations(organisation_id: int | None) -> QuerySet[ConsortiumMember]:
    """The consortia this organisation was asked to join, unanswered ones first."""
    found = ConsortiumMember.objects.filter(organisation_id=organisation_id).exclude(
        bid__state=BidState.WITHDRAWN
    )
    return found.select_related("bid__tender", "bid__bidder").order_by(
        "-confirmed_at", "-declined_at", "-invited_at"
    )


def invitation(organisation_id: int | None, pk: UUID) -> ConsortiumMember | None:
    return invitations(organisation_id).filter(pk=pk).first()


def members(bid: Bid) -> list[ConsortiumMember]:
    return list(bid.members.select_related("organisation").order_by("invited_at", "pk"))


def representatives(organisation_ids: Iterable[int], on: datetime) -> list[int]:
    """The people who act for these organisations as bidders on that day."""
    day = local_day(on)
    in_force = Q(until=None) | Q(until__gte=day)
    held = Membership.objects.filter(in_force, role=Role.BIDDER, ended_at=None, since__lte=day)
    return sorted(
        set(held.filter(organisation_id__in=list(organisation_ids)).values_list("person_id", flat=True))
    )


def behind(bid: Bid) -> list[int]:
    """The organisations that count as bidders: the lead and the members who confirmed."""
    confirmed = bid.members.filter(confirmed_at__isnull=False).values_list("organisation_id", flat=True)
    return sorted({bid.bidder_id, *confirmed})


def counted(bid: Bid) -> list[int]:
    """The organisations behind the version that was submitted; what the draft says since does not count."""
    return sorted(Participation.objects.filter(bid=bid).values_list("organisation_id", flat=True))


def stands_as_submitted(bid: Bid) -> bool:
    """Whether submitting again would say nothing new: the same draft, consortium and documentation.

    ``bid`` comes from :func:`own_bid`.
    """
    if bid.state != BidState.SUBMITTED or bid.changed_since:
        return False
    last = (
        bid.submissions.order_by("-version").values_list("receipt__documentation_sha256", flat=True).first()
    )
    confirmed = bid.confirmed_documentation
    return last == (confirmed.sha256 if confirmed else "") and counted(bid) == behind(bid)


def submissions(bid: Bid) -> list[Submission]:
    return list(bid.submissions.select_related("person").order_by("-version"))


def submission(bid: Bid, receipt_number: str) -> Submission | None:
    return bid.submissions.select_related("person").filter(receipt_number=receipt_number).first()


def live_bids(tender: Tender, stage: int = 2) -> list[Bid]:
    """The bids that count, in the order of receipt. For the opening, after the cut-off."""
    found = Bid.objects.filter(tender=tender, stage=stage, state__in=[str(state) for state in LIVE_BID])
    return list(found.select_related("bidder").order_by("submitted_at", "pk"))


def bidder(organisation_id: int | None) -> Organisation:
    return Organisation.objects.get(pk=organisation_id)


@dataclass(frozen=True)
class ReceiptFacts:
    """What a receipt states beside the submission itself. ``members`` are (BIN, Kazakh name, Russian name)."""

    tender: Tender
    bid: Bid
    closes_at: datetime
    members: tuple[tuple[str, str, str], ...]
    documentation_version: int
    documentation_sha256: str


def receipt_facts(submission: Submission, tender: Tender) -> ReceiptFacts:
    """Under the lock of the submission: the consortium and the documentation as they count at that moment."""
    bid = submission.bid
    asked = [row.organisation for row in members(bid) if row.confirmed_at]
    documentation = bid.confirmed_documentation
    closes_at = tender.stage1_closes_at if bid.stage == 1 else tender.closes_at
    assert closes_at is not None
    return ReceiptFacts(
        tender=tender,
        bid=bid,
        closes_at=closes_at,
        members=tuple((o.bin, o.name_kk, o.name_ru) for o in asked),
        documentation_version=documentation.version if documentation else 0,
        documentation_sha256=documentation.sha256 if documentation else "",
    )


# --- what it says -----------------------------------------------------------------------------------------


def draft(bid: Bid) -> BidDraft | None:
    return BidDraft.objects.filter(bid=bid).first()


def draft_content(bid: Bid) -> dict[str, Any] | None:
    """The draft as typed, opened in memory for its own bidder. Raises ``CannotOpen``."""
    kept = draft(bid)
    return envelopes.open_content(bid.tender.sealing_suite, bid.tender_id, kept.blob) if kept else None


def submitted_content(bid: Bid) -> dict[str, Any]:
    """What was sealed in the submission that counts. For its own bidder, and for the opening."""
    return envelopes.open_content(bid.tender.sealing_suite, bid.tender_id, bid.sha256)


def shown_content(bid: Bid) -> dict[str, Any] | None:
    """What the pages of a bid show its own bidder: the draft; of a bid past its submission the version received."""
    if not bid.version or bid.state in (BidState.DRAFT, BidState.SUBMITTED, BidState.WITHDRAWN):
        return draft_content(bid)
    opened = submitted_content(bid)
    return bid_content.tidied(opened, opened)


def files(bid: Bid) -> list[BidFile]:
    return list(bid.files.order_by("uploaded_at", "pk"))


def file_bytes(file: BidFile) -> bytes:
    """The file in the clear, in memory only."""
    return envelopes.open_bytes(file.bid.tender.sealing_suite, file.bid.tender_id, file.blob)


def current_documentation(tender: Tender) -> Documentation | None:
    """The version in force: the last one posted."""
    posted = Documentation.objects.filter(tender=tender, posted_at__isnull=False)
    return posted.select_related("criteria").order_by("-version").first()


# --- facts for the rules ----------------------------------------------------------------------------------


def window(tender: Tender, stage: int, at: datetime) -> WindowFacts:
    closes_at = tender.stage1_closes_at if stage == 1 else tender.closes_at
    stay = tender.stays.filter(ended_at=None).first() if tender.state == TenderState.STAYED else None
    return WindowFacts(stage, tender.state, closes_at, at, stay.state_before if stay else "")


def stage_of(tender: Tender) -> int:
    """The stage for which a bid would be made now."""
    return 1 if tender.state in (TenderState.STAGE1_ACCEPTING, TenderState.STAGE1_CLOSED) else 2


def party(organisation: Organisation, tender: Tender) -> PartyFacts:
    return parties([organisation], tender)[0]


def parties(organisations: Iterable[Organisation], tender: Tender) -> list[PartyFacts]:
    """The lead and the members against those who sit on the other side of the table."""
    partners = set(tender.public_partners.values_list("pk", flat=True))
    seated = [seat.person_id for seat in panel.composition(tender.subject)]
    employers = set(
        Membership.objects.filter(person_id__in=seated, ended_at=None).values_list(
            "organisation_id", flat=True
        )
    )
    return [
        PartyFacts(
            organisation_id=organisation.pk,
            organisation=organisation_facts(organisation),
            organises=organisation.pk == tender.organiser_id,
            public_partner=organisation.pk in partners,
            on_commission=organisation.pk in employers,
        )
        for organisation in organisations
    ]


def representation(by: Actor, at: datetime) -> Representation:
    held = Membership.objects.filter(
        pk=by.membership_id, person_id=by.person_id, organisation_id=by.organisation_id, role=Role.BIDDER
    ).first()
    return Representation(representation_facts(held) if held else None, local_day(at))


def security_of(bid: Bid) -> BidSecurity | None:
    return BidSecurity.objects.filter(bid=bid).first()


def security_facts(bid: Bid) -> SecuritySeen:
    """The seam to the security of p. 31: what was lodged against what the documentation asks."""
    lodged = security_of(bid)
    return SecuritySeen(
        required=bid.stage == 2,
        state=lodged.state if lodged else "",
        amount=lodged.amount if lodged else None,
        needed=bid.tender.security_amount,
        valid_until=lodged.valid_until if lodged else None,
        bids_valid_until=bid.tender.bids_valid_until,
    )


def uninvited(tender: Tender, stage: int, organisation_ids: Iterable[int]) -> frozenset[int]:
    """Those of the organisations who stood behind no proposal that stage one admitted; nobody without a stage one."""
    if stage == 1 or tender.row.preliminary == Preliminary.NONE:
        return frozenset()
    passed = Participation.objects.filter(tender=tender, stage=1, bid__state=BidState.ADMITTED)
    return frozenset(organisation_ids) - frozenset(passed.values_list("organisation_id", flat=True))


def candidates(tender: Tender, *, admitted: bool = True) -> list[Bid]:
    """The proposals of stage one on which the commission has decided, in the order of receipt."""
    state = BidState.ADMITTED if admitted else BidState.REJECTED
    found = Bid.objects.filter(tender=tender, stage=1, state=state).select_related("bidder", "tender")
    return list(found.order_by("submitted_at", "pk"))


def invited(organisation_id: int | None) -> Q:
    """Tenders whose stage two is open to the organisation: those without a stage one, and those that admitted it."""
    passed = Participation.objects.filter(
        organisation_id=organisation_id, stage=1, bid__state=BidState.ADMITTED
    )
    return ~Q(kind__in=STAGED) | Q(pk__in=passed.values("tender"))


def submission_facts(bid: Bid, tender: Tender, by: Actor, at: datetime) -> SubmissionFacts:
    """The open part of the bid under the locks of the submission."""
    asked = members(bid)
    lead, *others = parties([bid.bidder, *(member.organisation for member in asked)], tender)
    organisation_ids = [fact.organisation_id for fact in (lead, *others)]
    elsewhere = Participation.objects.filter(
        tender=tender, stage=bid.stage, organisation_id__in=organisation_ids
    )
    documentation = current_documentation(tender)
    return SubmissionFacts(
        window=window(tender, bid.stage, at),
        lead=lead,
        acting_organisation_id=by.organisation_id,
        representation=representation(by, at),
        members=tuple(
            MemberFacts(fact, row.confirmed_at is not None, row.declined_at is None)
            for fact, row in zip(others, asked, strict=True)
        ),
        bid_state=bid.state,
        saved=BidDraft.objects.filter(bid=bid).exists(),
        documentation_confirmed=documentation is None or bid.confirmed_documentation_id == documentation.pk,
        uninvited=uninvited(tender, bid.stage, organisation_ids),
        refiled=bid.refiled,
        others=frozenset(elsewhere.exclude(bid=bid).values_list("organisation_id", flat=True)),
        security=security_facts(bid),
    )
