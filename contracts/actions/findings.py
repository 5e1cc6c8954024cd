"""Findings of monitoring: written down, notified, replied to, remedied or handed to the head. Never deleted."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts import monitoring_deadlines
from contracts.actions import moves
from contracts.actions.cards import note_card, own_card, tell_card
from contracts.actions.months import paper, partners_card
from contracts.models import Finding
from contracts.monitoring_states import FINDING_MOVES, FindingState
from contracts.protocols.monitoring import breach_notice
from contracts.queries import cards
from contracts.rules import monitoring as rules
from contracts.rules.texts import refuse_texts
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse

PAGE = "contracts:card_monitoring"


def _locked(finding_id: int, by: Actor) -> Finding:
    card = own_card(Finding.objects.values_list("card_id", flat=True).get(pk=finding_id), by)
    finding = Finding.objects.get(pk=finding_id)
    finding.card = card
    return finding


def _refuse_move(finding: Finding, name: str, by: Actor) -> list[Refusal]:
    return moves.refuse(FINDING_MOVES, finding, name, by, "monitoring.wrong_state")


def _make_move(
    finding: Finding, name: str, *, by: Actor, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    turned, basis = moves.turn(FINDING_MOVES, finding, name)
    finding.save()
    told = {"finding": finding.pk, **turned, **(facts or {})}
    note_card(finding.card, name, by=by, at=at, basis=[basis], facts=told)


@transaction.atomic
def write_finding(
    *,
    card_id: UUID,
    number: str,
    direction: str,
    text_kk: str,
    text_ru: str,
    clause_kk: str,
    clause_ru: str,
    found_on: date | None,
    remedy_on: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
) -> Finding:
    """Write down a breach: what, under which clause, and by when it is to be remedied."""
    card = own_card(card_id, by)
    at = clock.now()
    refuse(
        rules.refuse_over(card.state)
        + rules.refuse_finding(
            rules.FindingFacts(
                number=number,
                number_taken=card.findings.filter(number=number.strip()).exists(),
                texts={"text": (text_kk, text_ru), "clause": (clause_kk, clause_ru)},
                direction=direction,
                remedy_on=remedy_on,
                paper=paper(card, found_on, at, "found_on"),
            )
        )
    )
    assert found_on is not None
    assert remedy_on is not None
    kept = store_upload(upload, by=by, subject=card.subject, kind="card.finding", at=at) if upload else None
    finding = Finding.objects.create(
        card=card,
        number=number.strip(),
        direction=direction,
        text_kk=text_kk.strip(),
        text_ru=text_ru.strip(),
        clause_kk=clause_kk.strip(),
        clause_ru=clause_ru.strip(),
        found_on=found_on,
        remedy_on=remedy_on,
        registered_at=at,
        evidence=kept,
    )
    told = {"finding": finding.pk, "found_on": found_on, "direction": direction}
    note_card(card, "write_finding", by=by, at=at, basis=[rules.TERMS, rules.DIRECTIONS], facts=told)
    return finding


@transaction.atomic
def notify_finding(*, finding_id: int, by: Actor, remedy_on: date | None = None) -> Finding:
    """Send the breach notice: printed in both languages, with the time for the reply.

    ``remedy_on`` sets the day of the remedy anew where the first one went by before the notice.
    """
    finding = _locked(finding_id, by)
    at = clock.now()
    card = finding.card
    before, finding.remedy_on = finding.remedy_on, remedy_on or finding.remedy_on
    refuse(
        [
            *_refuse_move(finding, "notify_finding", by),
            *rules.refuse_over(card.state),
            *rules.refuse_remedy_day(finding.remedy_on, local_day(at)),
        ]
    )
    term = monitoring_deadlines.reply(at, cards.rules_of(card), clock.calendar())
    finding.notified_at, finding.reply_due_at = at, term.due_at
    finding.pair = request_print(
        "card.breach",
        breach_notice(finding, at, by),
        key=f"card.breach:{finding.pk}",
        subject=card.subject,
        at=at,
        by=by,
        audience="parties",
    ).pk
    told = {"reply_due_at": term.due_at, "remedy_on": finding.remedy_on, "remedy_on_before": before}
    _make_move(finding, "notify_finding", by=by, at=at, facts=told)
    tell_card(
        card,
        "finding_notified",
        str(finding.pk),
        at,
        sides="private",
        url_name=PAGE,
        finding=finding.number,
        remedy_on=finding.remedy_on,
        due_at=term.due_at,
    )
    return finding


@transaction.atomic
def reply_finding(
    *, finding_id: int, reply_kk: str, reply_ru: str, by: Actor, upload: UploadedFile | None = None
) -> Finding:
    """The private partner answers a notice of breach, once; it stands beside the finding for ever."""
    card = partners_card(Finding.objects.values_list("card_id", flat=True).get(pk=finding_id), by)
    at = clock.now()
    finding = Finding.objects.get(pk=finding_id)
    refuse(
        rules.refuse_reply(
            {"reply": (reply_kk, reply_ru)},
            asked=finding.state in (FindingState.NOTIFIED, FindingState.ESCALATED),
            replied=finding.replied_at is not None,
        )
    )
    if upload is not None:
        finding.reply_file = store_upload(
            upload, by=by, subject=card.subject, kind="card.finding_reply", at=at
        )
    finding.reply_kk, finding.reply_ru, finding.replied_at = reply_kk.strip(), reply_ru.strip(), at
    finding.save()
    note_card(card, "reply_finding", by=by, at=at, basis=[rules.TERMS], facts={"finding": finding.pk})
    tell_card(
        card, "finding_replied", str(finding.pk), at, sides="public", url_name=PAGE, finding=finding.number
    )
    return finding


@transaction.atomic
def escalate_finding(*, finding_id: int, by: Actor) -> Finding:
    """Hand a breach that was not remedied to the organiser's head."""
    finding = _locked(finding_id, by)
    at = clock.now()
    refuse(_refuse_move(finding, "escalate_finding", by))
    finding.escalated_at = at
    _make_move(finding, "escalate_finding", by=by, at=at)
    return finding


@transaction.atomic
def close_finding(*, finding_id: int, outcome_kk: str, outcome_ru: str, by: Actor) -> Finding:
    """The breach is remedied; what was done is said in both languages."""
    finding = _locked(finding_id, by)
    at = clock.now()
    refuse(_refuse_move(finding, "close_finding", by) + refuse_texts({"outcome": (outcome_kk, outcome_ru)}))
    finding.outcome_kk, finding.outcome_ru = outcome_kk.strip(), outcome_ru.strip()
    finding.remedied_at = at
    _make_move(finding, "close_finding", by=by, at=at)
    return finding
