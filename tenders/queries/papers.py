"""Reads of a tender's protocols: their numbers and the sitting each tells of."""

from collections.abc import Iterable
from uuid import UUID

from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import Motion, Protocol, Sitting
from ppp_portal.panel.states import ProtocolState, SittingState
from tenders.models import Tender
from tenders.states import TenderState


def sitting_for(tender: Tender, purposes: Iterable[str]) -> Sitting | None:
    """The last sitting held for one of these purposes."""
    found = panel.sittings(tender.subject).filter(purpose__in=list(purposes))
    return found.order_by("-opened_at").first()


def may_tell(tender: Tender, purposes: Iterable[str]) -> bool:
    """Whether the last sitting for these purposes is over: a protocol tells of a whole sitting."""
    found = sitting_for(tender, purposes)
    return found is not None and found.state == SittingState.CLOSED


def next_number(tender: Tender) -> str:
    """``2026-00017/3``: protocols of a tender are counted through both stages and all kinds; a digit after the stroke
    is a protocol's alone, other papers have a letter there."""
    given = panel.protocols(tender.subject).values_list("number", flat=True)
    last = max((int(number.rpartition("/")[2]) for number in given), default=0)
    return f"{tender.number}/{last + 1}"


def number_for(tender: Tender, kind: str) -> str:
    """A waiting draft keeps its number."""
    waiting = panel.draft_of(tender.subject, kind)
    if waiting is not None and waiting.state == ProtocolState.DRAFT and waiting.corrects_id is None:
        return waiting.number
    return next_number(tender)


def motion_of(tender: Tender, pk: UUID) -> Motion | None:
    """A question put in a sitting of this very tender."""
    return Motion.objects.select_related("sitting").filter(pk=pk, sitting__subject=tender.subject).first()


def protocol_of(tender: Tender, pk: UUID) -> Protocol | None:
    """A protocol of this very tender."""
    return (
        Protocol.objects.select_related("sitting", "corrects").filter(pk=pk, subject=tender.subject).first()
    )


def may_draft(tender: Tender, kind: str, stage: int | None) -> bool:
    """Whether a first draft of this kind makes sense: in its stage (``None``: in both), while there is none."""
    now = 1 if tender.state == TenderState.STAGE1_CLOSED else 2
    return stage in (now, None) and panel.protocol_of(tender.subject, kind) is None
