"""What the pages about securities share: rows of the description, the arithmetic, the papers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ppp_portal.documents import queries as documents
from ppp_portal.documents.models import Document
from ppp_portal.law.acts import p605
from ppp_portal.web import wording as said
from tenders.queries import security as queries

PAPERS = ("tender.security_card", "tender.security_return", "tender.forfeiture", "tender.security_ledger")
TONES = {
    "required": "bad",
    "lodged": "wait",
    "verified": "ok",
    "held": "ok",
    "return_due": "now",
    "returned": "quiet",
    "forfeit_proposed": "bad",
    "forfeited": "quiet",
    "not_required": "quiet",
}


def arithmetic(tender: Any) -> dict[str, Any] | None:
    """The required sum for ``{% explain %}`` and ``{% arithmetic %}``."""
    found = queries.amount_of(tender)
    if found is None:
        return None
    lines = [
        {
            "text": _("Assumed investments in the documentation"),
            "value": said.tenge(found.base),
            "basis": p605("A1.10(10)"),
        },
        {"text": _("Share"), "value": f"× {said.number(100 * found.rate)} %", "basis": p605("31")},
    ]
    if found.rounded:
        lines.append({"text": _("Rounded up to the tiyn"), "value": "", "basis": ""})
    return {"amount": found.amount, "lines": lines}


def described(security: Any) -> list[dict[str, Any]]:
    """What was lodged, for ``{% summary %}``."""
    rows = [
        {"label": _("Form"), "value": security.get_form_display()},
        {"label": _("Amount"), "value": said.tenge(security.amount)},
        {"label": _("Payer"), "value": security.payer},
        {"label": _("Bank"), "value": security.bank},
        {"label": _("Number of the payment or guarantee"), "value": security.reference},
        {"label": _("Date of the payment or guarantee"), "value": said.day(security.dated)},
    ]
    if security.valid_until:
        rows.append({"label": _("Valid until"), "value": said.day(security.valid_until)})
    return [*rows, {"label": _("Bank account for the return"), "value": security.account}]


def return_term(security: Any) -> dict[str, Any] | None:
    """The three working days for ``{% deadline %}``, while they run."""
    term = queries.return_term(security)
    if term is None or security.state != "return_due":
        return None
    return {
        "label": _("Return of the security"),
        "due_at": term.due_at,
        "basis": term.basis,
        "starts": str(security.get_return_trigger_display()),
        "starts_at": security.return_triggered_at,
        "because": term.because,
        "consequence": term.consequence,
    }


def papers(subject: str, address: Callable[[UUID], str]) -> list[dict[str, Any]]:
    """Printed papers about a security, each behind the address of the audience that asks."""
    rows = []
    for row in documents.pair_rows(subject, public=False):
        if row["order"].kind not in PAPERS:
            continue
        for language in ("kk", "ru"):
            if row.get(language):
                row[language]["url"] = address(row["order"].document_id(language))
        rows.append(row)
    return rows


def paper(subjects: set[str], pk: UUID) -> Document:
    """One of these papers; anything else does not exist here."""
    found = documents.document(pk)
    if found is None or found.subject not in subjects or found.kind not in PAPERS:
        raise Http404
    return found


def money(amount: Any) -> str:
    """A sum for a sentence in the reader's language."""
    return said.tenge(amount) if amount is not None else "—"


def tender_budget(tender: Any) -> str:
    """The budget in the reader's language; English readers read the Kazakh text."""
    return str(tender.budget_ru if get_language() == "ru" else tender.budget_kk)
