"""The end of a court's stay (art. 57(3)): the time that was left is given back."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ppp_portal.accounts import approvals
from ppp_portal.accounts.models import Approval
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import refuse
from ppp_portal.notices.outgoing import notify
from tenders.actions.moving import lock_own, make_move, refuse_move, refuse_state
from tenders.actions.staying import kept_act, opened, put_forward
from tenders.actions.telling import tell_followers
from tenders.models import Stay, Tender
from tenders.queries import organizer as queries
from tenders.queries.sweeping import bidding
from tenders.rules.interruptions import refuse_stay, restored_cutoff
from tenders.rules.publication import PublicationFacts, refuse_validity
from tenders.states import TenderState

KIND = "tender.stay_end"


@transaction.atomic
def propose_end(
    *,
    tender_id: UUID,
    act: str,
    act_date: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
    bids_valid_until: date | None = None,
) -> Approval:
    """One person enters the act that ends the stay, the head ends it: the end of submission moves with it.

    With a later end of submission the validity of bids may have become too short; bids can still be changed then, so
    a later day, ``bids_valid_until``, is asked for.
    """
    tender = lock_own(tender_id, by)
    at = clock.now()
    stay = tender.stays.filter(ended_at=None).first()
    submission = _submission(tender, stay, bids_valid_until, at)
    file_needed = not clock.is_training()
    refuse(
        [
            *refuse_state(tender, "end_stay", by),
            *refuse_stay(act, act_date, local_day(at), has_file=upload is not None, file_needed=file_needed),
            *(refuse_validity(submission) if submission else []),
        ]
    )
    content = {**kept_act(tender, act, act_date, upload, by, at), "bids_valid_until": bids_valid_until}
    return put_forward(KIND, tender, content, by=by, at=at)


@transaction.atomic
def end_stay(*, tender_id: UUID, approval_id: int, seen: str, by: Actor) -> Tender:
    """The head ends the stay on the act that was proposed: the tender is where it was, with the time that was left.

    Counted from this decision, the validity of bids too: if the proposal waited so long that the day it states is too
    early by now, bids are valid as long as they have to be.
    """
    tender = lock_own(tender_id, by)
    at = clock.now()
    refuse(refuse_move(tender, "end_stay", by))
    said = approvals.decide(approval_id, approved=True, seen=seen, by=by, at=at).content
    stay = tender.stays.get(ended_at=None)
    stated = tender.bids_valid_until
    wished = said["bids_valid_until"] and date.fromisoformat(said["bids_valid_until"])
    _resume(tender, stay, _submission(tender, stay, queries.validity_after(stay, tender, wished, at), at), at)
    stay.ended_at, stay.end_act, stay.end_act_date = at, said["act"], date.fromisoformat(said["act_date"])
    stay.end_document = opened(said["document"], at)
    stay.save(update_fields=["ended_at", "end_act", "end_act_date", "end_document"])
    facts = {
        "end_act": said["act"],
        "end_act_date": said["act_date"],
        "sha256": said["sha256"],
        "closes_at": tender.closes_at,
        "stage1_closes_at": tender.stage1_closes_at,
        "bids_valid_until": tender.bids_valid_until,
    }
    make_move(tender, "end_stay", by=by, at=at, facts=facts, target=stay.state_before)
    told = f"{tender.pk}:stay-end:{stay.pk}"
    tell_followers(tender, "tender.stay_ended", key=told, closes_at=tender.closes_at)
    if tender.bids_valid_until != stated:
        _tell_of_validity(tender, stay, at)
    return tender


def _tell_of_validity(tender: Tender, stay: Stay, at: datetime) -> None:
    notify(
        "tender.validity_longer",
        to=bidding(tender, at),
        subject=tender.subject,
        params={"number": tender.number, "until": tender.bids_valid_until},
        key=f"tender.validity_longer:{stay.pk}",
        url_name="registry:tender",
        url_args=(tender.number,),
    )


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
        tender.bids_valid_until = submission.bids_valid_until
    elif stay.remaining is None:
        return
    elif stay.state_before == TenderState.NEGOTIATION:
        tender.negotiations.filter(state="open").update(due_at=at + stay.remaining)
    else:
        tender.stage1_closes_at = restored_cutoff(stay.remaining, at)
