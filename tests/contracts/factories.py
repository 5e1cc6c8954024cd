"""A tender whose results are signed, with its winner, written straight into the tables."""

from datetime import date, timedelta
from decimal import Decimal

from contracts.actions import agree_term, draft_contract, send_to_signing, sign_contract
from ppp_portal.journal import clock
from tenders.models import (
    Bid,
    BidSecurity,
    EvidenceItem,
    LedgerEntry,
    Negotiation,
    NegotiationClause,
    OpenedBid,
)
from tests.stages import kept
from tests.tenders.factories import SECURITY, make_project, published_tender

EIGHT = range(1, 9)


def won_tender(cast, clock_at, *, special=False, spv_declared=False, **overrides):
    """Results signed at this moment; bidder A is the winner, its security is held, one clause was renegotiated."""
    project = make_project(cast, special_significance=special)
    tender = published_tender(cast, clock_at, project=project, **overrides)
    at = clock_at.forward(timedelta(days=60))
    bid = Bid.objects.create(
        tender=tender,
        bidder=cast.org_a,
        state="winner",
        version=1,
        sha256="a" * 64,
        receipt_number="R-17",
        submitted_at=at,
        created_at=at,
    )
    OpenedBid.objects.create(
        bid=bid,
        order=1,
        opened_at=at,
        content={"offer": {"spv_declared": spv_declared, "spv_name": "«Жетісу Кампус» ЖШС"}},
        months=21,
        price=Decimal(36000),
        headcount=100,
        spv_declared=spv_declared,
    )
    for number, (code, accepted) in enumerate((("R1", 1), ("R2", 0)), 1):
        EvidenceItem.objects.create(
            bid=bid,
            kind="k2",
            number=number,
            title=code,
            detail={"code": code},
            claimed=1,
            accepted=accepted,
            reason_kk="" if accepted else "Құжат жоқ",
            reason_ru="" if accepted else "Документа нет",
            decided_at=at,
        )
    talks = Negotiation.objects.create(
        tender=tender, bid=bid, state="agreed", opened_at=at, due_at=at, closed_at=at
    )
    NegotiationClause.objects.create(
        negotiation=talks,
        clause=tender.documentations.get().clauses.get(essential_term=3),
        agreed_kk="Инвестициялық кезең 21 ай, операциялық кезең 10 жыл.",
        agreed_ru="Инвестиционный период 21 месяц, операционный период 10 лет.",
        agreed_by_commission_at=at,
        agreed_by_bidder_at=at,
    )
    security = BidSecurity.objects.create(
        bid=bid,
        state="held",
        form="deposit",
        amount=SECURITY,
        payer="«Жетісу Кампус Құрылыс» ЖШС",
        bank="«Тұмар Банк» АҚ",
        reference="ПП-311",
        dated=date(2026, 3, 2),
        account="KZ86125KZT5004100100",
        lodged_at=at,
        verified_at=at,
        verified_by=cast.people["custodian"],
    )
    LedgerEntry.objects.create(
        security=security,
        kind="lodged",
        amount=SECURITY,
        document_date=date(2026, 3, 2),
        registered_at=at,
        by=cast.people["custodian"],
    )
    tender.state, tender.results_at = "results_signed", at
    tender.save()
    return tender


@kept
def drafted(cast, clock_at, **options):
    return draft_contract(tender_id=won_tender(cast, clock_at, **options).pk)


def agree_all(contract, cast, terms=EIGHT):
    for term in terms:
        for by in (cast.staff, cast.bidder_a):
            agree_term(contract_id=contract.pk, term=term, by=by)


@kept
def in_signing(cast, clock_at, **options):
    contract = drafted(cast, clock_at, **options)
    agree_all(contract, cast)
    return send_to_signing(contract_id=contract.pk, by=cast.staff)


@kept
def signed(cast, clock_at, **options):
    contract = in_signing(cast, clock_at, **options)
    for by in (cast.head, cast.bidder_a):
        contract = sign_contract(contract_id=contract.pk, by=by, seen=contract.digest)
    return contract


def later(clock_at, contract):
    """One microsecond after the signing window."""
    return clock_at.set(contract.due_at + timedelta(microseconds=1))


def now():
    return clock.now()
