"""How the pages and papers of this storey call things: sectors, deadlines, places of a form and what stands there."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.regions import Region
from ppp_portal.web.wording import in_language, moment, tenge
from projects.kinds import Complexity, CostUnit, Ground, Level, RequirementKind
from projects.messages.alternatives import RECOMMENDATIONS

SECTORS = {
    "education": _("education and student housing"),
    "health": _("health care"),
    "transport": _("transport and roads"),
    "utilities": _("housing and utilities"),
    "energy": _("energy"),
    "culture": _("culture and sport"),
    "digital": _("digital infrastructure and security"),
    "other": _("other"),
}

DEADLINES = {"initiation.acceptance": _("Alternative proposals are accepted until")}

# Fields of a card and of a notice, as people call them.
PLACES: dict[str, Any] = {
    "title": _("Title of the project"),
    "object": _("PPP object"),
    "payments": _("Payments from the budget and state support"),
    "standard": _("Sector standard"),
    "sector": _("Sector"),
    "region": _("Region"),
    "level": _("Level of the project"),
    "cost": _("Project cost"),
    "cost_unit": _("Unit of the cost"),
    "cost_with_vat": _("The cost includes VAT"),
    "complexity": _("Technically complex and (or) unique"),
    "special_significance": _("Project of special significance"),
    "start_year": _("First year of implementation"),
    "end_year": _("Last year of implementation"),
    "creation_months": _("Creation, months"),
    "operation_years": _("Operation, years"),
    "pays_after_commissioning": _("Paid only after commissioning"),
    "parameters": _("Technical parameters"),
    "steps": _("Approvals"),
    "ground": _("Ground of the direct negotiations"),
    "ground_document": _("Document of the ground"),
    "initiator": _("Initiator of the project"),
    "responsibilities": _("Responsibilities of the private partner"),
    "requirements": _("Requirements"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "closes_at": _("Alternative proposals are accepted until"),
    "off_day_confirmed": _("The deadline on a non-working day is intended"),
    "reason": _("Reason"),
    "text": _("Text"),
    "citation": _("Ground of the requirement"),
    "statutory": _("Of article 32(1)"),
    "kind": _("Kind"),
    "number": _("Number"),
    "name": _("Title"),
    "unit": _("Unit"),
    "quantity": _("Quantity"),
    "parts": _("Of these"),
    "body": _("Approving body"),
    "due_on": _("Due"),
    "done_on": _("Given"),
    "document": _("Document, SHA-256"),
    "rule_pack": _("Edition of the rules"),
}
ROWS = {"requirements": _("Requirement"), "parameters": _("Parameter"), "steps": _("Approval")}
LANGUAGES = ("kk", "ru")

_CHOICES: dict[str, Any] = {
    "sector": SECTORS,
    "region": dict(Region.choices),
    "level": dict(Level.choices),
    "complexity": dict(Complexity.choices),
    "cost_unit": dict(CostUnit.choices),
    "ground": dict(Ground.choices),
    "kind": dict(RequirementKind.choices),
}
_YES_NO = {True: _("yes"), False: _("no")}


def place(code: str) -> str:
    """``requirements.2.text.kk`` → "Requirement 2 · Text (in Kazakh)", in the reader's language."""
    words: list[str] = []
    before = ""
    for part in code.split("."):
        if part.isdigit() and words:
            words[-1] = f"{ROWS.get(before, words[-1])} {part}"
        elif part in LANGUAGES and words:
            words[-1] = f"{words[-1]} ({in_language(part)})"
        else:
            words.append(str(PLACES.get(part, part)))
        before = part
    return " · ".join(words)


def value(code: str, raw: Any) -> Any:
    """What stands at a place of a canonical form: a moment, a sum, a choice in words, or the text itself."""
    name = code.rsplit(".", 1)[-1]
    if raw in (None, ""):
        return "—"
    if isinstance(raw, bool):
        return _YES_NO[raw]
    if name in _CHOICES:
        return _CHOICES[name].get(raw, raw)
    if name == "closes_at":
        return datetime.fromisoformat(raw)
    if name == "cost":
        return Decimal(raw)
    return str(raw)


def choice(name: str, raw: Any) -> Any:
    """The words of a choice of the form, a dash where nothing was chosen."""
    return _CHOICES[name].get(raw, raw) if raw not in (None, "") else "—"


def advised(motion: Any) -> dict[str, Any] | None:
    """What the working group recommends by an adopted motion, and why."""
    if motion is None:
        return None
    said = motion.content
    return {"what": RECOMMENDATIONS[said["recommendation"]], "reason": said["reason"]}


def told(changes: Iterable[tuple[str, Any, Any]]) -> list[dict[str, Any]]:
    """Differences of two forms for a page: the place in words, the values as a reader sees them."""
    return [
        {
            "label": place(code),
            "lang": code.rsplit(".", 1)[-1] if code.endswith((".kk", ".ru")) else "",
            "before": _shown(value(code, before)),
            "after": _shown(value(code, after)),
        }
        for code, before, after in changes
    ]


def _shown(found: Any) -> str:
    if isinstance(found, datetime):
        return moment(found, style="s")
    return tenge(found) if isinstance(found, Decimal) else str(found)
