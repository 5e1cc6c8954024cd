"""Reads of the documentation: its facts for the rules, its canonical form, its two texts side by side."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import prefetch_related_objects

from ppp_portal.journal.canonical import canonical_bytes, plain
from ppp_portal.law.packs import pack
from ppp_portal.law.refusals import Refusal
from projects.rules.cards import refuse_competed_terms
from scoring.queries import criteria_facts
from scoring.rules import refuse_criteria
from tenders.clockwork import CURRENT_PACK
from tenders.models import Documentation, DocumentationPart, DraftClause, Tender
from tenders.queries import figures
from tenders.queries.period import SPECIAL, YEARS, period_of, special_of
from tenders.queries.terms import drafted, public_partners
from tenders.rules.documentation import ClauseFacts, DepositFacts, DocumentationFacts, Pair

NOT_TEXT = ("version", "closes_at", "opens_at", "security_amount", "format")
# What names a tender or is its own day and place: it differs between any two tenders and adjusts nothing.
DEPOSIT = ("deposit_bank", "deposit_purpose", "deposit_account", "deposit_bin")
OF_ONE_TENDER = (
    *NOT_TEXT,
    *DEPOSIT,
    "tender",
    "number",
    "kind",
    "title",
    "bids_valid_until",
    "opening_place",
)
NOTHING = {"kk": "", "ru": ""}
UNSAID: dict[str, Any] = {
    "public_partners": [],
    **dict.fromkeys(YEARS),
    **dict.fromkeys(DEPOSIT[:2], NOTHING),
    **dict.fromkeys(DEPOSIT[2:], ""),
}


def newest(tender: Tender) -> Documentation:
    """The version in work or in force; every tender has one from its start. What it holds is not read yet."""
    return tender.documentations.order_by("-version").select_related("criteria")[0]


def current(tender: Tender) -> Documentation:
    """The same with all that it holds."""
    found = newest(tender)
    prefetch_related_objects([found], "parts__files__document", "clauses", "risks", "rates")
    return found


def in_force(tender: Tender) -> Documentation | None:
    """The newest posted version: what bidders read and confirm."""
    return (
        tender.documentations.exclude(posted_at=None)
        .select_related("criteria")
        .prefetch_related("parts__files__document", "clauses", "risks", "rates")
        .order_by("-version")
        .first()
    )


def pair(row: Any, name: str) -> Pair:
    """The Kazakh and the Russian text of a translated field."""
    return Pair(getattr(row, f"{name}_kk") or "", getattr(row, f"{name}_ru") or "")


def documentation_facts(tender: Tender, documentation: Documentation) -> DocumentationFacts:
    """Everything the rules of Appendix 1 p. 10 ask about; no query beyond what :func:`current` prefetched."""
    tender = drafted(tender, documentation)
    parts = {part.number: part for part in documentation.parts.all()}
    return DocumentationFacts(
        parts={number: pair(part, "text") for number, part in parts.items()},
        clauses=tuple(
            ClauseFacts(
                clause.number,
                pair(clause, "heading"),
                pair(clause, "text"),
                clause.essential_term,
                clause.closed,
            )
            for clause in documentation.clauses.all()
        ),
        risks=tuple(pair(risk, "name") for risk in documentation.risks.all()),
        study=documentation.study,
        sheet_ground=documentation.sheet_ground,
        annexes={
            number: tuple(file.document.language for file in part.files.all())
            for number, part in parts.items()
        },
        currency=documentation.currency,
        rates=frozenset(rate.currency for rate in documentation.rates.all()),
        investments=tender.investments,
        has_cutoff=tender.closes_at is not None,
        has_opening=tender.opens_at is not None,
        opening_place=pair(tender, "opening_place"),
        has_validity=tender.bids_valid_until is not None,
        budget=pair(tender, "budget"),
        deposit=DepositFacts(
            bank=pair(tender, "deposit_bank"),
            account=tender.deposit_account,
            bin=tender.deposit_bin,
            purpose=pair(tender, "deposit_purpose"),
        ),
        criteria=tuple(refuse_criteria(criteria_facts(documentation.criteria))),
        term=_term(tender, documentation),
    )


def _term(tender: Tender, documentation: Documentation) -> tuple[Refusal, ...]:
    """Whether every term of construction that is competed makes a contract as long as the Law allows. Whoever
    replaces a partner steps into a contract whose term runs already."""
    if tender.row.needs_contract:
        return ()
    rules = pack(tender.rule_pack or CURRENT_PACK)
    return tuple(
        refuse_competed_terms(documentation.criteria.months, period_of(tender, documentation), rules)
    )


def texts_to_compare(tender: Tender, documentation: Documentation) -> dict[str, Pair]:
    """Every text that stands in two languages, under the name of the field where it is typed; the long ones with
    what was found when they were saved."""
    tender = drafted(tender, documentation)
    texts = {"title": pair(tender, "title"), "object": pair(tender.project, "object")}
    texts |= {name: pair(tender, name) for name in ("deposit_bank", "deposit_purpose")}
    texts |= {f"text_{part.number}": compared(part, pair(part, "text")) for part in documentation.parts.all()}
    for clause in documentation.clauses.all():
        texts[f"clause {clause.number}"] = compared(clause, clause_texts(clause))
    return texts | {f"risk {risk.code}": pair(risk, "name") for risk in documentation.risks.all()}


def clause_texts(clause: DraftClause) -> Pair:
    """Heading and text together, as their figures are compared."""
    return Pair(f"{clause.heading_kk}\n{clause.text_kk}", f"{clause.heading_ru}\n{clause.text_ru}")


def compared(row: DocumentationPart | DraftClause, texts: Pair) -> Pair:
    return replace(texts, kept=figures.kept(row.compared, texts.kk, texts.ru))


def text_digest(tender: Tender, documentation: Documentation) -> str:
    """The SHA-256 under which a version in work is approved. Its dates are approved beside it."""
    return hashlib.sha256(canonical_bytes(canonical(tender, documentation))).hexdigest()


def canonical(tender: Tender, documentation: Documentation) -> Mapping[str, Any]:
    """The documentation as plain data: what is hashed, compared between versions and carried in the PDF."""
    facts, partners = criteria_facts(documentation.criteria), public_partners(tender, documentation)
    tender = drafted(tender, documentation)
    return {
        "format": "ppp-documentation/1",
        "tender": tender.pk,
        "number": tender.number,
        "version": documentation.version,
        "kind": tender.kind,
        "title": both(tender, "title"),
        "object": both(tender.project, "object"),
        **{name: getattr(period_of(tender, documentation), name) for name in YEARS},
        SPECIAL: special_of(tender, documentation),
        "public_partners": [{"bin": row.bin, "name": both(row, "name")} for row in partners],
        "investments": tender.investments,
        "security_amount": tender.security_amount,
        "closes_at": tender.closes_at,
        "opens_at": tender.opens_at,
        "opening_place": both(tender, "opening_place"),
        "bids_valid_until": tender.bids_valid_until,
        "budget": both(tender, "budget"),
        **{name: both(tender, name) for name in ("deposit_bank", "deposit_purpose")},
        **{name: getattr(tender, name) for name in ("deposit_account", "deposit_bin")},
        "study": documentation.study,
        "sheet_ground": documentation.sheet_ground,
        "currency": documentation.currency,
        "rates": {r.currency: {"rate": r.rate, "on": r.on} for r in documentation.rates.all()},
        "parts": {str(part.number): both(part, "text") for part in documentation.parts.all()},
        "files": [
            {"part": part.number, "sha256": file.document.sha256, "language": file.document.language}
            for part in documentation.parts.all()
            for file in part.files.all()
        ],
        "clauses": [
            {
                "number": clause.number,
                "heading": both(clause, "heading"),
                "text": both(clause, "text"),
                "essential_term": clause.essential_term,
                "closed": clause.closed,
            }
            for clause in documentation.clauses.all()
        ],
        "risks": [
            {"code": risk.code, "name": both(risk, "name"), "bearer": risk.bearer}
            for risk in documentation.risks.all()
        ],
        "thresholds": dict(facts.thresholds),
        "policies": dict(facts.policies),
        "evidence_policies": dict(facts.evidence),
    }


def form_of(tender: Tender, documentation: Documentation) -> dict[str, Any]:
    """The canonical form in JSON types: as it was posted, or as it would be posted now. A form posted before
    public partners, the account for deposits or the years of operation had a place in it names none; of the special
    significance it says what the card of its day said."""
    form: Any = documentation.form or plain(canonical(tender, documentation))
    return {**UNSAID, SPECIAL: special_of(tender, documentation), **form}


def text_changes(tender: Tender, before: Documentation, after: Documentation) -> list[tuple[str, Any, Any]]:
    """What an amendment changes: (place, before, after). Cut-off and version change with every amendment and are
    told beside the differences."""
    old, new = (
        {key: value for key, value in form_of(tender, version).items() if key not in NOT_TEXT}
        for version in (before, after)
    )
    return changes(old, new)


def adjustments(tender: Tender, documentation: Documentation) -> list[tuple[str, Any, Any]] | None:
    """What a replacement tender changes of the documentation of the partner's own tender (p. 62(1)).

    ``None`` where there is nothing to compare with: the tender replaces nobody, or a contract older than the portal.
    """
    original = in_force(tender.replaces) if tender.replaces else None
    if tender.replaces is None or original is None:
        return None
    old, new = (
        {key: value for key, value in form.items() if key not in OF_ONE_TENDER}
        for form in (form_of(tender.replaces, original), form_of(tender, documentation))
    )
    return changes(old, new)


def both(row: Any, name: str) -> dict[str, str]:
    """A translated field as ``{"kk": …, "ru": …}``."""
    found = pair(row, name)
    return {"kk": found.kk, "ru": found.ru}


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], place: str = ""
) -> list[tuple[str, Any, Any]]:
    """The leaves in which two canonical forms differ: (place, before, after), in the order of the form."""
    found: list[tuple[str, Any, Any]] = []
    for key in dict.fromkeys([*before, *after]):
        old, new, where = before.get(key), after.get(key), f"{place}.{key}" if place else key
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            found += changes(old, new, where)
        elif isinstance(old, list) and isinstance(new, list):
            found += changes(_keyed(old), _keyed(new), where)
        elif old != new:
            found.append((where, old, new))
    return found


def _keyed(rows: list[Any]) -> dict[str, Any]:
    """A list of rows by what names each of them, so that an inserted row is not a change of all that follow."""
    return {
        str(row.get("number") or row.get("code") or row.get("bin") or row.get("sha256") or place): row
        for place, row in enumerate(rows)
    }
