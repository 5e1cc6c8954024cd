"""Sittings of the commission on a tender: the rules of the panel, and what this tender can come to now."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.refusals import refuse
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Motion, Sitting
from tenders.actions import cutoff, moving
from tenders.rules.commission import refuse_purpose
from tenders.rules.opening import refuse_hour
from tenders.states import TenderState


def close_if_over(tender_id: UUID) -> None:
    """The recorded state follows the clock: whoever comes first after the cut-off closes the submission."""
    cutoff.close_submission(tender_id=tender_id, by=SYSTEM)
    cutoff.close_stage_one(tender_id=tender_id, by=SYSTEM)


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
    refuse([*refuse_purpose(tender.state, purpose, discussing=tender.row.discusses), *refuse_hour(at, hour)])
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
    """Count a vote, behind the lock of the tender: an adopted one may change its bids.

    Raises ``Motion.DoesNotExist`` for a vote on anything else than this tender.
    """
    tender = moving.lock(tender_id)
    Motion.objects.get(pk=motion_id, sitting__subject=tender.subject)
    return panel.close_motion(motion_id=motion_id, by=by, stream=tender.stream, at=clock.now())
