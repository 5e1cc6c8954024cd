"""Cancelling a tender, and the stay of a court with its end."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ppp_portal.accounts import approvals
from ppp_portal.accounts.models import Approval
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import law
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.notices.outgoing import notify
from tenders.actions.cutoff import close_stage_one, close_submission
from tenders.actions.moving import lock_own, make_move, refuse_move
from tenders.actions.telling import tell_followers
from tenders.models import Cancellation, Stay, Tender
from tenders.protocols.cancellation import cancellation_protocol
from tenders.queries import organizer as queries
from tenders.queries.sweeping import bidding
from tenders.rules.documentation import Pair
from tenders.rules.interruptions import refuse_reason, refuse_stay, restored_cutoff
from tenders.rules.publication import refuse_validity
from tenders.states import LIVE_BID, MOVE, BidState, TenderState

KIND = "tender.cancellation"


@transaction.atomic
def propose_cancellation(*, tender_id: UUID, reason_kk: str, reason_ru: str, by: Actor) -> Approval:
    """One person proposes, the head decides: a tender is not cancelled by one pair of eyes."""
    tender = lock_own(tender_id, by)
    at = clock.now()
    refusals = refuse_reason(Pair(reason_kk, reason_ru))
    if tender.state not in MOVE["cancel_tender"].sources:
        refusals.append(Refusal("tender.wrong_state", law("35"), {"state": tender.get_state_display()}))
    refuse(refusals)
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
    _tell(tender, "tender.cancelled", "cancelled")
    return tender


@transaction.atomic
def stay_tender(
    *,
    tender_id: UUID,
    reason_kk: str,
    reason_ru: str,
    act: str,
    act_date: date,
    by: Actor,
    upload: UploadedFile | None = None,
) -> Stay:
    """Record that a court stays the tender: everything stands still, the time left is kept.

    A term that has passed unnoticed ends first: a stay gives no time back to those who were late.
    """
    tender = lock_own(tender_id, by)
    if close_submission(tender_id=tender_id) or close_stage_one(tender_id=tender_id):
        tender.refresh_from_db()
    at = clock.now()
    ends_at = _ends_at(tender)
    refuse(
        [
            *refuse_move(tender, "stay_tender", by),
            *refuse_stay(
                act, act_date, local_day(at), has_file=upload is not None, file_needed=not clock.is_training()
            ),
            *refuse_reason(Pair(reason_kk, reason_ru)),
        ]
    )
    document = upload and store_upload(
        upload, by=by, subject=tender.subject, kind="tender.court_act", at=at, audience="public", title=act
    )
    stay = Stay.objects.create(
        tender=tender,
        reason_kk=reason_kk,
        reason_ru=reason_ru,
        act=act,
        act_date=act_date,
        document=document,
        state_before=tender.state,
        began_at=at,
        remaining=ends_at - at if ends_at else None,
    )
    make_move(tender, "stay_tender", by=by, at=at, facts={"act": act, "act_date": act_date})
    _tell(tender, "tender.stayed", f"stay:{stay.pk}")
    return stay


@transaction.atomic
def end_stay(*, tender_id: UUID, end_act: str, by: Actor, bids_valid_until: date | None = None) -> Tender:
    """The stay ends: the tender is where it was, with the time that was left.

    With a later end of submission the validity of bids may have become too short; bids can still be changed then, so
    a later day, ``bids_valid_until``, is asked for.
    """
    tender = lock_own(tender_id, by)
    at = clock.now()
    refuse([*refuse_move(tender, "end_stay", by), *refuse_stay(end_act, local_day(at), local_day(at))])
    stay = tender.stays.get(ended_at=None)
    longer = _resume(tender, stay, bids_valid_until, at)
    stay.ended_at, stay.end_act = at, end_act
    stay.save(update_fields=["ended_at", "end_act"])
    facts = {
        "end_act": end_act,
        "closes_at": tender.closes_at,
        "stage1_closes_at": tender.stage1_closes_at,
        "bids_valid_until": tender.bids_valid_until,
    }
    make_move(tender, "end_stay", by=by, at=at, facts=facts, target=stay.state_before)
    _tell(tender, "tender.stay_ended", f"stay-end:{stay.pk}")
    if longer:
        notify(
            "tender.validity_longer",
            to=bidding(tender, at),
            subject=tender.subject,
            params={"number": tender.number, "until": tender.bids_valid_until},
            key=f"tender.validity_longer:{stay.pk}",
            url_name="registry:tender",
            url_args=(tender.number,),
        )
    return tender


def _resume(tender: Tender, stay: Stay, valid_until: date | None, at: datetime) -> bool:
    """Let the time that was left run on from now. Whether bids are to be valid longer than was stated."""
    submission = queries.submission_after(stay, tender, at)
    if submission is not None:
        before = tender.bids_valid_until
        tender.bids_valid_until = max(filter(None, (before, valid_until)), default=None)
        refuse(refuse_validity(replace(submission, bids_valid_until=tender.bids_valid_until)))
        tender.closes_at, tender.opens_at = submission.closes_at, submission.opens_at
        return tender.bids_valid_until != before
    if stay.remaining is None:
        return False
    if stay.state_before == TenderState.NEGOTIATION:
        tender.negotiations.filter(state="open").update(due_at=at + stay.remaining)
    else:
        tender.stage1_closes_at = restored_cutoff(stay.remaining, at)
    return False


def _ends_at(tender: Tender) -> datetime | None:
    """The end of the term that stands still: of the submission, or the planned one of the talks."""
    talks = tender.negotiations.filter(state="open").first()
    running = {
        TenderState.STAGE1_ACCEPTING: tender.stage1_closes_at,
        TenderState.ACCEPTING: tender.closes_at,
        TenderState.NEGOTIATION: talks.due_at if talks else None,
    }
    return running.get(TenderState(tender.state))


def _tell(tender: Tender, kind: str, key: str) -> None:
    tell_followers(tender, kind, key=f"{tender.pk}:{key}", closes_at=tender.closes_at)
