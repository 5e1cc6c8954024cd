"""A court stays a tender and lets it go on, as two people of the organiser enter it."""

from datetime import date
from typing import Any

from tenders.actions import staying
from tenders.models import Stay, Tender

COURT: Any = {"act": "Сот ұйғарымы № 4", "act_date": date(2026, 3, 2), "reason_kk": "Сот", "reason_ru": "Суд"}
END = "Сот қаулысы № 9"


def stay(tender: Tender, cast: Any, **changes: Any) -> Stay:
    """Proposed by the staff, decided by the head."""
    proposal = staying.propose_stay(tender_id=tender.pk, by=cast.staff, **{**COURT, **changes})
    return staying.stay_tender(
        tender_id=tender.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )


def end(tender: Tender, cast: Any, **changes: Any) -> Tender:
    return staying.end_stay(tender_id=tender.pk, **{"end_act": END, "by": cast.head, **changes})
