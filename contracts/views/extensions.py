"""Pages of an extension: early warnings, the request, its ground, comparison, decision, agreement."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contracts.actions import extension_outcome, extension_papers
from contracts.actions import extensions as actions
from contracts.actions.working_group import assign_group
from contracts.extension_states import EXTENSION_MOVES, Ground
from contracts.forms.cards import (
    AgreementForm,
    GroundForm,
    LineForm,
    PapersForm,
    RecommendationForm,
    RefusalForm,
    RequestForm,
    SeenForm,
    StandingForm,
    decision_form,
    granted,
)
from contracts.queries import extensions as queries
from contracts.queries import working_group as group
from contracts.rules.extensions import GROUNDS
from contracts.views import card_pages as pages
from contracts.views.asking import Step
from contracts.views.card_steps import ORGANISER, take
from contracts.views.group_common import standing
from ppp_portal.accounts.models import Role
from ppp_portal.comparison import queries as comparison
from ppp_portal.documents import queries as documents
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import queries as panel
from ppp_portal.panel import screens
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import go, posted, show, wrong
from ppp_portal.web.refusals import add_to_form, speak
from projects.forms.group import GroupChoiceForm

Lines = formset_factory(LineForm, extra=2, max_num=12)


@require_safe
@audience(*pages.PARTIES)
def extensions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """When the contract ends, who was warned when, by when a tender must begin, and the requests."""
    card, at = pages.own(request, pk), clock.now()
    plan = pages.tender_plan(card)
    context = {
        **pages.frame(request, card),
        "end": pages.end(card),
        "warnings": pages.warnings(card),
        "plan": plan,
        "plan_passed": (passed := plan is not None and plan.by < local_day(at)),
        "plan_tone": "warn" if passed else "info",
        "rows": [
            {"row": row, "tone": pages.EXTENSION_TONES.get(row.state, "now")} for row in queries.of_card(card)
        ],
        "why_not": speak(queries.why_not_ask(card, at)),
    }
    return render(request, "contracts/cards/extensions.html", context)


@audience(*pages.PARTIES)
def request_extension(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Either party asks, and says what changes besides the last day. No form where no request could succeed."""
    card = pages.own(request, pk)
    data = posted(request)
    form = RequestForm(data, request.FILES or None, start_known=card.starts_on is not None)
    kept = StandingForm(data, standing=queries.standing(card))
    lines = Lines(data, prefix="lines")
    if data is not None and all([form.is_valid(), kept.is_valid(), lines.is_valid()]):
        changed = kept.lines()
        added = [(row, line) for row in lines if (line := row.line())]
        asked = [*changed, *(line for _row, line in added)]
        try:
            made = actions.request_extension(
                card_id=card.pk, by=actor_of(request), lines=asked, **form.cleaned_data
            )
        except Refused as refused:
            add_to_form(form, refused, rows=[*(kept for _line in changed), *(row for row, _line in added)])
        else:
            messages.success(request, _("The request is registered. Both sides are told."))
            return go("contracts:extension", card.pk, made.pk)
    context = {
        **pages.frame(request, card),
        "form": form,
        "standing": kept,
        "lines": lines,
        "why_not": [] if form.is_bound else speak(queries.why_not_ask(card, clock.now())),
        "end": pages.end(card),
    }
    status = 422 if any(wrong(part) for part in (form, kept, lines)) else 200
    return render(request, "contracts/cards/request.html", context, status=status)


@require_safe
@audience(*pages.PARTIES)
def extension(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    """One request: its life, what stands in it, and the steps that may be taken now."""
    found = pages.own_extension(request, pk, extension)
    context = {
        **_frame(request, found),
        "life": pages.life(found),
        "ground": Ground(found.ground).label,
        "basis": GROUNDS[found.ground],
        "lines": found.lines.all(),
        "signatures": found.signatures.select_related("person", "organisation"),
        "signed_by_me": found.signatures.filter(side=pages.frame(request, found.card)["side"]).exists(),
        "matrix": comparison.matrix(found.subject),
        "compared": queries.is_compared(found),
        "sitting": group.sitting_now(found),
        "minutes": documents.pair_rows(found.subject, public=True),
        **standing(found, panel.composition(found.subject)),
        "moves": _moves(found, actor_of(request).role),
    }
    return render(request, "contracts/cards/extension.html", context)


def _frame(request: HttpRequest, found: Any) -> dict[str, Any]:
    return {
        **pages.frame(request, found.card),
        "extension": found,
        "tone": pages.EXTENSION_TONES.get(found.state, "now"),
        "papers": _papers(found),
    }


def _papers(found: Any, *kinds: str) -> list[dict[str, Any]]:
    return [row for row in pages.papers(found.card, *kinds) if row["order"].key.endswith(str(found.pk))]


def _moves(found: Any, role: str) -> set[str]:
    return {
        name
        for name, (sources, _to, roles, _basis) in EXTENSION_MOVES.items()
        if found.state in sources and role in roles
    }


@audience(*ORGANISER)
def choose_group(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    """Which commission of the organiser is the working group of this request."""
    found, by = pages.own_extension(request, pk, extension), actor_of(request)
    choices = panel.to_choose(by.organisation_id or 0, found.subject)
    assigned = panel.assignment(found.subject)
    initial = {"commission": str(assigned.commission_id) if assigned else ""}
    form = GroupChoiceForm(posted(request), commissions=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = UUID(form.cleaned_data["commission"])
        if screens.carried_out(
            form, lambda: assign_group(extension_id=found.pk, commission_id=chosen, by=by)
        ):
            messages.success(request, _("The working group is assigned. Its members are asked to declare."))
            return go("contracts:extension", found.card_id, found.pk)
    context = {
        **_frame(request, found),
        "seats": screens.seats(panel.composition(found.subject), found.subject),
        "choices": choices,
    }
    return show(request, "contracts/cards/group.html", form, **context)


# --- steps ------------------------------------------------------------------------------------------------

IN_FORCE = (
    (gettext_lazy("Signed by both sides it is in force: the last day, quantities and tariffs change."), "55"),
    (gettext_lazy("A one-time extension is remembered: the next request is refused."), "55"),
)

NOT_SHOWN = gettext_lazy("The ground is not established: refuse the extension")
STEPS: dict[str, Step] = {
    "ground": Step(
        title=gettext_lazy("Confirm the ground"),
        lead=gettext_lazy(
            "If the evidence does not show the ground, do not confirm it: the organiser's head refuses the request "
            "with the reasons, and both sides get them in writing."
        ),
        label=gettext_lazy("Confirm the ground"),
        done=gettext_lazy("The ground is confirmed."),
        act=actions.confirm_ground,
        why_not=partial(actions.refuse_move, name="confirm_ground"),
        follows=((gettext_lazy("You examined the evidence; your reasons stand in the file."), "55"),),
        form=GroundForm,
    ),
    "review": Step(
        title=gettext_lazy("Compare alternatives"),
        label=gettext_lazy("Begin the comparison"),
        done=gettext_lazy("The comparison is open. Write the questions and invite the offers."),
        act=actions.open_review,
        why_not=partial(actions.refuse_move, name="open_review"),
        follows=((gettext_lazy("The incumbent and everybody else answer the same questions."), "55"),),
    ),
    "recommendation": Step(
        title=gettext_lazy("Recommendation of the working group"),
        label=gettext_lazy("Register the recommendation"),
        done=gettext_lazy("The recommendation is registered."),
        act=extension_papers.record_recommendation,
        why_not=extension_papers.why_no_recommendation,
        follows=((gettext_lazy("The day on the paper stands beside the time of its registration."), "55"),),
        form=RecommendationForm,
    ),
    "approvals": Step(
        title=gettext_lazy("Budget commission and maslikhat"),
        label=gettext_lazy("Register"),
        done=gettext_lazy("Registered."),
        act=extension_papers.record_approvals,
        why_not=lambda found, by: extension_papers.not_under_review(found),
        follows=((gettext_lazy("Needed where the obligations of the state change."), "art49(2)"),),
        form=PapersForm,
    ),
    "decision": Step(
        title=gettext_lazy("Register the decision to extend"),
        label=gettext_lazy("Register the decision"),
        done=gettext_lazy("Decided. The supplementary agreement is printed and waits for both signatures."),
        act=actions.approve_extension,
        why_not=actions.why_no_decision,
        follows=(
            (gettext_lazy("The decision must have been taken while the contract is in force."), "55"),
            (gettext_lazy("The supplementary agreement is printed in both languages."), "art49(1)"),
        ),
        final=True,
    ),
    "refusal": Step(
        title=gettext_lazy("Refuse the extension"),
        label=gettext_lazy("Refuse"),
        done=gettext_lazy("Refused. Both sides are told; the file is printed."),
        act=actions.refuse_extension,
        why_not=partial(actions.refuse_move, name="refuse_extension"),
        follows=(
            (gettext_lazy("The contract ends on its day."), "55"),
            (
                gettext_lazy(
                    "Both sides get the reasons in writing: a notice, and a file in both languages."
                ),
                "55",
            ),
        ),
        form=RefusalForm,
        final=True,
        danger=True,
    ),
    "agreement": Step(
        title=gettext_lazy("Register the agreement signed on paper"),
        label=gettext_lazy("Register"),
        done=gettext_lazy("The contract is extended; a new version of its card is registered."),
        act=extension_outcome.register_agreement,
        why_not=partial(actions.refuse_move, name="sign_agreement"),
        follows=(
            (gettext_lazy("Only for a party that does not act on this portal."), "art49(1)"),
            *IN_FORCE,
        ),
        form=AgreementForm,
        final=True,
    ),
}


def _step(request: HttpRequest, pk: UUID, extension: UUID, name: str) -> HttpResponse:
    return _take(request, pages.own_extension(request, pk, extension), STEPS[name])


def _trail(found: Any) -> tuple[tuple[Any, str], ...]:
    """The pages between the contract and a step of the request."""
    return (
        (_("Extension"), reverse("contracts:card_extensions", args=[found.card_id])),
        (found.number, reverse("contracts:extension", args=[found.card_id, found.pk])),
    )


def _take(
    request: HttpRequest, found: Any, asked: Step, initial: dict[str, Any] | None = None
) -> HttpResponse:
    to = reverse("contracts:extension", args=[found.card_id, found.pk])
    facts = [(_("Request"), found.number), (_("New last day"), found.new_ends_on)]
    if found.recommended_at:
        facts.append((_("Recommendation"), found.recommendation))
    return take(
        request,
        found.card,
        asked,
        to=to,
        facts=tuple(facts),
        initial=initial,
        about=found,
        trail=_trail(found),
        extension_id=found.pk,
    )


@audience(*ORGANISER)
def ground(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    """Confirm it; where it is not shown, the head is led to the refusal."""
    found, asked = pages.own_extension(request, pk, extension), STEPS["ground"]
    if actor_of(request).role == Role.HEAD:
        instead = reverse("contracts:extension_refusal", args=[pk, extension])
        asked = replace(asked, otherwise=(NOT_SHOWN, instead))
    return _take(request, found, asked)


@audience(*ORGANISER)
def review(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    return _step(request, pk, extension, "review")


@audience(*ORGANISER)
def recommendation(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    return _step(request, pk, extension, "recommendation")


@audience(*ORGANISER)
def approvals(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    return _step(request, pk, extension, "approvals")


@audience(Role.HEAD)
def decision(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    found = pages.own_extension(request, pk, extension)
    asked = replace(STEPS["decision"], form=decision_form(found.lines.all()), given=granted)
    initial = {"new_ends_on": found.asked_ends_on, "one_off": found.one_off}
    return _take(request, found, asked, initial)


@audience(Role.HEAD)
def refusal(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    found, asked = pages.own_extension(request, pk, extension), STEPS["refusal"]
    return _take(request, found, replace(asked, title=NOT_SHOWN) if found.ground_at is None else asked)


@audience(Role.HEAD)
def agreement(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    return _step(request, pk, extension, "agreement")


SIGN = Step(
    title=gettext_lazy("Sign the supplementary agreement"),
    label=gettext_lazy("Sign"),
    done=gettext_lazy("You have signed."),
    act=extension_outcome.sign_agreement,
    why_not=partial(actions.refuse_move, name="sign_agreement"),
    follows=(
        (
            gettext_lazy("Your approval of exactly this text is recorded with your name and the time."),
            "art49(1)",
        ),
        *IN_FORCE,
    ),
    form=SeenForm,
    final=True,
)


@audience(Role.HEAD, Role.BIDDER)
def sign(request: HttpRequest, pk: UUID, extension: UUID) -> HttpResponse:
    """Ask once more, then sign exactly the text whose hash is shown."""
    found = pages.own_extension(request, pk, extension)
    to = reverse("contracts:extension", args=[found.card_id, found.pk])
    facts = ((_("New last day"), found.new_ends_on), (_("SHA-256 of the text"), found.digest))
    return take(
        request,
        found.card,
        SIGN,
        to=to,
        facts=facts,
        initial={"seen": found.digest},
        about=found,
        papers=_papers(found, "extension.agreement"),
        trail=_trail(found),
        extension_id=found.pk,
    )
