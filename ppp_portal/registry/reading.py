"""Rows of tenders as everybody reads them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from contracts.queries import public as contracts
from ppp_portal.law.deadlines import Deadline
from tenders import wording
from tenders.queries import phases
from tenders.states import TenderState


def lines(tenders: Iterable[Any], at: datetime) -> list[dict[str, Any]]:
    """A tender, its state now and the end of submission; no query."""
    return [
        {
            "tender": row,
            "phase": phases.phase(row, at),
            "paused": phases.paused(row),
            "ends_at": phases.submission_ends_at(row),
            "stage_one": row.published_at is None,
        }
        for row in tenders
    ]


def terms(deadlines: Iterable[Deadline], ics_url: str) -> list[dict[str, Any]]:
    """Deadlines for ``{% deadline %}``, each under its name."""
    return [
        {
            "label": wording.DEADLINES.get(term.kind, term.kind),
            "due_at": term.due_at,
            "basis": term.basis,
            "because": term.because,
            "consequence": term.consequence,
            "ics_url": ics_url,
        }
        for term in deadlines
    ]


def contract_url(tender: Any) -> str:
    """The public card of the contract that ended the tender; empty while there is none."""
    return contracts.card_url(tender) if tender.state == TenderState.CONTRACTED else ""
