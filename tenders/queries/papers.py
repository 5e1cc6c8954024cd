"""Reads of a tender's protocols: their numbers and the sitting each tells of."""

from collections.abc import Iterable

from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import Sitting
from ppp_portal.panel.states import ProtocolState
from tenders.models import Tender


def sitting_for(tender: Tender, purposes: Iterable[str]) -> Sitting | None:
    """The last sitting held for one of these purposes."""
    found = panel.sittings(tender.subject).filter(purpose__in=list(purposes))
    return found.order_by("-opened_at").first()


def next_number(tender: Tender, letter: str) -> str:
    """``2026-00017/3-Д``: protocols of a tender are counted through, whatever they are about."""
    return f"{tender.number}/{panel.protocols(tender.subject).count() + 1}-{letter}"


def number_for(tender: Tender, kind: str, letter: str) -> str:
    """A waiting draft keeps its number."""
    waiting = panel.draft_of(tender.subject, kind)
    if waiting is not None and waiting.state == ProtocolState.DRAFT and waiting.corrects_id is None:
        return waiting.number
    return next_number(tender, letter)
