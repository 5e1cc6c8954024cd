"""What an organiser reads: tenders, always found through the organisation that owns them."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from ppp_portal.accounts.approvals import waiting
from ppp_portal.accounts.models import Approval
from ppp_portal.journal.actor import Actor
from ppp_portal.law.packs import pack
from tenders.models import Amendment, DocumentationFile, Stay, Tender
from tenders.queries import listing
from tenders.rules.interruptions import restored_cutoff
from tenders.rules.publication import PublicationFacts, refuse_validity
from tenders.states import MOVE, TenderState

# On which page the head decides on each kind of proposal.
DECIDED_AT = {
    "tender.amendment": "organizer_announce",
    "tender.amended_text": "organizer_post_amendment",
    "tender.cancellation": "organizer_cancel_confirm",
    "tender.stay": "organizer_stay_confirm",
    "tender.stay_end": "organizer_end_stay_confirm",
}
# By which move the head follows each kind of proposal.
FOLLOWED_BY = {
    "tender.amendment": "announce_amendment",
    "tender.amended_text": "post_amendment",
    "tender.cancellation": "cancel_tender",
    "tender.stay": "stay_tender",
    "tender.stay_end": "end_stay",
}


def own(organisation_id: int | None) -> QuerySet[Tender]:
    return Tender.objects.filter(organiser_id=organisation_id).select_related(
        "project", "organiser", "parent", "replaces"
    )


def own_tender(organisation_id: int | None, pk: UUID) -> Tender | None:
    return own(organisation_id).filter(pk=pk).first()


def own_page(
    organisation_id: int | None, at: datetime, *, group: str, typed: str, after: str
) -> listing.Page:
    """A page of the own tenders, newest draft first; one query."""
    found = own(organisation_id).filter(listing.in_group(group, at))
    if typed.strip():
        found = found.filter(listing.matching(typed))
    return listing.page(found, "created_at", after)


def repeatable(organisation_id: int | None) -> QuerySet[Tender]:
    """Failed tenders that were not repeated yet (p. 44)."""
    return own(organisation_id).filter(state=TenderState.FAILED, repeated_by=None).order_by("-ended_at")


def own_file(tender: Tender, number: int, file_id: int) -> DocumentationFile | None:
    """A file of the version in work."""
    newest = tender.documentations.order_by("-version").values("pk")[:1]
    found = DocumentationFile.objects.filter(part__documentation=newest, part__number=number, pk=file_id)
    return found.select_related("document").first()


def proposal(kind: str, tender: Tender) -> Approval | None:
    """What waits for the head's decision on this tender."""
    return waiting(kind, tender.subject)


def standing(kind: str, tender: Tender) -> Approval | None:
    """The same for a page that offers the decision: nothing where the tender has gone on without it."""
    return waiting(kind, tender.subject) if may_follow(kind, tender) else None


def proposals(organisation_id: int | None) -> list[tuple[Approval, Tender]]:
    """Proposals of the own tenders that wait for the head, oldest first; two queries.

    Those that the tender has left behind (it was cancelled, its submission closed) wait for nothing any more.
    """
    rows = list(
        Approval.objects.filter(Q(kind__startswith="tender."), decided_at=None, content__tender__isnull=False)
        .select_related("proposed_by")
        .order_by("proposed_at")
    )
    mine = {str(t.pk): t for t in own(organisation_id).filter(pk__in=[r.content["tender"] for r in rows])}
    found = [(row, mine[row.content["tender"]]) for row in rows if row.content["tender"] in mine]
    return [(row, tender) for row, tender in found if may_follow(row.kind, tender)]


def may_follow(kind: str, tender: Tender) -> bool:
    """Whether the state of the tender still allows what a proposal of this kind asks for."""
    return kind in FOLLOWED_BY and tender.state in MOVE[FOLLOWED_BY[kind]].sources


def decisions(tender: Tender, head: Actor) -> list[tuple[str, str]]:
    """(kind, page) of what the head decides on this tender: never the own proposals; two queries."""
    return [
        (row.kind, DECIDED_AT[row.kind])
        for row, about in proposals(head.organisation_id)
        if about.pk == tender.pk and row.proposed_by_id != head.person_id
    ]


def open_amendment(tender: Tender) -> Amendment | None:
    return tender.amendments.filter(posted_at=None).select_related("before", "after").first()


def open_stay(tender: Tender) -> Stay | None:
    return tender.stays.filter(ended_at=None).first()


def submission_after(stay: Stay, tender: Tender, at: datetime) -> PublicationFacts | None:
    """The terms of the submission if the stay ended at this moment; ``None`` when no submission stood still."""
    if stay.state_before != TenderState.ACCEPTING or stay.remaining is None:
        return None
    assert tender.closes_at is not None
    assert tender.opens_at is not None
    closes_at = restored_cutoff(stay.remaining, at)
    return PublicationFacts(
        pack=pack(tender.rule_pack),
        short_clocks=tender.row.short_clocks,
        closes_at=closes_at,
        opens_at=closes_at + (tender.opens_at - tender.closes_at),
        bids_valid_until=tender.bids_valid_until,
    )


def validity_needed(stay: Stay, tender: Tender, at: datetime) -> date | None:
    """The first day until which bids must be valid if the stay ended now; ``None`` while what is stated suffices."""
    submission = submission_after(stay, tender, at)
    short = refuse_validity(submission) if submission else []
    return short[0].params["earliest"] if short else None  # type: ignore[return-value]


def validity_after(stay: Stay, tender: Tender, proposed: date | None, at: datetime) -> date | None:
    """Until when bids are valid if the stay ended now: as stated, as proposed with the end, or as long as the end of
    submission then needs, which moves on with every day the proposal waits."""
    days = (tender.bids_valid_until, proposed, validity_needed(stay, tender, at))
    return max(filter(None, days), default=None)
