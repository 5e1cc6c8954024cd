"""The desk of the commission: its tenders, one tender with its steps, the declaration, the sitting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ppp_portal.journal import clock
from ppp_portal.panel import actions as panel_actions
from ppp_portal.panel import queries as panel
from ppp_portal.panel import screens
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted
from tenders.actions import sittings
from tenders.forms.commission import DeclarationForm, ReasonForm, SittingForm
from tenders.queries import commission as reads
from tenders.queries import commission_guide, opening, opening_desk
from tenders.queries.phases import ends_at, phase
from tenders.rules.commission import purposes
from tenders.rules.failure import BASIS
from tenders.rules.opening import overdue_since, refuse_hour
from tenders.states import LapseFault, TenderState
from tenders.views.commission_common import at_commission, frame, page

Tender = Any


@require_safe
@audience(*screens.ROLES)
def desk(request: HttpRequest) -> HttpResponse:
    """The tenders on whose commissions the person sits, and what waits for the person."""
    actor, at = actor_of(request), clock.now()
    waiting = set(panel.waiting_declarations(actor.person_id or 0))
    rows: list[dict[str, Any]] = [
        {
            "tender": tender,
            "phase": phase(tender, at),
            "ends_at": ends_at(tender),
            "undeclared": tender.subject in waiting,
        }
        for tender in reads.my_tenders(actor)
    ]
    # Whose hour comes first stands first.
    rows.sort(key=lambda row: (row["ends_at"] is None, row["ends_at"]))
    context = {
        "rows": rows,
        "portal_now": at,
        "votes": _named(
            panel.waiting_votes(actor.person_id or 0), lambda motion: motion.sitting.subject, rows
        ),
        "openings": _to_be_opened(rows, at),
        "papers": _named(panel.waiting_signatures(actor.person_id or 0), lambda row: row.subject, rows),
    }
    return render(request, "tenders/commission/desk.html", context)


def _to_be_opened(rows: list[dict[str, Any]], at: Any) -> list[dict[str, Any]]:
    """Those whose announced hour has come, in stage one its end, and that are not opened, the longest late first; not
    where nobody bid or proposed."""
    of_stage_one = [row for row in rows if row["phase"].state == TenderState.STAGE1_CLOSED]
    opened = opening_desk.stage_one_opened(row["tender"] for row in of_stage_one) if of_stage_one else set()
    due = [row | {"hour": row["tender"].stage1_closes_at, "overdue": False} for row in of_stage_one]
    for row in rows:
        hour = row["tender"].opens_at
        if row["phase"].state == TenderState.CLOSED and hour and not refuse_hour(at, hour):
            due.append(row | {"hour": hour, "overdue": overdue_since(at, hour) is not None})
    without = reads.with_failure([row["tender"].pk for row in due]) if due else frozenset()
    found = [row for row in due if row["tender"].pk not in opened | without]
    return sorted(found, key=lambda row: row["hour"])


def _named(found: Any, subject_of: Any, rows: Any) -> list[tuple[Any, Any]]:
    tenders = {row["tender"].subject: row["tender"] for row in rows}
    return [(row, tenders[subject_of(row)]) for row in found if subject_of(row) in tenders]


@require_safe
@at_commission
def front(request: HttpRequest, tender: Tender) -> HttpResponse:
    """How far the commission is, and what it does next."""
    context = frame(request, tender)
    seats = screens.seats_at(request)
    seat = panel.own_seat(actor_of(request), seats)
    assert seat is not None
    found = reads.failure(tender, context["portal_now"])
    context.update(
        chapters=commission_guide.chapters(tender),
        waiting=commission_guide.waiting(tender, seat),
        failure=found,
        company=reads.company_to_decide(tender),
        failure_basis=BASIS.get(found.ground, "44") if found else "",
        seats=screens.seats(seats, tender.subject),
        to_open=found is None and _to_open(tender, context),
    )
    context["may_fail"] = not context["to_open"] and _may_fail(tender, context["sitting"])
    return page(request, "front", context)


# While ground 3 (p. 44) may be proposed. Before the opening it is, in a sitting that was called about it.
MAY_FAIL = (TenderState.STAGE1_CLOSED, TenderState.NEGOTIATION, TenderState.EVALUATED)


def _may_fail(tender: Tender, sitting: Any) -> bool:
    called = sitting is not None and sitting.purpose == "failure"
    return called or tender.state in MAY_FAIL or tender.lapse_fault == LapseFault.WINNER


def _to_open(tender: Tender, context: dict[str, Any]) -> bool:
    """Whether the opening is what the commission does now: its hour has come, and nothing is opened yet."""
    state, sitting = context["phase"].state, context["sitting"]
    elsewhere = sitting is not None and sitting.purpose != "opening"
    if elsewhere or state not in (TenderState.CLOSED, TenderState.STAGE1_CLOSED):
        return False
    hour = tender.opens_at if state == TenderState.CLOSED else None
    early = refuse_hour(context["portal_now"], hour)
    return not early and commission_guide.next_purpose(tender, state) == "opening"


@require_http_methods(["GET", "HEAD", "POST"])
@audience(*screens.ROLES)
def declaration(request: HttpRequest, tender: UUID) -> HttpResponse:
    """Declare, before anything of the bids is seen (art. 33)."""
    found, seat = at_commission.seated(request, tender)
    form = DeclarationForm(posted(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and screens.carried_out(form, lambda: _declare(request, found, form))
    ):
        messages.success(request, _("Your declaration is recorded."))
        return go(
            "tenders:commission_tender" if form.cleaned_data["no_conflict"] else "tenders:commission",
            *([found.pk] if form.cleaned_data["no_conflict"] else []),
        )
    return page(request, "declaration", {"tender": found, "seat": seat, "portal_now": clock.now()}, form)


def _declare(request: HttpRequest, tender: Tender, form: DeclarationForm) -> None:
    panel_actions.declare(
        subject=tender.subject,
        no_conflict=form.cleaned_data["no_conflict"],
        statement=form.cleaned_data["statement"],
        by=actor_of(request),
        stream=tender.stream,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def sitting(request: HttpRequest, tender: Tender) -> HttpResponse:
    """The sitting: open it, see who is at the table, break it off, go on, close it."""
    actor = actor_of(request)
    composition = screens.seats_at(request)
    others = [seat for seat in composition if seat.clear and seat.person_id != actor.person_id]
    unfinished = panel.open_sitting(tender.subject)
    form = SittingForm(
        posted(request),
        initial={
            "purpose": commission_guide.next_purpose(tender, phase(tender, clock.now()).state),
            "place_kk": tender.opening_place_kk,
            "place_ru": tender.opening_place_ru,
        },
        purposes=[
            *purposes(phase(tender, clock.now()).state, discussing=tender.row.discusses),
            "other",
        ],
        seats=others,
    )
    if request.method == "POST" and form.is_valid():
        done = screens.carried_out(
            form, lambda: sittings.open_sitting(tender_id=tender.pk, by=actor, **form.cleaned_data)
        )
        if done:
            messages.success(request, _("The sitting is open."))
            return go("tenders:commission_sitting", tender.pk)
    context = frame(request, tender)
    context.update(
        unfinished=unfinished,
        people=screens.people_at(
            composition,
            tender.subject,
            actor.person_id,
            here=panel.present(unfinished) if unfinished else set(),
            confirmed=panel.confirmed(unfinished) if unfinished else set(),
        ),
        quorum=panel.quorum_of(unfinished, composition) if unfinished else panel.quorum(tender.subject, ()),
        vouched=opening.vouched(tender) if unfinished and unfinished.purpose == "opening" else None,
        motions=list(panel.motions(unfinished)) if unfinished else [],
        events=list(unfinished.events.all()) if unfinished else [],
        past=list(panel.sittings(tender.subject).filter(state="closed").order_by("-opened_at")),
        undeclared=[seat for seat in panel.undeclared(composition) if not seat.substitute_for],
    )
    return page(request, "sitting", context, form)


@require_POST
@at_commission
def attendance(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Somebody came to the table or left it."""
    unfinished = panel.open_sitting(tender.subject)
    people = {str(seat.person_id): seat.person_id for seat in screens.seats_at(request)}
    who = people.get(request.POST.get("person", ""))
    if unfinished is None or who is None:
        raise Http404
    act = panel_actions.leave if request.POST.get("do") == "leave" else panel_actions.arrive
    act(
        sitting_id=unfinished.pk,
        person_id=who,
        by=actor_of(request),
        stream=tender.stream,
    )
    return go("tenders:commission_sitting", tender.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def adjourn(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Break the sitting off with a reason."""
    unfinished = panel.open_sitting(tender.subject)
    if unfinished is None:
        raise Http404
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done = screens.carried_out(
            form,
            lambda: panel_actions.adjourn(
                sitting_id=unfinished.pk,
                reason=form.cleaned_data["reason"],
                by=actor_of(request),
                stream=tender.stream,
            ),
        )
        if done:
            return go("tenders:commission_sitting", tender.pk)
    context = frame(request, tender, title=_("Adjourn the sitting"), submit_label=_("Adjourn"))
    return page(request, "form", context, form)
