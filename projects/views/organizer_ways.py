"""The organiser after the cut-off: the working group, the register, the answers, the ways on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.states import Stage
from ppp_portal.documents.serving import serve
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import queries as panel
from ppp_portal.panel import screens
from ppp_portal.web.confirming import deliberate
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form, speak
from projects.actions import answers, comparing, ways
from projects.forms.group import AnswerForm, GroupChoiceForm, WayForm
from projects.messages.alternatives import STEPS, WAYS
from projects.queries import alternatives as queries
from projects.queries.group import advice
from projects.queries.initiation import own_notice
from projects.queries.papers import matrix_sheet, papers
from projects.rules.ways import ENDING, refuse_way
from projects.states import GIVING_UP, open_moves
from projects.views.notice_pages import page
from projects.wording import advised

ORGANISER = (Role.STAFF, Role.HEAD)


def own(request: HttpRequest, pk: UUID) -> Any:
    found = own_notice(actor_of(request).organisation_id, pk)
    if found is None:
        raise Http404
    return found


@audience(*ORGANISER)
def group(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which commission is the working group of this notice."""
    notice, by = own(request, pk), actor_of(request)
    choices = panel.to_choose(by.organisation_id or 0, notice.subject)
    assigned = panel.assignment(notice.subject)
    initial = {"commission": str(assigned.commission_id) if assigned else ""}
    form = GroupChoiceForm(posted(request), commissions=choices, initial=initial)
    if form.is_valid():
        try:
            comparing.assign_group(
                notice_id=notice.pk, commission_id=UUID(form.cleaned_data["commission"]), by=by
            )
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("The working group is assigned to this notice."))
            return go("projects:notice_alternatives", notice.pk)
    seats = screens.seats(panel.composition(notice.subject), notice.subject) if assigned else []
    may_choose = not assigned or by.role == Role.HEAD
    return show(
        request,
        "projects/organizer/group.html",
        form,
        **page(request, notice, "group", seats=seats, choices=choices, may_choose=may_choose),
    )


@audience(*ORGANISER)
def alternatives(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The register with its answers, the comparison, the decisions taken, and the ways that are open now."""
    notice, by = own(request, pk), actor_of(request)
    found = queries.way_facts(notice)
    moves = [
        {
            "name": move.name,
            "label": STEPS[move.name],
            "why_not": speak(refuse_way(move.name, found, by.role)),
        }
        for move in open_moves(notice.state, by.role)
        if move.name in WAYS
    ]
    rows = [{"proposal": row, "answer": getattr(row, "answer", None)} for row in queries.received(notice)]
    return show(
        request,
        "projects/organizer/alternatives.html",
        **page(
            request,
            notice,
            "alternatives",
            rows=rows,
            matrix=compared.matrix(notice.subject),
            advised=advised(advice(notice)),
            moves=moves,
            decided=[{"way": way, "label": WAYS[way.move]} for way in queries.ways(notice)],
            assigned=panel.assignment(notice.subject),
            papers=papers(notice, "projects:notice_sheet"),
            may_answer=by.role == Role.HEAD,
        ),
    )


@require_safe
@audience(*ORGANISER)
def evidence(request: HttpRequest, pk: UUID, document: UUID) -> HttpResponseBase:
    """A file of an opened proposal behind its cell of the closed matrix: who decides reads on what it rests."""
    notice = own(request, pk)
    sheet = compared.questionnaire(notice.subject)
    closed = sheet is not None and sheet.state == Stage.CLOSED
    kept = queries.evidence(notice, document) if closed else None
    if kept is None:
        raise Http404
    return serve(kept)


@require_safe
@audience(*ORGANISER)
def sheet(request: HttpRequest, pk: UUID, language: str) -> HttpResponseBase:
    """The closed matrix as printed, before the decision makes it public."""
    document = matrix_sheet(own(request, pk), language)
    if document is None:
        raise Http404
    return serve(document)


@audience(*ORGANISER)
def way(request: HttpRequest, pk: UUID, move: str) -> HttpResponse:
    """Decide one way on, with its reason and its document, after reading what it rests on and what follows."""
    notice, by = own(request, pk), actor_of(request)
    if move not in {row.name for row in open_moves(notice.state, by.role)} & WAYS.keys():
        raise Http404
    form = WayForm(posted(request), request.FILES or None)
    if deliberate(request, form):
        try:
            getattr(ways, move)(notice_id=notice.pk, by=by, **form.cleaned_data)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("The decision is recorded and being printed in both languages."))
            return go("projects:notice_alternatives", notice.pk)
    return show(
        request,
        "projects/organizer/way.html",
        form,
        **page(
            request,
            notice,
            "alternatives",
            title=STEPS[move],
            advised=advised(advice(notice)),
            facts=_rests_on(notice),
            will_happen=_follows(move),
            cannot_undo=True,
            danger=move in GIVING_UP,
            multipart=True,
            action_label=STEPS[move],
            cancel_url=reverse("projects:notice_alternatives", args=[notice.pk]),
        ),
    )


def _rests_on(notice: Any) -> list[dict[str, Any]]:
    """What a decision rests on: how many proposed, who is not answered, the verdict on each offer compared."""
    found, matrix = queries.way_facts(notice), compared.matrix(notice.subject)
    if not found.opened:
        return []
    closed = matrix is not None and matrix.questionnaire.state == Stage.CLOSED
    judged = zip(matrix.columns, matrix.verdicts, strict=True) if matrix and closed else ()
    return [
        {"label": _("Alternative proposals received"), "value": found.received},
        {"label": _("Without a written answer yet"), "value": len(found.unanswered)},
        *(
            {"label": column.name, "value": f"{verdict.get_outcome_display()}. {verdict.reason}"}
            for column, verdict in judged
            if verdict
        ),
    ]


def _follows(move: str) -> list[Any]:
    told: list[Any] = [
        {"text": _("The decision is published with its reason and its document."), "basis": "L:44"}
    ]
    if move in ENDING:
        told.append(
            _(
                "Everybody who proposed and has no answer yet gets this decision as the written answer, signed by you."
            )
        )
    if move == "switch_to_tender":
        told.append(_("A draft tender is opened from the project's card."))
    return told


@audience(Role.HEAD)
def answer(request: HttpRequest, pk: UUID, proposal: UUID) -> HttpResponse:
    """The written answer to one proposal: the head writes and signs it."""
    notice, by = own(request, pk), actor_of(request)
    found = queries.receipt_of(notice, proposal)
    if found is None:
        raise Http404
    form = AnswerForm(posted(request))
    if deliberate(request, form):
        try:
            answers.answer_proposal(proposal_id=found.pk, by=by, **form.cleaned_data)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("The answer is signed and sent."))
            return go("projects:notice_alternatives", notice.pk)
    return show(
        request,
        "projects/organizer/answer.html",
        form,
        **page(request, notice, "alternatives", proposal=found),
    )
