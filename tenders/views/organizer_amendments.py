"""Amendments: proposed by one, announced by the head, edited, posted; and every proposal that waits for the head."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.web import wording as said
from ppp_portal.web.confirming import deliberate, ticked
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import speak
from tenders import clockwork, deadlines
from tenders.actions import amendments, declining
from tenders.forms.interrupting import DeclineForm, PostingForm, ReasonForm
from tenders.queries import changes, public
from tenders.queries import organizer as queries
from tenders.rules.interruptions import refuse_amendment, restored_cutoff
from tenders.states import TenderState
from tenders.views.organizer_pages import ORGANISER, address, beside, is_head, own, page, terms
from tenders.views.organizer_publication import confirm, off_day

AMENDMENT, TEXT, CANCELLATION = "tender.amendment", "tender.amended_text", "tender.cancellation"
STAY, STAY_END = "tender.stay", "tender.stay_end"
BACK = {"cancellation": "organizer_cancel", "stay": "organizer_stay", "stay_end": "organizer_end_stay"}


@audience(*ORGANISER)
def amendment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where amendments stand: propose one, see what waits for the head, see what changes while one is open."""
    tender = own(request, pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            amendments.propose_amendment(tender_id=tender.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("Proposed. The head announces the amendment or declines it."))
            return go("tenders:organizer_amendments", tender.pk)
    open_one = queries.open_amendment(tender)
    freeze = deadlines.amendment_freeze(clockwork.clock_facts(tender))
    return show(
        request,
        "tenders/organizer/amendments.html",
        form,
        **page(request, tender, "amendments"),
        proposal=queries.standing(AMENDMENT, tender),
        open_amendment=open_one,
        submitted=queries.proposal(TEXT, tender),
        differences=changes.differences(tender, open_one.before, open_one.after) if open_one else [],
        posted=[row for row in public.amendments(tender) if row.posted_at],
        freeze=terms([freeze])[0] if freeze else None,
        may_propose=tender.state == TenderState.ACCEPTING,
        too_late=speak(refuse_amendment(freeze, clock.now())),
    )


@audience(Role.HEAD)
def announce(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The head reads the very bytes that were proposed and announces: the clock of submission stops."""

    def act(tender: Any, proposal: Any, seen: str) -> None:
        amendments.announce_amendment(
            tender_id=tender.pk, approval_id=proposal.pk, seen=seen, by=actor_of(request)
        )

    return decide(
        request,
        own(request, pk),
        AMENDMENT,
        act,
        back="organizer_amendments",
        done=_("The amendment is announced and submission stands still. Edit the documentation now."),
        title=_("Announce the amendment"),
        will_happen=[
            {
                "text": _(
                    "Submission of bids stops at this instant; the time that is left is kept to the second."
                ),
                "basis": "L:37(5)",
            },
            _("Everybody reads the reason; those who follow the tender are told."),
            _(
                "A new version of the documentation is opened for editing. Bids already submitted stay sealed."
            ),
        ],
        danger=True,
        cannot_undo=True,
        action_label=_("Announce"),
    )


def decide(
    request: HttpRequest,
    tender: Any,
    kind: str,
    act: Callable[[Any, Any, str], None],
    *,
    back: str,
    done: str,
    more: Callable[[Any], list[Any]] = lambda content: [],
    **context: Any,
) -> HttpResponse:
    """What was proposed, with its digest and what ``more`` there is to read; approved as shown."""
    proposal = queries.proposal(kind, tender)
    if proposal is None:
        raise Http404
    refused = None
    if ticked(request):
        try:
            act(tender, proposal, request.POST.get("seen", ""))
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, done)
            return go(f"tenders:{back}", tender.pk)
    content = proposal.content
    return confirm(
        request,
        tender,
        "amendments",
        refused,
        facts=[
            {"label": _("Proposed by"), "value": proposal.proposed_by.name},
            {"label": _("Proposed on"), "value": said.moment(proposal.proposed_at)},
            *more(content),
            *_reasons(content),
            {"label": _("Digest of what you approve"), "value": proposal.digest[:16]},
        ],
        hidden=[("seen", proposal.digest)],
        cancel_url=address(back, tender),
        **context,
    )


def _reasons(content: Any) -> list[Any]:
    """The end of a stay has no reason but the act of the court."""
    labels = {"kk": _("Reason in Kazakh"), "ru": _("Reason in Russian")}
    return [
        {"label": label, "value": content[f"reason_{language}"], "lang": language}
        for language, label in labels.items()
        if f"reason_{language}" in content
    ]


@audience(Role.HEAD)
def decline(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """The head says no, with a reason; another proposal may follow."""
    tender = own(request, pk)
    back = BACK.get(kind, "organizer_amendments")
    proposal = queries.proposal(f"tender.{kind}", tender)
    if proposal is None:
        raise Http404
    form = DeclineForm(posted(request))
    if deliberate(request, form):
        try:
            declining.decline_proposal(
                tender_id=tender.pk,
                approval_id=proposal.pk,
                seen=request.POST.get("seen", ""),
                reason=form.cleaned_data["reason"],
                by=actor_of(request),
            )
        except Refused as refused:
            beside(form, refused)
        else:
            messages.success(request, _("Declined."))
            return go(f"tenders:{back}", tender.pk)
    return show(
        request,
        "tenders/organizer/confirm.html",
        form,
        **page(request, tender, "amendments"),
        title=_("Decline the proposal"),
        why_not=[],
        will_happen=[_("The proposal lapses; nothing changes in the tender. The reason is kept.")],
        hidden=[("seen", proposal.digest)],
        action_label=_("Decline"),
        cancel_url=address(back, tender),
    )


@audience(*ORGANISER)
def submit_amendment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Submit the amended text to the head, with the new end of submission counted out beforehand."""
    tender = own(request, pk)
    open_one = queries.open_amendment(tender)
    if open_one is None or queries.proposal(TEXT, tender) is not None:
        raise Http404
    form = PostingForm(posted(request))
    refused = None
    if deliberate(request, form):
        try:
            amendments.submit_amendment(tender_id=tender.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, _("Submitted. The head posts the amended documentation or declines."))
            return go("tenders:organizer_amendments", tender.pk)
    return confirm(
        request,
        tender,
        "amendments",
        refused,
        form=form,
        title=_("Submit the amended documentation to the head"),
        facts=_dates(tender, open_one, page(request, tender, "amendments")["at"]),
        will_happen=[
            {
                "text": _("The head reads what changes and posts it, or declines with a reason."),
                "basis": "605:A1:10",
            },
            _("Do not edit the documentation meanwhile: the head can post only the text submitted now."),
        ],
        action_label=_("Submit to the head"),
        cancel_url=address("organizer_amendments", tender),
    )


def _dates(tender: Any, amendment: Any, at: Any, closes_at: Any = None, opens_at: Any = None) -> list[Any]:
    """The clock of submission as it stands, and as it runs on if the text is posted now."""
    restored = closes_at or restored_cutoff(amendment.remaining, at)
    opening = opens_at or restored + (tender.opens_at - tender.closes_at)
    return [
        {"label": _("End of submission before"), "value": said.moment(amendment.closed_at_before, "s")},
        {"label": _("Clock stopped"), "value": said.moment(amendment.announced_at, "s")},
        {"label": _("Time that was left"), "value": said_span(amendment.remaining)},
        {
            "label": _("New end of submission, if posted now"),
            "value": said.moment(restored, "s"),
            "basis": "L:37(5)",
        },
        *off_day(restored),
        {"label": _("New opening, if posted now"), "value": said.moment(opening, "s")},
    ]


@audience(Role.HEAD)
def post_amendment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The head posts the text that was submitted, as it was submitted."""
    tender = own(request, pk)
    proposal, open_one = queries.proposal(TEXT, tender), queries.open_amendment(tender)
    if proposal is None or open_one is None:
        raise Http404
    refused = None
    if ticked(request):
        try:
            amendments.post_amendment(
                tender_id=tender.pk,
                approval_id=proposal.pk,
                seen=request.POST.get("seen", ""),
                by=actor_of(request),
            )
        except Refused as caught:
            refused = caught
        else:
            messages.success(request, _("The amended documentation is posted; bids are taken again."))
            return go("tenders:organizer_tender", tender.pk)
    at, wished = page(request, tender, "amendments")["at"], amendments.submitted_dates(proposal)
    return confirm(
        request,
        tender,
        "amendments",
        refused,
        title=_("Post the amended documentation"),
        facts=[
            {"label": _("Proposed by"), "value": proposal.proposed_by.name},
            {"label": _("Proposed on"), "value": said.moment(proposal.proposed_at)},
            *_dates(tender, open_one, at, *wished),
            {"label": _("SHA-256 of the text"), "value": proposal.content["documentation"][:16]},
            {"label": _("Digest of what you approve"), "value": proposal.digest[:16]},
        ],
        hidden=[("seen", proposal.digest)],
        will_happen=[
            {
                "text": _(
                    "The new version is frozen under its SHA-256 and read by everybody, with what changed."
                ),
                "basis": "605:20",
            },
            _("Bids are taken again; no minute is lost. Bidders are asked to confirm or change their bids."),
        ],
        danger=True,
        cannot_undo=True,
        action_label=_("Post"),
        cancel_url=address("organizer_amendments", tender),
    )


def said_span(span: Any) -> str:
    """A length of time in days, hours and minutes, and seconds where there are any."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    said = {
        "days": minutes // 1440,
        "hours": minutes % 1440 // 60,
        "minutes": minutes % 60,
        "seconds": seconds,
    }
    if seconds:
        return _("%(days)s d %(hours)s h %(minutes)s min %(seconds)s s") % said
    return _("%(days)s d %(hours)s h %(minutes)s min") % said


@audience(Role.HEAD)
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for the head: amendments and cancellations proposed by staff."""
    by = actor_of(request)
    labels = {
        AMENDMENT: _("Amendment of the documentation"),
        TEXT: _("Amended documentation"),
        CANCELLATION: _("Cancellation"),
        STAY: _("Stay of a court"),
        STAY_END: _("End of the stay"),
    }
    rows = [
        {
            "approval": row,
            "tender": tender,
            "label": labels[row.kind],
            "url": address(queries.DECIDED_AT[row.kind], tender),
        }
        for row, tender in queries.proposals(by.organisation_id)
    ]
    return show(request, "tenders/organizer/proposals.html", rows=rows, head=is_head(request))
