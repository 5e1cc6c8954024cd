"""Opening, admission, evaluation, negotiation, results: the commission's steps in the order of the law."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ppp_portal.documents.values import Both
from ppp_portal.qualification.states import Verdict
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.table import Table, declare, protocol, sitting
from tenders.actions import admission, evaluation, failure, negotiation, opening, outcome
from tenders.models import Bid, EvidenceItem, Negotiation, NegotiationClause, Tender
from tenders.queries import negotiation as talking
from tenders.queries.admission import checklists, stage_of
from tenders.queries.opening import opened_list
from tenders.states import BidState


def open_bids(stage: Stage, tender: Tender) -> Tender:
    """At the announced hour: declarations, four eyes, all envelopes at once, the protocol."""
    tender.refresh_from_db()
    assert tender.opens_at is not None
    stage.go_to(tender.opens_at)
    declare(stage, tender)
    with sitting(stage, tender, "opening") as table:
        for who in ("chair", "member_1"):
            stage.do(who, "confirms the opening", opening.confirm_opening, tender_id=tender.pk)
        stage.do("chair", "opens all bids at once", opening.open_bids, tender_id=tender.pk)
        stage.pass_time(minutes=25)
    protocol(stage, tender, "tender.opening", table)
    return tender


# --- admission --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rejection:
    """Why a bid is not admitted: the ground, the reason in both languages, and the requirement that is not met.

    ``found`` are the sums of a certificate that speaks against those of the bid.
    """

    code: str
    kk: str
    ru: str
    requirement: int = 0
    found: Mapping[str, Decimal] = field(default_factory=dict)


def admit(
    stage: Stage,
    tender: Tender,
    rejected: Mapping[str, Rejection] | None = None,
    absent: tuple[str, ...] = (),
) -> Tender:
    """The eight requirements of every bid, a vote on each, the protocol. ``rejected`` is by the bidder's name."""
    reasons = rejected or {}
    by_organisation = {stage.organisation(who): reason for who, reason in reasons.items()}
    stage.do(
        "secretary", "opens the checklists of article 32", admission.open_qualification, tender_id=tender.pk
    )
    stage_number = stage_of(tender)
    bids = [row.bid for row in opened_list(tender, stage_number)]
    for one in bids:
        reason = by_organisation.get(one.bidder_id)
        stage.together(
            "secretary",
            f"records the eight requirements of {one.bidder.name_ru}",
            lambda one=one, reason=reason: _check(stage, one, reason),
        )
    stage.next_day(2)
    with sitting(stage, tender, "admission", absent) as table:
        for one in bids:
            _judge(table, one, by_organisation.get(one.bidder_id))
        stage.pass_time(minutes=40)
    protocol(stage, tender, "tender.selection" if stage_number == 1 else "tender.admission", table)
    tender.refresh_from_db()
    return tender


def _check(stage: Stage, bid: Bid, reason: Rejection | None) -> None:
    answers = bid.opened.content["amounts"]
    amounts = {name: Decimal(answers[name] or 0) for name in answers} | (dict(reason.found) if reason else {})
    for sheet, lines in checklists(bid):
        for line in lines:
            number = line.requirement.number
            failed = reason is not None and reason.requirement == number
            admission.record_requirement(
                bid_id=bid.pk,
                organisation_id=sheet.organisation_id or bid.bidder_id,
                requirement=number,
                verdict=Verdict.NOT_MET if failed else Verdict.MET,
                reason_kk=reason.kk if failed and reason else "",
                reason_ru=reason.ru if failed and reason else "",
                amounts={name: amounts[name] for name in line.requirement.amounts},
                by=stage["secretary"],
            )


def _judge(table: Table, bid: Bid, reason: Rejection | None) -> None:
    name = bid.bidder.name_ru
    if reason is None:
        table.decide(f"admit {name}", admission.judge_bid, bid_id=bid.pk, admit=True)
        return
    table.decide(
        f"reject {name}",
        admission.judge_bid,
        bid_id=bid.pk,
        admit=False,
        code=reason.code,
        reason_kk=reason.kk,
        reason_ru=reason.ru,
    )


# --- evaluation -------------------------------------------------------------------------------------------


Less = Mapping[tuple[str, str, int], tuple[int, Both]]  # (bidder, kind, number) -> (accepted, reason)


def evaluate(stage: Stage, tender: Tender, less: Less | None = None) -> Tender:
    """Every piece of evidence is decided, the engine counts, the commission votes on the best, the protocol."""
    with sitting(stage, tender, "evaluation") as table:
        accept_all(stage, tender, less or {})
        stage.do("chair", "has the points counted", evaluation.evaluate, tender_id=tender.pk)
        table.decide("the bid with most points is the best", evaluation.put_result, tender_id=tender.pk)
        stage.pass_time(hours=2)
    protocol(stage, tender, "tender.evaluation", table)
    tender.refresh_from_db()
    return tender


def accept_all(stage: Stage, tender: Tender, less: Less) -> None:
    """Accept all evidence as claimed but for what ``less`` names."""
    named = {(stage.organisation(who), kind, number): answer for (who, kind, number), answer in less.items()}
    for row in opened_list(tender):
        if row.bid.state != BidState.ADMITTED:
            continue
        stage.together(
            "chair",
            f"enters what the commission accepts of the evidence of {row.bid.bidder.name_ru}",
            lambda row=row: _accept(stage, row.bid, named),
        )


def _accept(stage: Stage, bid: Bid, less: Mapping[tuple[int, str, int], tuple[int, Both]]) -> None:
    for item in EvidenceItem.objects.filter(bid=bid).order_by("kind", "number"):
        accepted, reason = less.get((bid.bidder_id, item.kind, item.number), (item.claimed, None))
        evaluation.decide_evidence(
            item_id=item.pk,
            accepted=accepted,
            reason_kk=reason.kk if reason else "",
            reason_ru=reason.ru if reason else "",
            by=stage["chair"],
        )


def choose(stage: Stage, tender: Tender) -> Tender:
    """Once more after the best bid has gone: the next best, by a vote and a protocol."""
    with sitting(stage, tender, "evaluation") as table:
        table.decide("the next bid is the best", evaluation.put_result, tender_id=tender.pk)
        stage.pass_time(minutes=30)
    protocol(stage, tender, "tender.evaluation", table)
    tender.refresh_from_db()
    return tender


# --- negotiation and results ------------------------------------------------------------------------------

Clause = tuple[str, str, str]
TWENTY_ONE = re.compile(r"\b([2-9]?1) месяцев")  # where the figure of the bid wants another ending than 24
Remarks = tuple[tuple[str, str, str], ...]


def negotiate(
    stage: Stage, tender: Tender, who: str, clause: Clause | None = None, remarks: Remarks = ()
) -> Tender:
    """Talks with the best bidder: written remarks (who, kk, ru), one changed clause, the protocol."""
    talks = stage.do(
        "chair",
        "begins the negotiation with the best bidder",
        negotiation.start_negotiation,
        tender_id=tender.pk,
    )
    for author, kk, ru in remarks:
        stage.next_day(at=11)
        stage.do(
            author,
            "writes a remark" if author == "secretary" else "answers in writing",
            negotiation.remark,
            negotiation_id=talks.pk,
            text_kk=kk,
            text_ru=ru,
        )
    if clause is not None:
        _change(stage, tender, who, clause)
    _carry(stage, talks, who)
    stage.next_day()
    with sitting(stage, tender, "negotiation") as table:
        stage.pass_time(minutes=45)
        stage.do("chair", "ends the talks with agreement", negotiation.agree_negotiation, tender_id=tender.pk)
        stage.pass_time(minutes=5)
    protocol(stage, tender, "tender.negotiation", table)
    return tender


def _carry(stage: Stage, talks: Negotiation, who: str) -> None:
    """What the bid won with goes into the clauses that still allow less: the bidder writes it, the deputy agrees."""
    for row in talking.rows(talks):
        if not row.unsaid:
            continue
        number, key = row.clause.number, {"clause_id": row.clause.pk}
        written = {name: TWENTY_ONE.sub(r"\1 месяца", text) for name, text in row.begins().items()}
        stage.do(
            who,
            f"writes the figures of the bid into clause {number}",
            negotiation.propose_clause,
            **key,
            **written,
        )
        stage.do("deputy", f"agrees to clause {number} for the commission", negotiation.agree_clause, **key)


def _change(stage: Stage, tender: Tender, who: str, clause: Clause) -> NegotiationClause:
    number, kk, ru = clause
    documentation = tender.documentations.filter(posted_at__isnull=False).order_by("-version").first()
    assert documentation is not None
    row = documentation.clauses.get(number=number)
    stage.do(
        who, f"proposes another text of clause {number}", negotiation.propose_clause,
        clause_id=row.pk, text_kk=kk, text_ru=ru,
    )  # fmt: skip
    stage.next_day(at=11)
    return stage.do(
        "deputy",
        f"agrees to clause {number} for the commission",
        negotiation.agree_clause,
        clause_id=row.pk,
    )


def results(stage: Stage, tender: Tender, against: Mapping[str, Both] | None = None) -> Tender:
    """The vote on the winner and the protocol of results: with its last signature the 90 days begin."""
    stage.next_day()
    with sitting(stage, tender, "results") as table:
        table.decide("the bidder is the winner", outcome.put_winner, against=against, tender_id=tender.pk)
        stage.pass_time(minutes=20)
    protocol(stage, tender, "tender.results", table)
    tender.refresh_from_db()
    return tender


def fail(stage: Stage, tender: Tender, ground: str, purpose: str = "failure") -> Tender:
    """The commission votes that the tender failed and signs; the portal only proposed it."""
    with sitting(stage, tender, purpose) as table:
        table.decide(
            f"the tender failed under p. 44, ground {ground}",
            failure.propose_failure,
            tender_id=tender.pk,
            ground=ground,
        )
        stage.pass_time(minutes=20)
    protocol(stage, tender, "tender.failure", table)
    tender.refresh_from_db()
    return tender
