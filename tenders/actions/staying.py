"""The stay of a court (art. 57(3)): everything stands still, and the time that is left is kept."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ppp_portal.accounts import approvals
from ppp_portal.accounts.models import Approval, Role
from ppp_portal.accounts.queries import holders
from ppp_portal.documents.actions import open_to_everybody
from ppp_portal.documents.audience import Audience
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import refuse
from ppp_portal.notices.outgoing import notify
from tenders.actions.cutoff import close_stage_one, close_submission
from tenders.actions.moving import lock_own, make_move, refuse_move, refuse_state
from tenders.actions.telling import tell_followers
from tenders.models import Stay, Tender
from tenders.rules.documentation import Pair
from tenders.rules.interruptions import COURT, refuse_reason, refuse_stay
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
    content = {
        "reason_kk": reason_kk,
        "reason_ru": reason_ru,
        **kept_act(tender, act, act_date, upload, by, at),
    }
    return put_forward(KIND, tender, content, by=by, at=at)


def kept_act(
    tender: Tender, act: str, act_date: date | None, upload: UploadedFile | None, by: Actor, at: datetime
) -> dict[str, Any]:
    """The act of the court with its file, as it is proposed: the organiser's own until the head has decided."""
    document = upload and store_upload(
        upload,
        by=by,
        subject=tender.subject,
        kind="tender.court_act",
        at=at,
        audience=Audience.PARTIES,
        title=act,
    )
    return {
        "act": act,
        "act_date": act_date,
        "document": document.pk if document else None,
        "sha256": document.sha256 if document else "",
    }


def put_forward(kind: str, tender: Tender, content: dict[str, Any], *, by: Actor, at: datetime) -> Approval:
    """Propose to the heads, who are told at once; recorded, so that nobody lets the act of a court lie unseen.

    In the organiser's own stream: what is only proposed is not public yet.
    """
    approval = approvals.propose(kind, tender.subject, {"tender": tender.pk, **content}, by=by, at=at)
    facts = {"tender": tender.pk, "digest": approval.digest}
    facts |= {key: content[key] for key in ("act", "act_date", "sha256")}
    record(f"{kind}_proposed", stream=f"tender-draft:{tender.pk}", by=by, at=at, facts=facts, basis=[COURT])
    notify(
        f"{kind}_proposed",
        to=sorted(holders(tender.organiser_id, Role.HEAD) - {by.person_id}),
        subject=tender.subject,
        params={"number": tender.number, "act": content["act"]},
        key=f"{kind}_proposed:{approval.pk}",
        url_name="tenders:organizer_proposals",
    )
    return approval


@transaction.atomic
def stay_tender(*, tender_id: UUID, approval_id: int, seen: str, by: Actor) -> Stay:
    """The head stays the tender on the act that was proposed: everything stands still, the time left is kept.

    A term that has passed unnoticed ends first, by the same look at the clock: a stay gives no time back to those who
    were late.
    """
    tender = lock_own(tender_id, by)
    at = clock.now()
    if close_submission(tender_id=tender_id, at=at) or close_stage_one(tender_id=tender_id, at=at):
        tender.refresh_from_db()
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
        document=opened(said["document"], at),
        state_before=tender.state,
        began_at=at,
        remaining=ends_at - at if ends_at else None,
    )
    make_move(tender, "stay_tender", by=by, at=at, facts=dict(said))
    tell_followers(tender, "tender.stayed", key=f"{tender.pk}:stay:{stay.pk}", closes_at=tender.closes_at)
    return stay


def opened(document_id: str | None, at: datetime) -> Document | None:
    """The act of the court, for everybody from now on."""
    return open_to_everybody(Document.objects.get(pk=document_id), at) if document_id else None


def _ends_at(tender: Tender) -> datetime | None:
    """The end of the term that stands still: of the submission, or the planned one of the talks."""
    talks = tender.negotiations.filter(state="open").first()
    running = {
        TenderState.STAGE1_ACCEPTING: tender.stage1_closes_at,
        TenderState.ACCEPTING: tender.closes_at,
        TenderState.NEGOTIATION: talks.due_at if talks else None,
    }
    return running.get(TenderState(tender.state))
