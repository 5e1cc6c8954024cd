"""Steps about a contract in force: each asks once more, acts, and goes back to where it came from."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.actions import card_life
from contracts.forms.cards import (
    PAPERS,
    MilestoneForm,
    ObligationForm,
    QuantityForm,
    ReachedForm,
    TariffForm,
    WarningForm,
)
from contracts.queries import assignment, extensions
from contracts.views import card_pages as pages
from contracts.views.asking import Step, Words, ask
from ppp_portal.accounts.models import Role
from ppp_portal.web.gates import audience

ORGANISER = (Role.STAFF, Role.HEAD)


def take(
    request: HttpRequest,
    card: Any,
    asked: Step,
    *,
    to: str = "",
    facts: tuple[tuple[Any, Any], ...] = (),
    about: Any = None,
    initial: dict[str, Any] | None = None,
    **arguments: Any,
) -> HttpResponse:
    """Ask about one's own card, or what of it is given; act with ``arguments``, go to ``to`` (the card)."""
    return ask(
        request,
        asked,
        frame=pages.frame(request, card),
        back=to or pages.address(request, card),
        facts=[
            {"label": _("Contract"), "value": card.number},
            {"label": _("Project"), "value": card.title},
            *({"label": label, "value": value} for label, value in facts),
        ],
        about=about or card,
        initial=initial,
        **arguments,
    )


def ended_extension(card: Any) -> tuple[tuple[Words, str], ...]:
    """What a step says will happen that ends the contract, or its partner's part in it, while an extension is asked."""
    row = extensions.running(card)
    said = _("The request to extend No. %(number)s ends without effect; both sides are told.")
    return ((said % {"number": row.number}, "55"),) if row else ()


def ended_requests(card: Any) -> tuple[tuple[Words, str], ...]:
    """The same of an extension and of an assignment under way."""
    row = assignment.running(card)
    said = _("The request to assign No. %(number)s ends without effect; both sides are told.")
    return ended_extension(card) + (((said % {"number": row.number}, "56"),) if row else ())


# --- changing the card ------------------------------------------------------------------------------------

AGREED = (
    (gettext_lazy("A new row is added; what stood before stays as it is."), "app2:12(2)"),
    (gettext_lazy("It counts as not competed and shows in the drift of the contract."), ""),
    (gettext_lazy("Both sides are told."), ""),
)


def _row(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The typed row beside its basis and document."""

    def given(data: dict[str, Any]) -> dict[str, Any]:
        basis = {key: data[key] for key in ("basis_kk", "basis_ru", "upload", *PAPERS) if key in data}
        row = {key: value for key, value in data.items() if key not in basis}
        return {"rows": {name: [row]}, **basis}

    return given


OWED = (
    (
        gettext_lazy("The head changes it, on papers of the budget commission and of the maslikhat."),
        "art49(2)",
    ),
)


def _change(name: str, title: Words, form: type[forms.Form]) -> Step:
    return Step(
        title=title,
        label=gettext_lazy("Register the change"),
        done=gettext_lazy("The change is registered as a new version of the card."),
        act=card_life.change_card,
        follows=AGREED + (OWED if name in ("tariffs", "obligations") else ()),
        form=form,
        given=_row(name),
    )


CHANGES = {
    "quantities": _change("quantities", gettext_lazy("A changed quantity"), QuantityForm),
    "tariffs": _change("tariffs", gettext_lazy("A changed tariff"), TariffForm),
    "obligations": _change("obligations", gettext_lazy("Obligations of the state"), ObligationForm),
    "milestones": _change("milestones", gettext_lazy("A milestone"), MilestoneForm),
}

REACHED = Step(
    title=gettext_lazy("A milestone is reached"),
    label=gettext_lazy("Record it"),
    done=gettext_lazy("Recorded. The day stands beside the time at which the portal learnt of it."),
    act=card_life.reach_milestone,
    form=ReachedForm,
)
ANSWER = Step(
    title=gettext_lazy("Answer the warning"),
    label=gettext_lazy("Record the answer"),
    done=gettext_lazy("The answer is recorded."),
    act=card_life.answer_warning,
    follows=((gettext_lazy("The answer stays and is read by auditors."), "55"),),
    form=WarningForm,
    final=True,
)
PUBLISH = Step(
    title=gettext_lazy("Publish the card of the contract"),
    label=gettext_lazy("Publish the card"),
    done=gettext_lazy("The card of the contract is published."),
    act=card_life.publish_card,
    follows=(
        (
            gettext_lazy("Everybody sees the parties, the quantities, the tariffs, the term and the drift."),
            "art35(3)",
        ),
    ),
    final=True,
)


@audience(*ORGANISER)
def change(request: HttpRequest, pk: UUID, what: str) -> HttpResponse:
    card = pages.own(request, pk)
    if what not in CHANGES:
        raise Http404
    return take(request, card, CHANGES[what], card_id=card.pk)


@audience(*ORGANISER)
def reached(request: HttpRequest, pk: UUID, milestone: int) -> HttpResponse:
    card = pages.own(request, pk)
    row = next((row for row in card.milestones.all() if row.pk == milestone), None)
    if row is None:
        raise Http404
    facts = ((_("Milestone"), row.title), (_("Due"), row.due_on))
    return take(request, card, REACHED, facts=facts, milestone_id=row.pk)


@audience(*ORGANISER)
def answer(request: HttpRequest, pk: UUID, warning: int) -> HttpResponse:
    card = pages.own(request, pk)
    row = next((row for row in card.warnings.all() if row.pk == warning), None)
    if row is None:
        raise Http404
    facts = ((_("Months before the end"), row.months),)
    to = reverse("contracts:card_extensions", args=[card.pk])
    return take(request, card, ANSWER, to=to, facts=facts, warning_id=row.pk)


@audience(*ORGANISER)
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    card = pages.own(request, pk)
    return take(request, card, PUBLISH, card_id=card.pk)
