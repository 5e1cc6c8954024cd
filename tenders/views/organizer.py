"""The organiser's tenders: the list, a new one, the page of one, its name, its calendar."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refused
from ppp_portal.panel.queries import assignment
from ppp_portal.web import wording as said
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, saved, saves_itself, show
from ppp_portal.web.refusals import speak
from projects.queries.cards import own_projects
from tenders import clockwork, deadlines, wording
from tenders.actions import drafting, publication
from tenders.calendars import calendar_file
from tenders.forms.drafting import BasicsForm, NewTenderForm
from tenders.queries import changes, listing, phases, public, questions, reading
from tenders.queries import documentation as documents_of
from tenders.queries import organizer as queries
from tenders.queries import terms as terms_of
from tenders.queries.readiness import call_facts, readiness
from tenders.queries.timeline import timeline
from tenders.rules.drafting import EDITABLE
from tenders.rules.interruptions import refuse_amendment
from tenders.rules.publication import refuse_call, refuse_call_end
from tenders.states import HEAD, TenderState, open_moves
from tenders.views.organizer_pages import (
    ORGANISER,
    address,
    beside,
    day_off,
    linked,
    own,
    page,
    terms,
    typed_or_saved,
)


@audience(*ORGANISER)
def tenders(request: HttpRequest) -> HttpResponse:
    """The own tenders, newest first, by state and by word."""
    by, at = actor_of(request), clock.now()
    asked = {name: request.GET.get(name, "") for name in ("state", "q", "after")}
    found = queries.own_page(
        by.organisation_id, at, group=asked["state"], typed=asked["q"], after=asked["after"]
    )
    waiting = questions.waiting_counts([row.pk for row in found.rows])
    rows = [
        {
            "tender": row,
            "phase": phases.phase(row, at),
            "paused": phases.paused(row),
            "ends_at": phases.submission_ends_at(row) or row.closes_at,
            "questions": waiting.get(row.pk, 0),
        }
        for row in found.rows
    ]
    return show(
        request, "tenders/organizer/tenders.html", rows=rows, page=found, groups=listing.GROUPS, asked=asked
    )


@audience(*ORGANISER)
def new_tender(request: HttpRequest) -> HttpResponse:
    """Begin a tender on an own project; a failed one may be repeated from here (``?parent=``)."""
    by = actor_of(request)
    projects, parents = list(own_projects(by.organisation_id)), list(queries.repeatable(by.organisation_id))
    form = NewTenderForm(
        posted(request),
        projects=projects,
        parents=parents,
        initial=_beginning(request, projects, parents),
    )
    if form.is_valid():
        try:
            tender = drafting.create_tender(by=by, **form.beginning())
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("The draft is there. Nobody outside your organisation sees it."))
            return go("tenders:organizer_tender", tender.pk)
    elif form.is_bound:
        beside(form, Refused(drafting.against_new_tender(by=by, **form.beginning())))
    return show(
        request, "tenders/organizer/new.html", form, kinds=_kinds(form), projects=projects, parents=parents
    )


def _kinds(form: NewTenderForm) -> list[dict[str, Any]]:
    """Each choice with what sets it apart and its paragraph."""
    rows = []
    for choice in form["kind"].subwidgets:
        basis, note = wording.KIND_NOTES[str(choice.data["value"])]
        rows.append({"choice": choice, "basis": basis, "note": note})
    return rows


def _beginning(request: HttpRequest, projects: list[Any], parents: list[Any]) -> dict[str, Any]:
    """What the address already says: the project with its titles, or the failed tender to repeat with its own."""
    parent = next((row for row in parents if str(row.pk) == request.GET.get("parent")), None)
    if parent is not None:
        said = {"project": str(parent.project_id), "kind": "re_tender", "parent": str(parent.pk)}
        return said | _titles(parent)
    project = next((row for row in projects if str(row.pk) == request.GET.get("project")), None)
    said = {"project": request.GET.get("project", ""), "kind": "open"}
    return said | _titles(project) if project else said


def _titles(row: Any) -> dict[str, Any]:
    return {"title_kk": row.title_kk, "title_ru": row.title_ru}


@audience(*ORGANISER)
def tender(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One tender: its life, what is missing, the next step, deadlines that explain themselves."""
    found = own(request, pk)
    context = page(request, found, "overview")
    at = context["at"]
    in_work = found.state in EDITABLE or found.state == TenderState.DOCS_APPROVED
    call = _call(found, at)
    ready = readiness(found, documents_of.current(found)) if in_work and call is None else None
    seated = assignment(found.subject)
    return show(
        request,
        "tenders/organizer/tender.html",
        **context,
        steps=timeline(found, at),
        ready=ready,
        parts_total=len(wording.PART_TITLES),
        commission=seated.commission if seated else None,
        next_steps=[
            *decisions(found, actor_of(request)),
            *next_steps(found, actor_of(request).role),
        ],
        call=call,
        waits=_waits(found, context["phase"].state, at),
        terms=terms(phases.deadlines_ahead(found, at), address("organizer_calendar", found)),
        security=reading.security(found),
        papers=public.papers(found),
        stays=public.stays(found),
        unanswered=questions.count_waiting(found),
        kind_note=wording.KIND_NOTES[found.kind],
        possible=[move.name for move in open_moves(found.state, HEAD)],
        titled=found.state in EDITABLE,
    )


def _waits(found: Any, state: str, at: Any) -> str:
    """What comes without the organiser: the end of stage one and its commission, the opening of bids that can be
    amended no more."""
    if state not in wording.WAITS:
        return ""
    if state == TenderState.STAGE1_CLOSED:
        comes = bool(publication.left_of_stage_one(found))
    else:
        freeze = deadlines.amendment_freeze(clockwork.clock_facts(found))
        comes = state == TenderState.STAGE1_ACCEPTING or bool(refuse_amendment(freeze, at))
    moments = {"closes_at": said.moment(found.stage1_closes_at), "opens_at": said.moment(found.opens_at)}
    return said.filled(str(wording.WAITS[state]), moments) if comes else ""


def _call(found: Any, at: Any) -> list[dict[str, Any]] | None:
    """What a draft still needs for its stage one, each with the way to it; ``None`` where no stage one is to come."""
    if not found.row.staged or found.state != TenderState.DRAFT:
        return None
    return linked(found, refuse_call(call_facts(found, documents_of.current(found), at), at))


# The moves with a page of their own that lead on; interruptions stand apart on the page.
STEPS = {
    "publish_stage_one": ("organizer_stage_one", gettext_lazy("Publish the task of stage one…")),
    "approve_documentation": ("organizer_approve", gettext_lazy("Approve the documentation…")),
    "publish_tender": ("organizer_publish", gettext_lazy("Publish the tender…")),
    "post_amendment": ("organizer_amendments", gettext_lazy("Amendment of the documentation")),
    "end_stay": ("organizer_end_stay", gettext_lazy("End the stay…")),
}


# What the head decides when somebody has proposed it, each on its own page.
DECISIONS = {
    "tender.amendment": gettext_lazy("Decide on the proposed amendment…"),
    "tender.amended_text": gettext_lazy("Read and post the amended documentation"),
    "tender.cancellation": gettext_lazy("Decide on the proposed cancellation…"),
    "tender.stay": gettext_lazy("Decide on the proposed stay…"),
    "tender.stay_end": gettext_lazy("Decide on the proposed end of the stay…"),
}


def decisions(found: Any, by: Actor) -> list[dict[str, Any]]:
    """Proposals of others that wait for this head come before every move."""
    if by.role != HEAD:
        return []
    return [
        {"label": DECISIONS[kind], "url": address(place, found), "basis": None}
        for kind, place in queries.decisions(found, by)
    ]


def next_steps(found: Any, role: str) -> list[dict[str, Any]]:
    """The moves that lead on, from the one table of moves; the first is the main one."""
    left_out = "publish_stage_one"
    if found.row.staged and found.state == TenderState.DRAFT:
        left_out = "approve_documentation"  # only after stage one
    return [
        {"label": STEPS[move.name][1], "url": address(STEPS[move.name][0], found), "basis": move.basis}
        for move in open_moves(found.state, role)
        if move.name in STEPS and move.name != left_out
    ]


def _say_saved(request: HttpRequest, pk: UUID, *, staged: bool) -> None:
    """Kept, and what stage one could not be published with; a title of what is announced already waits."""
    found = own(request, pk)
    if found.stage1_published_at or found.published_at:
        messages.success(request, _("Saved. It takes effect when the documentation is posted."))
        return
    messages.success(request, _("Saved."))
    at = clock.now()
    wrong = refuse_call_end(call_facts(found, documents_of.current(found), at), at) if staged else []
    for words in speak(wrong):
        messages.warning(
            request, f"{wording.field_name('stage1_closes_at')}: {words.message} ({words.basis})"
        )


@audience(*ORGANISER)
def basics(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The title in both languages, and the end of stage one."""
    found = own(request, pk)
    staged = found.row.staged and found.state == TenderState.DRAFT
    stated = terms_of.drafted(found, documents_of.current(found))
    initial = {name: getattr(stated, name) for name in BasicsForm.base_fields}
    form = BasicsForm(posted(request), initial=initial, with_stage_one=staged)
    if form.is_valid():
        try:
            drafting.save_terms(tender_id=found.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            beside(form, refused)
        else:
            if saves_itself(request):
                return saved()
            _say_saved(request, found.pk, staged=staged)
            return go("tenders:organizer_tender", found.pk)
    if saves_itself(request):
        return saved(False)
    return show(
        request,
        "tenders/organizer/basics.html",
        form,
        staged=staged,
        off_day=day_off(typed_or_saved(form, "stage1_closes_at", stated)) if staged else None,
        **page(request, found, "documentation"),
    )


@audience(*ORGANISER)
def adjustments(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a replacement tender changes of the documentation it began with (p. 62(1))."""
    found = own(request, pk)
    rows = changes.adjusted(found, documents_of.current(found))
    if rows is None:
        raise Http404
    return show(
        request,
        "tenders/organizer/adjustments.html",
        **page(request, found, "documentation"),
        differences=rows,
    )


@audience(*ORGANISER)
def calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The deadlines of one tender as a calendar file."""
    found = own(request, pk)
    link = request.build_absolute_uri(address("organizer_tender", found))
    return calendar_file(found, clockwork.alive(found), link)
