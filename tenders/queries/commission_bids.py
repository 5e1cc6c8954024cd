"""The opened bids as the pages of the commission show them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from ppp_portal.panel import queries as panel
from ppp_portal.qualification import queries as qualification
from ppp_portal.qualification.models import Check, Sheet
from ppp_portal.qualification.states import Verdict
from ppp_portal.web.refusals import speak
from tenders.models import OpenedBid, Tender
from tenders.queries import admission, opening
from tenders.queries.period import outside_term

SIGNS = {Verdict.MET: "✓", Verdict.NOT_MET: "✗", Verdict.NOT_CHECKED: "?"}
TONES = {Verdict.MET: "ok", Verdict.NOT_MET: "bad", Verdict.NOT_CHECKED: "wait"}


def opened_bid(tender: Tender, pk: Any) -> OpenedBid | None:
    """An opened bid of this very tender."""
    found = OpenedBid.objects.filter(bid__tender=tender, bid_id=pk)
    return found.select_related("bid__bidder", "bid__tender").first()


def list_rows(tender: Tender, stage: int = 2) -> list[dict[str, Any]]:
    """The list as it is read out: order, bidder, moment of receipt, security, commitment."""
    return [
        {
            "order": row.order,
            "bid": row.bid,
            "opened": row,
            "members": opening.confirmed_members(row.bid),
            "security": opening.security_amount(row.bid),
            "problems": problems(row),
        }
        for row in opening.opened_list(tender, stage)
    ]


def problems(row: OpenedBid) -> list[dict[str, str]]:
    """What was noticed at the opening: one line a kind, with the places in words."""
    return [
        {"words": str(words), "places": "; ".join(map(str, places))} for words, places in opening.noticed(row)
    ]


def warnings(tender: Tender, row: OpenedBid) -> list[dict[str, str]]:
    """What the commission looks at before it decides: the same, and months with which no contract could be signed."""
    outside = speak(outside_term(tender, row.months))
    return problems(row) + [{"words": said.message, "places": ""} for said in outside]


def summary(opened: OpenedBid) -> dict[str, str]:
    """What the bid says of itself in a few words, and in which language."""
    said, language = opened.content.get("summary"), opened.content.get("language")
    return {
        "text": said if isinstance(said, str) else "",
        "language": "ru" if language == "ru" else "kk",
    }


def matrix(tender: Tender) -> list[dict[str, Any]]:
    """One row a sheet: the eight requirements of every bidder, with the bid's decision.

    The number of queries does not grow with the number of bids.
    """
    rows = opening.opened_list(tender, admission.stage_of(tender))
    keys = {admission.key(row.bid): row for row in rows}
    sheets = (
        Sheet.objects.filter(subject__in=keys)
        .select_related("organisation")
        .order_by("opened_at", "scope", "id")
    )
    checks: dict[Any, dict[int, Check]] = {}
    for check in Check.objects.filter(sheet__subject__in=keys):
        checks.setdefault(check.sheet_id, {})[check.requirement] = check
    decided = _decisions(tender)
    listed = []
    for row in rows:
        key = admission.key(row.bid)
        own = [sheet for sheet in sheets if sheet.subject == key]
        listed.append(
            {
                "opened": row,
                "bid": row.bid,
                "sheets": [
                    {"sheet": sheet, "cells": _cells(sheet, checks.get(sheet.pk, {}))} for sheet in own
                ],
                "vote": decided.get(key),
                "problems": problems(row),
            }
        )
    return listed


def _decisions(tender: Tender) -> dict[str, Any]:
    """The last vote on each bid; of an open one that it is open."""
    from ppp_portal.panel.models import Motion

    found = Motion.objects.filter(sitting__subject=tender.subject, code=admission.ADMIT).order_by(
        "put_at", "closed_at"
    )
    return {motion.subject_key: motion for motion in found}


def open_vote(opened: OpenedBid) -> Any:
    """The vote on this bid that is open now."""
    found = panel.open_motions(opened.bid.tender.subject)
    return found.filter(code=admission.ADMIT, subject_key=admission.key(opened.bid)).first()


def _cells(sheet: Sheet, checks: dict[int, Check]) -> list[dict[str, Any]]:
    asked = qualification.asked(sheet)
    return [
        {
            "number": number,
            "asked": number in asked,
            "verdict": (verdict := checks[number].verdict if number in checks else Verdict.NOT_CHECKED),
            "label": str(Verdict(verdict).label),
            "sign": SIGNS[Verdict(verdict)],
            "tone": TONES[Verdict(verdict)],
        }
        for number in range(1, 9)
    ]


def checklists(opened: OpenedBid) -> list[dict[str, Any]]:
    """Everything about the qualification of one bid, with the arithmetic of requirements 2 and 8."""
    return [
        {
            "sheet": sheet,
            "lines": [
                {
                    "requirement": line.requirement,
                    "check": line.check,
                    "said": _said(line.check),
                    "verdict": (verdict := line.check.verdict if line.check else Verdict.NOT_CHECKED),
                    "label": str(Verdict(verdict).label),
                    "tone": TONES[Verdict(verdict)],
                    "steps": steps.get(line.requirement.number, []),
                }
                for line in lines
            ],
        }
        for sheet, lines in admission.checklists(opened.bid)
        for steps in [{number: qualification.steps_in_words(sheet, number) for number in (2, 8)}]
    ]


def _said(check: Check | None) -> dict[str, str]:
    """Evidence and reason as the reader reads them: the commission's in the reader's language, the bidder's as written.

    A page in a third language shows the Kazakh words.
    """
    if check is None:
        return {}
    lang = "ru" if get_language() == "ru" else "kk"
    if check.statement:
        evidence, own = check.statement, check.statement_language
    else:
        evidence, own = getattr(check, f"evidence_{lang}"), lang
    return {
        "evidence": evidence,
        "evidence_lang": own,
        "reason": getattr(check, f"reason_{lang}"),
        "lang": lang,
    }


def sheet_of(opened: OpenedBid, pk: Any) -> Sheet | None:
    """A sheet of this very bid."""
    return (
        Sheet.objects.filter(pk=pk, subject=admission.key(opened.bid)).select_related("organisation").first()
    )


def check_of(sheet: Sheet, number: int) -> Check | None:
    return sheet.checks.filter(requirement=number).select_related("document").first()


def file_in(tender: Tender, pk: Any) -> Any:
    """A file out of a bid of this tender."""
    from ppp_portal.documents.models import Document

    subjects: Iterable[str] = [f"bid:{row.bid_id}" for row in OpenedBid.objects.filter(bid__tender=tender)]
    return Document.objects.filter(pk=pk, subject__in=subjects).first()
