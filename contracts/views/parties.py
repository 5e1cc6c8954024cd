"""Pages of both sides: the list, the contract, a term, agreeing and signing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contracts import actions, queries
from contracts.actions.moving import refuse_move
from contracts.forms.signing import AgreeForm, TermForm
from contracts.states import BEFORE_SIGNED
from contracts.views import pages
from ppp_portal.accounts.models import Role
from ppp_portal.documents.serving import serve
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import posted, show
from ppp_portal.web.refusals import speak
from ppp_portal.web.signing import SignForm
from tenders.queries.period import competed_special
from tenders.wording import ESSENTIAL_TERMS


def see(address: str) -> HttpResponseRedirect:
    """See other."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


@require_safe
@audience(*pages.PARTIES)
def contracts(request: HttpRequest) -> HttpResponse:
    """The own contracts, the newest first."""
    by = actor_of(request)
    kinds = [queries.of_private] if by.role == Role.BIDDER else [queries.of_organiser]
    if by.role == Role.HEAD:
        kinds.append(queries.of_partner)
    rows = [
        {
            "contract": row,
            "url": pages.address(request, row),
            "tone": pages.TONES[row.state],
            "due": row.due_at if row.state in BEFORE_SIGNED else None,
        }
        for of in kinds
        for row in of(by.organisation_id)
    ]
    return render(request, "contracts/list.html", {"rows": rows})


def _front(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = pages.own(request, pk)
    by_organiser = actor_of(request).role != Role.BIDDER
    claim, waits = queries.spv(found), []
    if by_organiser and claim and not claim.approved_at:
        waits = speak(actions.why_no_approval(found, claim, clock.now()))
    context = {
        **pages.frame(request, found),
        "life": pages.life(found),
        "window": pages.window(found),
        "terms": pages.terms(request, found),
        "prevents": pages.prevents(found),
        "unlike": pages.unlike(found),
        "risks": found.risks.all(),
        "spv": claim,
        "spv_waits": waits,
        "special": competed_special(found.tender),
        "declared": bool((offer := queries.opened(found.bid)) and offer.spv_declared),
        "papers": pages.papers(found),
        "file_needed": not clock.is_training(),
        "case": queries.forfeiture_case(found) if by_organiser else None,
    }
    return render(request, "contracts/contract.html", context)


@require_safe
@audience(Role.STAFF, Role.HEAD)
def organizer_contract(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _front(request, pk)


@require_safe
@audience(Role.BIDDER)
def bidder_contract(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _front(request, pk)


@require_safe
@audience(Role.HEAD)
def partner_contract(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the head of a public partner reads and signs; the terms are agreed by the organiser."""
    found = queries.partners(actor_of(request).organisation_id, pk)
    if found is None:
        raise Http404
    context = {
        **pages.frame(request, found),
        "life": pages.life(found),
        "window": pages.window(found),
        "papers": pages.papers(found),
    }
    return render(request, "contracts/partner.html", context)


@audience(*pages.PARTIES)
def term(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Read a term beside its other language, rewrite it, agree to it."""
    found = pages.own(request, pk)
    row = next((row for row in queries.terms(found) if row.number == number), None)
    if row is None:
        raise Http404
    initial = {"text_kk": row.text_kk, "text_ru": row.text_ru, "revision": row.revision}
    editable = found.state in ("draft", "terms_agreed") and clock.now() <= found.due_at
    form = TermForm(posted(request), initial=initial) if editable else None
    if form is not None and form.is_valid():
        try:
            actions.edit_term(contract_id=found.pk, term=number, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            pages.beside(form, refused)
        else:
            messages.success(request, _("Saved. Both sides agree to the term anew."))
            return see(pages.address(request, found, "term", number))
    context = {
        **pages.frame(request, found),
        "number": number,
        "row": row,
        "term": pages.terms(request, found)[number - 1],
        "title": ESSENTIAL_TERMS[number],
        "clauses": found.clauses.filter(essential_term=number),
        "risks": found.risks.all() if number == 7 else [],
        "agree_url": pages.address(request, found, "agree", number),
        "previous": pages.address(request, found, "term", number - 1) if number > 1 else "",
        "following": pages.address(request, found, "term", number + 1) if number < 8 else "",
    }
    return show(request, "contracts/term.html", form, **context)


@require_POST
@audience(*pages.PARTIES)
def agree(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Agree to the words that were shown."""
    found = pages.own(request, pk)
    form = AgreeForm(request.POST)
    if not form.is_valid() or number not in ESSENTIAL_TERMS:
        raise Http404
    actions.agree_term(contract_id=found.pk, term=number, by=actor_of(request), **form.cleaned_data)
    messages.success(request, _("Agreed."))
    left = next((row for row in pages.terms(request, found) if row["mine"] is None), None)
    return see(
        pages.address(request, found, "term", left["row"].number) if left else pages.address(request, found)
    )


@audience(Role.HEAD, Role.BIDDER)
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask once more, then sign exactly the text whose hash is shown."""
    found = pages.signable(request, pk)
    form = SignForm(posted(request), initial={"seen": found.digest})
    if form.is_valid():
        try:
            signed = actions.sign_contract(contract_id=found.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            pages.beside(form, refused)
        else:
            done = _("Every party has signed.") if signed.signed_at else _("You have signed.")
            messages.success(request, done)
            return see(pages.address(request, found))
    context = {
        **pages.frame(request, found),
        "title": _("Sign the contract"),
        "facts": [
            {"label": _("Contract"), "value": found.number},
            {"label": _("You sign on the strength of"), "value": pages.authority(request)},
            {"label": _("SHA-256 of the text"), "value": found.digest},
        ],
        "window": pages.window(found),
        "papers": [row for row in pages.papers(found) if row["order"].pk == found.text_pair],
        "will_happen": [
            {
                "text": _("Your approval of exactly this text is recorded with your name and the time."),
                "basis": p48(),
            },
            {"text": _("When every party has signed the tender ends with this contract."), "basis": ""},
        ],
        "cannot_undo": True,
        "check_label": _("I have read the contract and have the right to sign it."),
        "action_label": _("Sign the contract"),
        "action_url": "",
        "hidden": [],
        "cancel_url": pages.address(request, found),
        "lead": ""
        if clock.is_training()
        else _("The contract is concluded when the signed file is registered too."),
        "danger": False,
        "texts": pages.texts_to_sign(found) if found.text_pair else [],
        "on_screen": True,
        "why_not": [] if form.is_bound else speak(refuse_move(found, "sign_contract", actor_of(request))),
    }
    return show(request, "contracts/sign.html", form, **context)


def p48() -> str:
    return "605:48"


@require_safe
@audience(*pages.PARTIES)
def paper(request: HttpRequest, pk: UUID, paper: UUID) -> HttpResponseBase:
    return serve(pages.paper(pages.signable(request, pk), paper))
