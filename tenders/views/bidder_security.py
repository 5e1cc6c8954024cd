"""The bidder's security: how much and why, how it stands, the form that describes it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
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
from tenders.forms.security import LodgingForm
from tenders.queries import security as queries
from tenders.views import security_pages as pages
from tenders.views.bidder_common import frame, own_bid

LODGED = ("form", "amount", "payer", "bank", "reference", "dated", "valid_until", "account")


@audience(Role.BIDDER)
def bid_security(request: HttpRequest, bid: UUID) -> HttpResponse:
    """Lodge a security, correct it before it is confirmed, see what became of it."""
    found = own_bid(request, bid)
    if found.stage == 1:
        raise Http404
    context = frame(found)
    security = queries.of_bid(found)
    open_now = queries.taking(found.tender, context["portal_now"]) and found.state in ("draft", "submitted")
    described = security is not None and queries.may_describe_again(security)
    initial = {name: getattr(security, name) for name in LODGED} if security else _first(found)
    form = LodgingForm(posted(request), initial=initial) if open_now and (described or not security) else None
    if form is not None and form.is_valid():
        try:
            actions.lodge_security(bid_id=found.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("Lodged. The custodian confirms it and you are told."))
            return go("tenders:bid", found.pk)
    return show(
        request,
        "tenders/bidder/security.html",
        form,
        **context,
        security=security,
        sum=pages.arithmetic(found.tender),
        rows=pages.described(security) if security else [],
        tone=pages.TONES.get(security.state, "quiet") if security else "bad",
        term=pages.return_term(security) if security else None,
        papers=pages.papers(
            found.stream, lambda pk: reverse("tenders:bid_security_paper", args=[found.pk, pk])
        ),
    )


def _first(bid: Any) -> dict[str, object]:
    tender = bid.tender
    return {"amount": tender.security_amount, "form": "guarantee", "payer": bid.bidder.name}


@require_safe
@audience(Role.BIDDER)
def bid_security_paper(request: HttpRequest, bid: UUID, paper: UUID) -> HttpResponseBase:
    return serve(pages.paper({own_bid(request, bid).stream}, paper))
