"""Papers of the end: the note of a termination, the hand-over act with its list."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.ending_states import Bearer, TerminationGround
from contracts.models import ContractCard, HandOver, HandOverSignature, Termination
from contracts.protocols.cards import card_paper, parties_block, party_of
from contracts.protocols.monitoring import made_by
from contracts.queries import ending
from contracts.rules.ending import PROPERTY, TERMINATION
from contracts.states import Side
from ppp_portal.documents.bilingual import both_of
from ppp_portal.documents.blocks import (
    Block,
    col,
    decision,
    facts,
    note,
    para,
    section,
    signature,
    table,
)
from ppp_portal.documents.values import Amount, Code, Day, Moment, Number, Ref, Text
from ppp_portal.journal.actor import Actor


def termination_note(row: Termination, at: datetime, by: Actor) -> Block:
    """Kind ``card.termination``: the document that ended the contract, its day and reasons, what follows."""
    card = row.card
    return card_paper(
        card,
        title=_("Note of the termination of the PPP contract"),
        number=f"{card.number}/T",
        at=Moment(at),
        facts=[(_("Contract"), card.number), (_("Last day as agreed"), Day(card.ends_on))],
        sections=[
            section(_("Parties"), parties_block(card)),
            section(
                _("What ended it"),
                facts(
                    [
                        (_("Ground"), TerminationGround(row.ground).label),
                        (
                            _("Document"),
                            Text(_("No. %(number)s of %(on)s"), number=row.number, on=Day(row.dated_on)),
                        ),
                        (_("The contract ended on"), Day(row.effective_on)),
                        (_("Registered on the portal"), Moment(row.registered_at)),
                        (_("SHA-256 of the document"), Code(row.document.sha256)),
                    ]
                ),
                para(both_of(row, "reason")),
                decision(_("The contract is over."), grounds=[Ref(TERMINATION)]),
            ),
            section(
                _("What follows"),
                para(
                    Text(
                        _(
                            "What the contract leaves behind is handed over by a list and an act of both sides "
                            "(%(basis)s)."
                        ),
                        basis=Ref(PROPERTY),
                    )
                ),
            ),
        ],
        signatures=made_by(by, at),
    )


def hand_over_act(row: HandOver, at: datetime, signatures: Iterable[HandOverSignature] = ()) -> Block:
    """Kind ``card.hand_over``: what becomes whose, line by line, with sums; signed by both sides."""
    card, assets = row.card, ending.assets(row)
    signed = {mark.side: mark for mark in signatures}
    sections = [section(_("Parties"), parties_block(card))]
    for bearer in Bearer:
        lines = [asset for asset in assets if asset.bearer == bearer]
        if lines:
            heading = {
                Bearer.PUBLIC: _("Becomes the property of the state"),
                Bearer.PRIVATE: _("Stays with the private partner"),
            }[bearer]
            sections.append(section(heading, *_list(lines)))
    sections.append(
        section(
            _("Hand-over"),
            facts(
                [
                    (_("Day of the hand-over"), Day(row.handed_on)),
                    (_("Place"), both_of(row, "place")),
                    (_("Lines on the list"), Number(len(assets))),
                ]
            ),
            note(Text(_("What becomes whose stands in the contract (%(basis)s)."), basis=Ref(PROPERTY))),
        )
    )
    return card_paper(
        card,
        title=_("Act of hand-over at the end of the PPP contract"),
        listed=_("Hand-over act, signed") if signed else _("Hand-over act, the list to be signed"),
        number=row.number,
        at=Moment(at),
        place=both_of(row, "place"),
        facts=[
            (_("Contract"), card.number),
            (_("The contract ended on"), Day(card.ended_on or card.ends_on)),
        ],
        sections=sections,
        signatures=[_signature(card, side, signed.get(side)) for side in Side],
    )


def _list(lines: list[Any]) -> list[Block]:
    columns = [
        col(_("No."), 6, numeric=True),
        col(_("What; inventory number"), 28),
        col(_("Quantity"), 14, numeric=True),
        col(_("Book value, ₸"), 22, numeric=True),
        col(_("Condition; clause"), 30),
    ]
    rows = [
        [
            Number(asset.number),
            _named(asset),
            Text("%(many)s %(unit)s", many=_figure(asset.quantity), unit=both_of(asset, "unit")),
            Amount(asset.book_value),
            Text(
                "%(condition)s; %(basis)s",
                condition=both_of(asset, "condition"),
                basis=both_of(asset, "basis"),
            ),
        ]
        for asset in lines
    ]
    total = sum((asset.book_value for asset in lines), Decimal(0))
    return [table(columns, rows, total=[None, _("Total"), None, Amount(total), None])]


def _named(asset: Any) -> Any:
    if not asset.inventory:
        return both_of(asset, "name")
    return Text("%(name)s; %(inventory)s", name=both_of(asset, "name"), inventory=asset.inventory)


def _figure(value: Decimal) -> Number:
    whole = value == value.to_integral_value()
    return Number(int(value) if whole else value.normalize())


def _signature(card: ContractCard, side: str, mark: HandOverSignature | None) -> Block:
    if mark is None:
        return signature(party_of(card, side), Side(side).label, at=None)
    role = Text("%(side)s: %(name)s", side=Side(side).label, name=both_of(mark.organisation, "name"))
    return signature(both_of(mark.person, "name"), role, at=Moment(mark.at))
