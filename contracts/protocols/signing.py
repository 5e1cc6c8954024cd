"""The contract as a paper, and its card for everybody."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from contracts import queries
from contracts.models import Contract, ContractSignature
from contracts.protocols.cards import contract_paper, town
from contracts.protocols.parties import authority, party_named, signature_line
from contracts.protocols.spv import guarantee_rows
from contracts.queries import replacement
from contracts.replacement_states import ContractKind
from contracts.states import PartyRole
from ppp_portal.documents.bilingual import both_of
from ppp_portal.documents.blocks import (
    Block,
    bullets,
    col,
    facts,
    note,
    para,
    protocol,
    section,
    subheading,
    table,
)
from ppp_portal.documents.values import Amount, Both, Code, Day, Moment, Number, Ref, Text
from ppp_portal.law.acts import law, p605
from ppp_portal.law.calendar import local_day
from tenders.models import Risk
from tenders.wording import ESSENTIAL_TERMS

P48, P51 = p605("48"), p605("51")


def _texts(kk: str, ru: str) -> list[Block]:
    """Paragraph beside paragraph; all of it stands together when the two texts are divided differently.

    A numbered first line of its own is the heading of a clause: so a term made of several clauses begins each of them.
    """
    kk, ru = (normalize_newlines(text or "").strip() for text in (kk, ru))
    in_kk, in_ru = _paragraphs(kk), _paragraphs(ru)
    if [len(part) for part in in_kk] != [len(part) for part in in_ru]:
        in_kk, in_ru = [[kk]], [[ru]]
    blocks: list[Block] = []
    for left, right in zip(in_kk, in_ru, strict=True):
        *heading, text = (
            Both(kk=one or "—", ru=other or "—") for one, other in zip(left, right, strict=True)
        )
        blocks += [*(subheading(line) for line in heading), para(text)]
    return blocks


HEADING = re.compile(r"\d+(\.\d+)*\.? .*[^.,:;]")


def _paragraphs(text: str) -> list[list[str]]:
    """Each paragraph as its heading, if it has one, and its text."""
    found = []
    for part in re.split(r"\n\s*\n", text) if text else []:
        heading, _line, rest = part.strip().partition("\n")
        found.append(
            [heading.strip(), rest] if rest and HEADING.fullmatch(heading.strip()) else [part.strip()]
        )
    return found


# --- the contract -----------------------------------------------------------------------------------------


def contract_text(contract: Contract, at: datetime, signatures: Iterable[ContractSignature]) -> Block:
    """Kind ``contract.text`` (to be signed) and ``contract.signed``: the same words, the second with signatures."""
    signed = {row.organisation_id: row for row in signatures}
    tender = contract.tender
    return protocol(
        title=_title(contract),
        listed=_("Contract, signed") if signed else _("Contract, the text to be signed"),
        number=contract.number,
        at=Day(local_day(at)),
        place=town(tender.organiser),
        about=both_of(tender.project, "title"),
        facts=[],
        sections=[
            _parties(contract, signed),
            *(_term(contract, number) for number in range(1, 9)),
            *_others(contract),
            *_guarantee(contract),
            _form(contract),
        ],
        signatures=[
            signature_line(contract, party, signed.get(party.organisation_id))
            for party in queries.parties(contract)
            if party.signs
        ],
    )


def _title(contract: Contract) -> Any:
    """With a new partner an additional contract, where its organiser follows the Russian text (p. 62(5), D-24)."""
    case = replacement.of_tender(contract.tender_id) if queries.runs_on(contract) else None
    if case and case.contract_kind == ContractKind.ADDITIONAL:
        said = _("Additional contract to public-private partnership contract No. %(contract)s")
        return Text(said, contract=contract.tender.replaces_contract)
    return _("Public-private partnership contract")


def _parties(contract: Contract, signed: dict[int, ContractSignature]) -> Block:
    rows: list[tuple[Any, Any]] = []
    for party in queries.parties(contract):
        by = signed.get(party.organisation_id)
        rows.append((PartyRole(party.role).label, party_named(contract, party.organisation)))
        if queries.consortium(contract, party.organisation_id) and party.signs:
            rows.append((_("signs for the consortium"), both_of(party.organisation, "name")))
        if by is not None:
            rows.append(
                (
                    _("represented by"),
                    Text("%(who)s, %(on)s", who=both_of(by.person, "name"), on=authority(by)),
                )
            )
    return section(
        _("Parties"),
        facts(rows),
        para(
            Text(
                _(
                    "The parties conclude this contract on the results of tender %(tender)s, summed up on %(day)s "
                    "(%(basis)s)."
                ),
                tender=contract.tender.number,
                day=Day(local_day(contract.results_at)),
                basis=Ref(P51),
            )
        ),
        *_stepping_in(contract),
        numbered=False,  # clause 3.1 stands under the third term
    )


def _stepping_in(contract: Contract) -> list[Block]:
    """A new partner takes the place of another in a contract that runs, and keeps its term (p. 62)."""
    if not queries.runs_on(contract):
        return []
    said = _(
        "The private partner steps in for the one under contract No. %(contract)s (%(basis)s); the term of that "
        "contract stays."
    )
    return [para(Text(said, contract=contract.tender.replaces_contract, basis=Ref(p605("62(5)"))))]


def _term(contract: Contract, number: int) -> Block:
    row = next(row for row in queries.terms(contract) if row.number == number)
    extra = {5: _price, 6: _period, 7: _risks}.get(number)
    return section(
        ESSENTIAL_TERMS[number],
        *_texts(row.text_kk, row.text_ru),
        *(extra(contract) if extra else []),
        note(
            Text(
                _("Essential term %(number)s: %(basis)s."),
                number=str(number),
                basis=Ref(p605(f"A2.12({number})")),
            )
        ),
    )


def _price(contract: Contract) -> list[Block]:
    if contract.price is None:
        return []
    return [
        facts([(_("Payment per place a month, as in the winning bid"), Amount(contract.price, words=True))])
    ]


def _period(contract: Contract) -> list[Block]:
    rows = [
        (_("Term of construction, as in the winning bid"), contract.months),
        (_("Term of the contract, construction and operation"), contract.term_months),
    ]
    said = [(label, Text(_("%(months)s months"), months=Number(term))) for label, term in rows if term]
    return [facts(said)] if said else []


def _risks(contract: Contract) -> list[Block]:
    rows = [
        [
            risk.code,
            both_of(risk, "name"),
            Risk.Bearer(risk.bearer).label,
            _("taken over in the bid") if risk.from_bid else "—",
        ]
        for risk in contract.risks.all()
    ]
    columns = [col(_("Code"), 8), col(_("Risk"), 44), col(_("Borne by"), 24), col(_("Origin"), 24)]
    return [table(columns, rows, together=True)] if rows else []


def _others(contract: Contract) -> list[Block]:
    clauses = list(contract.clauses.filter(essential_term=None))
    if not clauses:
        return []
    blocks: list[Block] = []
    for clause in clauses:
        heading = Text("%(number)s. %(heading)s", number=clause.number, heading=both_of(clause, "heading"))
        blocks += [subheading(heading), *_texts(clause.text_kk, clause.text_ru)]
    return [section(_("Other provisions"), *blocks)]


def _guarantee(contract: Contract) -> list[Block]:
    claim = queries.spv(contract)
    if claim is None or claim.approved_at is None:
        return []
    return [
        section(
            _("Bank guarantee of the project company's obligations"),
            facts(
                [
                    (_("Amount fixed by the contract"), Amount(claim.needed_amount, words=True)),
                    (_("Not to end before"), Day(claim.needed_until)),
                    *guarantee_rows(claim),
                ]
            ),
        )
    ]


def _form(contract: Contract) -> Block:
    return section(
        _("Form and entry into force"),
        para(
            Text(
                _(
                    "The contract is made in writing, in Kazakh and in Russian; both texts have the same figures. "
                    "It is registered after its signature (%(form)s, %(languages)s)."
                ),
                form=Ref(P48),
                languages=Ref(law("46(4)")),
            )
        ),
        facts(
            [
                (_("Last instant for signing"), Moment(contract.due_at)),
                *([(_("Other figures"), both_of(contract, "explained"))] if contract.explained_kk else []),
                *([(_("SHA-256 of the agreed text"), Code(contract.digest))] if contract.digest else []),
            ]
        ),
    )


# --- the card ---------------------------------------------------------------------------------------------


def contract_card(contract: Contract, at: datetime) -> Block:
    """Kind ``contract.card``: what everybody may know of a concluded contract."""
    rows: list[tuple[Any, Any]] = [
        (PartyRole(p.role).label, party_named(contract, p.organisation, public=True))
        for p in queries.parties(contract)
    ]
    rows += [(_("Signed"), Moment(contract.signed_at))]
    if contract.registered_on:
        rows += [
            (_("Registration number"), contract.registration_number),
            (_("Day of registration"), Day(contract.registered_on)),
        ]
    return contract_paper(
        contract,
        title=_("Card of the PPP contract"),
        number=contract.number,
        at=Moment(at),
        facts=rows,
        sections=[
            section(_("Offer that won"), *_price(contract), *_period(contract)),
            section(_("Essential terms"), bullets([ESSENTIAL_TERMS[number] for number in range(1, 9)])),
            section(_("Allocation of risks"), *_risks(contract)),
            section(_("SHA-256 of the signed text"), para(Code(contract.digest))),
        ],
    )
