"""What every paper about a contract begins and ends with: whose it is, and, in force, under which law it lives."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.card_states import PRIVATE_PARTS, CardPart
from contracts.messages import regime as words
from contracts.models import Contract, ContractCard
from contracts.queries import cards
from contracts.rules.regime import GENERAL, GROUNDS
from contracts.states import Side
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.bilingual import both_of
from ppp_portal.documents.blocks import Block, col, facts, para, protocol, section, table
from ppp_portal.documents.values import Both, Ref, Text
from ppp_portal.law.acts import Paragraph


def town(organisation: Organisation) -> Both:
    """Where its papers are made: the address up to its first comma."""
    address = both_of(organisation, "address")
    return Both(kk=address.kk.split(",")[0], ru=address.ru.split(",")[0])


def parties_block(card: ContractCard) -> Block:
    return facts([(CardPart(row.part).label, both_of(row, "name")) for row in cards.parties(card)])


def party_of(card: ContractCard, side: str) -> Any:
    """Who is to sign for ``side`` on a line that still waits."""
    parts = (CardPart.PUBLIC_PARTNER,) if side == Side.PUBLIC else PRIVATE_PARTS
    party = next(iter(cards.parties(card, *parts)), None)
    return both_of(party, "name") if party else Side(side).label


def contract_paper(contract: Contract, *, facts: Iterable[tuple[Any, Any]], **parts: Any) -> Block:
    """A paper beside the contract: of its organiser, under the title of its project, with its tender first."""
    tender = contract.tender
    return protocol(
        body=both_of(tender.organiser, "name"),
        about=both_of(tender.project, "title"),
        facts=[(_("Tender"), tender.number), *facts],
        **parts,
    )


def card_paper(card: ContractCard, *, sections: Iterable[Block], **parts: Any) -> Block:
    """A paper about the contract: of its organiser, under its title, closed by what is applied by analogy."""
    head = {
        "place": town(card.organiser),
        "body": both_of(card.organiser, "name"),
        "about": both_of(card, "title"),
    }
    return protocol(**{**head, **parts}, sections=[*sections, *_by_analogy(card)])


def _by_analogy(card: ContractCard) -> list[Block]:
    if card.regime != GENERAL:
        return []
    columns = [col(_("What"), 24), col(_("Law of this contract"), 38), col(_("Applied by analogy"), 38)]
    rows = [
        [label, _refs(GROUNDS[name].law) or words.NOTHING, _refs(GROUNDS[name].analogy)]
        for name, label in words.ACTS.items()
    ]
    return [section(words.TITLE, para(words.TEXT), table(columns, rows, together=True))]


def _refs(paragraphs: Sequence[Paragraph]) -> Text | None:
    named = {f"p{number}": Ref(one) for number, one in enumerate(paragraphs)}
    return Text("; ".join(f"%({name})s" for name in named), **named) if named else None
