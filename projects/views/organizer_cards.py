"""Project cards of the organiser."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, show
from ppp_portal.web.refusals import add_to_form
from projects.actions import cards as actions
from projects.forms.cards import ProjectForm
from projects.queries import cards as queries

ORGANISER = (Role.STAFF, Role.HEAD)
PAGE = 50


@audience(*ORGANISER)
def projects(request: HttpRequest) -> HttpResponse:
    """The own project cards, newest first; on each of them tenders can be held."""
    rows = list(queries.own_projects(actor_of(request).organisation_id)[:PAGE])
    return show(request, "projects/projects.html", rows=rows)


@audience(*ORGANISER)
def new_project(request: HttpRequest) -> HttpResponse:
    form = ProjectForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.create_project(by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("The card is kept. Begin a tender on it."))
            return go("projects:project", made.pk)
    return show(request, "projects/project.html", form, project=None)


@audience(*ORGANISER)
def project(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One card: read and changed."""
    found: Any = queries.own_project(actor_of(request).organisation_id, pk)
    if found is None:
        raise Http404
    form = ProjectForm(request.POST or None, initial=ProjectForm.values_of(found))
    if form.is_valid():
        try:
            actions.change_project(project_id=found.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("Saved."))
            return go("projects:project", found.pk)
    return show(request, "projects/project.html", form, project=found)
