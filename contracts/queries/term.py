"""How long a contract runs in all (art. 4(2); appendix 2, p. 12(6))."""

from collections.abc import Iterable
from uuid import UUID

from contracts.card_states import CardState
from contracts.models import Contract, ContractCard
from projects.rules.cards import whole_term
from tenders.queries.period import competed_period


def runs_on(contract: Contract) -> bool:
    """Whether the new partner steps into a contract that runs already (p. 62)."""
    return contract.tender.row.needs_contract


def term_months(contract: Contract) -> int | None:
    """As its text says once it was sent to be signed; before that as the bid and the posted documentation say.

    The card of the project may say something else by now: it is not what was competed.
    """
    return contract.term_months or whole_term(contract.months, competed_period(contract.tender))


def over(project_id: UUID) -> Iterable[UUID]:
    """The tenders whose contract ended, by its last day or before it (art. 49(4)); one under replacement has not."""
    ended = ContractCard.objects.filter(state__in=[CardState.EXPIRED, CardState.TERMINATED])
    return ended.filter(contract__tender__project_id=project_id).values_list("contract__tender_id", flat=True)
