"""Reads of assignments: whose they are, the assignee's sheet, the consents."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from contracts.assignment_states import RUNNING, AssignmentState, Consenter
from contracts.models import Assignment, ContractCard
from contracts.queries import cards
from contracts.rules import assignment as rules
from ppp_portal.accounts.models import Organisation, Role
from ppp_portal.accounts.queries.facts import organisation_facts
from ppp_portal.accounts.rules.organisations import refuse_bidding
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refusal
from ppp_portal.qualification import queries as qualification
from ppp_portal.qualification.models import Sheet
from tenders.queries.admission import object_cost

ALL = ("card__organiser", "card__contract__tender__project", "assignor", "assignee")


def by_id(pk: UUID) -> Assignment:
    return Assignment.objects.select_related(*ALL).get(pk=pk)


def of_card(card: ContractCard) -> list[Assignment]:
    """All requests about a contract, the newest first."""
    return list(Assignment.objects.select_related(*ALL).filter(card=card))


def seen(card_id: UUID, pk: UUID, by: Actor) -> Assignment | None:
    """One request for either side of its contract, and for the assignor after it left the contract."""
    found = Assignment.objects.select_related(*ALL).filter(card_id=card_id, pk=pk).first()
    if found is None or cards.card_side(found.card, by):
        return found
    own = by.role == Role.BIDDER and by.organisation_id == found.assignor_id
    return found if own else None


def left_by(organisation_id: int | None) -> dict[UUID, UUID]:
    """Contracts that the organisation gave away whole: the contract and the request by which it did."""
    found = Assignment.objects.filter(
        assignor_id=organisation_id, state=AssignmentState.APPLIED, share=rules.WHOLE
    )
    return dict(found.order_by("applied_at").values_list("card_id", "pk"))


def running(card: ContractCard) -> Assignment | None:
    return Assignment.objects.filter(card=card, state__in=RUNNING).first()


def organisation(number: str) -> Organisation | None:
    """A confirmed organisation by its BIN."""
    found = Organisation.objects.filter(bin=number.strip()).exclude(confirmed_at=None)
    return found.select_related("superior").first()


def against(assignee: Organisation | None) -> tuple[Refusal, ...]:
    """What the rules on bidders say of the assignee."""
    return tuple(refuse_bidding(organisation_facts(assignee))) if assignee else ()


def cost_of(card: ContractCard) -> Decimal | None:
    """The cost of the object as the documentation of the contract's tender gives it; unknown for older contracts."""
    return object_cost(card.contract.tender) if card.contract else None


def sheet(assignment: Assignment) -> Sheet | None:
    return next(iter(qualification.sheets(assignment.subject)), None)


def consents(assignment: Assignment) -> dict[str, Any]:
    return {row.consenter: row for row in assignment.consents.select_related("document")}


def needed_consents(assignment: Assignment) -> list[str]:
    operator = cards.has_operator(assignment.card)
    return [Consenter.PUBLIC_PARTNER, *([Consenter.OPERATOR] if operator else [])]


def missing_consents(assignment: Assignment) -> list[Refusal]:
    """Which written consents are still wanted."""
    given = frozenset(consents(assignment))
    return rules.refuse_without_consents(given, cards.has_operator(assignment.card))
