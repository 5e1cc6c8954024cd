"""A court stays a tender and lets it go on, or the organiser cancels it, as two people of the organiser enter it."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tenders.actions import cancelling, stay_end, staying
from tenders.models import Stay, Tender

COURT: Any = {"act": "Сот ұйғарымы № 4", "act_date": date(2026, 3, 2), "reason_kk": "Сот", "reason_ru": "Суд"}
END = "Сот қаулысы № 9"
ENDING: Any = {"act": END, "act_date": date(2026, 3, 2)}


def act_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("act.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")


def stay(tender: Tender, cast: Any, **changes: Any) -> Stay:
    """Proposed by the staff, decided by the head."""
    proposal = staying.propose_stay(tender_id=tender.pk, by=cast.staff, **{**COURT, **changes})
    return staying.stay_tender(
        tender_id=tender.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )


def end(tender: Tender, cast: Any, **changes: Any) -> Tender:
    """Proposed by the staff, decided by the head."""
    proposal = stay_end.propose_end(tender_id=tender.pk, by=cast.staff, **{**ENDING, **changes})
    return stay_end.end_stay(tender_id=tender.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head)


def cancel(tender: Tender, cast: Any) -> Tender:
    """Proposed by the staff, decided by the head."""
    proposal = cancelling.propose_cancellation(
        tender_id=tender.pk, reason_kk="Себеп", reason_ru="Причина", by=cast.staff
    )
    return cancelling.cancel_tender(
        tender_id=tender.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
