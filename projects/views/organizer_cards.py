"""Project cards of the organiser: the card, its technical parameters, its approvals, its versions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ppp_portal.documents.serving import serve
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show, wrong
from ppp_portal.web.refusals import speak
from ppp_portal.web.rows import one_more
from projects import wording
from projects.actions import cards as actions
from projects.forms.cards import NewProjectForm, ParameterRows, ProjectForm, StepRows
from projects.queries import cards as queries
from projects.queries.competition import choosing
from projects.queries.differences import differences
from projects.queries.initiation import lacking, negotiated, of_project
from projects.queries.phases import phase
from projects.views.notice_pages import ORGANISER, beside, card_page, notice_beside, own_project

PAGE = 50


@audience(*ORGANISER)
def projects(request: HttpRequest) -> HttpResponse:
    """The own project cards, newest first; on each of them tenders can be held."""
    cards = list(queries.own_projects(actor_of(request).organisation_id)[:PAGE])
    keys = [card.pk for card in cards]
    tenders, notices = choosing(keys), negotiated(keys)
    at = clock.now()
    rows = [
        {"project": card, "tender": tenders.get(card.pk), "notice": _with_phase(notices.get(card.pk), at)}
        for card in cards
    ]
    return show(request, "projects/projects.html", rows=rows)


def _with_phase(notice: Any, at: Any) -> dict[str, Any] | None:
    return {"notice": notice, "phase": phase(notice, at)} if notice else None


@audience(*ORGANISER)
def new_project(request: HttpRequest) -> HttpResponse:
    form = NewProjectForm(posted(request))
    if form.is_valid():
        try:
            made = actions.create_project(by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(
                request, _("The card is kept. Add its technical parameters, or begin a tender on it.")
            )
            return go("projects:project", made.pk)
    elif form.is_bound:
        beside(form, Refused(actions.against_new_project(by=actor_of(request), **form.read())))
    twin = bool(request.POST.get("twin_reason")) or "twin_reason" in form.errors
    return show(request, "projects/project.html", form, project=None, twin=twin)


@audience(*ORGANISER)
def project(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One card: read and changed."""
    found = own_project(request, pk)
    form = ProjectForm(posted(request), initial=ProjectForm.values_of(found))
    if form.is_valid():
        try:
            actions.change_project(project_id=found.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("Saved."))
            return go("projects:project", found.pk)
    elif form.is_bound:
        against = actions.against_change(project_id=found.pk, by=actor_of(request), **form.read())
        beside(form, Refused(against))
    else:
        notice_beside(form, queries.elsewhere(found))
    return show(
        request,
        "projects/project.html",
        form,
        **card_page(
            request,
            found,
            "card",
            notices=of_project(found.pk),
            tender=choosing([found.pk]).get(found.pk),
            negotiated=negotiated([found.pk]).get(found.pk),
            lacks=", ".join(wording.place(name) for name in lacking(found)),
        ),
    )


@audience(*ORGANISER)
def parameters(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Technical parameters with their parts; a row is added without a script."""
    found = own_project(request, pk)

    def save(rows: list[dict[str, Any]]) -> None:
        actions.set_parameters(project_id=found.pk, parameters=rows, by=actor_of(request))

    return _rows(request, found, "parameters", ParameterRows, counted(found), save)


def counted(project: Any) -> list[dict[str, Any]]:
    """The technical parameters as the rows of the form."""
    return [
        {
            **{name: getattr(row, name) for name in ("name_kk", "name_ru", "unit_kk", "unit_ru")},
            "quantity": _plain(row.quantity),
            "part": row.parent_id is not None,
        }
        for row in project.parameters.all()
    ]


def _plain(quantity: Any) -> Any:
    return None if quantity is None else f"{quantity.normalize():f}"


@audience(*ORGANISER)
def steps(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The approvals that the project passes, each with its document."""
    found = own_project(request, pk)
    rows = queries.steps(found)
    names = ("pk", "body_kk", "body_ru", "due_on", "done_on")

    def save(typed: list[dict[str, Any]]) -> None:
        actions.set_steps(project_id=found.pk, steps=typed, by=actor_of(request))

    given = [{name: getattr(row, name) for name in names} for row in rows]
    kept = {row.pk: row.document for row in rows if row.document}
    return _rows(request, found, "steps", StepRows, given, save, kept=kept)


def _rows(
    request: HttpRequest,
    found: Any,
    name: str,
    made: Any,
    given: list[dict[str, Any]],
    save: Any,
    **more: Any,
) -> HttpResponse:
    """A page of rows. Asking for one more row is not a mistake to be marked."""
    adding = request.POST.get("add") == name
    if adding:
        rows = one_more(made, request.POST, name)
        rows.is_valid()
    else:
        rows = made(posted(request), request.FILES or None, prefix=name, initial=given)
    refusals: list[Any] = []
    if rows.is_bound and not adding and rows.is_valid():
        try:
            save(rows.rows())
        except Refused as refused:
            refusals = [{"text": said.message, "basis": said.basis} for said in speak(refused.refusals)]
        else:
            messages.success(request, _("Saved."))
            return go(f"projects:{name}", found.pk)
    context = card_page(request, found, name, rows=rows, refusals=refusals, adding=adding, **more)
    answer = show(request, f"projects/{name}.html", None if adding else rows, **context)
    answer.status_code = 422 if not adding and (refusals or wrong(rows)) else 200
    return answer


@audience(*ORGANISER)
@require_safe
def step_document(request: HttpRequest, pk: UUID, step: int) -> HttpResponseBase:
    """The document of an approval of the own card."""
    found = own_project(request, pk)
    row = next((row for row in queries.steps(found) if row.pk == step and row.document), None)
    if row is None or row.document is None:
        raise Http404
    return serve(row.document)


@audience(*ORGANISER)
@require_safe
def versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every kept state of the card, newest first, and what each changed."""
    found = own_project(request, pk)
    return show(
        request,
        "projects/versions.html",
        **card_page(request, found, "versions", rows=queries.versions(found)),
    )


@audience(*ORGANISER)
@require_safe
def difference(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """What one version changed against the one before it."""
    found = own_project(request, pk)
    after, before = queries.version(found, number), queries.version(found, number - 1)
    if after is None:
        raise Http404
    changes = differences(before.snapshot, after.snapshot) if before else []
    return show(
        request,
        "projects/difference.html",
        **card_page(request, found, "versions", version=after, before=before, changes=wording.told(changes)),
    )
