"""Pages of an assignment: the request, the check of the assignee, consents, agreement."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contracts.actions import assignee
from contracts.actions import assignment as actions
from contracts.assignment_states import ASSIGNMENT_MOVES, RUNNING
from contracts.forms import assignment as forms
from contracts.queries import assignment as queries
from contracts.queries import cards
from contracts.views import card_pages as pages
from contracts.views.asking import Step, named
from contracts.views.card_steps import ORGANISER, ended_extension, take
from ppp_portal.accounts.models import Role
from ppp_portal.documents import queries as documents
from ppp_portal.documents.serving import serve
from ppp_portal.law.acts import p605
from ppp_portal.law.refusals import Refused
from ppp_portal.qualification import queries as qualification
from ppp_portal.qualification.requirements import REQUIREMENTS
from ppp_portal.web import wording
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show
from ppp_portal.web.refusals import add_to_form

TONES = {"applied": "ok", "refused": "bad", "lapsed": "bad", "dropped": "bad"}


def _own(request: HttpRequest, pk: UUID, assignment: UUID) -> Any:
    """A request about a card of one's own; the assignor reads it after it left the contract."""
    found = queries.seen(pk, assignment, actor_of(request))
    if found is None:
        raise Http404
    return found


def _address(found: Any) -> str:
    return reverse("contracts:assignment", args=[found.card_id, found.pk])


@require_safe
@audience(*pages.PARTIES)
def assignments(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The requests about one contract."""
    card = pages.own(request, pk)
    context = {
        **pages.frame(request, card),
        "rows": [{"row": row, "tone": TONES.get(row.state, "now")} for row in queries.of_card(card)],
        "running": queries.running(card),
        "operator": cards.has_operator(card),
    }
    return render(request, "contracts/assignment/list.html", context)


@require_safe
@audience(*pages.PARTIES)
def page(request: HttpRequest, pk: UUID, assignment: UUID) -> HttpResponse:
    """One request: what passes to whom, the check, the consents, the agreement, and the next step."""
    found = _own(request, pk, assignment)
    sheet = queries.sheet(found)
    lines = qualification.checklist(sheet) if sheet else []
    context = {
        **_frame(request, found),
        "life": _life(found),
        "sheet": sheet,
        "lines": lines,
        "unchecked": [line.requirement.number for line in lines if line.check is None],
        "failed": bool(sheet and sheet.decided_at and not sheet.passed),
        "consents": [
            {"party": party, "row": queries.consents(found).get(party.pk)}
            for party in queries.needed_consents(found)
        ],
        "operator": cards.has_operator(found.card),
        "moves": _moves(found, actor_of(request).role),
        "papers": _papers(found),
    }
    return render(request, "contracts/assignment/page.html", context)


def _frame(request: HttpRequest, found: Any) -> dict[str, Any]:
    return {
        **pages.frame(request, found.card),
        "stranger": not cards.card_side(found.card, actor_of(request)),
        "assignment": found,
        "tone": TONES.get(found.state, "now"),
        "basis": p605("56"),
    }


def _life(found: Any) -> list[dict[str, Any]]:
    """The line of the request for ``{% timeline %}``."""
    steps = (
        (_("Request"), found.requested_at, _("the private partner")),
        (_("Check of the assignee"), found.qualified_at, _("the organiser")),
        (_("Consents"), found.consented_at, _("the organiser's head")),
        (_("Agreement"), found.signed_at, _("the private partner or the organiser")),
        (_("Entry into force"), found.applied_at, _("the organiser")),
    )
    return pages.line(steps, running=found.state in RUNNING)


def _moves(found: Any, role: str) -> set[str]:
    return {
        name
        for name, (sources, _to, roles, _basis) in ASSIGNMENT_MOVES.items()
        if found.state in sources and role in roles
    }


def _papers(found: Any) -> list[dict[str, Any]]:
    rows = documents.pair_rows(found.subject, public=False)
    for row in rows:
        for language in ("kk", "ru"):
            if row.get(language):
                paper = row["order"].document_id(language)
                row[language]["url"] = reverse(
                    "contracts:assignment_paper", args=[found.card_id, found.pk, paper]
                )
    return rows


@require_safe
@audience(*pages.PARTIES)
def paper(request: HttpRequest, pk: UUID, assignment: UUID, paper: UUID) -> HttpResponseBase:
    """A printed paper or an upload of this very request."""
    found, document = _own(request, pk, assignment), documents.document(paper)
    if document is None or document.subject != found.subject:
        raise Http404
    return serve(document)


@audience(Role.BIDDER)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The private partner asks."""
    card = pages.own(request, pk)
    data = posted(request)
    form = forms.AssignmentForm(data, request.FILES or None, initial={"share": 100})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.request_assignment(card_id=card.pk, by=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("The request is registered. The public partner is told."))
            return go("contracts:assignment", card.pk, made.pk)
    context = {
        **pages.frame(request, card),
        "title": _("Ask for an assignment"),
        "lead": _("The assignee is checked by the eight requirements as in a tender; consents are written."),
        "submit_label": _("Send the request"),
        "cancel_url": reverse("contracts:card_assignment", args=[card.pk]),
        "multipart": True,
    }
    return show(request, "contracts/assignment/form.html", form, **context)


# --- the organiser's steps --------------------------------------------------------------------------------

OPEN_CHECK = Step(
    title=gettext_lazy("Check the assignee"),
    label=gettext_lazy("Open the sheet"),
    done=gettext_lazy("The sheet with the eight requirements is open."),
    follows=((gettext_lazy("The assignee is checked by the same eight requirements as a bidder."), "56"),),
    act=assignee.open_check,
    why_not=assignee.why_no_check,
)
QUALIFY = Step(
    title=gettext_lazy("Close the sheet of the assignee"),
    label=gettext_lazy("Close the sheet"),
    done=gettext_lazy("The sheet is closed."),
    follows=(
        (gettext_lazy("Where every requirement is met the consents come next."), "56"),
        (gettext_lazy("Where one is not met the request can only be refused."), "56"),
    ),
    act=assignee.qualify_assignee,
    why_not=assignee.why_no_end_of_check,
    final=True,
)
CONSENT = Step(
    title=gettext_lazy("Register a written consent"),
    label=gettext_lazy("Register the consent"),
    done=gettext_lazy("The consent is registered."),
    follows=(
        (
            gettext_lazy(
                "The Russian text asks for the public partner's consent, the Kazakh also for the operator's."
            ),
            "56",
        ),
        (gettext_lazy("An oral consent does not count."), ""),
    ),
    act=actions.give_consent,
    why_not=partial(actions.refuse_move, name="give_consent"),
    final=True,
)
AGREEMENT = Step(
    title=gettext_lazy("Register the agreement"),
    label=gettext_lazy("Register the agreement"),
    done=gettext_lazy("The agreement is registered."),
    follows=((gettext_lazy("The agreement of assignor and assignee is kept under its SHA-256."), "56"),),
    act=actions.register_agreement,
    why_not=partial(actions.refuse_move, name="register_agreement"),
    form=forms.AgreementForm,
    final=True,
)
APPLY = Step(
    title=gettext_lazy("Enter the assignee on the card"),
    label=gettext_lazy("Put into force"),
    done=gettext_lazy("The card has a new version with the assignee."),
    follows=(
        (gettext_lazy("The assignee becomes a party from the day of the agreement."), "56"),
        (gettext_lazy("Who passed everything leaves the contract."), "56"),
    ),
    act=actions.apply_assignment,
    why_not=partial(actions.refuse_move, name="apply_assignment"),
    final=True,
)
REFUSE = Step(
    title=gettext_lazy("Refuse the assignment"),
    label=gettext_lazy("Refuse"),
    done=gettext_lazy("The request is refused; the partner is told why."),
    follows=((gettext_lazy("The contract stays with its partner."), "56"),),
    act=actions.refuse_assignment,
    why_not=partial(actions.refuse_move, name="refuse_assignment"),
    form=forms.RefusalForm,
    final=True,
    danger=True,
)


def _take(request: HttpRequest, pk: UUID, assignment: UUID, asked: Step) -> HttpResponse:
    """One step of the table above, with who hands over what to whom."""
    found = _own(request, pk, assignment)
    facts = (
        (_("Request"), found.number),
        (_("What passes"), f"{found.get_kind_display()}, {wording.number(found.share)}{wording.NBSP}%"),
        (_("Assignor"), named(found.assignor)),
        (_("Assignee"), named(found.assignee)),
    )
    return take(
        request,
        found.card,
        asked,
        to=_address(found),
        facts=facts,
        about=found,
        trail=(
            (_("Assignment"), reverse("contracts:card_assignment", args=[found.card_id])),
            (found.number, _address(found)),
        ),
        assignment_id=found.pk,
    )


@audience(*ORGANISER)
def open_check(request: HttpRequest, pk: UUID, assignment: UUID) -> HttpResponse:
    """The cost of the object is asked for where no tender on this portal gives it."""
    known = _own(request, pk, assignment).object_cost is not None
    asked = OPEN_CHECK if known else replace(OPEN_CHECK, form=forms.ObjectCostForm)
    return _take(request, pk, assignment, asked)


@audience(*ORGANISER)
def check(request: HttpRequest, pk: UUID, assignment: UUID, number: int) -> HttpResponse:
    """What was found about one requirement."""
    found = _own(request, pk, assignment)
    requirement = next((row for row in REQUIREMENTS if row.number == number), None)
    sheet = queries.sheet(found)
    if requirement is None or sheet is None:
        raise Http404
    data = posted(request)
    form = forms.AssigneeCheckForm(data, amounts=requirement.amounts)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in forms.AssigneeCheckForm.base_fields}
        try:
            assignee.record_finding(
                assignment_id=found.pk,
                requirement=number,
                amounts=form.amounts(),
                by=actor_of(request),
                **given,
            )
        except Refused as refused:
            add_to_form(form, refused)
        else:
            messages.success(request, _("The result of the check is recorded."))
            return go("contracts:assignment", found.card_id, found.pk)
    context = {
        **_frame(request, found),
        "title": f"{requirement.number}. {requirement.title}",
        "lead": requirement.evidence,
        "submit_label": _("Record"),
        "cancel_url": _address(found),
    }
    return show(request, "contracts/assignment/form.html", form, **context)


@audience(*ORGANISER)
def qualify(request: HttpRequest, pk: UUID, assignment: UUID) -> HttpResponse:
    return _take(request, pk, assignment, QUALIFY)


@audience(Role.HEAD)
def consent(request: HttpRequest, pk: UUID, assignment: UUID) -> HttpResponse:
    found = _own(request, pk, assignment)
    asked = replace(CONSENT, form=forms.consent_form(queries.needed_consents(found)))
    return _take(request, pk, assignment, asked)


@audience(*pages.PARTIES)
def agreement(request: HttpRequest, pk: UUID, assignment: UUID) -> HttpResponse:
    return _take(request, pk, assignment, AGREEMENT)


@audience(*ORGANISER)
def apply(request: HttpRequest, pk: UUID, assignment: UUID) -> HttpResponse:
    found = _own(request, pk, assignment)
    leaves = found.share == queries.held(found.card, found.assignor_id)
    ended = ended_extension(found.card) if leaves else ()
    return _take(request, pk, assignment, replace(APPLY, follows=(*APPLY.follows, *ended)))


@audience(Role.HEAD)
def refuse(request: HttpRequest, pk: UUID, assignment: UUID) -> HttpResponse:
    return _take(request, pk, assignment, REFUSE)
