"""The negotiation from the side of the commission."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ppp_portal.panel import queries as panel
from ppp_portal.panel.screens import carried_out
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import go, posted
from tenders.actions import negotiation
from tenders.actions.outcome import WINNER
from tenders.forms.commission import ClauseForm, DropForm, RemarkForm
from tenders.queries import commission, evaluation
from tenders.queries import negotiation as reads
from tenders.views.commission_common import at_commission, frame, page

Tender = Any


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def talks(request: HttpRequest, tender: Tender) -> HttpResponse:
    """The table of clauses, the remarks, the ways to the end."""
    found = reads.latest(tender)
    form = RemarkForm(posted(request))
    if request.method == "POST" and found and form.is_valid():
        done = carried_out(
            form,
            lambda: negotiation.remark(
                negotiation_id=found.pk,
                by=actor_of(request),
                **form.cleaned_data,
            ),
        )
        if done:
            return go("tenders:commission_negotiation", tender.pk)
    live = found is not None and reads.live(found)
    made = evaluation.evaluation(tender)
    drop = panel.decision(tender.subject, negotiation.DROP, f"bid:{found.bid_id}") if found else None
    context = frame(
        request,
        tender,
        talks=found,
        rows=reads.rows(found) if found else [],
        remarks=reads.remarks(found) if found else [],
        earlier=[row for row in reads.every(tender) if found and row.pk != found.pk],
        best=made.best if made else None,
        ready=commission.signed(tender, "tender.evaluation") is not None,
        live=live,
        drop_adopted=bool(live and drop and drop.outcome == "adopted"),
        side="commission",
        put=panel.open_motions(tender.subject).filter(code=WINNER).first(),
        chosen=bool(found and commission.adopted(tender, WINNER, f"bid:{found.bid_id}")),
    )
    return page(request, "negotiation", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def clause(request: HttpRequest, tender: Tender, clause: int) -> HttpResponse:
    """Propose another text of an open clause."""
    found = reads.latest(tender)
    row = next((row for row in reads.rows(found) if row.clause.pk == clause), None) if found else None
    if row is None:
        raise Http404
    form = ClauseForm(posted(request), initial=row.begins() | row.statement(), won_with=row.won_with)
    if request.method == "POST" and form.is_valid():
        done = carried_out(
            form,
            lambda: negotiation.propose_clause(clause_id=clause, by=actor_of(request), **form.cleaned_data),
        )
        if done:
            messages.success(request, _("The proposal is recorded and shown to the other side."))
            return go("tenders:commission_negotiation", tender.pk)
    return page(request, "clause", frame(request, tender, row=row), form)


@require_POST
@at_commission
def answer(request: HttpRequest, tender: Tender, clause: int) -> HttpResponse:
    """Agree to a proposal, or take one's own back."""
    act = negotiation.withdraw_clause if request.POST.get("do") == "withdraw" else negotiation.agree_clause
    found = reads.clause(clause)
    if found is None or found.documentation.tender_id != tender.pk:
        raise Http404
    act(clause_id=clause, by=actor_of(request))
    return go("tenders:commission_negotiation", tender.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def drop(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Put to the vote that the bid leaves the race."""
    form = DropForm(posted(request))
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        done = carried_out(
            form,
            lambda: made.append(
                negotiation.put_drop(tender_id=tender.pk, by=actor_of(request), **form.cleaned_data)
            ),
        )
        if done:
            return go("tenders:commission_motion", tender.pk, made[0].pk)
    context = frame(
        request, tender, title=_("The bid under negotiation is dropped"), submit_label=_("Put to the vote")
    )
    return page(request, "form", context, form)
