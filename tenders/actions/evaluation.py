"""The evaluation.

1. ``decide_evidence``: in a sitting for the evaluation the chair or the deputy enters how far each piece is accepted,
   with reason. The members adopt it with the vote on the result, which names the digest of everything accepted.
2. ``evaluate``: the engine counts; ADMITTED becomes EVALUATED. Counting again is possible until the protocol.
3. ``put_result`` asks the commission to find the leader best; in a tie ``choose_best`` does so with reasons in
   both languages. With the adopted vote the bid becomes BEST (``apply_result``, a reaction).
4. The protocol of evaluation is drafted, the sitting closed, the protocol signed: only then do negotiations start.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.values import Both
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import Motion
from scoring import engine, exchange
from tenders.actions import moving
from tenders.actions.at_table import put, refuse_at_table
from tenders.models import Bid, Evaluation, EvidenceItem, Score, Tender
from tenders.protocols.bidders import named
from tenders.queries import evaluation
from tenders.rules.evaluation import WHOLE, refuse_acceptance, refuse_best, refuse_evaluation
from tenders.states import BidState, TenderState
from tenders.wording import points_said

RESULT = "tender.result"
BEST_QUESTION = _(
    "Shall the evidence be accepted as entered, and the bid of %(name)s, with %(points)s points, be found the best?"
)
SOLE_QUESTION = _(
    "Shall the evidence be accepted as entered, and negotiations be held with the sole bidder %(name)s (%(points)s "
    "points)?"
)
TIE_QUESTION = _(
    "Shall the evidence be accepted as entered, and among equal bids (%(points)s points) the bid of %(name)s be found "
    "the best? Reason: %(reason)s"
)


def why_no_evidence(tender: Tender, item: EvidenceItem, by: Actor) -> list[Refusal]:
    """Why nothing is decided on this piece now, at whatever table: the evaluation is over, or holds fast."""
    signed = [Refusal("evaluation.signed", WHOLE)] if _protocol_exists(tender) else []
    counts = item.bid.state in evaluation.COUNTED
    outside = [] if counts else [Refusal("evidence.not_admitted", WHOLE)]
    return moving.refuse_state(tender, "evaluate", by) or [*signed, *outside]


@transaction.atomic
def decide_evidence(
    *, item_id: int, accepted: Decimal | int, by: Actor, reason_kk: str = "", reason_ru: str = ""
) -> EvidenceItem:
    """Accept a piece of evidence wholly, partly or not at all. Deciding again replaces the decision.

    A reason is given in both languages: it is printed in both protocols and letters. What the commission has voted
    on the result is void with the first change: it was a vote on other inputs.
    """
    tender = moving.lock(EvidenceItem.objects.values_list("bid__tender_id", flat=True).get(pk=item_id))
    item = EvidenceItem.objects.select_related("bid").get(pk=item_id)
    at = clock.now()
    value = Decimal(accepted)
    reason = {"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip()}
    refuse(
        [
            *why_no_evidence(tender, item, by),
            *refuse_at_table(tender, by, "evaluation", who="heads"),
            *refuse_acceptance(evaluation.piece_facts(item, tender), value, **reason),
        ]
    )
    changed = (item.accepted, item.reason_kk, item.reason_ru) != (value, *reason.values())
    item.accepted, item.decided_at = value, at
    item.reason_kk, item.reason_ru = reason.values()
    item.save(update_fields=["accepted", "decided_at", *reason])
    if changed:
        _void_result(tender)
    facts = {
        "bid": item.bid_id,
        "item": f"{item.kind}/{item.number}",
        "claimed": item.claimed,
        "accepted": value,
    }
    personal = reason if any(reason.values()) else None
    stream = item.bid.stream
    record("bid.evidence_decided", stream=stream, by=by, at=at, facts=facts, basis=[WHOLE], personal=personal)
    return item


@transaction.atomic
def evaluate(*, tender_id: UUID, by: Actor) -> Evaluation:
    """Count the points of every admitted bid from the accepted evidence. People give inputs, never scores."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(refuse_at_table(tender, by, "evaluation", move="evaluate"))
    listed = evaluation.admitted(tender, evaluation.COUNTED)
    refuse(
        [
            *refuse_evaluation(
                evaluation.undecided(tender), len(listed), protocol_exists=_protocol_exists(tender)
            ),
            Refusal("evaluation.too_few", WHOLE)
            if listed and len(listed) < tender.row.minimum_admitted
            else None,
        ]
    )
    document = evaluation.inputs(tender)
    counted = engine.evaluate(evaluation.criteria(tender), evaluation.offers(tender))
    made, _new = Evaluation.objects.update_or_create(
        tender=tender,
        defaults={
            "inputs": document,
            "scores": exchange.write_scores(counted),
            "sha256": evaluation.digest(document),
            "computed_at": at,
            "best": None,
            "tie_reason_kk": "",
            "tie_reason_ru": "",
        },
    )
    by_bin = {opened.bid.bidder.bin: opened.bid for opened in listed}
    for score in counted.scores:
        bid = by_bin[score.bidder]
        parts = {code.lower(): str(points) for code, points in score.parts.items()}
        Score.objects.update_or_create(
            bid=bid, defaults={**parts, "total": str(score.total), "rank": score.rank}
        )
        bid.state = BidState.SCORED
        bid.save(update_fields=["state"])
    facts = {
        "sha256": made.sha256,
        "scores": [
            {"bid": by_bin[score.bidder].pk, "total": str(score.total), "rank": score.rank}
            for score in counted.scores
        ],
    }
    moving.make_move(tender, "evaluate", by=by, at=at, facts=facts)
    return made


@transaction.atomic
def put_result(*, tender_id: UUID, by: Actor) -> Motion:
    """Ask the commission to find the leader best. In a tie the choice needs its reasons: ``choose_best``."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(refuse_at_table(tender, by, "evaluation", who="leads", move="start_negotiation"))
    leaders = evaluation.leaders(tender)
    if not leaders:
        raise Refused([Refusal("evaluation.nobody_left", WHOLE)])
    return _asked(tender, leaders[0], leaders, ("", ""), by=by, at=at)


@transaction.atomic
def choose_best(*, tender_id: UUID, bid_id: UUID, reason_kk: str, reason_ru: str, by: Actor) -> Motion:
    """Among equals, put one of them to the vote with reasons in both languages (P-13)."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(refuse_at_table(tender, by, "evaluation", who="leads", move="start_negotiation"))
    leaders = evaluation.leaders(tender)
    chosen = next((bid for bid in leaders if bid.pk == bid_id), None)
    if chosen is None:
        raise Refused([Refusal("evaluation.not_leader", WHOLE, field="bid")])
    return _asked(tender, chosen, leaders, (reason_kk.strip(), reason_ru.strip()), by=by, at=at)


def apply_result(tender_id: UUID, content: dict[str, Any], *, at: datetime, by: Actor) -> None:
    """The adopted vote makes its bid the best. Called by the reaction to the closed vote."""
    tender = moving.lock(tender_id)
    made = evaluation.evaluation(tender)
    bid = Bid.objects.filter(pk=content["bid"], tender=tender, state=BidState.SCORED).first()
    if (
        made is None
        or bid is None
        or made.sha256 != content["sha256"]
        or content["evidence"] != evaluation.evidence_digest(tender)
        or tender.state != TenderState.EVALUATED
    ):
        return
    Bid.objects.filter(tender=tender, state=BidState.BEST).update(state=BidState.SCORED)
    bid.state = BidState.BEST
    bid.save(update_fields=["state"])
    made.best = bid
    made.tie_reason_kk, made.tie_reason_ru = content["reason"]["kk"], content["reason"]["ru"]
    made.save()
    facts = {"tender": tender.pk, "bid": bid.pk, "sha256": made.sha256, "tie": bool(content["reason"]["ru"])}
    record("tender.best_found", stream=tender.stream, by=by, at=at, facts=facts, basis=[WHOLE])


def _asked(
    tender: Tender, chosen: Bid, leaders: list[Bid], reasons: tuple[str, str], *, by: Actor, at: datetime
) -> Motion:
    made = evaluation.evaluation(tender)
    stale = made is None or evaluation.stale(made, tender)
    refuse(refuse_best([str(bid.pk) for bid in leaders], str(chosen.pk), reasons, stale=stale))
    assert made is not None
    tie = len(leaders) > 1
    sole = len(evaluation.admitted(tender)) == 1
    question = TIE_QUESTION if tie else SOLE_QUESTION if sole else BEST_QUESTION
    content = {
        "bid": str(chosen.pk),
        "sha256": made.sha256,
        "evidence": evaluation.evidence_digest(tender),
        "reason": {"kk": reasons[0], "ru": reasons[1]},
    }
    said: dict[str, Any] = {"name": named(chosen), "points": points_said(chosen.score.total)}
    if tie:
        said["reason"] = Both(kk=reasons[0], ru=reasons[1])
    return put(tender, RESULT, question, content=content, by=by, at=at, **said)


def _void_result(tender: Tender) -> None:
    """The bid found best was found so on other inputs: the commission votes again."""
    Bid.objects.filter(tender=tender, state=BidState.BEST).update(state=BidState.SCORED)
    Evaluation.objects.filter(tender=tender).update(best=None, tie_reason_kk="", tie_reason_ru="")


def _protocol_exists(tender: Tender) -> bool:
    """A protocol of evaluation sent to its signers, or signed, holds the sheet fast."""
    protocol = panel.protocol_of(tender.subject, "tender.evaluation")
    return protocol is not None and protocol.state != "draft"
