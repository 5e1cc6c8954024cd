"""Steps that are taken with one deliberate press: each shows first what will happen, under which provision."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refusal, Refused
from ppp_portal.panel import actions as panel_actions
from ppp_portal.panel import queries as panel
from ppp_portal.web.confirming import ticked, unticked
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import go
from ppp_portal.web.wording import exact
from tenders.actions import admission, evaluation, negotiation, opening, outcome
from tenders.queries import evaluation as evaluation_reads
from tenders.queries import negotiation as talks
from tenders.views.commission_common import at_commission, frame, linked

Tender = Any


@dataclass(frozen=True)
class Step:
    """``done`` is said on the page that follows, ``then``; ``happens`` are pairs of a sentence and its provision;
    ``about`` gives the rows of the summary: which bid is decided on; ``why_not`` what keeps the step from being taken,
    said before the press."""

    title: Any
    button: Any
    done: Any
    act: Callable[..., Any]
    then: str
    happens: tuple[tuple[Any, str], ...]
    danger: bool = False
    about: Callable[[Tender], list[dict[str, Any]]] | None = None
    why_not: Callable[[Tender, Actor], list[Refusal]] = lambda _tender, _by: []


def _sitting(act: Callable[..., Any]) -> Callable[..., Any]:
    def run(*, tender: Tender, by: Any) -> None:
        unfinished = panel.open_sitting(tender.subject)
        if unfinished is None:
            raise Http404
        act(sitting_id=unfinished.pk, by=by, stream=tender.stream)

    return run


def _on_tender(act: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *, tender, by: act(tender_id=tender.pk, by=by)


def _leader(tender: Tender) -> list[dict[str, Any]]:
    return _bid(tender, next(iter(evaluation_reads.leaders(tender)), None))


def _negotiated(tender: Tender) -> list[dict[str, Any]]:
    found = talks.latest(tender)
    return _bid(tender, found.bid if found else None)


def _bid(tender: Tender, bid: Any) -> list[dict[str, Any]]:
    """Whose bid it is and its points."""
    row = next((score for score in evaluation_reads.scores(tender) if bid and score.bid_id == bid.pk), None)
    if row is None:
        return []
    return [
        {"label": _("Bidder"), "value": f"{row.bid.bidder.name} ({row.bid.bidder.bin})"},
        {"label": _("Points"), "value": exact(Fraction(row.total))},
    ]


def _dropped(*, tender: Tender, by: Any) -> None:
    """Drop the bid as the commission voted."""
    live = talks.current(tender)
    vote = panel.decision(tender.subject, negotiation.DROP, f"bid:{live.bid_id}") if live else None
    outcome_voted = vote.content["outcome"] if vote else ""
    negotiation.drop_best(tender_id=tender.pk, outcome=outcome_voted, by=by)


STEPS: dict[str, Step] = {
    "confirm-opening": Step(
        _("Confirm the opening"),
        _("I confirm"),
        _("Your confirmation of the opening is recorded."),
        _on_tender(opening.confirm_opening),
        "opening",
        (
            (_("You confirm that the bids may be opened in this sitting."), "36"),
            (_("Nothing is revealed yet: the presiding member opens when two have confirmed."), "36"),
        ),
    ),
    "open-bids": Step(
        _("Open the bids"),
        _("Open all bids"),
        _("The bids are opened."),
        _on_tender(opening.open_bids),
        "opening",
        (
            (_("All sealed bids are opened at once; if one does not open, none is."), "app1:10(12)"),
            (_("Names, values and files become visible to the commission, and the list is read out."), "36"),
            (_("The commitment of every bid enters the public record."), "36"),
        ),
        danger=True,
        why_not=lambda tender, by: opening.why_no_opening(tender, by, clock.now()),
    ),
    "open-stage-one": Step(
        _("Open the bids of stage one"),
        _("Open all"),
        _("The bids of stage one are opened."),
        _on_tender(opening.open_stage_one),
        "opening",
        ((_("The technical proposals or applications are opened at once."), "art42"),),
        danger=True,
        why_not=lambda tender, by: opening.why_no_stage_one(tender, by, clock.now()),
    ),
    "open-qualification": Step(
        _("Open the qualification sheets"),
        _("Open the sheets"),
        _("The qualification sheets are opened."),
        _on_tender(admission.open_qualification),
        "qualification",
        ((_("Every bid gets a sheet with the eight requirements."), "art32"),),
    ),
    "evaluate": Step(
        _("Count the points"),
        _("Count"),
        _("The points are counted."),
        _on_tender(evaluation.evaluate),
        "scores",
        (
            (
                _("The portal counts the points from the accepted evidence under the published policies."),
                "app4",
            ),
            (
                _("Nobody types a score. Until the protocol is sent to be signed it can be counted again."),
                "app4",
            ),
        ),
    ),
    "put-result": Step(
        _("Put the result to the vote"),
        _("Put to the vote"),
        _("The question is put to the vote."),
        _on_tender(evaluation.put_result),
        "motion",
        ((_("The members vote on whether the bid with the most points is the best."), "art40(5)"),),
        about=_leader,
    ),
    "start-negotiation": Step(
        _("Begin the negotiation"),
        _("Begin"),
        _("The negotiation has begun."),
        _on_tender(negotiation.start_negotiation),
        "negotiation",
        (
            (_("The best bidder sees the table of clauses and can propose texts and answer remarks."), "41"),
            (_("Nobody else is invited while this negotiation goes on."), "art40(7)"),
        ),
    ),
    "agree-negotiation": Step(
        _("End the negotiation with agreement"),
        _("End with agreement"),
        _("The negotiation ended with agreement."),
        _on_tender(negotiation.agree_negotiation),
        "negotiation",
        ((_("The agreed texts become final; the winner is then voted on."), "41"),),
        danger=True,
        why_not=negotiation.why_no_agreement,
    ),
    "drop-best": Step(
        _("Drop the bid under negotiation"),
        _("Drop the bid"),
        _("The bid is dropped."),
        _dropped,
        "scores",
        (
            (
                _("As the commission voted, the bid leaves the race; the next best is put to the vote."),
                "art40(7)",
            ),
        ),
        danger=True,
    ),
    "put-winner": Step(
        _("Put the winner to the vote"),
        _("Put to the vote"),
        _("The question is put to the vote."),
        _on_tender(outcome.put_winner),
        "motion",
        ((_("The members vote on the winner and the agreed conditions."), "51"),),
        about=_negotiated,
        why_not=lambda tender, by: outcome.why_no_winner(tender, by, clock.now()),
    ),
    "put-reselection": Step(
        _("Put the return to the scored bids to the vote"),
        _("Put to the vote"),
        _("The question is put to the vote."),
        _on_tender(outcome.put_reselection),
        "motion",
        ((_("The members vote on whether the bid of the evader is dropped."), "33(2)"),),
    ),
    "reselect": Step(
        _("Return to the scored bids"),
        _("Return to the bids"),
        _("The commission returned to the other bids."),
        _on_tender(outcome.reselect_after_evasion),
        "scores",
        ((_("The bidder who did not sign is dropped; the next best is put to the vote."), "33(2)"),),
        danger=True,
    ),
    "resume-sitting": Step(
        _("Resume the sitting"),
        _("Resume"),
        _("The sitting goes on."),
        _sitting(panel_actions.resume),
        "sitting",
        ((_("The sitting goes on under the same conditions as at its opening."), "36"),),
    ),
    "close-sitting": Step(
        _("Close the sitting"),
        _("Close the sitting"),
        _("The sitting is closed."),
        _sitting(panel_actions.close_sitting),
        "papers",
        ((_("Everybody leaves the table. The protocol can then be sent to be signed."), "36"),),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@at_commission
def step(request: HttpRequest, tender: Tender, name: str) -> HttpResponse:
    """Ask once more, then do it. What is refused is said on the same page."""
    row = STEPS.get(name)
    if row is None:
        raise Http404
    by, forgotten = actor_of(request), unticked(request)
    why_not: Sequence[Refusal]
    if ticked(request):
        try:
            made = row.act(tender=tender, by=by)
        except Refused as refused:
            why_not = refused.refusals
        else:
            messages.success(request, row.done)
            return go(
                f"tenders:commission_{row.then}", tender.pk, *([made.pk] if row.then == "motion" else [])
            )
    else:
        why_not = row.why_not(tender, by)
    context = frame(
        request,
        tender,
        title=row.title,
        lead=f"{tender.number} · {tender.title}",
        will_happen=[{"text": text, "basis": basis} for text, basis in row.happens],
        cannot_undo=row.danger,
        danger=row.danger,
        action_label=row.button,
        cancel_url=reverse("tenders:commission_tender", args=[tender.pk]),
        refusals=forgotten,
        why_not=linked(tender, why_not),
        facts=row.about(tender) if row.about else [],
    )
    status = 422 if forgotten else 409 if ticked(request) else 200
    return render(request, "tenders/commission/confirm.html", context, status=status)
