"""The winner's project company: named by the winner, put to the vote by the chair, approved by the organiser."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import actions, queries
from contracts.forms.signing import SpvApprovalForm, SpvForm
from contracts.queries import project_company
from contracts.views import pages
from contracts.views.asking import Step, ask, named
from contracts.views.parties import see
from ppp_portal.accounts.models import Role
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import queries as panel
from ppp_portal.web import wording as said
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from tenders.queries.commission import sitting_now

COMMISSION = (Role.CHAIR, Role.DEPUTY, Role.MEMBER, Role.SECRETARY)
TYPED = ("founder_bin", "guarantee_amount", "guarantee_valid_until", "guarantee_bank", "guarantee_number")


@audience(Role.BIDDER)
def declare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name the company and its guarantee."""
    found = pages.own(request, pk)
    claim = queries.spv(found)
    initial = {"founder_bin": found.bid.bidder.bin}
    if claim:
        initial = {"bin": claim.organisation.bin, **{name: getattr(claim, name) for name in TYPED}}
    form = SpvForm(posted(request), request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            actions.declare_spv(contract_id=found.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            pages.beside(form, refused)
        else:
            anew = project_company.adopted(found) is not None and project_company.decision(found) is None
            said = (
                _("Changed after the vote: the commission votes anew.")
                if anew
                else _("Named. The commission decides.")
            )
            messages.success(request, said)
            return see(pages.address(request, found))
    return show(request, "contracts/spv.html", form, **pages.frame(request, found))


APPROVE = Step(
    title=gettext_lazy("Approve the project company"),
    label=gettext_lazy("Approve the company"),
    done=gettext_lazy("The project company signs in the winner's place."),
    act=actions.approve_spv,
    follows=((gettext_lazy("The company becomes the private side that signs."), "48"),),
    form=SpvApprovalForm,
    final=True,
)


@audience(Role.STAFF, Role.HEAD)
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the company sign, on the adopted motion."""
    found = pages.own(request, pk)
    claim = queries.spv(found)
    if claim is None:
        raise Http404
    initial = {"needed_amount": claim.guarantee_amount, "needed_until": claim.guarantee_valid_until}
    waits = replace(
        APPROVE, why_not=lambda contract, by: actions.why_no_approval(contract, claim, clock.now())
    )
    return ask(
        request,
        waits,
        frame=pages.frame(request, found),
        back=pages.address(request, found),
        facts=_facts(found, claim),
        initial=initial,
        about=found,
        contract_id=found.pk,
    )


def _facts(contract: Any, claim: Any) -> list[dict[str, object]]:
    voted = project_company.adopted(contract)
    decided = _("adopted") if project_company.decision(contract, claim) else _("adopted for an earlier claim")
    winner = contract.bid.bidder
    return [
        {"label": _("Project company"), "value": named(claim.organisation)},
        {
            "label": _("Founder"),
            "value": named(winner) if claim.founder_bin == winner.bin else claim.founder_bin,
        },
        {"label": _("Guarantee given"), "value": said.tenge(claim.guarantee_amount)},
        {"label": _("Bank"), "value": claim.guarantee_bank},
        {"label": _("Number of the guarantee"), "value": claim.guarantee_number},
        {"label": _("Guarantee valid until"), "value": said.day(claim.guarantee_valid_until)},
        {
            "label": _("Decision of the commission"),
            "value": decided if voted else _("not adopted yet"),
        },
    ]


@audience(*COMMISSION)
def commission(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the commission decides on, and for who leads the sitting the button that puts it to the vote."""
    by = actor_of(request)
    found = queries.commissions(by, pk)
    claim = queries.spv(found) if found else None
    if found is None or claim is None:
        raise Http404
    if request.method == "POST":
        made = actions.put_spv_motion(contract_id=found.pk, by=by)
        messages.success(request, _("Put to the vote."))
        return go("tenders:commission_motion", found.tender_id, made.pk)
    context = {
        "contract": found,
        "tender": found.tender,
        "claim": claim,
        "rows": _facts(found, claim),
        "sitting": sitting_now(found.tender),
        "decided": project_company.decision(found, claim),
        "vote": project_company.vote(found),
        "motion": panel.decision(found.tender.subject, project_company.SPV_MOTION, found.subject),
    }
    return render(request, "contracts/commission_spv.html", context)
