"""How long a contract runs in all (art. 4(2); appendix 2, p. 12(6))."""

from contracts.models import Contract
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
