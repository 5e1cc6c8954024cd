"""A signed protocol moves the tender; an adopted vote on the result makes a bid the best.

The move belongs to the commission, whose members signed; the portal only carries it out, at the same instant.
"""

from uuid import UUID

from ppp_portal.journal import bus
from ppp_portal.journal.actor import SYSTEM
from ppp_portal.journal.bus import Event
from ppp_portal.panel.actions import publish_protocol
from tenders.actions import admission, evaluation, failure, outcome
from tenders.models import Tender
from tenders.protocols.kinds import KINDS

MOVES = {
    "tender.admission": admission.decide_admission,
    "tender.selection": admission.decide_selection,
    "tender.results": outcome.sign_results,
    "tender.failure": failure.declare_failed,
}


@bus.on("panel.protocol_signed")
def protocol_signed(event: Event) -> None:
    """Move the tender, then publish what is meant for everybody. A correction moves nothing."""
    tender_id, kind = _tender(event), event.facts["kind"]
    if tender_id is None or kind not in KINDS:
        return
    if kind in MOVES and not event.facts["corrects"]:
        MOVES[kind](tender_id=tender_id, by=SYSTEM)
    if KINDS[kind].audience == "public":
        # The clock is read again: the move before it has written a later record into the same stream.
        publish_protocol(protocol_id=event.facts["protocol"], by=SYSTEM, stream=event.stream)


@bus.on("panel.motion_closed")
def motion_closed(event: Event) -> None:
    tender_id = _tender(event)
    if tender_id and event.facts["code"] == evaluation.RESULT and event.facts["outcome"] == "adopted":
        evaluation.apply_result(tender_id, dict(event.facts["content"]), at=event.at, by=event.by)


@bus.on("tender.close_submission")
@bus.on("tender.close_stage_one")
def submission_closed(event: Event) -> None:
    """With nobody in, the failure is proposed; until the hour of the opening nobody can see that."""
    failure.detect(Tender.objects.get(pk=event.facts["tender"]), at=event.at)


def _tender(event: Event) -> UUID | None:
    subject = str(event.facts.get("subject", ""))
    return UUID(subject.removeprefix("tender:")) if subject.startswith("tender:") else None
