"""What waits about the replacement of private partners and about assignments: the next step, by its term."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.assignment_states import RUNNING as ASKED
from contracts.assignment_states import AssignmentState
from contracts.models import Assignment, Replacement
from contracts.queries import cards
from contracts.replacement_states import RUNNING, ReplacementState
from ppp_portal.accounts.models import Role
from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph, p605

MOST = 200
P56 = p605("56")


def of_organiser(actor: Actor, at: datetime) -> list[Waiting]:
    """Two queries: the cases that run, and the requests that are not at their end."""
    own = {"card__organiser_id": actor.organisation_id}
    cases = Replacement.objects.filter(state__in=RUNNING, **own).select_related("card")[:MOST]
    asked = Assignment.objects.filter(state__in=ASKED, **own).select_related("card")[:MOST]
    unsaid = [row for row in cases if row.state == ReplacementState.REGISTERED and row.start_on is None]
    return [
        *(_case(row, mine=True) for row in cases),
        *(_start(row) for row in unsaid),
        *(_request(row, actor) for row in asked),
    ]


def of_private(actor: Actor, at: datetime) -> list[Waiting]:
    """The same from the side of the old and the new partner, and of who asked."""
    partner = Q(old_partner_id=actor.organisation_id) | Q(new_partner_id=actor.organisation_id)
    cases = Replacement.objects.filter(partner, state__in=RUNNING).select_related("card")[:MOST]
    asked = Assignment.objects.filter(state__in=ASKED, assignor_id=actor.organisation_id)
    return [
        *(_case(row, mine=False) for row in cases),
        *(_request(row, actor) for row in asked.select_related("card")[:MOST]),
    ]


def _case(case: Replacement, *, mine: bool) -> Waiting:
    steps: dict[str, tuple[str, Paragraph]] = {
        ReplacementState.TRIGGERED: (_("Begin the replacement tender"), p605("62(1)")),
        ReplacementState.TENDER: (_("Lead the replacement tender to a new partner"), p605("62(1)")),
        ReplacementState.NEW_PARTNER: (_("Sign the contract with the new partner"), p605("62(5)")),
        ReplacementState.CONTRACT_SIGNED: (_("Register the contract with the new partner"), p605("62(5)")),
        ReplacementState.REGISTERED: (_("Rights and payment after a replacement"), p605("62(8)")),
    }
    what, basis = steps[case.state]
    about = f"{case.card.number} · {case.card.title}"
    url = reverse("contracts:card_replacement", args=[case.card_id])
    action = _("Open the replacement") if mine else ""
    return Waiting(what, about, url, action, cards.cited(case.card, basis), case.next_deadline_at)


def _start(case: Replacement) -> Waiting:
    """Nobody has said from what the 270 days run."""
    url = reverse("contracts:replacement_start", args=[case.card_id])
    about = f"{case.card.number} · {case.card.title}"
    basis = cards.cited(case.card, p605("62(7)"))
    return Waiting(_("Say from what the 270 days run"), about, url, _("Name the event"), basis)


def _request(row: Assignment, actor: Actor) -> Waiting:
    """The next step of a request; without a button where somebody else takes it."""
    head, partner = actor.role == Role.HEAD, actor.role == Role.BIDDER
    steps = {
        AssignmentState.REQUESTED: (_("Check the assignee"), not partner),
        AssignmentState.QUALIFIED: (_("Register the consents to an assignment"), head),
        AssignmentState.CONSENTED: (_("Register the agreement on an assignment"), True),
        AssignmentState.SIGNED: (_("Enter the assignee on the card"), not partner),
    }
    what, mine = steps[AssignmentState(row.state)]
    url = reverse("contracts:assignment", args=[row.card_id, row.pk])
    about = f"{row.card.number} · {row.card.title}"
    return Waiting(what, about, url, _("Open the request") if mine else "", cards.cited(row.card, P56))
