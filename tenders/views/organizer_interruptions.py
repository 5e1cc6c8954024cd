"""Cancellation: proposed with its reason, decided by the head on purpose."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from tenders.actions import cancelling
from tenders.forms.interrupting import ReasonForm
from tenders.queries import organizer as queries
from tenders.states import MOVE
from tenders.views.organizer_amendments import CANCELLATION, decide
from tenders.views.organizer_pages import ORGANISER, beside, own, page


@audience(*ORGANISER)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose the cancellation with its reason, or see the proposal that waits for the head."""
    tender = own(request, pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            cancelling.propose_cancellation(tender_id=tender.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("Proposed. The head cancels the tender or declines."))
            return go("tenders:organizer_cancel", tender.pk)
    return show(
        request,
        "tenders/organizer/cancel.html",
        form,
        **page(request, tender, "overview"),
        proposal=queries.standing(CANCELLATION, tender),
        possible=tender.state in MOVE["cancel_tender"].sources,
    )


@audience(Role.HEAD)
def confirm_cancellation(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(tender: Any, proposal: Any, seen: str) -> None:
        cancelling.cancel_tender(
            tender_id=tender.pk, approval_id=proposal.pk, seen=seen, by=actor_of(request)
        )

    return decide(
        request,
        own(request, pk),
        CANCELLATION,
        act,
        back="organizer_tender",
        done=_("The tender is cancelled."),
        title=_("Cancel the tender"),
        will_happen=[
            {
                "text": _(
                    "The tender ends. A protocol with the reason is printed in both languages and published."
                ),
                "basis": "L:35",
            },
            {"text": _("Every security is to be returned."), "basis": "L:39(7)"},
            _("Bids that were not opened stay sealed."),
        ],
        danger=True,
        cannot_undo=True,
        action_label=_("Cancel the tender"),
    )
