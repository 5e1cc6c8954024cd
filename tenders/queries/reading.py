"""The documentation as a page shows it: thirteen parts in words, for its author and for the public alike."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.documents.audience import Audience
from ppp_portal.documents.queries import file_url
from ppp_portal.law.acts import p605
from ppp_portal.law.figures import Differences
from ppp_portal.law.packs import RulePack, pack
from ppp_portal.web import wording
from scoring import messages as words
from scoring.criteria import COUNT_FIELDS, EVIDENCE_POLICIES, POLICIES, THRESHOLD_FIELDS
from scoring.rules import BASIS
from tenders.clockwork import CURRENT_PACK
from tenders.models import Documentation, DocumentationFile, DocumentationPart, Tender
from tenders.queries import terms
from tenders.queries.documentation import both, compared, in_force, pair
from tenders.rules.documentation import PARTS
from tenders.rules.publication import security_amount
from tenders.wording import ESSENTIAL_TERMS, PART_TITLES

MONEY = ("construction_cost", "own_funds", "price")
Row = dict[str, Any]


def pack_of(tender: Tender) -> RulePack:
    return pack(tender.rule_pack or CURRENT_PACK)


def parts(documentation: Documentation) -> list[Row]:
    """All thirteen, each with its texts and its files; nothing beyond what was prefetched. ``differences`` are the
    figures of one text only: a posted version has none, publication refuses them."""
    written = {part.number: part for part in documentation.parts.all()}
    return [
        {
            "number": number,
            "title": PART_TITLES[number],
            "basis": p605(f"A1.10({number})"),
            "kk": (written[number].text_kk or "") if number in written else "",
            "ru": (written[number].text_ru or "") if number in written else "",
            "differences": _differences(documentation, written.get(number)),
            "files": files(written[number]) if number in written else [],
        }
        for number in PARTS
    ]


def _differences(documentation: Documentation, part: DocumentationPart | None) -> Differences:
    if part is None or documentation.posted_at is not None:
        return Differences()
    return compared(part, pair(part, "text")).differences


def files(part: DocumentationPart) -> list[Row]:
    return [
        {
            "pk": row.pk,
            "title_kk": row.title_kk,
            "title_ru": row.title_ru,
            "name": row.document.filename,
            "language": row.document.language,
            "size": row.document.size,
            "sha256": row.document.sha256,
            "at": row.document.created_at,
            "url": _address(row, part),
        }
        for row in part.files.all()
    ]


def _address(row: DocumentationFile, part: DocumentationPart) -> str:
    """Where the file is read: by everybody once it is posted, until then by the organiser alone."""
    if row.document.audience == Audience.PUBLIC:
        return file_url(row.document)
    return reverse("tenders:organizer_file", args=[part.documentation.tender_id, part.number, row.pk])


def clauses(documentation: Documentation) -> list[Row]:
    return [
        {
            "number": clause.number,
            "heading_kk": clause.heading_kk or "",
            "heading_ru": clause.heading_ru or "",
            "text_kk": clause.text_kk or "",
            "text_ru": clause.text_ru or "",
            "term": clause.essential_term,
            "term_title": ESSENTIAL_TERMS.get(clause.essential_term or 0, ""),
            "closed": clause.closed,
        }
        for clause in documentation.clauses.all()
    ]


def thresholds(documentation: Documentation) -> list[Row]:
    """Seven threshold (base) values, in words, with the criterion each belongs to."""
    return [
        {
            "label": words.FIELDS[name],
            "value": _threshold(name, getattr(documentation.criteria, name)),
            "basis": BASIS[name],
        }
        for name in THRESHOLD_FIELDS
    ]


def _threshold(name: str, value: Decimal | int | None) -> str:
    if value is None:
        return wording.NONE
    if name in MONEY:
        return wording.tenge(value)
    return wording.number(value) if name in COUNT_FIELDS else f"{wording.number(value)}{wording.NBSP}%"


def policies(documentation: Documentation) -> list[Row]:
    """Every question that the order leaves open, with the answer this tender gives."""
    return [
        {
            "label": words.QUESTIONS[key],
            "name": words.POLICIES[key],
            "value": words.CHOICES[key].get(getattr(documentation.criteria, key), wording.NONE),
            "basis": _criterion(key),
        }
        for key in (*POLICIES, *EVIDENCE_POLICIES)
    ]


def _criterion(key: str) -> Any:
    """The criterion on which a policy bears; ``step`` bears on several."""
    if key in POLICIES and len(POLICIES[key].criteria) == 1:
        return p605(f"A4.{POLICIES[key].criteria[0]}")
    named = key.partition("_")[0].upper()
    return p605(f"A4.{named}") if named in ("K1", "K3", "K6") else p605("A4")


def risks(documentation: Documentation) -> list[Row]:
    return [
        {
            "code": risk.code,
            "kk": risk.name_kk or "",
            "ru": risk.name_ru or "",
            "bearer": risk.get_bearer_display(),
        }
        for risk in documentation.risks.all()
    ]


def risk_names(tender: Tender) -> dict[str, dict[str, str]]:
    """The risks of the version in force by their codes, each in both languages."""
    found = in_force(tender)
    return {risk.code: both(risk, "name") for risk in found.risks.all()} if found else {}


def risks_in_words(tender: Tender) -> dict[str, str]:
    """The names of the risks by their codes, in the reader's official language."""
    lang = "ru" if wording.language() == "ru" else "kk"
    return {code: names[lang] for code, names in risk_names(tender).items()}


def rates(documentation: Documentation) -> list[Row]:
    return [
        {"currency": row.currency, "rate": wording.number(row.rate), "on": wording.day(row.on)}
        for row in documentation.rates.all()
    ]


def security(tender: Tender) -> Row | None:
    """The arithmetic of the bid security, or None while the investments are not known."""
    if not tender.investments:
        return None
    rate = pack_of(tender).security_rate
    return {
        "amount": tender.security_amount or security_amount(tender.investments, pack_of(tender)),
        "lines": [
            {"text": _("Sum of assumed investments"), "value": wording.tenge(tender.investments)},
            {
                "text": _("One tenth of one per cent"),
                "value": f"× {wording.percent(rate.value)}",
                "basis": rate.basis,
            },
            {"text": _("Rounded up to the tiyn, so that a security is never too small"), "value": ""},
        ],
    }


def whole(tender: Tender, documentation: Documentation, superseded: bool = False) -> Row:
    """Everything ``tenders/documentation.html`` shows; a superseded version with the terms it had."""
    stated = terms.superseded(tender, documentation) if superseded else terms.drafted(tender, documentation)
    rows = clauses(documentation)
    return {
        "terms": stated,
        "version": documentation.version,
        "posted_at": documentation.posted_at,
        "sha256": documentation.sha256,
        "study": documentation.get_study_display(),
        "sheet_ground": documentation.get_sheet_ground_display() if documentation.sheet_ground else "",
        "currency": documentation.currency,
        "parts": parts(documentation),
        "clauses": rows,
        "closed": [clause for clause in rows if clause["closed"]],
        "thresholds": thresholds(documentation),
        "policies": policies(documentation),
        "risks": risks(documentation),
        "rates": rates(documentation),
        "security": security(stated),
    }
