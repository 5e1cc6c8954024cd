"""The organiser's steps: to signing and back, the signed file, registration, publication, refusal and fault."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import actions
from contracts.actions.moving import refuse_move
from contracts.forms.signing import (
    ExplainForm,
    FaultForm,
    ReasonForm,
    RefusalForm,
    RegistrationForm,
    SignedFileForm,
)
from contracts.rules import signing as rules
from contracts.views import pages
from contracts.views.asking import Step, ask
from ppp_portal.accounts.models import Role
from ppp_portal.web.gates import audience
from tenders.rules.documentation import Pair

ORGANISER = (Role.STAFF, Role.HEAD)


def take(request: HttpRequest, pk: UUID, asked: Step, **shown: Any) -> HttpResponse:
    """One step of the table below, on a contract of one's own."""
    found = pages.own(request, pk)
    return ask(
        request,
        asked,
        frame=pages.frame(request, found) | shown,
        back=pages.address(request, found),
        facts=[
            {"label": _("Contract"), "value": found.number},
            {"label": _("Project"), "value": found.tender.project.title},
            {"label": _("Winner"), "value": found.bid.bidder},
        ],
        window=pages.window(found) if asked.window else None,
        about=found,
        contract_id=found.pk,
    )


def _reason(data: dict[str, Any]) -> Pair:
    return Pair(data["reason_kk"], data["reason_ru"])


SEND = Step(
    title=gettext_lazy("Send the contract to be signed"),
    label=gettext_lazy("Send to be signed"),
    done=gettext_lazy("The text is frozen and printed; both sides are told."),
    follows=(
        (gettext_lazy("The agreed text is frozen under its hash and printed in both languages."), "48"),
        (gettext_lazy("The organiser's head and the private partner's representative are told."), ""),
    ),
    act=actions.send_to_signing,
    why_not=partial(refuse_move, name="send_to_signing"),
    window=True,
)
RECALL = Step(
    title=gettext_lazy("Recall the contract from signing"),
    label=gettext_lazy("Recall"),
    done=gettext_lazy("Recalled. The signatures given so far no longer count."),
    follows=((gettext_lazy("Signatures given so far no longer count."), "48"),),
    act=actions.recall_from_signing,
    why_not=partial(refuse_move, name="recall_from_signing"),
    form=ReasonForm,
    danger=True,
)
SIGNED_FILE = Step(
    title=gettext_lazy("Register the signed file"),
    label=gettext_lazy("Register the file"),
    done=gettext_lazy("The signed file is registered."),
    follows=((gettext_lazy("The file is kept as it is, under its SHA-256."), "48"),),
    act=actions.register_signed_file,
    why_not=partial(refuse_move, name="sign_contract"),
    form=SignedFileForm,
    given=lambda data: {"upload": data["file"]},
    window=True,
)
REGISTER = Step(
    title=gettext_lazy("Enter the registration"),
    label=gettext_lazy("Enter the registration"),
    done=gettext_lazy("The contract is in force. The winner's security is to be returned."),
    follows=(
        (gettext_lazy("The contract comes into force."), "48"),
        (gettext_lazy("The winner's security is to be returned within three working days."), "art39(7)"),
    ),
    act=actions.register_contract,
    why_not=partial(refuse_move, name="register_contract"),
    form=RegistrationForm,
    given=lambda data: {"number": data["number"], "date": data["registered_on"]},
    final=True,
)
PUBLISH = Step(
    title=gettext_lazy("Publish the card of the contract"),
    label=gettext_lazy("Publish the card"),
    done=gettext_lazy("The card of the contract is published."),
    follows=(
        (
            gettext_lazy("Everybody sees the parties, the winning offer, the risks and the registration."),
            "art35(3)",
        ),
        (gettext_lazy("The text of the contract stays with its parties."), ""),
    ),
    act=actions.publish_contract,
    final=True,
)
REFUSAL = Step(
    title=gettext_lazy("Record that the winner refuses the contract"),
    label=gettext_lazy("Record the refusal"),
    done=gettext_lazy("The refusal is recorded. A forfeiture is proposed."),
    follows=(
        (gettext_lazy("The contract is not concluded; the commission may choose the next best."), "33(2)"),
        (gettext_lazy("A forfeiture of the security is proposed; people decide on it."), "34"),
    ),
    act=actions.record_refusal,
    why_not=partial(refuse_move, name="lapse_contract"),
    form=RefusalForm,
    given=lambda data: {"document": data["document"], "reason": _reason(data)},
    final=True,
    danger=True,
)
FAULT = Step(
    title=gettext_lazy("Record why the contract was not concluded"),
    label=gettext_lazy("Record the fault"),
    done=gettext_lazy("The fault is recorded."),
    follows=(
        (gettext_lazy("The winner is at fault: the security is kept and a forfeiture proposed."), "33(2)"),
        (gettext_lazy("The commission may then return to the other bids."), "33(2)"),
        (gettext_lazy("Otherwise the security is returned within three working days."), "art39(7)"),
        (
            gettext_lazy("The bid of the winner is then not dropped; the tender may be declared failed."),
            "44(3)",
        ),
    ),
    act=actions.record_fault,
    why_not=lambda contract, by: rules.refuse_fault_now(contract.state, contract.fault),
    form=FaultForm,
    given=lambda data: {"fault": data["fault"], "reason": _reason(data)},
    final=True,
    danger=True,
)


@audience(*ORGANISER)
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the words differ from what the contract is made of, with what they mean."""
    unlike = pages.unlike(pages.own(request, pk))
    asked = replace(SEND, form=ExplainForm) if unlike else SEND
    return take(request, pk, asked, unlike=unlike)


@audience(*ORGANISER)
def recall(request: HttpRequest, pk: UUID) -> HttpResponse:
    return take(request, pk, RECALL)


@audience(*ORGANISER)
def signed_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    return take(request, pk, SIGNED_FILE)


@audience(*ORGANISER)
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    return take(request, pk, REGISTER)


@audience(*ORGANISER)
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    return take(request, pk, PUBLISH)


@audience(Role.HEAD)
def refusal(request: HttpRequest, pk: UUID) -> HttpResponse:
    return take(request, pk, REFUSAL)


@audience(Role.HEAD)
def fault(request: HttpRequest, pk: UUID) -> HttpResponse:
    return take(request, pk, FAULT)
