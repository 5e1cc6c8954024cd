"""Reads of requests to extend a contract, and the facts for the rules."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from contracts.extension_states import RUNNING, LineKind
from contracts.models import ContractCard, Extension, ExtensionLine
from contracts.queries import cards
from contracts.rules.extensions import DecisionFacts, refuse_asking, refuse_at_the_limit
from contracts.rules.obligations import LineFacts, Paper
from ppp_portal.comparison import queries as comparison
from ppp_portal.comparison.states import Stage
from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel import queries as panel

ALL = ("card__organiser", "evidence", "decision_file", "agreement_file")


def by_id(pk: UUID) -> Extension:
    return Extension.objects.select_related(*ALL).get(pk=pk)


def of_card(card: ContractCard) -> QuerySet[Extension]:
    return Extension.objects.filter(card=card).select_related(*ALL).order_by("-requested_at")


def one_of(card: ContractCard, pk: UUID) -> Extension | None:
    return of_card(card).filter(pk=pk).first()


def of_subject(subject: str) -> Extension | None:
    kind, _, key = subject.partition(":")
    return Extension.objects.filter(pk=key).select_related(*ALL).first() if kind == "extension" else None


def running(card: ContractCard) -> Extension | None:
    return of_card(card).filter(state__in=RUNNING).first()


def why_not_ask(card: ContractCard, at: datetime) -> list[Refusal]:
    """Why no request for this contract can succeed now, whatever stands in it; empty when one may be written."""
    busy = running(card) is not None
    return [
        *refuse_asking(card.state, card.ends_on, at, card.no_further_extension, busy),
        *refuse_at_the_limit(card.starts_on, card.ends_on, cards.rules_of(card).contract_term_years.value[1]),
    ]


def closed_at(extension: Extension) -> datetime | None:
    """When the matrix was closed: every cell says something and every offer has its verdict."""
    sheet = comparison.questionnaire(extension.subject)
    return sheet.closed_at if sheet is not None and sheet.state == Stage.CLOSED else None


def is_compared(extension: Extension) -> bool:
    return closed_at(extension) is not None


def has_group(extension: Extension) -> bool:
    """A working group of this portal examines the request: it judges, not the staff."""
    return bool(panel.composition(extension.subject))


def on_the_card(card: ContractCard, line: Mapping[str, Any]) -> Decimal | None:
    """What the card says now of the thing that a line changes; ``None`` where it says nothing.

    Obligations of the state are one sum for the whole contract. Investments stand among the quantities, in ₸.
    """
    if line["kind"] == LineKind.OBLIGATION:
        whole = card.obligations.filter(year=None).exclude(plan=None)
        plan: Decimal | None = whole.aggregate(whole=Sum("plan"))["whole"]
        return plan
    if line["kind"] == LineKind.TARIFF:
        tariff = card.tariffs.filter(unit_ru=line["unit_ru"]).exclude(value=None).last()
        return tariff.value if tariff else None
    unit = "₸" if line["kind"] == LineKind.INVESTMENT else line["unit_ru"]
    counted = card.quantities.filter(name_ru=line["name_ru"], unit_ru=unit).last()
    return counted.value if counted else None


def standing(card: ContractCard) -> list[ExtensionLine]:
    """What stands on the card and may change: each as a row with its value of today, not kept anywhere."""
    rows: dict[tuple[str, str], ExtensionLine] = {}
    for row in card.quantities.all():
        names = {"name_kk": row.name_kk, "name_ru": row.name_ru, "before": row.value}
        units = {"unit_kk": row.unit_kk, "unit_ru": row.unit_ru}
        rows[row.name_ru, row.unit_ru] = (
            ExtensionLine(kind=LineKind.INVESTMENT, **names)
            if row.unit_ru == "₸"
            else ExtensionLine(kind=LineKind.QUANTITY, **names, **units)
        )
    for paid in card.tariffs.all():
        units = {"unit_kk": paid.unit_kk, "unit_ru": paid.unit_ru}
        rows["", paid.unit_ru] = ExtensionLine(kind=LineKind.TARIFF, before=paid.value, **units)
    sums = on_the_card(card, {"kind": LineKind.OBLIGATION})
    if sums is not None:
        rows["", ""] = ExtensionLine(kind=LineKind.OBLIGATION, before=sums)
    return list(rows.values())


def papers(extension: Extension) -> tuple[Paper, ...]:
    return tuple(
        Paper(
            name,
            getattr(extension, f"{name}_number"),
            getattr(extension, f"{name}_on"),
            getattr(extension, f"{name}_file_id") is not None,
        )
        for name in ("budget", "maslikhat")
    )


def decision_facts(
    extension: Extension, rows: Iterable[ExtensionLine], at: datetime, *, file: bool
) -> DecisionFacts:
    """What lies on the table: as stored, with what the decision has just been given."""
    return DecisionFacts(
        compared=is_compared(extension),
        recommended=extension.recommended_at is not None,
        effect=_pair(extension, "effect"),
        body=_pair(extension, "deciding_body"),
        number=extension.decision_number,
        on=extension.decision_on,
        file=file,
        reason=_pair(extension, "decision_reason"),
        requested_on=local_day(extension.requested_at),
        ends_on=extension.old_ends_on,
        at=at,
        lines=tuple(LineFacts(row.kind, row.before, row.after) for row in rows),
        papers=papers(extension),
        pays=extension.card.tariffs.exists() or extension.card.obligations.exists(),
        unchanged=_pair(extension, "unchanged"),
    )


def _pair(row: Any, name: str) -> tuple[str, str]:
    return getattr(row, f"{name}_kk") or "", getattr(row, f"{name}_ru") or ""


def content(extension: Extension) -> dict[str, Any]:
    """The supplementary agreement in both languages, for its hash: what the signers were shown."""
    card = extension.card
    return {
        "format": "ppp-extension/1",
        "number": extension.number,
        "contract": card.number,
        "parties": [[p.part, p.name_kk, p.name_ru] for p in cards.parties(card)],
        "ground": extension.ground,
        "from": extension.old_ends_on,
        "to": extension.new_ends_on,
        "one_off": extension.one_off,
        "decision": [extension.decision_number, extension.decision_on, *_pair(extension, "deciding_body")],
        "lines": [
            [row.kind, row.name_kk, row.name_ru, row.unit_kk, row.unit_ru, row.before, row.after]
            for row in extension.lines.all()
        ],
    }


def digest(extension: Extension) -> str:
    return hashlib.sha256(canonical_bytes(content(extension))).hexdigest()
