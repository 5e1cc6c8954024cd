"""Reads of assignments: whose they are, the assignee's sheet, the consents."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from contracts.assignment_states import RUNNING, AssignmentState
from contracts.card_states import PRIVATE_PARTS, CardPart, CardState
from contracts.models import Assignment, AssignmentConsent, CardParty, ContractCard
from contracts.queries import cards
from contracts.rules import assignment as rules
from ppp_portal.accounts.models import Organisation, Role
from ppp_portal.accounts.queries.facts import organisation_facts
from ppp_portal.accounts.rules.organisations import refuse_bidding
from ppp_portal.documents.bilingual import name_of
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import end_of_day
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
    """Contracts in which the organisation passed on all it had: the contract and the request by which it did."""
    found = Assignment.objects.filter(assignor_id=organisation_id, state=AssignmentState.APPLIED)
    found = found.exclude(card__in=cards.of_private(organisation_id).values("pk"))
    return dict(found.order_by("applied_at").values_list("card_id", "pk"))


def part_of(card: ContractCard, organisation_id: int | None) -> CardParty | None:
    """The row by which an organisation is a private partner of the contract today."""
    private = cards.parties(card, *PRIVATE_PARTS)
    return next((row for row in private if row.organisation_id == organisation_id), None)


def held(card: ContractCard, organisation_id: int | None) -> Decimal:
    """The share of the private partner's part that an organisation holds, %: as recorded, or what others leave."""
    own = part_of(card, organisation_id)
    if own is None:
        return Decimal(0)
    if own.share is not None:
        return own.share
    others = [row.share for row in cards.parties(card, *PRIVATE_PARTS) if row.share is not None]
    return rules.WHOLE - sum(others, Decimal(0))


def gone(assignment: Assignment, at: datetime) -> list[Refusal]:
    """Why no step is left to take: the contract is over, or the assignor has no part in it any more."""
    card = assignment.card
    in_force = card.state == CardState.IN_FORCE and at <= end_of_day(card.ends_on)
    return rules.refuse_gone(in_force, part_of(card, assignment.assignor_id) is not None)


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


def consents(assignment: Assignment) -> dict[int | None, AssignmentConsent]:
    """The written consents by the party that gave them."""
    return {row.party_id: row for row in assignment.consents.select_related("document")}


def needed_consents(assignment: Assignment) -> list[CardParty]:
    """Every public partner of the contract, and the operator where there is one (D-20)."""
    return cards.parties(assignment.card, CardPart.PUBLIC_PARTNER, CardPart.OPERATOR)


def missing_consents(assignment: Assignment) -> list[Refusal]:
    """Which written consents are still wanted."""
    given = consents(assignment)
    return rules.refuse_without_consents(
        [(row.part, name_of(row)) for row in needed_consents(assignment) if row.pk not in given]
    )
