"""Pages of the end of a contract: its termination, the list of what it leaves, the act both sides sign."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contracts.actions import ending, hand_over
from contracts.ending_states import Bearer, HandOverState
from contracts.forms import ending as forms
from contracts.forms.cards import SeenForm
from contracts.queries import ending as queries
from contracts.views import card_pages as pages
from contracts.views.asking import Step
from contracts.views.card_steps import ORGANISER, ended_requests, take
from ppp_portal.accounts.models import Role
from ppp_portal.web.gates import audience

TONES = {"draft": "now", "signing": "now", "signed": "ok"}

TERMINATE = Step(
    title=gettext_lazy("Register the termination of the contract"),
    label=gettext_lazy("Register the termination"),
    done=gettext_lazy("The contract is over. What it leaves is handed over by a list and an act."),
    act=ending.terminate_card,
    follows=(
        (gettext_lazy("The contract ends on the day written here; both sides are told."), "art49(4)"),
        (gettext_lazy("What it leaves is handed over by a list and an act of both sides."), "app2:12(2)"),
    ),
    form=forms.TerminationForm,
    final=True,
    danger=True,
)
ASSET = Step(
    title=gettext_lazy("A line of the list"),
    label=gettext_lazy("Enter the line"),
    done=gettext_lazy("The line stands on the list."),
    act=hand_over.add_asset,
    form=forms.AssetForm,
)
REMOVE = Step(
    title=gettext_lazy("Take a line off the list"),
    label=gettext_lazy("Take it off"),
    done=gettext_lazy("The line is off the list; its number is not given again."),
    act=hand_over.remove_asset,
)
CLOSE = Step(
    title=gettext_lazy("Close the list"),
    label=gettext_lazy("Close and print"),
    done=gettext_lazy("The list is closed and is being printed; both sides can sign."),
    act=hand_over.close_list,
    follows=((gettext_lazy("Both sides sign exactly this list, by its hash."), "app2:12(2)"),),
    form=forms.ClosingForm,
)
RECALL = Step(
    title=gettext_lazy("Take the list back"),
    label=gettext_lazy("Take it back"),
    done=gettext_lazy("The list can be corrected."),
    act=hand_over.recall_list,
    follows=((gettext_lazy("Signatures given so far no longer count."), ""),),
    danger=True,
)
SIGN = Step(
    title=gettext_lazy("Sign the act of hand-over"),
    label=gettext_lazy("Sign the act"),
    done=gettext_lazy("You have signed."),
    act=hand_over.sign_hand_over,
    follows=(
        (
            gettext_lazy("Your approval of exactly this text is recorded with your name and the time."),
            "app2:12(2)",
        ),
    ),
    form=SeenForm,
    final=True,
)


def _home(card: Any) -> str:
    return reverse("contracts:card_handover", args=[card.pk])


@require_safe
@audience(*pages.PARTIES)
def card_handover(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How the contract ends, and what becomes whose."""
    card = pages.own(request, pk)
    row = queries.hand_over(card)
    assets = queries.assets(row) if row else []
    signed = queries.signatures(row) if row and row.digest else []
    frame = pages.frame(request, card)
    groups = [(Bearer(bearer), [line for line in assets if line.bearer == bearer]) for bearer in Bearer]
    context = {
        **frame,
        "end": pages.end(card),
        "termination": queries.termination(card),
        "row": row,
        "state_tone": TONES[row.state] if row else "",
        "over": card.state in ("expired", "terminated"),
        "editable": frame["is_public"] and (row is None or row.state == HandOverState.DRAFT),
        "groups": [
            {"label": bearer.label, "lines": lines, "total": sum(line.book_value for line in lines)}
            for bearer, lines in groups
            if lines
        ],
        "signatures": signed,
        "may_sign": row is not None
        and row.state == HandOverState.SIGNING
        and (frame["is_head"] or not frame["is_public"])
        and all(mark.side != frame["side"] for mark in signed),
        "papers": pages.papers(card, "card.termination", "card.hand_over"),
    }
    return render(request, "contracts/cards/handover.html", context)


@audience(Role.HEAD)
def terminate(request: HttpRequest, pk: UUID) -> HttpResponse:
    card = pages.own(request, pk)
    asked = replace(TERMINATE, follows=(*TERMINATE.follows, *ended_requests(card)))
    return take(request, card, asked, to=_home(card), card_id=card.pk)


@audience(*ORGANISER)
def add_asset(request: HttpRequest, pk: UUID) -> HttpResponse:
    card = pages.own(request, pk)
    return take(request, card, ASSET, to=_home(card), card_id=card.pk)


@audience(*ORGANISER)
def remove_asset(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    card = pages.own(request, pk)
    row = queries.hand_over(card)
    asset = queries.asset(row, number) if row else None
    if asset is None:
        raise Http404
    facts = ((_("Name of the asset"), asset.name),)
    return take(request, card, REMOVE, to=_home(card), facts=facts, card_id=card.pk, asset_id=asset.pk)


@audience(*ORGANISER)
def close_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    card = pages.own(request, pk)
    return take(request, card, CLOSE, to=_home(card), card_id=card.pk)


@audience(*ORGANISER)
def recall_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    card = pages.own(request, pk)
    return take(request, card, RECALL, to=_home(card), card_id=card.pk)


@audience(Role.HEAD, Role.BIDDER)
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    card = pages.own(request, pk)
    row = queries.hand_over(card)
    if row is None or not row.digest:
        raise Http404
    facts = ((_("SHA-256 of the text"), row.digest),)
    return take(
        request,
        card,
        SIGN,
        to=_home(card),
        facts=facts,
        initial={"seen": row.digest},
        papers=pages.papers(card, "card.hand_over"),
        card_id=card.pk,
    )
