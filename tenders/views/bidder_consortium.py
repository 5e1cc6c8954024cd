"""The consortium: the lead invites, the invited organisation answers by its own representative."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.web.confirming import ticked, unticked
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted
from ppp_portal.web.refusals import add_to_form, speak
from tenders.actions import bids as actions
from tenders.forms.bids import InviteForm
from tenders.queries import bids as queries
from tenders.queries.phases import phase
from tenders.views.bidder_common import frame, own_bid


@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def consortium(request: HttpRequest, bid: UUID) -> HttpResponse:
    """The members with their answers; invite one more by its BIN."""
    found = own_bid(request, bid)
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_member(bid_id=found.pk, bin=form.cleaned_data["bin"], by=actor_of(request))
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("The invitation was sent. The member counts after it confirms."))
            return go("tenders:bid_consortium", found.pk)
    context = {**frame(found), "form": form, "members": queries.members(found)}
    return render(request, "tenders/bidder/consortium.html", context, status=422 if form.errors else 200)


@require_POST
@audience(Role.BIDDER)
def remove(request: HttpRequest, bid: UUID, member: UUID) -> HttpResponse:
    found = own_bid(request, bid)
    if member not in {row.pk for row in queries.members(found)}:
        raise Http404
    actions.remove_member(member_id=member, by=actor_of(request))
    messages.success(request, _("The member was removed."))
    return go("tenders:bid_consortium", found.pk)


@require_safe
@audience(Role.BIDDER)
def invitations(request: HttpRequest) -> HttpResponse:
    """Who asks us to join, and what we answered."""
    at = clock.now()
    found = queries.invitations(actor_of(request).organisation_id)
    rows = [{"member": member, "phase": phase(member.bid.tender, at)} for member in found]
    return render(request, "tenders/bidder/invitations.html", {"rows": rows, "portal_now": at})


@require_http_methods(["GET", "HEAD", "POST"])
@audience(Role.BIDDER)
def invitation(request: HttpRequest, member: UUID) -> HttpResponse:
    """Say yes, after reading what it means, or no."""
    actor = actor_of(request)
    found = queries.invitation(actor.organisation_id, member)
    if found is None:
        raise Http404
    refusals: list[Any] = []
    if request.method == "POST":
        decline = request.POST.get("answer") == "decline"
        accept = not decline and ticked(request)
        refusals = [] if decline else unticked(request)
        if accept or decline:
            try:
                actions.answer_invitation(member_id=found.pk, accept=accept, by=actor)
            except Refused as refused:
                refusals = speak(refused.refusals)
            else:
                said = _("You are a member of this consortium.") if accept else _("You declined.")
                messages.success(request, said)
                return go("tenders:invitations")
    tender, lead = found.bid.tender, found.bid.bidder
    context = {
        "member": found,
        "title": _("Invitation to a consortium"),
        "lead": _("Your organisation is asked to join a consortium. Answer only if you know of it."),
        "facts": [
            {"label": _("Tender"), "value": f"{tender.number} · {tender.title}"},
            {"label": _("Lead of the consortium"), "value": f"{lead.name} ({lead.bin})"},
        ],
        "will_happen": [
            {
                "text": _("You count as a bidder in this tender as soon as the lead submits."),
                "basis": "28(1)",
            },
            {
                "text": _("Neither you nor another consortium with you can then file another bid in it."),
                "basis": "28(1)",
            },
            _("The lead alone writes, changes and withdraws the bid; you do not see what it says."),
        ],
        "hidden": [("answer", "accept")],
        "action_label": _("Join the consortium"),
        "check_label": _("I act for my organisation and confirm that it takes part."),
        "cancel_url": reverse("tenders:invitations"),
        "danger": False,
        "cannot_undo": False,
        "action_url": "",
        "form": None,
        "refusals": refusals,
        "portal_now": clock.now(),
    }
    return render(request, "tenders/bidder/invitation.html", context, status=422 if refusals else 200)
