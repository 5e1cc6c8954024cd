"""The organiser's steps: to signing and back, the signed file, registration, publication, refusal and fault."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from contracts import actions
from contracts.forms import FaultForm, ReasonForm, RefusalForm, RegistrationForm, SignedFileForm
from contracts.views import pages
from contracts.views.parties import see
from ppp_portal.accounts.models import Role
from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import show

ORGANISER = (Role.STAFF, Role.HEAD)


def step(
    request: HttpRequest,
    contract: Any,
    form: forms.Form | None,
    act: Callable[[dict[str, Any]], Any],
    done: str,
    **context: Any,
) -> HttpResponse:
    """Ask once more, act, go back to the contract; what was refused stands beside its field."""
    form = form if form is not None else forms.Form(pages.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            pages.beside(form, refused)
        else:
            messages.success(request, done)
            return see(pages.address(request, contract))
    defaults = {
        **pages.frame(request, contract),
        "hidden": [],
        "action_url": "",
        "cancel_url": pages.address(request, contract),
        "facts": [{"label": _("Contract"), "value": contract.number}],
        "will_happen": [],
        "check_label": "",
        "lead": "",
        "danger": False,
        "cannot_undo": False,
        "window": None,
        "papers": [],
    }
    return show(request, "contracts/step.html", form, **{**defaults, **context})


@audience(*ORGANISER)
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = pages.own(request, pk), actor_of(request)
    return step(
        request,
        found,
        None,
        lambda data: actions.send_to_signing(contract_id=found.pk, by=by),
        _("The text is frozen and printed; both sides are told."),
        title=_("Send the contract to be signed"),
        will_happen=[
            {
                "text": _("The agreed text is frozen under its hash and printed in both languages."),
                "basis": "48",
            },
            {
                "text": _("The organiser's head and the private partner's representative are told."),
                "basis": "",
            },
        ],
        action_label=_("Send to be signed"),
        window=pages.window(found),
    )


@audience(*ORGANISER)
def recall(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = pages.own(request, pk), actor_of(request)
    return step(
        request,
        found,
        ReasonForm(pages.sent(request)),
        lambda data: actions.recall_from_signing(contract_id=found.pk, by=by, **data),
        _("Recalled. The signatures given so far no longer count."),
        title=_("Recall the contract from signing"),
        will_happen=[{"text": _("Signatures given so far no longer count."), "basis": "48"}],
        action_label=_("Recall"),
        danger=True,
    )


@audience(*ORGANISER)
def signed_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = pages.own(request, pk), actor_of(request)
    return step(
        request,
        found,
        SignedFileForm(pages.sent(request), request.FILES or None),
        lambda data: actions.register_signed_file(contract_id=found.pk, by=by, upload=data["file"]),
        _("The signed file is registered."),
        title=_("Register the signed file"),
        will_happen=[{"text": _("The file is kept as it is, under its SHA-256."), "basis": "48"}],
        action_label=_("Register the file"),
        multipart=True,
        window=pages.window(found),
    )


@audience(*ORGANISER)
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = pages.own(request, pk), actor_of(request)
    return step(
        request,
        found,
        RegistrationForm(pages.sent(request)),
        lambda data: actions.register_contract(
            contract_id=found.pk, number=data["number"], date=data["registered_on"], by=by
        ),
        _("The contract is in force. The winner's security is to be returned."),
        title=_("Enter the registration"),
        will_happen=[
            {"text": _("The contract is in force."), "basis": "48"},
            {
                "text": _("The winner's security is to be returned within three working days."),
                "basis": "art39(7)",
            },
        ],
        cannot_undo=True,
        action_label=_("Enter the registration"),
    )


@audience(*ORGANISER)
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = pages.own(request, pk), actor_of(request)
    return step(
        request,
        found,
        None,
        lambda data: actions.publish_contract(contract_id=found.pk, by=by),
        _("The card of the contract is published."),
        title=_("Publish the card of the contract"),
        will_happen=[
            {
                "text": _("Everybody sees the parties, the winning offer, the risks and the registration."),
                "basis": "art35(3)",
            },
            {"text": _("The text of the contract stays with its parties."), "basis": ""},
        ],
        cannot_undo=True,
        action_label=_("Publish the card"),
    )


@audience(Role.HEAD)
def refusal(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = pages.own(request, pk), actor_of(request)
    return step(
        request,
        found,
        RefusalForm(pages.sent(request)),
        lambda data: actions.record_refusal(contract_id=found.pk, by=by, **data),
        _("The refusal is recorded. A forfeiture is proposed."),
        title=_("Record that the winner refuses the contract"),
        will_happen=[
            {
                "text": _("The contract is not concluded; the commission may choose the next best."),
                "basis": "33(2)",
            },
            {"text": _("A forfeiture of the security is proposed; people decide on it."), "basis": "34"},
        ],
        cannot_undo=True,
        danger=True,
        action_label=_("Record the refusal"),
    )


@audience(Role.HEAD)
def fault(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, by = pages.own(request, pk), actor_of(request)
    return step(
        request,
        found,
        FaultForm(pages.sent(request)),
        lambda data: actions.record_fault(contract_id=found.pk, by=by, **data),
        _("The fault is recorded."),
        title=_("Record why the contract was not concluded"),
        will_happen=[
            {
                "text": _("The winner is at fault: the security is kept and a forfeiture proposed."),
                "basis": "33(2)",
            },
            {
                "text": _("The commission may then return to the other bids."),
                "basis": "33(2)",
            },
            {
                "text": _("Otherwise the security is returned within three working days."),
                "basis": "art39(7)",
            },
            {
                "text": _("The bid of the winner is then not dropped; the tender may be declared failed."),
                "basis": "44(3)",
            },
        ],
        cannot_undo=True,
        danger=True,
        action_label=_("Record the fault"),
    )
