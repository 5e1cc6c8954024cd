"""Forfeiture on the organiser's side: the portal's case, the proposal, the decision of the head (p. 33, 34)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.documents.serving import serve
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form
from tenders.actions import security as actions
from tenders.forms.security import DecisionForm, ProposalForm
from tenders.queries import security as queries
from tenders.rules.documentation import Pair
from tenders.views import security_pages as pages
from tenders.wording import FORFEITURE_GROUNDS

ORGANISER = (Role.STAFF, Role.HEAD)


def _case(request: HttpRequest, pk: UUID) -> Any:
    security = queries.case(actor_of(request).organisation_id, pk)
    if security is None:
        raise Http404
    return security


@require_safe
@audience(*ORGANISER)
def forfeitures(request: HttpRequest) -> HttpResponse:
    rows = [
        {
            "security": row,
            "ground": FORFEITURE_GROUNDS.get(row.forfeit_ground, "—"),
            "tone": pages.TONES.get(row.state, "quiet"),
        }
        for row in queries.cases(actor_of(request).organisation_id)
    ]
    return render(request, "tenders/organizer/forfeitures.html", {"rows": rows})


@audience(*ORGANISER)
def forfeiture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One case: without a proposal the form to make one; with it, its exact words and, for the head, the decision."""
    found, by = _case(request, pk), actor_of(request)
    waits = queries.proposal(found)
    form: Any = None
    if found.state == "forfeit_proposed" and found.forfeit_decided_at is None:
        form = _decision(request, found, waits, by) if waits else _proposal(request, found, by)
    if isinstance(form, HttpResponse):
        return form
    return show(
        request,
        "tenders/organizer/forfeiture.html",
        form,
        security=found,
        tender=found.bid.tender,
        tone=pages.TONES.get(found.state, "quiet"),
        ground=FORFEITURE_GROUNDS.get(found.forfeit_ground, "—"),
        proposal=waits,
        proposed_ground=FORFEITURE_GROUNDS.get(waits.content["ground"], "—") if waits else "",
        own=bool(waits and waits.proposed_by_id == by.person_id),
        is_head=by.role == Role.HEAD,
        budget=pages.tender_budget(found.bid.tender),
        held=queries.held(found),
        papers=pages.papers(
            found.bid.stream, lambda paper: reverse("tenders:forfeiture_paper", args=[found.pk, paper])
        ),
    )


def _proposal(request: HttpRequest, found: Any, by: Any) -> Any:
    initial = {"ground": found.forfeit_ground, "protocol": found.forfeit_protocol}
    form = ProposalForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            actions.propose_forfeiture(security_id=found.pk, by=by, **form.cleaned_data)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("Proposed. The organiser's head decides."))
            return go("tenders:forfeiture", found.pk)
    return form


def _decision(request: HttpRequest, found: Any, waits: Any, by: Any) -> Any:
    if by.role != Role.HEAD or waits.proposed_by_id == by.person_id:
        return None
    form = DecisionForm(posted(request))
    decision = request.POST.get("decision")
    if form.is_valid() and decision in ("approve", "decline"):
        try:
            actions.decide_forfeiture(
                security_id=found.pk,
                approval_id=waits.pk,
                seen=request.POST.get("seen", ""),
                approve=decision == "approve",
                discrepancy_acknowledged=form.cleaned_data["discrepancy_acknowledged"],
                reason=Pair(form.cleaned_data["reason_kk"], form.cleaned_data["reason_ru"]),
                by=by,
            )
        except Refused as refused:
            add_to_form(form, refused)
        else:
            done = _("Decided. The custodian pays the sum to the budget.")
            messages.success(
                request, done if decision == "approve" else _("Declined. The security is returned.")
            )
            return go("tenders:forfeiture", found.pk)
    return form


@require_safe
@audience(*ORGANISER)
def forfeiture_paper(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponseBase:
    return serve(pages.paper({_case(request, pk).bid.stream}, paper))
