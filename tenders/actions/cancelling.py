"""Cancelling a tender: one person proposes, the head decides."""

from uuid import UUID

from django.db import transaction

from ppp_portal.accounts import approvals
from ppp_portal.accounts.models import Approval
from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import refuse
from tenders.actions.moving import lock_own, make_move, refuse_move, refuse_state
from tenders.actions.telling import tell_followers
from tenders.models import Cancellation, Tender
from tenders.protocols.cancellation import cancellation_protocol
from tenders.rules.documentation import Pair
from tenders.rules.interruptions import refuse_reason
from tenders.states import LIVE_BID, BidState

KIND = "tender.cancellation"


@transaction.atomic
def propose_cancellation(*, tender_id: UUID, reason_kk: str, reason_ru: str, by: Actor) -> Approval:
    """One person proposes, the head decides: a tender is not cancelled by one pair of eyes."""
    tender = lock_own(tender_id, by)
    at = clock.now()
    refuse([*refuse_reason(Pair(reason_kk, reason_ru)), *refuse_state(tender, "cancel_tender", by)])
    content = {"tender": tender.pk, "reason_kk": reason_kk, "reason_ru": reason_ru}
    return approvals.propose(KIND, tender.subject, content, by=by, at=at)


@transaction.atomic
def cancel_tender(*, tender_id: UUID, approval_id: int, seen: str, by: Actor) -> Tender:
    """The head cancels what was proposed; a protocol says why, and every security is to be returned.

    A tender that a court stays may be cancelled too: with it the stay has nothing left to hold.
    """
    tender = lock_own(tender_id, by)
    at = clock.now()
    refuse(refuse_move(tender, "cancel_tender", by))
    approval = approvals.decide(approval_id, approved=True, seen=seen, by=by, at=at)
    cancellation = Cancellation.objects.create(
        tender=tender, reason_kk=approval.content["reason_kk"], reason_ru=approval.content["reason_ru"], at=at
    )
    tender.stays.filter(ended_at=None).update(ended_at=at)
    tender.bids.filter(state__in=[str(state) for state in LIVE_BID]).update(state=BidState.EXPIRED)
    state_before, tender.ended_at = tender.state, at
    make_move(tender, "cancel_tender", by=by, at=at, facts=dict(approval.content))
    request_print(
        "tender.cancellation",
        cancellation_protocol(tender, cancellation, state_before),
        key=f"tender.cancellation:{tender.pk}",
        subject=tender.subject,
        at=at,
        by=by,
        audience="public",
    )
    tell_followers(tender, "tender.cancelled", key=f"{tender.pk}:cancelled", closes_at=tender.closes_at)
    return tender
