"""The stay of a court and its end (art. 57(3)): everything stands still, and the time that was left is given back."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ppp_portal.accounts import approvals
from ppp_portal.accounts.models import Approval
from ppp_portal.documents.actions import open_to_everybody
from ppp_portal.documents.audience import Audience
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import refuse
from ppp_portal.notices.outgoing import notify
from tenders.actions.cutoff import close_stage_one, close_submission
from tenders.actions.moving import lock_own, make_move, refuse_move, refuse_state
from tenders.actions.telling import tell_followers
from tenders.models import Stay, Tender
from tenders.queries import organizer as queries
from tenders.queries.sweeping import bidding
from tenders.rules.documentation import Pair
from tenders.rules.interruptions import refuse_reason, refuse_stay, restored_cutoff
from tenders.rules.publication import PublicationFacts, refuse_validity
from tenders.states import TenderState

KIND = "tender.stay"


@transaction.atomic
def propose_stay(
    *,
    tender_id: UUID,
    reason_kk: str,
    reason_ru: str,
    act: str,
    act_date: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
) -> Approval:
    """One person enters the act of the court, the head stays the tender: a deadline does not move by one pair of eyes.

    The file of the act is the organiser's own until then.
    """
    tender = lock_own(tender_id, by)
    at = clock.now()
    refuse(
        [
            *refuse_stay(
                act, act_date, local_day(at), has_file=upload is not None, file_needed=not clock.is_training()
            ),
            *refuse_reason(Pair(reason_kk, reason_ru)),
            *refuse_state(tender, "stay_tender", by),
        ]
    )
    document = upload and store_upload(
        upload,
        by=by,
        subject=tender.subject,
        kind="tender.court_act",
        at=at,
        audience=Audience.PARTIES,
        title=act,
    )
    content: dict[str, Any] = {
        "tender": tender.pk,
        "reason_kk": reason_kk,
        "reason_ru": reason_ru,
        "act": act,
        "act_date": act_date,
        "document": document.pk if document else None,
        "sha256": document.sha256 if document else "",
    }
    return approvals.propose(KIND, tender.subject, content, by=by, at=at)


@transaction.atomic
def stay_tender(*, tender_id: UUID, approval_id: int, seen: str, by: Actor) -> Stay:
    """The head stays the tender on the act that was proposed: everything stands still, the time left is kept.

    A term that has passed unnoticed ends first: a stay gives no time back to those who were late.
    """
    tender = lock_own(tender_id, by)
    if close_submission(tender_id=tender_id) or close_stage_one(tender_id=tender_id):
        tender.refresh_from_db()
    at = clock.now()
    ends_at = _ends_at(tender)
    refuse(refuse_move(tender, "stay_tender", by))
    approval = approvals.decide(approval_id, approved=True, seen=seen, by=by, at=at)
    said = approval.content
    stay = Stay.objects.create(
        tender=tender,
        reason_kk=said["reason_kk"],
        reason_ru=said["reason_ru"],
        act=said["act"],
        act_date=said["act_date"],
        document=_opened(said["document"], at),
        state_before=tender.state,
        began_at=at,
        remaining=ends_at - at if ends_at else None,
    )
    make_move(tender, "stay_tender", by=by, at=at, facts=dict(said))
    _tell(tender, "tender.stayed", f"stay:{stay.pk}")
    return stay


def _opened(document_id: str | None, at: datetime) -> Document | None:
    """The act of the court, for everybody from now on."""
    return open_to_everybody(Document.objects.get(pk=document_id), at) if document_id else None


@transaction.atomic
def end_stay(*, tender_id: UUID, end_act: str, by: Actor, bids_valid_until: date | None = None) -> Tender:
    """The stay ends: the tender is where it was, with the time that was left.

    With a later end of submission the validity of bids may have become too short; bids can still be changed then, so
    a later day, ``bids_valid_until``, is asked for.
    """
    tender = lock_own(tender_id, by)
    at = clock.now()
    stay = tender.stays.filter(ended_at=None).first()
    submission = _submission(tender, stay, bids_valid_until, at)
    refuse(
        [
            *refuse_move(tender, "end_stay", by),
            *refuse_stay(end_act, local_day(at), local_day(at)),
            *(refuse_validity(submission) if submission else []),
        ]
    )
    assert stay is not None
    stated = tender.bids_valid_until
    _resume(tender, stay, submission, at)
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
    if tender.bids_valid_until != stated:
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


def _submission(
    tender: Tender, stay: Stay | None, valid_until: date | None, at: datetime
) -> PublicationFacts | None:
    """The submission as it would go on now, with the later validity that was stated; ``None`` where none was stayed."""
    found = queries.submission_after(stay, tender, at) if stay else None
    if found is None:
        return None
    later = max(filter(None, (tender.bids_valid_until, valid_until)), default=None)
    return replace(found, bids_valid_until=later)


def _resume(tender: Tender, stay: Stay, submission: PublicationFacts | None, at: datetime) -> None:
    """Let the time that was left run on from now."""
    if submission is not None:
        tender.closes_at, tender.opens_at = submission.closes_at, submission.opens_at
        tender.bids_valid_until = submission.bids_valid_until  # type: ignore[assignment]
    elif stay.remaining is None:
        return
    elif stay.state_before == TenderState.NEGOTIATION:
        tender.negotiations.filter(state="open").update(due_at=at + stay.remaining)
    else:
        tender.stage1_closes_at = restored_cutoff(stay.remaining, at)


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
