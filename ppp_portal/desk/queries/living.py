"""What waits about contracts in force: warnings without an answer, extensions to be examined, decided, signed."""

from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.card_deadlines import last_instant
from contracts.card_states import CardState
from contracts.extension_states import UNSIGNED, ExtensionState
from contracts.models import ExpiryWarning, Extension
from contracts.queries import cards
from contracts.queries.working_group import to_judge
from ppp_portal.accounts.models import Role
from ppp_portal.comparison.queries import closed_of
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph, law, p605
from ppp_portal.panel import queries as panel

MOST = 200
P55 = p605("55")


def of_organiser(actor: Actor, at: datetime) -> list[Waiting]:
    """Two queries: the last warnings of own contracts, and requests that are not at their end.

    While alternatives are compared three more: what is compared, what is to be judged, and who has a working group.
    """
    own = {"card__organiser_id": actor.organisation_id, "card__state": CardState.IN_FORCE}
    coming = ExpiryWarning.objects.filter(ends_on=F("card__ends_on"), **own).select_related("card")
    newest = coming.order_by("card", "months")
    last = newest.distinct("card")[:MOST]
    things = [_warned(row) for row in last if not row.answer]
    requests = (
        Extension.objects.filter(state__in=UNSIGNED, **own)
        .exclude(state=ExtensionState.APPROVED, signatures__side="public")
        .select_related("card")
    )
    found = list(requests[:MOST])
    compared = [row for row in found if row.state == ExtensionState.UNDER_REVIEW]
    ready = closed_of([row.subject for row in compared]) | to_judge(compared) if compared else frozenset()
    grouped = panel.assigned_of(ready) if ready else frozenset()
    return [*things, *(_step(row, actor, row.subject in grouped) for row in found)]


def _warned(row: ExpiryWarning) -> Waiting:
    return Waiting(
        _("Say what is done about a contract that ends"),
        f"{row.card.number} · {row.card.title}",
        reverse("contracts:card_extensions", args=[row.card_id]),
        _("Answer the warning"),
        cards.cited(row.card, P55),
        last_instant(row.card.ends_on).due_at,
    )


def _step(extension: Extension, actor: Actor, voting: bool) -> Waiting:
    """The next step of a request; without a button where somebody else takes it.

    ``voting``: its working group has everything before it, and recommends by vote.
    """
    head = actor.role == Role.HEAD
    state = ExtensionState(extension.state)
    steps = {
        ExtensionState.REQUESTED: (_("Examine the ground of an extension"), True, P55),
        ExtensionState.GROUND_OK: (_("Compare the alternatives to an extension"), True, P55),
        ExtensionState.UNDER_REVIEW: _examined(extension, head, voting),
        ExtensionState.APPROVED: (_("Sign the supplementary agreement"), head, law("49(1)")),
    }
    what, mine, basis = steps[state]
    return _waiting(extension, what, basis, mine)


def _examined(extension: Extension, head: bool, voting: bool) -> tuple[str, bool, Paragraph]:
    if extension.advised_against:
        return _("Decide on an extension: the working group does not recommend it"), head, P55
    if extension.recommended_at:
        return _("Decide on an extension: the recommendation is given"), head, P55
    if voting:
        return _("The working group compares and recommends on an extension"), False, P55
    return _("Compare the alternatives and ask for the recommendation"), True, P55


def of_private(actor: Actor, at: datetime) -> list[Waiting]:
    """One query: agreements that wait for the signature of the private partner."""
    requests = (
        Extension.objects.filter(
            state=ExtensionState.APPROVED, card__in=cards.of_private(actor.organisation_id).values("pk")
        )
        .exclude(signatures__side="private")
        .select_related("card")
    )
    return [
        _waiting(row, _("Sign the supplementary agreement"), law("49(1)"), True) for row in requests[:MOST]
    ]


def _waiting(extension: Extension, what: str, basis: Paragraph, mine: bool) -> Waiting:
    return Waiting(
        what,
        f"{extension.number} · {extension.card.title}",
        reverse("contracts:extension", args=[extension.card_id, extension.pk]),
        _("Open") if mine else "",
        cards.cited(extension.card, basis),
        last_instant(extension.card.ends_on).due_at,
    )
