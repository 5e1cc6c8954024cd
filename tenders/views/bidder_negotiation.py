"""The negotiation from the side of the bidder, and the letter about the results."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.documents import queries as documents
from ppp_portal.documents.serving import serve
from ppp_portal.journal import clock
from ppp_portal.panel.screens import carried_out
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted
from tenders.actions import negotiation
from tenders.forms.commission import ClauseForm, RemarkForm
from tenders.queries import negotiation as reads
from tenders.views.bidder_common import own_bid

LETTERS = ("tender.letter", "tender.invitation")


@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def talks(request: HttpRequest, bid: UUID) -> HttpResponse:
    """The same table as the commission sees, with the bidder's own buttons."""
    found = _own(request, bid)
    form = RemarkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done = carried_out(
            form,
            lambda: negotiation.remark(
                negotiation_id=found.pk,
                by=actor_of(request),
                **form.cleaned_data,
            ),
        )
        if done:
            return go("tenders:bid_negotiation", found.bid_id)
    context = {
        "tender": found.tender,
        "bid": found.bid,
        "talks": found,
        "rows": reads.rows(found),
        "remarks": reads.remarks(found),
        "live": reads.live(found),
        "side": "bidder",
        "form": form,
        "portal_now": clock.now(),
    }
    return render(request, "tenders/bidder/negotiation.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def clause(request: HttpRequest, bid: UUID, clause: int) -> HttpResponse:
    """Propose another text of an open clause."""
    found = _own(request, bid)
    row = next((row for row in reads.rows(found) if row.clause.pk == clause), None)
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
            return go("tenders:bid_negotiation", found.bid_id)
    context = {"tender": found.tender, "bid": found.bid, "row": row, "form": form, "portal_now": clock.now()}
    return render(
        request, "tenders/bidder/negotiation_clause.html", context, status=422 if form.errors else 200
    )


@require_POST
@audience(Role.BIDDER)
def answer(request: HttpRequest, bid: UUID, clause: int) -> HttpResponse:
    """Agree to a proposal, or take one's own back."""
    found = _own(request, bid)
    if not any(row.clause.pk == clause for row in reads.rows(found)):
        raise Http404
    act = negotiation.withdraw_clause if request.POST.get("do") == "withdraw" else negotiation.agree_clause
    act(clause_id=clause, by=actor_of(request))
    return go("tenders:bid_negotiation", found.bid_id)


@require_safe
@audience(Role.BIDDER)
def letter(request: HttpRequest, bid: UUID) -> HttpResponse:
    """The letters of the organiser to the bidder, in both languages: the invitation to stage two, the results."""
    found = own_bid(request, bid)
    rows = [
        {**row, **{document.language: _link(found, document) for document in row["order"].documents.all()}}
        for row in documents.pair_rows(f"bid:{found.pk}", public=False)
        if row["order"].kind in LETTERS
    ]
    context = {"bid": found, "tender": found.tender, "letters": rows, "portal_now": clock.now()}
    return render(request, "tenders/bidder/letter.html", context)


def _link(bid: Any, document: Any) -> dict[str, Any]:
    url = reverse("tenders:bid_letter_pdf", args=[bid.pk, document.pk])
    return {"url": url, "size": document.size, "sha256": document.sha256}


@require_safe
@audience(Role.BIDDER)
def letter_pdf(request: HttpRequest, bid: UUID, document: UUID) -> HttpResponseBase:
    """One file of the bidder's own letter."""
    found, paper = own_bid(request, bid), documents.document(document)
    if paper is None or paper.subject != f"bid:{found.pk}" or paper.kind not in LETTERS:
        raise Http404
    return serve(paper)


def _own(request: HttpRequest, bid: UUID) -> Any:
    found = reads.own(actor_of(request).organisation_id, bid)
    if found is None:
        raise Http404
    return found
