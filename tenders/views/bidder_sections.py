"""The sections of the workbench. What is typed goes over the wire into a sealed draft; it is kept nowhere else."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.web import wording
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, saves_itself
from ppp_portal.web.refusals import speak
from tenders.actions import bids as actions
from tenders.forms.bids import SECTIONS, STAGE_ONE, Given, RevisionForm, Section, formset, rows_of, section_of
from tenders.queries.workbench import Workbench, workbench
from tenders.views.bidder_common import frame, own_bid
from tenders.views.bidder_problems import notice, problems_in_words


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def section(request: HttpRequest, bid: UUID, name: str) -> HttpResponse:
    """Show one section, or save it into the sealed draft."""
    found = own_bid(request, bid)
    bench = workbench(found)
    if bench is None or (found.stage == 1 and name not in STAGE_ONE):
        raise Http404
    part = section_of(name, found.stage)
    given = Given(bench.typed, bench.risks, bench.members)
    if request.method == "POST":
        return _save(request, found, bench, part, given)
    form, table = _blank(part, given)
    notice(bench, name, form, table)
    return _page(request, found, bench, part, form, table, bench.revision)


def _blank(part: Section, given: Given) -> tuple[Any, Any]:
    if part.form is not None:
        return part.form(initial=part.form.shown(given), given=given), None
    return None, formset(part, given)


def _save(request: HttpRequest, bid: Any, bench: Workbench, part: Section, given: Given) -> HttpResponse:
    form = part.form(request.POST, given=given) if part.form is not None else None
    table: Any = formset(part, given, request.POST) if form is None else None
    seen = RevisionForm(request.POST)
    filled = form if form is not None else table
    assert filled is not None
    if not (filled.is_valid() and seen.is_valid()):
        if saves_itself(request):
            return JsonResponse({"message": _("Not saved: something has to be corrected.")}, status=422)
        return _page(request, bid, bench, part, form, table, bench.revision, status=422)
    content = form.part() if form is not None else {part.name: rows_of(part, table)}
    try:
        revision = actions.save_draft(
            bid_id=bid.pk, content=content, revision=seen.cleaned_data["revision"], by=actor_of(request)
        )
    except Refused as refused:
        said = speak(refused.refusals)
        if saves_itself(request):
            return JsonResponse({"message": " ".join(row.message for row in said)}, status=409)
        return _page(request, bid, bench, part, form, table, bench.revision, refusals=said, status=422)
    if saves_itself(request):
        at = wording.moment(clock.now(), style="s")
        return JsonResponse({"revision": revision, "message": _("Saved, sealed: %(at)s") % {"at": at}})
    messages.success(request, _saved(bid))
    return go(_next(bid, part) if request.POST.get("then") == "next" else request.path)


def _saved(bid: Any) -> str:
    if bid.state != "submitted":
        return _("Saved and sealed.")
    return _(
        "Saved and sealed, not submitted: version %(version)s counts until you submit the changed bid."
    ) % {"version": bid.version}


def _next(bid: Any, part: Section) -> str:
    names = [name for name in SECTIONS if bid.stage == 2 or name in STAGE_ONE]
    place = names.index(part.name) + 1
    if place == len(names):
        return reverse("tenders:bid", args=[bid.pk])
    return reverse(f"tenders:bid_{names[place]}", args=[bid.pk])


def _page(
    request: HttpRequest,
    bid: Any,
    bench: Workbench,
    part: Section,
    form: Any,
    table: Any,
    revision: int,
    refusals: Any = (),
    status: int = 200,
) -> HttpResponse:
    names, common = dict(bench.risks), frame(bid)
    wrong = problems_in_words(bid, bench, part.name) if status == 200 and common["editable"] else []
    context = {
        **common,
        "section": part,
        "form": form,
        "table": table,
        "rows": [{"form": row, "risk": names.get(row["code"].value(), "")} for row in table.forms]
        if table is not None and part.name == "risks"
        else [],
        "revision": revision,
        "kept": status == 200,
        "refusals": list(refusals) or wrong,
        "template": f"tenders/bidder/sections/{part.name}.html",
    }
    return render(request, "tenders/bidder/section.html", context, status=status)
