"""Cancellation and court stay: reasons on record, each step confirmed on purpose."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.documents import queries as documents
from ppp_portal.documents.serving import serve
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.web import wording as said
from ppp_portal.web.confirming import deliberate
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, show
from tenders.actions import cancelling, staying
from tenders.forms.interrupting import EndStayForm, ReasonForm, StayForm
from tenders.queries import organizer as queries
from tenders.states import MOVE
from tenders.views.organizer_amendments import CANCELLATION, STAY, decide, off_day, said_span
from tenders.views.organizer_pages import ORGANISER, address, beside, own, page


@audience(*ORGANISER)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Propose the cancellation with its reason, or see the proposal that waits for the head."""
    tender = own(request, pk)
    form = ReasonForm(request.POST or None)
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
        proposal=queries.proposal(CANCELLATION, tender),
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


@audience(*ORGANISER)
def stay(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter the act by which a court stays the tender, or see the proposal that waits for the head."""
    tender = own(request, pk)
    form = StayForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = dict(form.cleaned_data)
        upload = data.pop("file")
        try:
            staying.propose_stay(tender_id=tender.pk, by=actor_of(request), upload=upload, **data)
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("Proposed. The head stays the tender or declines."))
            return go("tenders:organizer_stay", tender.pk)
    return show(
        request,
        "tenders/organizer/stay.html",
        form,
        **page(request, tender, "overview"),
        proposal=queries.proposal(STAY, tender),
        possible=tender.state in MOVE["stay_tender"].sources,
    )


@require_safe
@audience(*ORGANISER)
def court_act(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file of the act that waits for the head's decision."""
    proposal = queries.proposal(STAY, own(request, pk))
    found = documents.document(proposal.content["document"]) if proposal else None
    if found is None:
        raise Http404
    return serve(found)


@audience(Role.HEAD)
def confirm_stay(request: HttpRequest, pk: UUID) -> HttpResponse:
    tender = own(request, pk)

    def act(tender: Any, proposal: Any, seen: str) -> None:
        staying.stay_tender(tender_id=tender.pk, approval_id=proposal.pk, seen=seen, by=actor_of(request))

    def court(content: Any) -> list[Any]:
        url = address("organizer_court_act", tender)
        file = {"label": _("The act"), "value": "", "url": url, "action": _("Read the file")}
        return [
            {"label": _("Court and its act"), "value": content["act"]},
            {"label": _("Date of the act"), "value": said.day(date.fromisoformat(content["act_date"]))},
            *([file] if content["document"] else []),
        ]

    return decide(
        request,
        tender,
        STAY,
        act,
        back="organizer_tender",
        done=_("The tender is stayed. The time that is left is kept."),
        more=court,
        title=_("Stay the tender on the act of a court"),
        will_happen=[
            {"text": _("Everything stands still: no bids, no sittings, no decisions."), "basis": "L:57(3)"},
            _(
                "The time of submission that is left is kept to the second and given back at the end of the stay."
            ),
        ],
        danger=True,
        action_label=_("Stay the tender"),
    )


@audience(Role.HEAD)
def end_stay(request: HttpRequest, pk: UUID) -> HttpResponse:
    tender = own(request, pk)
    running = queries.open_stay(tender)
    if running is None:
        raise Http404
    form = EndStayForm(request.POST or None, valid_from=queries.validity_needed(running, tender, clock.now()))
    if deliberate(request, form):
        try:
            staying.end_stay(tender_id=tender.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            beside(form, refused, {"act": "end_act"})
        else:
            messages.success(request, _("The stay has ended. The tender goes on where it was."))
            return go("tenders:organizer_tender", tender.pk)
    facts = [
        {"label": _("Court and its act"), "value": running.act},
        {"label": _("Stayed since"), "value": said.moment(running.began_at)},
    ]
    if running.remaining and running.remaining > timedelta(0):  # the planned end of talks may be over already
        facts.append({"label": _("Time that was left"), "value": said_span(running.remaining)})
    after = queries.submission_after(running, tender, clock.now())
    if after is not None:
        ends = said.moment(after.closes_at, "s")
        facts += [
            {"label": _("New end of submission, if ended now"), "value": ends},
            *off_day(after.closes_at),
        ]
    return show(
        request,
        "tenders/organizer/confirm.html",
        form,
        **page(request, tender, "overview"),
        title=_("End the stay"),
        facts=facts,
        will_happen=[
            {"text": _("The tender goes on where it was, with the time that was left."), "basis": "L:57(3)"},
            _("Those who follow the tender are told."),
        ],
        action_label=_("End the stay"),
        cancel_url=address("organizer_tender", tender),
    )
