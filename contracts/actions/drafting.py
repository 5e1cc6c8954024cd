"""The draft: made of the winning bid and the agreed clauses; eight terms, each agreed by both sides."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from contracts import deadlines, queries
from contracts.actions.moving import make_move, note, of_a_party, refuse_move, tell
from contracts.models import Contract, ContractClause, ContractParty, ContractRisk, EssentialTerm
from contracts.queries.saying import together
from contracts.rules import signing as rules
from contracts.states import ContractState, PartyRole, Side
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.acts import p605
from ppp_portal.law.packs import pack
from ppp_portal.law.refusals import Refusal, refuse
from tenders.actions.moving import lock as lock_tender
from tenders.clockwork import CURRENT_PACK
from tenders.deadlines import signing_term
from tenders.models import Bid, Tender
from tenders.states import TenderState


@transaction.atomic
def draft_contract(*, tender_id: UUID, by: Actor = SYSTEM, at: datetime | None = None) -> Contract:
    """Make the draft when the results are signed. Once for each winning bid."""
    tender = lock_tender(tender_id)
    bid = queries.winner(tender_id)
    if made := Contract.objects.filter(bid=bid).first():
        return made
    at = at or clock.now()
    if tender.state != TenderState.RESULTS_SIGNED or tender.results_at is None:
        refuse([Refusal("contract.wrong_state", p605("48"), {"state": tender.get_state_display()})])
    assert tender.results_at is not None
    numbers = pack(tender.rule_pack or CURRENT_PACK)
    window = signing_term(tender.results_at, numbers, clock.calendar())
    offer = queries.opened(bid)
    contract = Contract.objects.create(
        tender=tender,
        bid=bid,
        number=_number(tender),
        months=offer.months if offer else None,
        price=offer.price if offer else None,
        results_at=tender.results_at,
        due_at=window.due_at,
        created_at=at,
        next_alert_at=deadlines.next_alert(tender.results_at, numbers, at),
    )
    _write_parties(contract, tender, bid)
    _write_text(contract, bid)
    facts = {"bid": bid.pk, "due_at": window.due_at}
    note(contract, "draft_contract", by=by, at=at, basis=[p605("48"), p605("51")], facts=facts)
    tell(contract, "drafted", "once", at, due_at=contract.due_at)
    return contract


def _number(tender: Tender) -> str:
    earlier = Contract.objects.filter(tender=tender).count()
    return f"C-{tender.number}" + (f"/{earlier + 1}" if earlier else "")


def _write_parties(contract: Contract, tender: Tender, bid: Bid) -> None:
    """The organiser concludes the contract (p. 48); every public partner named in the tender signs beside it."""
    partners = list(tender.public_partners.order_by("pk"))
    if all(partner.pk != tender.organiser_id for partner in partners):
        role = PartyRole.ORGANISER if partners else PartyRole.PUBLIC_PARTNER
        _party(contract, tender.organiser_id, Side.PUBLIC, role, signs=True)
    for partner in partners:
        _party(contract, partner.pk, Side.PUBLIC, PartyRole.PUBLIC_PARTNER, signs=True)
    _party(contract, bid.bidder_id, Side.PRIVATE, PartyRole.PRIVATE_PARTNER, signs=True)


def _party(contract: Contract, organisation_id: int, side: str, role: str, *, signs: bool) -> None:
    ContractParty.objects.create(
        contract=contract, organisation_id=organisation_id, side=side, role=role, signs=signs
    )


def _write_text(contract: Contract, bid: Bid) -> None:
    """Clauses with their agreed wording, the eight terms that begin as their clauses, the risks after K2."""
    agreed = queries.agreed_wordings(bid)
    clauses = []
    for draft in queries.draft_clauses(bid):
        kk, ru = agreed.get(draft.pk, (draft.text_kk or "", draft.text_ru or ""))
        clauses.append(
            ContractClause(
                contract=contract,
                number=draft.number,
                heading_kk=draft.heading_kk,
                heading_ru=draft.heading_ru,
                text_kk=kk,
                text_ru=ru,
                essential_term=draft.essential_term,
                closed=draft.closed,
                negotiated=draft.pk in agreed,
            )
        )
    ContractClause.objects.bulk_create(clauses)
    EssentialTerm.objects.bulk_create(
        EssentialTerm(
            contract=contract,
            number=number,
            text_kk=together(clauses, number, "kk"),
            text_ru=together(clauses, number, "ru"),
        )
        for number in rules.EIGHT
    )
    base = queries.base_risks(bid)
    taken = queries.taken_over(bid)
    matrix = rules.expected_matrix({risk.code: risk.bearer for risk in base}, taken)
    ContractRisk.objects.bulk_create(
        ContractRisk(
            contract=contract,
            code=risk.code,
            name_kk=risk.name_kk,
            name_ru=risk.name_ru,
            bearer=matrix[risk.code],
            from_bid=risk.code in taken,
        )
        for risk in base
    )


@transaction.atomic
def edit_term(
    *, contract_id: UUID, term: int, text_kk: str, text_ru: str, by: Actor, revision: int | None = None
) -> EssentialTerm:
    """Either side rewrites a term; both agreements to it fall. Closed conditions stay word for word, figures all."""
    contract = of_a_party(contract_id, by)
    at = clock.now()
    row = contract.terms.get(number=term)
    if (row.text_kk, row.text_ru) == (text_kk, text_ru):
        return row
    stale = revision is not None and revision != row.revision
    refuse(
        [
            *refuse_move(contract, "edit_term", by),
            *rules.refuse_window(at, contract.due_at),
            *([Refusal("contract.term_changed", rules.TERMS)] if stale else []),
            *rules.refuse_term_text(text_kk, text_ru),
            *rules.refuse_closed_clauses(text_kk, text_ru, queries.closed_clauses(contract, term)),
            *rules.refuse_lost_figures(
                text_kk,
                text_ru,
                contract.clauses.filter(essential_term=term).values_list("text_kk", "text_ru"),
            ),
        ]
    )
    row.text_kk, row.text_ru, row.revision = text_kk, text_ru, row.revision + 1
    row.agreed_by_public_at = row.agreed_by_private_at = None
    row.save()
    contract.terms_agreed_at = None
    make_move(contract, "edit_term", by=by, at=at, facts={"term": term, "revision": row.revision})
    other = Side.PRIVATE if queries.side_of(contract, by) == Side.PUBLIC else Side.PUBLIC
    tell(contract, "term_edited", f"{term}:{row.revision}", at, sides=other, term=term)
    return row


@transaction.atomic
def agree_term(*, contract_id: UUID, term: int, by: Actor, revision: int | None = None) -> EssentialTerm:
    """One side agrees to a term as it stands; with the sixteenth agreement all terms are agreed."""
    contract = of_a_party(contract_id, by)
    at = clock.now()
    side = queries.side_of(contract, by)
    row = contract.terms.get(number=term)
    column = f"agreed_by_{side}_at"
    if getattr(row, column) is not None:
        return row
    stale = revision is not None and revision != row.revision
    empty = not ((row.text_kk or "").strip() and (row.text_ru or "").strip())
    refuse(
        [
            *refuse_move(contract, "agree_term", by),
            *rules.refuse_window(at, contract.due_at),
            *([Refusal("contract.term_changed", rules.TERMS)] if stale else []),
            *([Refusal("contract.term_empty", rules.TERMS, {"term": term})] if empty else []),
        ]
    )
    setattr(row, column, at)
    row.save(update_fields=[column])
    facts = {"term": term, "side": side, "revision": row.revision}
    note(contract, "term_agreed", by=by, at=at, basis=[p605(f"A2.12({term})")], facts=facts)
    if not rules.refuse_terms(queries.term_facts(contract)):
        contract.terms_agreed_at = at
        make_move(contract, "agree_term", by=by, at=at)
        tell(contract, "terms_agreed", at.isoformat(), at, due_at=contract.due_at)
    assert contract.state in (ContractState.DRAFT, ContractState.TERMS_AGREED)
    return row
