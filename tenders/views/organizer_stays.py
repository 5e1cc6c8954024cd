"""The stay of a court and its end: one person enters the act, the head decides on exactly that act."""

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
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from tenders.actions import stay_end, staying
from tenders.forms.interrupting import EndStayForm, StayForm
from tenders.queries import organizer as queries
from tenders.states import MOVE
from tenders.views.organizer_amendments import STAY, STAY_END, decide, said_span
from tenders.views.organizer_pages import ORGANISER, address, beside, own, page
from tenders.views.organizer_publication import off_day


@audience(*ORGANISER)
def stay(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter the act by which a court stays the tender, or see the proposal that waits for the head."""
    tender = own(request, pk)
    form = StayForm(posted(request), request.FILES or None)
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
        proposal=queries.standing(STAY, tender),
        possible=tender.state in MOVE["stay_tender"].sources,
    )


@require_safe
@audience(*ORGANISER)
def court_act(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file of the act that waits for the head's decision."""
    return _waiting_file(STAY, own(request, pk))


def _waiting_file(kind: str, tender: Any) -> HttpResponseBase:
    proposal = queries.proposal(kind, tender)
    found = documents.document(proposal.content["document"]) if proposal else None
    if found is None:
        raise Http404
    return serve(found)


def _court(content: Any, file_at: str) -> list[Any]:
    """The act as it was entered, with its file."""
    file = {"url": file_at, "action": _("Read the file")} if content["document"] else {}
    return [
        {"label": _("Court and its act"), "value": content["act"], **file},
        {"label": _("Date of the act"), "value": said.day(date.fromisoformat(content["act_date"]))},
    ]


@audience(Role.HEAD)
def confirm_stay(request: HttpRequest, pk: UUID) -> HttpResponse:
    tender = own(request, pk)

    def act(tender: Any, proposal: Any, seen: str) -> None:
        staying.stay_tender(tender_id=tender.pk, approval_id=proposal.pk, seen=seen, by=actor_of(request))

    return decide(
        request,
        tender,
        STAY,
        act,
        back="organizer_tender",
        done=_("The tender is stayed. The time that is left is kept."),
        more=lambda content: _court(content, address("organizer_court_act", tender)),
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


@audience(*ORGANISER)
def end_stay(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter the act that ends the stay, or see the proposal that waits for the head."""
    tender = own(request, pk)
    running = queries.open_stay(tender)
    if running is None:
        raise Http404
    valid_from = queries.validity_needed(running, tender, clock.now())
    form = EndStayForm(posted(request), request.FILES or None, valid_from=valid_from)
    if form.is_valid():
        data = dict(form.cleaned_data)
        upload = data.pop("file")
        try:
            stay_end.propose_end(tender_id=tender.pk, by=actor_of(request), upload=upload, **data)
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("Proposed. The head ends the stay or declines."))
            return go("tenders:organizer_end_stay", tender.pk)
    return show(
        request,
        "tenders/organizer/stay_end.html",
        form,
        **page(request, tender, "overview"),
        proposal=queries.proposal(STAY_END, tender),
        facts=_standing(tender, running),
    )


@require_safe
@audience(*ORGANISER)
def ending_act(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file of the act that ends the stay, while it waits for the head's decision."""
    return _waiting_file(STAY_END, own(request, pk))


@audience(Role.HEAD)
def confirm_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    tender = own(request, pk)
    running = queries.open_stay(tender)
    if running is None:
        raise Http404

    def act(tender: Any, proposal: Any, seen: str) -> None:
        stay_end.end_stay(tender_id=tender.pk, approval_id=proposal.pk, seen=seen, by=actor_of(request))

    def ending(content: Any) -> list[Any]:
        proposed = content["bids_valid_until"] and date.fromisoformat(content["bids_valid_until"])
        until = queries.validity_after(running, tender, proposed, clock.now())
        valid = {"label": _("Bids are valid until, if ended now"), "value": until and said.day(until)}
        return [
            *_court(content, address("organizer_ending_act", tender)),
            *([valid] if until != tender.bids_valid_until else []),
            *_standing(tender, running),
        ]

    return decide(
        request,
        tender,
        STAY_END,
        act,
        back="organizer_tender",
        done=_("The stay has ended. The tender goes on where it was."),
        more=ending,
        title=_("End the stay"),
        will_happen=[
            {"text": _("The tender goes on where it was, with the time that was left."), "basis": "L:57(3)"},
            _("Those who follow the tender are told."),
        ],
        action_label=_("End the stay"),
    )


def _standing(tender: Any, running: Any) -> list[dict[str, Any]]:
    """The stay, and the submission as it would go on if the stay ended now."""
    facts = [
        {"label": _("The stay rests on"), "value": running.act},
        {"label": _("Stayed since"), "value": said.moment(running.began_at)},
    ]
    if running.remaining and running.remaining > timedelta(0):  # the planned end of talks may be over already
        facts.append({"label": _("Time that was left"), "value": said_span(running.remaining)})
    after = queries.submission_after(running, tender, clock.now())
    if after is None:
        return facts
    ends = said.moment(after.closes_at, "s")
    return [
        *facts,
        {"label": _("New end of submission, if ended now"), "value": ends},
        *off_day(after.closes_at),
    ]
