"""Reads of what a contract says in words and what it is made of, side by side."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from contracts.models import Contract, ContractClause
from contracts.queries import term_facts
from contracts.queries.term import runs_on, term_months
from contracts.rules.saying import WordsFacts
from tenders.models import Negotiation
from tenders.queries import bids, negotiation
from tenders.queries.period import competed_period
from tenders.rules.competed import INVESTMENTS, OWN_FUNDS, Competed

MONTHS, YEARS = "months", "years"


def words(contract: Contract) -> WordsFacts:
    """What the contract says, and what it is made of."""
    clauses = [clause for clause in contract.clauses.all() if clause.essential_term]
    numbers: defaultdict[int, list[str]] = defaultdict(list)
    for clause in clauses:
        numbers[clause.essential_term or 0].append(clause.number)
    talked = _talked(contract)
    return WordsFacts(
        terms=term_facts(contract),
        rows=_rows(contract),
        clauses=numbers,
        kept=[
            (row.clause.essential_term or 0, one)
            for row in talked
            for one in row.competed
            if isinstance(one, Competed) and one.unit not in (MONTHS, YEARS) and one not in row.stated
        ],
        stated={(one.unit, one.limit) for row in talked for one in row.stated if isinstance(one, Competed)},
        risks=(together(clauses, 7, "kk"), together(clauses, 7, "ru")),
    )


def investments(contract: Contract) -> tuple[Decimal | None, Decimal | None]:
    """As announced, and as the talks set them instead; where their clause says several sums, people say which."""
    talked = (row for row in _talked(contract) if INVESTMENTS in (one.code for one in row.stated))
    instead = {one for row in talked for one in row.instead}
    return contract.tender.investments, instead.pop() if len(instead) == 1 else None


def own_funds(contract: Contract) -> Competed | None:
    """What the winner brings of its own, as its clause has to say it (K3)."""
    documentation = bids.current_documentation(contract.tender)
    found = negotiation.figures_of(contract.tender, contract.bid, documentation) if documentation else ()
    return next((one for one in found if one.key == OWN_FUNDS), None)


def together(clauses: Iterable[ContractClause], term: int, language: str) -> str:
    """The text with which a term begins: its only clause, or its clauses with their numbers and headings."""
    own = [clause for clause in clauses if clause.essential_term == term]
    if len(own) == 1:
        return str(getattr(own[0], f"text_{language}"))
    return "\n\n".join(
        f"{clause.number}. {getattr(clause, f'heading_{language}')}\n{getattr(clause, f'text_{language}')}"
        for clause in own
    )


def _rows(contract: Contract) -> dict[str, dict[str, Decimal]]:
    """The periods of the contract by their unit. One that runs already keeps the term it has (p. 62)."""
    months, years = {"creation": contract.months}, {}
    if not runs_on(contract):
        operation, whole = competed_period(contract.tender).operation_years, term_months(contract)
        months |= {"operation": 12 * operation if operation else None, "term": whole}
        years = {"operation": operation, "term": whole // 12 if whole and whole % 12 == 0 else None}
    found = {MONTHS: months, YEARS: years}
    said = {unit: {name: Decimal(one) for name, one in of.items() if one} for unit, of in found.items()}
    return {unit: of for unit, of in said.items() if of}


def _talked(contract: Contract) -> list[negotiation.Row]:
    """The clauses as the talks with the winner left them."""
    talks = Negotiation.objects.filter(bid=contract.bid, state=Negotiation.State.AGREED)
    found = talks.select_related("bid__bidder", "tender").first()
    return negotiation.rows(found) if found else []
