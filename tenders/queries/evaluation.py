"""Reads of the evaluation: evidence, what the engine is given, what it found, how firm that is."""

import hashlib
from collections.abc import Container, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.law.calendar import local_day
from scoring import engine, exchange
from scoring.criteria import Criteria, Offer
from scoring.queries import criteria_of
from tenders.bid_check import share
from tenders.models import Bid, Evaluation, EvidenceItem, OpenedBid, Score, Tender
from tenders.queries import bids as bid_queries
from tenders.rules.evaluation import PieceFacts
from tenders.states import BidState

COUNTED = (BidState.ADMITTED, BidState.SCORED, BidState.BEST)
IN_RACE = (*COUNTED, BidState.IN_NEGOTIATION)
EVALUATED = (*IN_RACE, BidState.WINNER, BidState.DROPPED, BidState.EXPIRED)


def admitted(tender: Tender, states: Iterable[str] = EVALUATED) -> list[OpenedBid]:
    """The admitted bids with what they offered, in the order of receipt."""
    found = OpenedBid.objects.filter(
        bid__tender=tender, bid__stage=2, bid__state__in=[str(state) for state in states]
    )
    return list(found.select_related("bid__bidder"))


def evidence(tender: Tender) -> dict[Any, list[EvidenceItem]]:
    """The evidence of every admitted bid, by bid."""
    rows: dict[Any, list[EvidenceItem]] = {opened.bid_id: [] for opened in admitted(tender)}
    for item in EvidenceItem.objects.filter(bid_id__in=rows).select_related("document"):
        rows[item.bid_id].append(item)
    return rows


def evidence_digest(tender: Tender) -> str:
    """SHA-256 over every piece of evidence of the admitted bids with what is accepted of it and why."""
    return digest(
        [
            [str(bid), item.kind, item.number, item.claimed, item.accepted, item.reason_kk, item.reason_ru]
            for bid, items in evidence(tender).items()
            for item in items
        ]
    )


def undecided(tender: Tender) -> int:
    """How many pieces of evidence of admitted bids nobody has decided on."""
    bids = [opened.bid_id for opened in admitted(tender, COUNTED)]
    return EvidenceItem.objects.filter(bid_id__in=bids, accepted=None).count()


def criteria(tender: Tender) -> Criteria:
    documentation = bid_queries.current_documentation(tender)
    if documentation is None:
        raise LookupError(f"tender {tender.pk} has no documentation in force")
    return criteria_of(documentation.criteria)


def piece_facts(item: EvidenceItem, tender: Tender) -> PieceFacts:
    """The piece under the published policies."""
    documentation = bid_queries.current_documentation(tender)
    bearer, policies = "", {}
    if documentation is not None:
        policies = {
            key: getattr(documentation.criteria, key)
            for key in ("k1_kinds", "consortium_projects", "k3_evidence", "k6_field")
        }
        code = item.detail.get("code") if isinstance(item.detail, Mapping) else None
        bearer = next((risk.bearer for risk in documentation.risks.filter(code=code or "")), "")
    closes_on = local_day(tender.closes_at) if tender.closes_at else date.min
    return PieceFacts(
        item.kind, item.claimed, item.detail, policies, bearer, _counted_already(item), closes_on
    )


def _counted_already(item: EvidenceItem) -> bool:
    """Whether another accepted piece of this bid names the same project of the same customer."""
    if item.kind != "k1":
        return False
    others = EvidenceItem.objects.filter(bid_id=item.bid_id, kind="k1", accepted__gt=0).exclude(pk=item.pk)
    return _project(item) in {_project(other) for other in others}


def _project(item: EvidenceItem) -> tuple[str, str]:
    """What makes two rows one project: title and customer, whatever their spaces and capitals."""
    customer = item.detail.get("customer") if isinstance(item.detail, Mapping) else ""
    return (" ".join(item.title.split()).casefold(), " ".join(str(customer or "").split()).casefold())


def offers(tender: Tender, states: Iterable[str] = COUNTED) -> tuple[Offer, ...]:
    """What the engine is given: the values offered and the evidence accepted. A bidder's name is its BIN."""
    listed = admitted(tender, states)
    accepted: dict[tuple[Any, str], Decimal] = {}
    for item in EvidenceItem.objects.filter(bid_id__in=[opened.bid_id for opened in listed]):
        place = (item.bid_id, item.kind)
        accepted[place] = accepted.get(place, Decimal(0)) + (item.accepted or Decimal(0))
    return tuple(_offer(opened, accepted) for opened in listed)


def _offer(opened: OpenedBid, accepted: Mapping[tuple[Any, str], Decimal]) -> Offer:
    def sum_of(kind: str) -> Decimal:
        return accepted.get((opened.bid_id, kind), Decimal(0))

    assert opened.months is not None
    assert opened.price is not None
    assert opened.headcount is not None
    return Offer(
        bidder=opened.bid.bidder.bin,
        projects=int(sum_of("k1")),
        risks_accepted=int(sum_of("k2")),
        risks_transferred=opened.risks_transferred,
        own_funds=sum_of("k3"),
        months=opened.months,
        price=opened.price,
        higher_share=share(int(sum_of("k6a")), opened.headcount),
        secondary_share=share(int(sum_of("k6b")), opened.headcount),
    )


def inputs(tender: Tender, states: Iterable[str] = COUNTED) -> dict[str, Any]:
    """The ``ppp-evaluation/1`` document of this tender, from the evidence as it is accepted now."""
    return exchange.write_evaluation(criteria(tender), offers(tender, states))


def digest(document: Any) -> str:
    return hashlib.sha256(canonical_bytes(document)).hexdigest()


def evaluation(tender: Tender) -> Evaluation | None:
    return Evaluation.objects.select_related("best__bidder").filter(tender=tender).first()


def recomputed(made: Evaluation, bidders: Container[str] | None = None) -> engine.Evaluation:
    """The evaluation with its arithmetic, counted again from the stored inputs alone: of all, or of ``bidders``."""
    read_criteria, read_offers = exchange.read_evaluation(exchange.to_line(made.inputs).encode())
    return engine.evaluate(
        read_criteria, [offer for offer in read_offers if bidders is None or offer.bidder in bidders]
    )


def stale(made: Evaluation, tender: Tender) -> bool:
    """Whether evidence was decided otherwise after the count. Bids dropped since stay in the sheet."""
    return digest(inputs(tender, EVALUATED)) != made.sha256


def scores(tender: Tender) -> list[Score]:
    """Points by rank, then in the order of receipt."""
    found = Score.objects.filter(bid__tender=tender, bid__stage=2).select_related(
        "bid__bidder", "bid__opened"
    )
    return sorted(found, key=lambda row: (row.rank, row.bid.opened.order))


def leaders(tender: Tender) -> list[Bid]:
    """The best of those still in the race: several in a tie, nobody when all were dropped."""
    live = [row for row in scores(tender) if row.bid.state in (BidState.SCORED, BidState.BEST)]
    return [row.bid for row in live if row.rank == live[0].rank]


def evidence_of(bid: Bid) -> list[EvidenceItem]:
    """All evidence of one bid, by criterion."""
    return list(EvidenceItem.objects.filter(bid=bid).select_related("document"))


def item(tender: Tender, pk: int) -> EvidenceItem | None:
    """A piece of evidence of this very tender."""
    return (
        EvidenceItem.objects.filter(bid__tender=tender, pk=pk)
        .select_related("bid__bidder", "document")
        .first()
    )
