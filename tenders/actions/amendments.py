"""Amending a published documentation: the clock of submission stops, and runs again when the new text is posted.

Two people for each step that everybody sees: one proposes to amend, the head announces; one submits the amended
text with its dates, the head posts those very bytes.
"""

from copy import copy
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts import approvals
from ppp_portal.accounts.models import Approval
from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.packs import pack
from ppp_portal.law.refusals import Refusal, refuse
from tenders import deadlines
from tenders.actions.custody import tell_bidder
from tenders.actions.drafting import copy_documentation
from tenders.actions.moving import lock_own, make_move, refuse_move
from tenders.actions.publication import post
from tenders.actions.telling import tell_followers
from tenders.actions.terms import take_effect
from tenders.clockwork import clock_facts
from tenders.models import Amendment, Documentation, Tender
from tenders.protocols.amendment import amendment_notice
from tenders.queries.documentation import (
    current,
    documentation_facts,
    in_force,
    text_changes,
    text_digest,
    texts_to_compare,
)
from tenders.queries.security import fallen_short
from tenders.queries.terms import drafted
from tenders.rules.documentation import Pair, refuse_documentation
from tenders.rules.interruptions import (
    PostingFacts,
    refuse_amendment,
    refuse_other_text,
    refuse_posting,
    refuse_reason,
    restored_cutoff,
)
from tenders.rules.publication import (
    PublicationFacts,
    refuse_end,
    refuse_figures,
    refuse_opening_hour,
    refuse_validity,
    security_amount,
)
from tenders.states import MOVE, TenderState

KIND, TEXT = "tender.amendment", "tender.amended_text"


@transaction.atomic
def propose_amendment(*, tender_id: UUID, reason_kk: str, reason_ru: str, by: Actor) -> Approval:
    """Staff proposes to amend; the head announces. The freeze is asked at once, so that nobody works in vain."""
    tender = lock_own(tender_id, by)
    at = clock.now()
    sources = MOVE["announce_amendment"].sources
    wrong_state = [] if tender.state in sources else refuse_move(tender, "announce_amendment", by)
    freeze = deadlines.amendment_freeze(clock_facts(tender))
    late = refuse_amendment(freeze, at) if tender.state in sources else []
    refuse([*wrong_state, *late, *refuse_reason(Pair(reason_kk, reason_ru))])
    content = {
        "tender": tender.pk,
        "reason_kk": reason_kk,
        "reason_ru": reason_ru,
        "closes_at": tender.closes_at,
    }
    return approvals.propose(KIND, tender.subject, content, by=by, at=at)


@transaction.atomic
def announce_amendment(*, tender_id: UUID, approval_id: int, seen: str, by: Actor) -> Amendment:
    """The head announces: submission stops at this instant and a new version of the documentation is opened."""
    tender = lock_own(tender_id, by)
    at = clock.now()
    refuse(refuse_move(tender, "announce_amendment", by))
    refuse(refuse_amendment(deadlines.amendment_freeze(clock_facts(tender)), at))
    approval = approvals.decide(approval_id, approved=True, seen=seen, by=by, at=at)
    before = in_force(tender)
    assert before is not None
    assert tender.closes_at is not None
    after = copy_documentation(in_force(tender), tender, version=before.version + 1)  # type: ignore[arg-type]
    amendment = Amendment.objects.create(
        tender=tender,
        number=tender.amendments.count() + 1,
        reason_kk=approval.content["reason_kk"],
        reason_ru=approval.content["reason_ru"],
        announced_at=at,
        closed_at_before=tender.closes_at,
        remaining=tender.closes_at - at,
        before=before,
        after=after,
    )
    facts = {"amendment": amendment.number, "remaining": amendment.remaining, "closes_at": tender.closes_at}
    make_move(tender, "announce_amendment", by=by, at=at, facts=facts)
    _tell(tender, amendment, "tender.amendment_announced")
    return amendment


@transaction.atomic
def submit_amendment(
    *,
    tender_id: UUID,
    by: Actor,
    closes_at: datetime | None = None,
    opens_at: datetime | None = None,
    off_day_confirmed: bool = False,
) -> Approval:
    """Submit the amended text to the head under its digest, with a later end of submission if more time is given.

    Everything that the posting refuses is refused already, so that the head is not asked in vain.
    """
    tender = lock_own(tender_id, by)
    at = clock.now()
    if tender.state != TenderState.SUSPENDED:
        refuse(refuse_move(tender, "post_amendment", by))
    amendment, documentation = tender.amendments.get(posted_at=None), current(tender)
    stated = copy(drafted(tender, documentation))
    _restore(stated, amendment, closes_at, opens_at, at)
    stated.off_day_confirmed = off_day_confirmed
    refuse(_refuse(stated, documentation, amendment, closes_at, at))
    content = {
        "tender": tender.pk,
        "amendment": amendment.number,
        "documentation": text_digest(tender, documentation),
        "closes_at": closes_at,
        "opens_at": opens_at,
        "off_day_confirmed": off_day_confirmed,
    }
    return approvals.propose(TEXT, tender.subject, content, by=by, at=at)


@transaction.atomic
def post_amendment(*, tender_id: UUID, approval_id: int, seen: str, by: Actor) -> Tender:
    """The head posts the text that was submitted: the time that was left runs on, or longer if more was given.

    Refused when the text was edited after it was submitted. Bids already submitted stay; their bidders are asked to
    confirm or change them.
    """
    tender = lock_own(tender_id, by)
    at = clock.now()
    refuse(refuse_move(tender, "post_amendment", by))
    amendment, documentation = tender.amendments.get(posted_at=None), current(tender)
    Approval.objects.get(pk=approval_id, kind=TEXT, subject=tender.subject)
    approval = approvals.decide(approval_id, approved=True, seen=seen, by=by, at=at)
    closes_at, opens_at = submitted_dates(approval)
    refuse(refuse_other_text(approval.content["documentation"], text_digest(tender, documentation)))
    changed = differences(tender, amendment)
    take_effect(tender, documentation)
    _restore(tender, amendment, closes_at, opens_at, at)
    tender.off_day_confirmed = approval.content["off_day_confirmed"]
    refuse(_refuse(tender, documentation, amendment, closes_at, at))
    assert tender.investments is not None
    tender.security_amount = security_amount(tender.investments, pack(tender.rule_pack))
    post(tender, documentation, at)
    amendment.posted_at, amendment.closes_at_after = at, tender.closes_at
    amendment.save(update_fields=["posted_at", "closes_at_after"])
    facts = {
        "amendment": amendment.number,
        "documentation": documentation.sha256,
        "approved": approval.digest,
        "closes_at": tender.closes_at,
    }
    make_move(tender, "post_amendment", by=by, at=at, facts={**facts, "opens_at": tender.opens_at})
    request_print(
        "tender.amendment",
        amendment_notice(tender, amendment, changed),
        key=f"tender.amendment:{amendment.pk}",
        subject=tender.subject,
        at=at,
        by=by,
        audience="public",
    )
    _tell(tender, amendment, "tender.amendment_posted")
    _tell_who_falls_short(tender, amendment, at)
    return tender


def _restore(
    tender: Tender, amendment: Amendment, closes_at: datetime | None, opens_at: datetime | None, at: datetime
) -> None:
    """Let the time that was left run on from ``at``, unless later moments are wished."""
    assert tender.opens_at is not None
    assert tender.closes_at is not None
    gap = tender.opens_at - tender.closes_at
    tender.closes_at = closes_at or restored_cutoff(amendment.remaining, at)
    tender.opens_at = opens_at or tender.closes_at + gap


def _refuse(
    tender: Tender,
    documentation: Documentation,
    amendment: Amendment,
    closes_at: datetime | None,
    at: datetime,
) -> list[Refusal]:
    """What keeps this text from being posted at ``at``; ``tender`` states its terms and dates already."""
    changed = differences(tender, amendment)
    assert tender.opens_at is not None
    assert tender.closes_at is not None
    terms = PublicationFacts(
        pack=pack(tender.rule_pack),
        short_clocks=tender.row.short_clocks,
        closes_at=tender.closes_at,
        opens_at=tender.opens_at,
        bids_valid_until=tender.bids_valid_until,
    )
    confirmed = tender.off_day_confirmed
    return [
        *refuse_posting(PostingFacts(bool(changed), amendment.remaining, closes_at), at),
        *(refuse_end(closes_at, at, clock.calendar(), off_day_confirmed=confirmed) if closes_at else []),
        *refuse_opening_hour(terms),
        *refuse_validity(terms),
        *refuse_documentation(documentation_facts(tender, documentation)),
        *refuse_figures(texts_to_compare(tender, documentation)),
    ]


def submitted_dates(approval: Approval) -> tuple[datetime | None, datetime | None]:
    """The end of submission and the opening that were wished with the text; ``None``: what the clock restores."""
    closes_at, opens_at = (
        approval.content[name] and datetime.fromisoformat(approval.content[name])
        for name in ("closes_at", "opens_at")
    )
    return closes_at, opens_at


def differences(tender: Tender, amendment: Amendment) -> list[tuple[str, object, object]]:
    """What the amendment changes: (place, before, after)."""
    versions = {
        row.pk: row for row in tender.documentations.filter(pk__in=[amendment.before_id, amendment.after_id])
    }
    return text_changes(tender, versions[amendment.before_id], versions[amendment.after_id])


def _tell(tender: Tender, amendment: Amendment, kind: str) -> None:
    params = {"amendment": amendment.number, "closes_at": tender.closes_at}
    tell_followers(tender, kind, key=str(amendment.pk), **params)


def _tell_who_falls_short(tender: Tender, amendment: Amendment, at: datetime) -> None:
    """A bidder whose security the amendment made too small learns it alone; nobody else learns that it bids."""
    terms = {
        "needed": tender.security_amount,
        "until": tender.bids_valid_until,
        "closes_at": tender.closes_at,
    }
    for security in fallen_short(tender):
        tell_bidder("fell_short", security, at, str(amendment.pk), **terms)
