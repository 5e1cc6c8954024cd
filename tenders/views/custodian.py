"""The security custodian: what to confirm, what to return and by when, the ledger. Nothing of the bids."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.documents.serving import serve
from ppp_portal.law.refusals import Refused
from ppp_portal.web.confirming import deliberate
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form
from tenders.actions import security as actions
from tenders.forms.security import PaymentForm, RejectionForm, SeenTwiceForm
from tenders.queries import security as queries
from tenders.views import security_pages as pages
from tenders.views.security_pages import tender_budget


def _own(request: HttpRequest, pk: UUID) -> Any:
    security = queries.custodians_security(actor_of(request).organisation_id, pk)
    if security is None:
        raise Http404
    return security


@require_safe
@audience(Role.CUSTODIAN)
def securities(request: HttpRequest) -> HttpResponse:
    """Three lists by their dates, and the ledgers."""
    organisation = actor_of(request).organisation_id
    context = {
        "to_verify": queries.to_verify(organisation),
        "to_return": [(row, row.get_return_trigger_display()) for row in queries.to_return(organisation)],
        "to_credit": queries.to_credit(organisation),
        "ledgers": queries.ledgers(organisation),
    }
    return render(request, "tenders/custodian/securities.html", context)


@require_safe
@audience(Role.CUSTODIAN)
def security(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One security: its description against the required sum, its term, its lines in the ledger."""
    found = _own(request, pk)
    context = _card(found)
    context["papers"] = pages.papers(
        found.bid.stream, lambda paper: reverse("tenders:custodian_paper", args=[paper])
    )
    return render(request, "tenders/custodian/security.html", context)


def _card(found: Any) -> dict[str, Any]:
    verified = found.verified_at is not None
    return {
        "security": found,
        "tender": found.bid.tender,
        "tone": pages.TONES.get(found.state, "quiet"),
        "rows": pages.described(found),
        "sum": pages.arithmetic(found.bid.tender),
        "term": pages.return_term(found),
        "entries": found.entries.all(),
        "held": queries.held(found),
        "may_verify": found.state == "lodged" or (found.state == "return_due" and not verified),
        "may_return": found.state == "return_due" and verified,
        "may_credit": found.state == "forfeit_proposed" and found.forfeit_decided_at is not None,
    }


def _step(
    request: HttpRequest,
    found: Any,
    form: forms.Form | None,
    act: Callable[[dict[str, Any]], Any],
    done: str,
    **context: Any,
) -> HttpResponse:
    """Ask once more, act, go back to the card; what was refused stands beside its field."""
    form = form if form is not None else forms.Form(posted(request))
    if deliberate(request, form):
        try:
            act(form.cleaned_data)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, done)
            return go("tenders:custodian_security", found.pk)
    address = reverse("tenders:custodian_security", args=[found.pk])
    context = {
        "facts": [
            {"label": _("Tender"), "value": f"{found.bid.tender.number} · {found.bid.tender.title}"},
            *pages.described(found),
        ],
        "hidden": [],
        "action_url": "",
        "cancel_url": address,
        **context,
    }
    return show(
        request, "tenders/custodian/step.html", form, security=found, tender=found.bid.tender, **context
    )


@audience(Role.CUSTODIAN)
def verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = _own(request, pk), actor_of(request)
    elsewhere = queries.entered_elsewhere(found) if found.verified_at is None else ""
    alike = _("The same payment or guarantee stands in the ledger of tender %(number)s for another bid.")
    return _step(
        request,
        found,
        SeenTwiceForm(posted(request)) if elsewhere else None,
        lambda data: actions.verify_security(security_id=found.pk, by=by, **data),
        _("Confirmed. The bidder is told and the card is printed."),
        title=_("Confirm the security"),
        lead=alike % {"number": elsewhere} if elsewhere else "",
        will_happen=[
            {"text": _("The ledger opens with %(sum)s.") % {"sum": pages.money(found.amount)}, "basis": "31"},
            {"text": _("The card of the security is printed in Kazakh and in Russian."), "basis": ""},
        ],
        check_label=_("I have seen the money on the account, or the bank has confirmed the guarantee."),
        action_label=_("Confirm the security"),
    )


@audience(Role.CUSTODIAN)
def reject(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = _own(request, pk), actor_of(request)
    return _step(
        request,
        found,
        RejectionForm(posted(request)),
        lambda data: actions.reject_security(
            security_id=found.pk, by=by, reason=data["cause"] or data["reason"]
        ),
        _("The bidder is told what to put right."),
        title=_("The security cannot be confirmed"),
        will_happen=[{"text": _("The bidder may lodge it again until submission ends."), "basis": "31"}],
        check_label=_("I have looked on the account and asked the bank."),
        action_label=_("Tell the bidder"),
        danger=True,
    )


@audience(Role.CUSTODIAN)
def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = _own(request, pk), actor_of(request)
    account = found.form == "deposit"

    def act(data: dict[str, Any]) -> None:
        document = {"account": found.account, **data}
        actions.return_security(security_id=found.pk, by=by, **document)

    form = PaymentForm(posted(request), with_account=account)
    return _step(
        request,
        found,
        form,
        act,
        _("Recorded. The bidder is told."),
        title=_("Record the return"),
        will_happen=[
            {
                "text": _("%(sum)s leave the ledger by this document.")
                % {"sum": pages.money(queries.held(found))},
                "basis": "art39(7)",
            }
        ],
        cannot_undo=True,
        check_label=_("The bank has executed the payment, or the guarantee was handed back."),
        action_label=_("Record the return"),
        term=pages.return_term(found),
    )


@audience(Role.CUSTODIAN)
def credit(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = _own(request, pk), actor_of(request)
    budget = tender_budget(found.bid.tender)
    return _step(
        request,
        found,
        PaymentForm(posted(request), with_account=False),
        lambda data: actions.record_forfeiture_payment(security_id=found.pk, by=by, **data),
        _("Recorded. The ledger is settled."),
        title=_("Record the payment to the budget"),
        lead=_("Budget that receives: %(budget)s") % {"budget": budget},
        will_happen=[
            {
                "text": _("%(sum)s leave the ledger for the budget.")
                % {"sum": pages.money(queries.held(found))},
                "basis": "34",
            }
        ],
        cannot_undo=True,
        danger=True,
        check_label=_("The bank has executed the payment order to the budget."),
        action_label=_("Record the payment"),
    )


# --- the ledger -------------------------------------------------------------------------------------------


def _tender(request: HttpRequest, pk: UUID) -> Any:
    tender = queries.organisers_tender(actor_of(request).organisation_id, pk)
    if tender is None:
        raise Http404
    return tender


@audience(Role.CUSTODIAN)
def ledger(request: HttpRequest, tender: UUID) -> HttpResponse:
    """Every movement of one tender and the equation beneath; printed on demand."""
    found = _tender(request, tender)
    if request.method == "POST":
        actions.print_ledger(tender_id=found.pk, by=actor_of(request))
        messages.success(request, _("The ledger is being printed in Kazakh and in Russian."))
        return go("tenders:custodian_ledger", found.pk)
    rows = list(queries.entries(found))
    running, lines = Decimal(0), []
    for row in rows:
        running += row.amount if row.kind == "lodged" else -row.amount
        lines.append((row, running))
    context = {
        "tender": found,
        "lines": lines,
        "balance": queries.balance_of(rows),
        "papers": pages.papers(
            f"ledger:{found.pk}", lambda paper: reverse("tenders:custodian_paper", args=[paper])
        ),
    }
    return render(request, "tenders/custodian/ledger.html", context)


@require_safe
@audience(Role.CUSTODIAN)
def paper(request: HttpRequest, paper: UUID) -> HttpResponseBase:
    """A paper about a security of the own organiser's tenders."""
    organisation = actor_of(request).organisation_id
    subjects = {row.bid.stream for row in queries.of_organiser(organisation)}
    subjects |= {f"ledger:{tender.pk}" for tender, _balance in queries.ledgers(organisation)}
    return serve(pages.paper(subjects, paper))
