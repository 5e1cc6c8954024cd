"""The discussion of technical proposals: what they say, what the commission concludes from them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from ppp_portal.panel.screens import carried_out
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import go, posted
from tenders.actions.discussion import put_recommendation
from tenders.forms.commission import RecommendationForm
from tenders.queries import commission_bids, opening
from tenders.queries import discussion as reads
from tenders.states import BidState
from tenders.views.commission_common import at_commission, frame, page

Tender = Any


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def discussion(request: HttpRequest, tender: Tender) -> HttpResponse:
    """The proposals, the conclusions voted on, and the next one."""
    if not tender.row.discusses:
        raise Http404
    form = RecommendationForm(posted(request))
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        done = carried_out(
            form,
            lambda: made.append(
                put_recommendation(tender_id=tender.pk, by=actor_of(request), **form.cleaned_data)
            ),
        )
        if done:
            return go("tenders:commission_motion", tender.pk, made[0].pk)
    rows = [
        {"bid": row.bid, "summary": commission_bids.summary(row)}
        for row in opening.opened_list(tender, stage=1)
        if row.bid.state != BidState.REJECTED
    ]
    context = frame(request, tender, rows=rows, conclusions=reads.recommendations(tender, adopted=False))
    return page(request, "discussion", context, form)
