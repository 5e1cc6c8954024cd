"""Contracts in force: the list, the card for each side, for auditors and for everybody, entering an older one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.actions.cards import enter_card
from contracts.card_states import CardPart
from contracts.forms.cards import EnterForm
from contracts.queries import assignment, replacement
from contracts.queries import cards as queries
from contracts.views import card_pages as pages
from contracts.views.monitoring import outline
from ppp_portal.accounts.models import Role
from ppp_portal.accounts.queries import audited_organisations, organisation_by_number
from ppp_portal.documents.queries import pair_rows
from ppp_portal.documents.serving import serve
from ppp_portal.journal import clock
from ppp_portal.law.acts import p605
from ppp_portal.law.refusals import Refusal, Refused
from ppp_portal.web.gates import actor_of, audience, public
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form

ORGANISER = (Role.STAFF, Role.HEAD)
MOST = 200


@require_safe
@audience(*pages.PARTIES)
def cards(request: HttpRequest) -> HttpResponse:
    """The own contracts in force, the newest first; after them those that the organisation left."""
    by = actor_of(request)
    found = (queries.of_private if by.role == Role.BIDDER else queries.of_organiser)(by.organisation_id)
    rows = [{"card": row, "url": pages.address(request, row)} for row in found[:MOST]]
    if by.role == Role.BIDDER:
        rows += _left(by.organisation_id)
    return _list(request, rows, may_enter=by.role != Role.BIDDER)


def _list(request: HttpRequest, rows: list[dict[str, Any]], *, may_enter: bool = False) -> HttpResponse:
    """Contracts under their public partners: who entered an older one need not be one of them."""
    partners = queries.public_partners([row["card"] for row in rows])
    for row in rows:
        card = row["card"]
        row |= {"tone": pages.TONES[card.state], "partners": partners.get(card.pk) or card.organiser.name}
    context = {"rows": rows, "may_enter": may_enter, "title": _("Contracts in force")}
    return render(request, "contracts/cards/list.html", context)


def _left(organisation_id: int | None) -> list[dict[str, Any]]:
    """Contracts that the organisation left, each with the page it still reads: its case or its request."""
    addresses = {
        card: reverse("contracts:assignment", args=[card, made])
        for card, made in assignment.left_by(organisation_id).items()
    }
    for card in replacement.left_by(organisation_id):
        addresses[card] = reverse("contracts:card_replacement", args=[card])
    return [
        {"card": row, "url": addresses[row.pk], "left": True}
        for row in queries.left_by(organisation_id)[:MOST]
        if row.pk in addresses
    ]


def _front(request: HttpRequest, pk: UUID) -> HttpResponse:
    card = pages.own(request, pk)
    context = {
        **pages.frame(request, card),
        **pages.content(card),
        "warnings": pages.warnings(card),
        "papers": pages.papers(card),
        "reader": "party",
    }
    return render(request, "contracts/cards/card.html", context)


@require_safe
@audience(*ORGANISER)
def organizer_card(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _front(request, pk)


@require_safe
@audience(Role.BIDDER)
def bidder_card(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _front(request, pk)


@require_safe
@public
def public_card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The card of a published contract, with the outline of its monitoring (M-07)."""
    card = queries.public_one(pk)
    if card is None:
        raise Http404
    context = {
        **pages.content(card),
        "watched": outline(card, clock.now()),
        "papers": pair_rows(card.subject),
        "reader": "public",
        "list_url": reverse("contracts:public_cards"),
    }
    return render(request, "contracts/cards/card.html", context)


@require_safe
@public
def public_cards(request: HttpRequest) -> HttpResponse:
    return _list(request, [{"card": row, "url": _public_url(row)} for row in queries.published()[:MOST]])


def _public_url(card: Any) -> str:
    return reverse("contracts:public_card", args=[card.pk])


@require_safe
@audience(Role.AUDITOR)
def audited_card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole card with its warnings and who answered none of them, its papers and its monitoring."""
    card = pages.read(request, pk)
    context = {
        **pages.frame(request, card),
        **pages.content(card),
        "warnings": pages.warnings(card),
        "papers": pages.papers(card),
        "reader": "auditor",
    }
    return render(request, "contracts/cards/card.html", context)


@require_safe
@audience(Role.AUDITOR)
def audited_cards(request: HttpRequest) -> HttpResponse:
    bodies = audited_organisations(actor_of(request), clock.now())
    rows = [
        {"card": row, "url": reverse("contracts:audited_card", args=[row.pk])}
        for row in queries.of_organisations(bodies)[:MOST]
    ]
    return _list(request, rows)


@audience(*ORGANISER)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a contract concluded before this portal."""
    form = EnterForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            card = enter_card(by=actor_of(request), **_given(form.cleaned_data))
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(
                request, _("The contract is entered. Add what changed since, each with its basis.")
            )
            return go("contracts:organizer_card", card.pk)
    return show(request, "contracts/cards/enter.html", form)


def _given(typed: dict[str, Any]) -> dict[str, Any]:
    """What the action is called with; the private partner as a registered organisation or by its name."""
    data = dict(typed)
    number = data.pop("partner_bin").strip()
    names = {f"name_{lang}": data.pop(f"partner_{lang}").strip() for lang in ("kk", "ru")}
    partner: dict[str, Any] = {"part": CardPart.PRIVATE_PARTNER, "since_on": data["starts_on"], **names}
    if number:
        company = organisation_by_number(number)
        if company is None:
            raise Refused([Refusal("card.unknown_partner", p605("2(1)"), field="partner_bin")])
        partner |= {"organisation_id": company.pk, "name_kk": company.name_kk, "name_ru": company.name_ru}
    named = number or all(names.values())
    return {**data, "parties": [partner] if named else []}


@require_safe
@audience(*pages.READERS)
def paper(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponseBase:
    return serve(pages.paper(pages.read(request, pk), paper))
