"""Pages of monitoring, for both sides and for auditors: the months, the calendar, reports, findings, acts."""

from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.queries import cards
from contracts.queries import monitoring as queries
from contracts.rules.nonperformance import stands
from contracts.views import card_pages as pages
from ppp_portal.journal import clock
from ppp_portal.law.calendar import add_months, local_day
from ppp_portal.web.gates import audience

MONTHS_SHOWN = 24
PAPERS = ("card.six_months", "card.breach", "card.act", "card.monitoring")
# Of each of these the month before and the month after can be shown too.
YEARS = (MINYEAR + 1, MAXYEAR - 1)
TONES = {
    "performed": "ok",
    "not_performed": "bad",
    "open": "wait",
    "notified": "now",
    "remedied": "ok",
    "escalated": "bad",
    "submitted": "now",
    "silent": "warn",
    "accepted": "ok",
    "returned": "bad",
}


def first_of(year: int, month: int) -> date:
    """The month an address names. A year outside ``YEARS`` does not exist."""
    if not (YEARS[0] <= year <= YEARS[1] and 1 <= month <= 12):
        raise Http404
    return date(year, month, 1)


def months(
    card: Any, at: datetime, run: tuple[date, ...] = (), *, every: bool = False
) -> list[dict[str, Any]]:
    """The months that are over, the latest first: each with its mark, or as a gap, or still to be marked.

    Those of the last two years, unless ``every`` one is asked for. ``run``: the months that count now (p. 62).
    """
    marked = {row.month: row for row in queries.months(card)}
    gaps = set(queries.gaps(card, at))
    over = min(add_months(local_day(at).replace(day=1), -1), (card.ended_on or card.ends_on).replace(day=1))
    begun, recent = queries.first_month(card), add_months(over, 1 - MONTHS_SHOWN)
    first = begun if every else max(begun, recent)
    rows: list[dict[str, Any]] = []
    month = over
    while month >= first:
        row = marked.get(month)
        rows.append(
            {
                "month": month,
                "row": row,
                "tone": TONES[row.mark] if row else "",
                "gap": month in gaps,
                "watched": month >= queries.watched_from(card),
                "counts": month in run,
            }
        )
        month = add_months(month, -1)
    return rows


def outline(card: Any, at: datetime) -> dict[str, Any]:
    """What everybody reads of the monitoring: months and numbers, no evidence and no text (M-07)."""
    told = [row for row in queries.findings(card) if row.notified_at]
    return {
        "months": [item for item in months(card, at) if item["row"] or item["gap"]],
        "findings": len(told),
        "remedied": sum(1 for row in told if row.remedied_at),
    }


@require_safe
@audience(*pages.READERS)
def monitoring(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything recorded while the contract is performed, and what waits for whom."""
    card, at = pages.read(request, pk), clock.now()
    frame, duties = pages.frame(request, card), queries.duties(card)
    run = queries.run(card)
    shown = months(card, at, run, every="all" in request.GET)
    proposal = queries.open_proposal(card)
    today = local_day(at)
    late = queries.overdue(duties, today)
    context = {
        **frame,
        "alive": card.state in ("in_force", "replacing"),
        "months": shown,
        "older": bool(shown) and shown[-1]["month"] > queries.first_month(card),
        "run": run,
        "late": queries.late(card=card),
        "needed": cards.rules_of(card).nonperformance_months.value,
        "proposal": proposal,
        "stands": proposal is not None and stands(run, proposal.first_month, proposal.last_month),
        "decided": [row for row in queries.proposals(card) if row.answer],
        "overdue": late,
        "coming": [row for row in duties if row.done_on is None and row not in late][:5],
        "findings": [
            {"row": row, "tone": TONES[row.state]}
            for row in queries.findings(card)
            if row.notified_at or not frame["is_private"]
        ],
        "acts": [{"row": row, "tone": TONES[row.state]} for row in queries.acts(card)],
        "accepted": queries.accepted_total(card),
        "reports": queries.reports(card),
        "conclusions": queries.conclusions(card),
        "papers": pages.papers(card, *PAPERS),
    }
    return render(request, "contracts/cards/monitoring.html", context)


@require_safe
@audience(*pages.READERS)
def calendar(request: HttpRequest, pk: UUID, year: int = 0, month: int = 0) -> HttpResponse:
    """The obligations of both sides by day: this month, and all that are left."""
    card, today = pages.read(request, pk), local_day(clock.now())
    shown = first_of(year or today.year, month or today.month)
    before, after = add_months(shown, -1), add_months(shown, 1)
    duties = queries.duties(card)
    entries = [{"at": row.due_on, "label": row.title, "url": "", "tone": _tone(row, today)} for row in duties]
    context = {
        **pages.frame(request, card),
        "shown": shown,
        "before": before,
        "after": after,
        "entries": entries,
        "duties": [{"row": row, "tone": _tone(row, today), "state": _state(row, today)} for row in duties],
        "alive": card.state in ("in_force", "replacing"),
    }
    return render(request, "contracts/cards/calendar.html", context)


def _tone(row: Any, today: date) -> str:
    if row.done_on:
        return "ok" if row.done_on <= row.due_on and not _noted_late(row) else "warn"
    return "bad" if row.due_on < today else "wait"


def _state(row: Any, today: date) -> str:
    if row.done_on:
        if row.done_on > row.due_on:
            return _("done late")
        return _("done in time by its paper, registered afterwards") if _noted_late(row) else _("done")
    return _("overdue") if row.due_on < today else _("to come")


def _noted_late(row: Any) -> bool:
    """The typed day keeps the term, and the portal learnt of it only after the term."""
    return local_day(row.noted_at) > row.due_on


@require_safe
@audience(*pages.READERS)
def finding(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One finding with its notice, its reply and what became of it."""
    card = pages.read(request, pk)
    row, frame = queries.finding(card, number), pages.frame(request, card)
    if row is None or (row.notified_at is None and frame["is_private"]):
        raise Http404
    context = {**frame, "row": row, "state_tone": TONES[row.state]}
    return render(request, "contracts/cards/finding.html", context)


@require_safe
@audience(*pages.READERS)
def act(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One act of acceptance with its clock."""
    card = pages.read(request, pk)
    row = queries.act(card, number)
    if row is None:
        raise Http404
    context = {**pages.frame(request, card), "row": row, "state_tone": TONES[row.state]}
    return render(request, "contracts/cards/act.html", context)
