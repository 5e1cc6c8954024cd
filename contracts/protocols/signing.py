"""The contract as a paper, and the papers around it: the decision on the project company, the card."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from contracts import queries
from contracts.models import Contract, ContractParty, ContractSignature, SpvClaim
from contracts.protocols.cards import town
from contracts.protocols.monitoring import made_by
from contracts.states import PartyRole
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.bilingual import both_of, identity_of, typed_name
from ppp_portal.documents.blocks import (
    Block,
    bullets,
    col,
    decision,
    facts,
    note,
    para,
    protocol,
    section,
    signature,
    subheading,
    table,
)
from ppp_portal.documents.values import Amount, Both, Code, Day, Moment, Number, Ref, Text
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import law, p605
from ppp_portal.law.calendar import local_day
from ppp_portal.panel import protocols as panel_blocks
from ppp_portal.panel.models import Motion
from ppp_portal.panel.queries import votes as motion_votes
from tenders.models import Risk
from tenders.protocols.bidders import CONSORTIUM, identified, joined
from tenders.wording import ESSENTIAL_TERMS

P48, P51, TERMS, CONCLUDED = p605("48"), p605("51"), p605("A2.12"), p605("A2.13")


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
        title=_("Public-private partnership contract"),
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
            _signature(contract, party, signed.get(party.organisation_id))
            for party in queries.parties(contract)
            if party.signs
        ],
    )


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
                    Text("%(who)s, %(on)s", who=both_of(by.person, "name"), on=_authority(by)),
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


def _authority(signed: ContractSignature) -> Any:
    if signed.authority == queries.BY_OFFICE:
        return _("head, by office")
    return Text(_("document: %(document)s"), document=signed.authority)


def named(organisation: Organisation) -> Text:
    """A party with its number and address."""
    return Text(
        "%(name)s, %(identity)s, %(address)s",
        name=both_of(organisation, "name"),
        identity=identity_of(organisation, public=False),
        address=both_of(organisation, "address"),
    )


def party_named(contract: Contract, organisation: Organisation) -> Text:
    """The same; the winner that leads a consortium is named with every member of it."""
    members = queries.consortium(contract, organisation.pk)
    if not members:
        return named(organisation)
    parties = joined(named(one) for one in (organisation, *members))
    return Text("%(name)s (%(parties)s)", name=CONSORTIUM, parties=parties)


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
                    *_given(claim),
                ]
            ),
        )
    ]


def _given(claim: SpvClaim) -> list[tuple[Any, Any]]:
    return [
        (_("Guarantee given"), Amount(claim.guarantee_amount)),
        (_("Bank"), claim.guarantee_bank),
        (_("Number of the guarantee"), claim.guarantee_number),
        (_("Guarantee valid until"), Day(claim.guarantee_valid_until)),
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


def _signature(contract: Contract, party: ContractParty, signed: ContractSignature | None) -> Block:
    """A consortium stands in its line with the lead and every member: the lead signs for all of them (p. 28(1))."""
    role = PartyRole(party.role).label
    members = queries.consortium(contract, party.organisation_id)
    name: Any = both_of(party.organisation, "name")
    said = Text("%(role)s: %(name)s", role=role, name=name)
    if members:
        parties = joined(identified(one, public=False) for one in (party.organisation, *members))
        said = Text("%(role)s: %(name)s (%(parties)s)", role=role, name=CONSORTIUM, parties=parties)
    note = _("The lead signs for every member of the consortium.") if members else None
    if signed is None:
        return signature(name, said if members else role, at=None, note=note)
    return signature(both_of(signed.person, "name"), said, at=Moment(signed.at), note=note)


def contract_paper(contract: Contract, *, facts: Iterable[tuple[Any, Any]], **parts: Any) -> Block:
    """A paper beside the contract: of its organiser, under the title of its project, with its tender first."""
    tender = contract.tender
    return protocol(
        body=both_of(tender.organiser, "name"),
        about=both_of(tender.project, "title"),
        facts=[(_("Tender"), tender.number), *facts],
        **parts,
    )


# --- the project company ----------------------------------------------------------------------------------


def spv_decision(contract: Contract, claim: SpvClaim, motion: Motion, at: datetime, by: Actor) -> Block:
    """Kind ``contract.spv``: every condition of para 48 with what fulfils it, and the votes."""
    offer = queries.opened(contract.bid)
    declared = offer.content.get("offer", {}).get("spv_name", "") if offer else ""
    rows: list[list[Any]] = [
        [_("project of special significance"), _("yes, by the documentation of the tender")],
        [_("declared in the winner's bid"), typed_name(declared, claim.organisation) or _("yes")],
        [_("founded by the winner"), Text(_("founder's BIN or IIN %(bin)s"), bin=claim.founder_bin)],
        [_("bank guarantee, amount"), _at_least(Amount(claim.guarantee_amount), Amount(claim.needed_amount))],
        [_("bank guarantee, last day"), _at_least(Day(claim.guarantee_valid_until), Day(claim.needed_until))],
    ]
    company = claim.organisation
    return contract_paper(
        contract,
        title=_("Decision on concluding the contract with the winner's project company"),
        number=f"{contract.number}/P",
        at=Moment(at),
        facts=[
            (_("Winner"), party_named(contract, contract.bid.bidder)),
            (_("Project company"), named(company)),
        ],
        sections=[
            section(
                _("Conditions of paragraph 48"),
                table([col(_("Condition"), 40), col(_("Fulfilled by"), 60)], rows),
                facts(_given(claim)),
            ),
            section(_("Vote of the commission"), *panel_blocks.held_vote(motion), *_votes_given(motion)),
            section(
                _("Decision"),
                decision(
                    Text(
                        _("The contract is concluded with %(name)s, %(identity)s."),
                        name=both_of(company, "name"),
                        identity=identity_of(company, public=False),
                    ),
                    grounds=[Ref(P48)],
                ),
            ),
        ],
        signatures=made_by(by, at),
    )


def _votes_given(motion: Motion) -> list[Block]:
    """On what the decision rests: each vote with its moment. The head signs on it (p. 48), the members vote."""
    given = [(panel_blocks.full_name(row.person), Moment(row.at)) for row in motion_votes(motion)]
    said = _(
        "Each member voted in the portal under the own name, at the moment named below; on this decision of the "
        "commission the head of the organiser signs (%(basis)s)."
    )
    return [para(Text(said, basis=Ref(P48))), facts(given)]


def _at_least(given: Any, needed: Any) -> Text:
    return Text(_("%(given)s; the contract requires %(needed)s"), given=given, needed=needed)


# --- the card ---------------------------------------------------------------------------------------------


def contract_card(contract: Contract, at: datetime) -> Block:
    """Kind ``contract.card``: what everybody may know of a concluded contract."""
    rows: list[tuple[Any, Any]] = [
        (PartyRole(p.role).label, party_named(contract, p.organisation)) for p in queries.parties(contract)
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
