"""Initiation notices of the organiser: written, checked, read as they will be read, published on purpose."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.documents.queries import pair_rows
from ppp_portal.documents.serving import serve
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refusal, Refused
from ppp_portal.web import wording as said
from ppp_portal.web.confirming import ticked, unticked
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show, wrong
from ppp_portal.web.refusals import speak
from ppp_portal.web.rows import one_more
from projects.actions import initiation as actions
from projects.forms.initiation import NoticeForm, RequirementRows
from projects.queries import initiation as queries
from projects.queries.clockwork import alive
from projects.queries.phases import phase, timeline
from projects.queries.reading import read
from projects.rules.initiation import refuse_deadline, refuse_notice
from projects.views.notice_pages import (
    ORGANISER,
    beside,
    in_words,
    linked,
    notice_beside,
    own_notice,
    own_project,
    page,
    terms,
)

NAMES = ("kind", "text_kk", "text_ru", "citation_kk", "citation_ru")
MOST = 100


@audience(*ORGANISER)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The own notices, newest first."""
    by, at = actor_of(request), clock.now()
    rows = [
        {"notice": row, "phase": phase(row, at)} for row in queries.own_notices(by.organisation_id)[:MOST]
    ]
    waiting = queries.waiting_amendments(by.organisation_id) if by.role == Role.HEAD else []
    return show(request, "projects/notices.html", rows=rows, waiting=waiting)


@audience(*ORGANISER)
@require_POST
def begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A draft on an own card."""
    project = own_project(request, pk)
    try:
        made = actions.create_notice(project_id=project.pk, by=actor_of(request))
    except Refused as refused:
        for words in speak(in_words(refused.refusals)):
            messages.error(request, words.text)
        return go("projects:project", project.pk)
    return go("projects:edit_notice", made.pk)


@audience(*ORGANISER)
@require_safe
def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One notice: its life, its deadline, what still stands in the way of publication, its papers."""
    found = own_notice(request, pk)
    context = page(request, found, "overview")
    draft = found.state == "draft"
    problems = linked(found, refuse_notice(queries.notice_facts(found), context["at"])) if draft else []
    return show(
        request,
        "projects/notice.html",
        **context,
        steps=timeline(found, context["at"]),
        problems=problems,
        terms=terms(alive(found)),
        papers=pair_rows(found.subject, public=False),
    )


@audience(*ORGANISER)
def edit_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The text of a draft. Blanks are kept: what is missing is told on the overview."""
    found = own_notice(request, pk)
    if found.state != "draft":
        return go("projects:notice", found.pk)
    form = NoticeForm(
        posted(request),
        request.FILES or None,
        initial=NoticeForm.values_of(found),
        initiators=queries.initiators(),
    )
    if form.is_valid():
        try:
            kept = actions.save_notice(notice_id=found.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            beside(form, refused)
        else:
            if _untimely(kept):
                messages.warning(
                    request, _("Saved. With this end of the acceptance it cannot be published yet.")
                )
            else:
                messages.success(request, _("Saved."))
            return go("projects:edit_notice", found.pk)
    if not form.is_bound:
        notice_beside(form, _untimely(found))
    return show(request, "projects/edit_notice.html", form, **page(request, found, "edit"))


def _untimely(notice: Any) -> list[Refusal]:
    """What is wrong with a kept end of the acceptance: the draft keeps it, but cannot be published with it."""
    return refuse_deadline(queries.notice_facts(notice), clock.now()) if notice.closes_at else []


@audience(*ORGANISER)
def requirements(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the organiser itself asks, beside the eight that the Law asks."""
    found = own_notice(request, pk)
    if found.state != "draft":
        return go("projects:notice", found.pk)
    adding = request.POST.get("add") == "requirements"
    if adding:
        rows = one_more(RequirementRows, request.POST, "requirements")
        rows.is_valid()
    else:
        rows = RequirementRows(posted(request), prefix="requirements", initial=asked(found))
    if rows.is_bound and not adding and rows.is_valid():
        actions.set_requirements(notice_id=found.pk, requirements=rows.rows(), by=actor_of(request))
        messages.success(request, _("Saved."))
        return go("projects:requirements", found.pk)
    context = page(request, found, "requirements")
    statutory = [row for row in queries.requirements(found) if row.statutory]
    answer = show(
        request,
        "projects/requirements.html",
        None if adding else rows,
        **context,
        rows=rows,
        statutory=statutory,
    )
    answer.status_code = 422 if not adding and wrong(rows) else 200
    return answer


def asked(notice: Any) -> list[dict[str, Any]]:
    """The organiser's own requirements as the rows of the form."""
    return [{name: getattr(row, name) for name in NAMES} for row in queries.additional(notice)]


@audience(*ORGANISER)
@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The notice as it will be, or is, read in both languages."""
    found = own_notice(request, pk)
    form = found.form or queries.form_of(found)
    return show(request, "projects/preview.html", **page(request, found, "preview", told=read(form)))


@audience(*ORGANISER)
@require_safe
def ground(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The document of the ground; for the organiser alone, because it may name the initiator."""
    found = own_notice(request, pk)
    if found.ground_document is None:
        raise Http404
    return serve(found.ground_document)


@audience(Role.HEAD)
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The head publishes, after reading once more what will happen."""
    found = own_notice(request, pk)
    if found.state != "draft":
        return go("projects:notice", found.pk)
    refusals = unticked(request)
    if ticked(request):
        try:
            actions.publish_notice(notice_id=found.pk, by=actor_of(request))
        except Refused as refused:
            refusals = linked(found, refused.refusals)
        else:
            messages.success(request, _("The notice is published. Alternative proposals are accepted."))
            return go("projects:notice", found.pk)
    answer = show(
        request,
        "projects/confirm_notice.html",
        **page(request, found, "overview"),
        title=_("Publish the notice"),
        refusals=refusals,
        facts=_facts(found),
        will_happen=[
            {
                "text": _("Everybody reads the notice; its PDF is printed in Kazakh and in Russian."),
                "basis": "L:44(2)",
            },
            _(
                "The text is frozen under its hash: afterwards it is only amended, and the deadline only later."
            ),
            _("Alternative proposals are accepted, sealed until the deadline. Nobody sees whether any came."),
        ],
        action_label=_("Publish the notice"),
        cancel_url=reverse("projects:notice", args=[found.pk]),
    )
    answer.status_code = 422 if refusals else 200
    return answer


def _facts(notice: Any) -> list[dict[str, Any]]:
    return [
        {"label": _("Title of the project"), "value": notice.project.title},
        {"label": _("Project cost"), "value": said.tenge(notice.project.cost)},
        {"label": _("Alternative proposals are accepted until"), "value": said.moment(notice.closes_at, "s")},
    ]
