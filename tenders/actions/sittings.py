"""Sittings of the commission on a tender: the rules of the panel, and what this tender can come to now."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.db import transaction

from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.refusals import refuse
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Motion, Sitting
from tenders.actions import moving
from tenders.models import Tender
from tenders.rules.commission import refuse_purpose
from tenders.rules.opening import refuse_hour
from tenders.states import TenderState


def close_if_over(tender_id: UUID) -> None:
    """The recorded state follows the clock: whoever comes first after the cut-off closes the submission."""
    tender = Tender.objects.only("state", "closes_at", "stage1_closes_at").get(pk=tender_id)
    name = {TenderState.ACCEPTING: "close_submission", TenderState.STAGE1_ACCEPTING: "close_stage_one"}.get(
        TenderState(tender.state)
    )
    due_at = tender.closes_at if name == "close_submission" else tender.stage1_closes_at
    if name and due_at and clock.now() > due_at and find_spec("tenders.actions.cutoff"):
        getattr(import_module("tenders.actions.cutoff"), name)(tender_id=tender_id, by=SYSTEM)


@transaction.atomic
def open_sitting(
    *,
    tender_id: UUID,
    purpose: str,
    place_kk: str,
    place_ru: str,
    by: Actor,
    present: Iterable[int] = (),
) -> Sitting:
    """Open a sitting of the commission about this tender. For the opening not before its hour."""
    close_if_over(tender_id)
    tender = moving.lock(tender_id)
    at = clock.now()
    # Before the hour not even a sitting on a failure may begin: it would tell that nobody bid.
    hour = tender.opens_at if tender.state == TenderState.CLOSED and purpose != "other" else None
    refuse([*refuse_purpose(tender.state, purpose), *refuse_hour(at, hour)])
    return panel.open_sitting(
        subject=tender.subject,
        purpose=purpose,
        place_kk=place_kk,
        place_ru=place_ru,
        present=present,
        by=by,
        stream=tender.stream,
        at=at,
    )


@transaction.atomic
def close_vote(*, tender_id: UUID, motion_id: UUID, by: Actor) -> Motion:
    """Count a vote, behind the lock of the tender: an adopted one may change its bids."""
    tender = moving.lock(tender_id)
    return panel.close_motion(motion_id=motion_id, by=by, stream=tender.stream, at=clock.now())
