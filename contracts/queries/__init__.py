"""Reads of contracts, from the side that asks, and the facts for the rules."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from contracts.models import Contract, ContractParty, ContractSignature, EssentialTerm, SpvClaim
from contracts.queries.term import runs_on, term_months
from contracts.rules.signing import (
    ContractFacts,
    OfferFacts,
    SignerFacts,
    TermFacts,
    expected_matrix,
)
from contracts.states import BEFORE_SIGNED, PartyRole, Side
from ppp_portal.accounts.models import Membership, Organisation, Role
from ppp_portal.accounts.queries import holders
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.law.packs import RulePack, pack
from ppp_portal.panel import queries as panel
from tenders.clockwork import CURRENT_PACK
from tenders.models import Bid, BidSecurity, DraftClause, EvidenceItem, Negotiation, OpenedBid, Risk
from tenders.queries import bids as bid_queries
from tenders.queries.opening import confirmed_members
from tenders.queries.period import competed_special
from tenders.states import BidState

BY_OFFICE = "office"
ALL = ("tender__organiser", "tender__project", "bid__bidder")


def rules_of(contract: Contract) -> RulePack:
    return pack(contract.tender.rule_pack or CURRENT_PACK)


# --- whose contract ---------------------------------------------------------------------------------------


def by_id(pk: UUID) -> Contract:
    return Contract.objects.select_related(*ALL).get(pk=pk)


def of_organiser(organisation_id: int | None) -> QuerySet[Contract]:
    found = Contract.objects.filter(tender__organiser_id=organisation_id)
    return found.select_related(*ALL).order_by("-created_at", "-pk")


def organisers(organisation_id: int | None, pk: UUID) -> Contract | None:
    return of_organiser(organisation_id).filter(pk=pk).first()


def of_private(organisation_id: int | None) -> QuerySet[Contract]:
    """Contracts in which the organisation is the winner or the winner's approved company."""
    own = ContractParty.objects.filter(side=Side.PRIVATE, organisation_id=organisation_id)
    found = Contract.objects.filter(Q(bid__bidder_id=organisation_id) | Q(pk__in=own.values("contract")))
    return found.select_related(*ALL).order_by("-created_at", "-pk")


def privates(organisation_id: int | None, pk: UUID) -> Contract | None:
    return of_private(organisation_id).filter(pk=pk).first()


def of_partner(organisation_id: int | None) -> QuerySet[Contract]:
    """Contracts that a public partner other than the organiser signs."""
    own = ContractParty.objects.filter(side=Side.PUBLIC, signs=True, organisation_id=organisation_id)
    found = Contract.objects.filter(pk__in=own.values("contract")).exclude(
        tender__organiser_id=organisation_id
    )
    return found.select_related(*ALL).order_by("-created_at", "-pk")


def partners(organisation_id: int | None, pk: UUID) -> Contract | None:
    return of_partner(organisation_id).filter(pk=pk).first()


def published() -> QuerySet[Contract]:
    found = Contract.objects.filter(published_at__isnull=False)
    return found.select_related(*ALL).order_by("-published_at", "-pk")


def public_one(pk: UUID) -> Contract | None:
    return published().filter(pk=pk).first()


def commissions(actor: Actor, pk: UUID) -> Contract | None:
    """For a seated member of the tender's commission."""
    found = Contract.objects.select_related(*ALL).filter(pk=pk).first()
    return found if found and panel.may_see(actor, found.tender.subject) else None


def of_tender(tender_id: UUID) -> Contract | None:
    """The live contract of a tender, else the last one that lapsed."""
    found = Contract.objects.filter(tender_id=tender_id).select_related(*ALL)
    return found.exclude(state="lapsed").first() or found.order_by("-created_at").first()


def before_signed(tender_id: UUID) -> Contract | None:
    return Contract.objects.filter(tender_id=tender_id, state__in=BEFORE_SIGNED).first()


# --- what it was made of ----------------------------------------------------------------------------------


def winner(tender_id: UUID) -> Bid:
    return Bid.objects.select_related("bidder", "tender").get(tender_id=tender_id, state=BidState.WINNER)


def opened(bid: Bid) -> OpenedBid | None:
    return OpenedBid.objects.filter(bid=bid).first()


def agreed_wordings(bid: Bid) -> dict[int, tuple[str, str]]:
    """Draft clause -> the wording both sides agreed in the negotiation."""
    talks = Negotiation.objects.filter(bid=bid, state="agreed").first()
    if talks is None:
        return {}
    rows = talks.clauses.exclude(agreed_by_commission_at=None).exclude(agreed_by_bidder_at=None)
    return {row.clause_id: (row.agreed_kk, row.agreed_ru) for row in rows if row.agreed_kk and row.agreed_ru}


def draft_clauses(bid: Bid) -> list[DraftClause]:
    documentation = bid_queries.current_documentation(bid.tender)
    return list(documentation.clauses.all()) if documentation else []


def base_risks(bid: Bid) -> list[Risk]:
    documentation = bid_queries.current_documentation(bid.tender)
    return list(documentation.risks.all()) if documentation else []


def taken_over(bid: Bid) -> set[str]:
    """Codes of the risks that the commission accepted as taken over (K2)."""
    rows = EvidenceItem.objects.filter(bid=bid, kind=EvidenceItem.Kind.RISK, accepted__gt=0)
    return {str(row.detail.get("code", "")) for row in rows}


# --- what it says -----------------------------------------------------------------------------------------


def terms(contract: Contract) -> list[EssentialTerm]:
    return list(contract.terms.order_by("number"))


def parties(contract: Contract, side: str | None = None) -> list[ContractParty]:
    found = contract.parties.select_related("organisation").order_by("-side", "id")
    return list(found.filter(side=side) if side else found)


def signing_parties(contract: Contract, side: str | None = None) -> list[Organisation]:
    """The organisations whose people sign: the organiser and the public partners, and one on the private side."""
    return [party.organisation for party in parties(contract, side) if party.signs]


def consortium(contract: Contract, organisation_id: int) -> list[Organisation]:
    """The members beside the winner: the private partner is all of them, the winner leads and signs (p. 28(1))."""
    return confirmed_members(contract.bid) if organisation_id == contract.bid.bidder_id else []


def party_rows(contract: Contract) -> list[dict[str, Any]]:
    """The parties for a page: each with its part, the winner with the members of its consortium."""
    return [
        {
            "party": party,
            "role": PartyRole(party.role).label,
            "members": consortium(contract, party.organisation_id),
        }
        for party in parties(contract)
    ]


def unsigned(contract: Contract) -> list[Organisation]:
    """Those that have not signed the text of this round yet."""
    signed = {row.organisation_id for row in signatures(contract)}
    return [party for party in signing_parties(contract) if party.pk not in signed]


def spv(contract: Contract) -> SpvClaim | None:
    return SpvClaim.objects.select_related("organisation", "document").filter(contract=contract).first()


def signatures(contract: Contract) -> list[ContractSignature]:
    """Those of the present round: a recalled text takes its signatures with it."""
    found = contract.signatures.filter(round=contract.round).select_related("person", "organisation")
    return list(found) if contract.round else []


def awaits_file(contract: Contract) -> bool:
    """Every party has signed and only the signed file is missing. Never so in training."""
    if contract.state != "signing" or contract.signed_file_id is not None or clock.is_training():
        return False
    return not unsigned(contract)


def content(contract: Contract) -> dict[str, Any]:
    """The whole text in both languages, for its hash: what the signers were shown."""
    company, members = spv(contract), consortium(contract, contract.bid.bidder_id)
    return {
        "format": "ppp-contract/1",
        "number": contract.number,
        "tender": contract.tender.number,
        "parties": [[p.side, p.role, p.organisation.bin, p.signs] for p in parties(contract)],
        **({"consortium": [member.bin for member in members]} if members else {}),
        "offer": {"months": contract.months, "price": contract.price},
        "term_months": contract.term_months,
        **({"explained": [contract.explained_kk, contract.explained_ru]} if contract.explained_kk else {}),
        "terms": [[t.number, t.text_kk, t.text_ru] for t in terms(contract)],
        "clauses": [
            [c.number, c.heading_kk, c.heading_ru, c.text_kk, c.text_ru, c.essential_term]
            for c in contract.clauses.all()
        ],
        "risks": [[r.code, r.name_kk, r.name_ru, r.bearer] for r in contract.risks.all()],
        "guarantee": (
            [company.organisation.bin, company.needed_amount, company.needed_until]
            if company and company.approved_at
            else None
        ),
    }


def digest(contract: Contract) -> str:
    return hashlib.sha256(canonical_bytes(content(contract))).hexdigest()


# --- facts for the rules ----------------------------------------------------------------------------------


def term_facts(contract: Contract) -> tuple[TermFacts, ...]:
    return tuple(
        TermFacts(
            row.number,
            row.text_kk or "",
            row.text_ru or "",
            row.agreed_by_public_at is not None,
            row.agreed_by_private_at is not None,
        )
        for row in terms(contract)
    )


def contract_facts(contract: Contract, at: datetime) -> ContractFacts:
    """Everything that must be right before signing; also for the page that shows what is missing."""
    offer, company = opened(contract.bid), spv(contract)
    base = {risk.code: risk.bearer for risk in base_risks(contract.bid)}
    return ContractFacts(
        at=at,
        due_at=contract.due_at,
        pack=rules_of(contract),
        term_months=term_months(contract),
        runs_on=runs_on(contract),
        terms=term_facts(contract),
        offer=OfferFacts(
            bid_months=offer.months if offer else None,
            months=contract.months,
            bid_price=offer.price if offer else None,
            price=contract.price,
        ),
        matrix={risk.code: risk.bearer for risk in contract.risks.all()},
        expected_matrix=expected_matrix(base, taken_over(contract.bid)),
        clauses={
            clause.number: (clause.text_kk or "", clause.text_ru or "")
            for clause in contract.clauses.filter(essential_term=None)
        },
        special=competed_special(contract.tender),
        spv_declared=bool(offer and offer.spv_declared),
        spv_approved=bool(company and company.approved_at),
        partners_without_head=tuple(
            party.name
            for party in signing_parties(contract, Side.PUBLIC)
            if party.pk != contract.tender.organiser_id and not holders(party.pk, Role.HEAD)
        ),
    )


def closed_clauses(contract: Contract, term: int) -> list[tuple[str, str, str]]:
    rows = contract.clauses.filter(essential_term=term, closed=True)
    return [(row.number, row.text_kk or "", row.text_ru or "") for row in rows]


def signing_side(contract: Contract, by: Actor) -> str:
    """For which side the actor may sign: the sides that agree the terms, and the head of a public partner."""
    partner = by.role == Role.HEAD and any(
        party.pk == by.organisation_id for party in signing_parties(contract, Side.PUBLIC)
    )
    return Side.PUBLIC if partner else side_of(contract, by)


def side_of(contract: Contract, by: Actor) -> str:
    """For which side the actor agrees the terms; empty for a stranger. The organiser speaks for the public one."""
    if by.role in (Role.STAFF, Role.HEAD) and by.organisation_id == contract.tender.organiser_id:
        return Side.PUBLIC
    own = {contract.bid.bidder_id, *(p.organisation_id for p in parties(contract, Side.PRIVATE))}
    return Side.PRIVATE if by.role == Role.BIDDER and by.organisation_id in own else ""


def authority(by: Actor) -> str:
    """The document on which the person acts; a head without one acts by office (``"office"``)."""
    held = Membership.objects.filter(pk=by.membership_id, ended_at=None).first()
    if held is None:
        return ""
    return held.document or (BY_OFFICE if held.role == Role.HEAD else "")


def signer_facts(contract: Contract, by: Actor) -> SignerFacts:
    side = signing_side(contract, by)
    return SignerFacts(
        side=side,
        organisation_id=by.organisation_id,
        signing_organisations=frozenset(party.pk for party in signing_parties(contract, side)),
        role=by.role,
        authority=authority(by),
    )


def private_organisations(contract: Contract) -> list[int]:
    own = {p.organisation_id for p in parties(contract, Side.PRIVATE)}
    return sorted({contract.bid.bidder_id, *own})


def public_people(contract: Contract) -> list[int]:
    return sorted(holders(contract.tender.organiser_id, Role.STAFF, Role.HEAD))


def partner_heads(contract: Contract) -> list[int]:
    """Heads of the public partners that sign beside the organiser."""
    return [
        person
        for party in signing_parties(contract, Side.PUBLIC)
        if party.pk != contract.tender.organiser_id
        for person in sorted(holders(party.pk, Role.HEAD))
    ]


def private_people(contract: Contract, at: datetime) -> list[int]:
    return bid_queries.representatives(private_organisations(contract), at)


def private_role(contract: Contract) -> str:
    claim = spv(contract)
    return PartyRole.PROJECT_COMPANY if claim and claim.approved_at else PartyRole.PRIVATE_PARTNER


# --- the sweep --------------------------------------------------------------------------------------------


def to_alert(at: datetime, limit: int) -> list[UUID]:
    """Contracts whose next alert has come, by the partial index."""
    found = Contract.objects.filter(next_alert_at__lte=at).order_by("next_alert_at")
    return list(found.values_list("pk", flat=True)[:limit])


def forfeiture_case(contract: Contract) -> UUID | None:
    """The security of the winner, when its forfeiture was proposed."""
    found = BidSecurity.objects.filter(bid=contract.bid, forfeit_proposed_at__isnull=False)
    return found.values_list("pk", flat=True).first()
