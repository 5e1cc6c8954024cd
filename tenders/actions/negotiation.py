"""The negotiation with the best or the sole bidder.

1. ``start_negotiation``: after the signed protocol of evaluation, with the bid that an adopted vote found best.
2. Both sides propose texts of open clauses and agree to them, for the commission its chair or deputy; a new
   proposal undoes the agreement to the old one. The vote on the winner adopts what was agreed. Closed clauses
   (part 13 of the documentation) are refused. Remarks and answers are written down with their time.
3. ``agree_negotiation`` ends the talks with agreement; the results follow (``actions.outcome``).
   Or ``put_drop`` asks the commission whether the bidder refused or its proposals cannot be accepted, and after
   the adopted vote ``drop_best`` drops the bid; the next best is then put to the vote by ``put_result``.

Scores are never touched here.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.values import Both
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.deadlines import Consequence, calendar_days
from ppp_portal.law.figures import NOTHING, Pair
from ppp_portal.law.packs import pack
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.notices.outgoing import notify
from ppp_portal.panel.models import Motion
from tenders import clockwork
from tenders.actions import failure, moving
from tenders.actions.at_table import put, refuse_at_table
from tenders.models import Bid, Evaluation, Negotiation, NegotiationClause, Remark, Tender
from tenders.protocols.bidders import named
from tenders.queries import bids, commission, evaluation, negotiation
from tenders.rules import negotiation as rules
from tenders.rules.commission import refuse_step, refuse_undecided
from tenders.states import BidState, TenderState

DROP = "tender.drop"
REFUSED_QUESTION = _(
    "Shall it be recorded that %(name)s refused to negotiate or to agree? Reason: %(reason)s"
)
UNACCEPTABLE_QUESTION = _("Shall the proposals of %(name)s be found unacceptable? Reason: %(reason)s")


@transaction.atomic
def start_negotiation(*, tender_id: UUID, by: Actor) -> Negotiation:
    """Begin the talks with the bid found best. Their planned end is a target of the rule pack, not of the law."""
    tender = moving.lock(tender_id)
    at = clock.now()
    live = negotiation.current(tender)
    if live is not None:
        return live
    refuse(refuse_at_table(tender, by, move="start_negotiation"))
    made = evaluation.evaluation(tender)
    best = made.best if made and made.best and made.best.state == BidState.BEST else None
    signed = commission.signed(tender, "tender.evaluation", since=made.computed_at if made else None)
    refuse(rules.refuse_start(decided=best is not None, live=False, signed=signed is not None))
    assert best is not None
    days = pack(tender.rule_pack).negotiation_days.value
    planned = calendar_days(
        "tender.negotiation", at, days, rules.TALKS, Consequence.ALERT, clockwork.clock_facts(tender).calendar
    )
    talks = Negotiation.objects.create(tender=tender, bid=best, opened_at=at, due_at=planned.due_at)
    best.state = BidState.IN_NEGOTIATION
    best.save(update_fields=["state"])
    facts = {"bid": best.pk, "due_at": talks.due_at}
    moving.make_move(tender, "start_negotiation", by=by, at=at, facts=facts)
    notify(
        "tender.negotiation",
        to=bids.representatives(bids.behind(best), at),
        subject=tender.subject,
        params={"number": tender.number, "due_at": talks.due_at},
        key=f"tender.negotiation:{talks.pk}",
        url_name="tenders:bid_negotiation",
        url_args=(best.pk,),
    )
    return talks


@transaction.atomic
def propose_clause(
    *,
    clause_id: int,
    text_kk: str,
    text_ru: str,
    by: Actor,
    unrelated: Sequence[str] = (),
    unrelated_kk: str = "",
    unrelated_ru: str = "",
) -> NegotiationClause:
    """Propose another text of a clause. The proposer agrees to it by proposing; the other side has to answer.

    ``unrelated``: what it states that the clause need not say (``Kept.key``), with the reason. It is part of the
    proposal: the next one says it again, or it is gone.
    """
    talks, side, row, at = _at_clause(clause_id, by)
    keys = tuple(one.key for one in row.competed if one.key in unrelated)
    reason = Pair(kk=unrelated_kk.strip(), ru=unrelated_ru.strip()) if keys else NOTHING
    stated = rules.Statement(keys, reason)
    refuse(rules.refuse_proposal(row.facts, (text_kk, text_ru), stated, live=talks.state == "open"))
    talked = row.talked or NegotiationClause(negotiation=talks, clause=row.clause)
    talked.proposed_kk, talked.proposed_ru, talked.proposed_side = text_kk.strip(), text_ru.strip(), side
    talked.agreed_kk = talked.agreed_ru = ""
    talked.unrelated, talked.unrelated_kk, talked.unrelated_ru = list(keys), reason.kk, reason.ru
    talked.agreed_by_commission_at = at if side == negotiation.COMMISSION else None
    talked.agreed_by_bidder_at = at if side == negotiation.BIDDER else None
    talked.save()
    personal = {"unrelated_kk": reason.kk, "unrelated_ru": reason.ru} if keys else None
    _note(talks, "bid.clause_proposed", _said_of(talked, side), by=by, at=at, personal=personal)
    return talked


@transaction.atomic
def agree_clause(*, clause_id: int, by: Actor) -> NegotiationClause:
    """Agree, for one's side, to the text as last proposed. With both sides the text is the agreed one."""
    talks, side, row, at = _at_clause(clause_id, by)
    refuse(rules.refuse_agreeing(row.facts, live=talks.state == "open"))
    talked = row.talked
    assert talked is not None
    field = "agreed_by_commission_at" if side == negotiation.COMMISSION else "agreed_by_bidder_at"
    if getattr(talked, field) is not None:
        return talked
    setattr(talked, field, at)
    if talked.agreed_by_commission_at and talked.agreed_by_bidder_at:
        talked.agreed_kk, talked.agreed_ru = talked.proposed_kk, talked.proposed_ru
    talked.save()
    _note(talks, "bid.clause_agreed", _said_of(talked, side), by=by, at=at)
    return talked


@transaction.atomic
def withdraw_clause(*, clause_id: int, by: Actor) -> None:
    """Take back one's own proposal: the clause stays as it stands in the draft."""
    talks, side, row, at = _at_clause(clause_id, by)
    if talks.state != "open" or row.talked is None or row.talked.proposed_side != side:
        raise Refused([Refusal("negotiation.nothing_proposed", rules.TALKS)])
    row.talked.delete()
    _note(talks, "bid.clause_withdrawn", {"clause": row.clause.number, "side": side}, by=by, at=at)


@transaction.atomic
def remark(
    *, negotiation_id: int, text_kk: str, text_ru: str, by: Actor, clause_id: int | None = None
) -> Remark:
    """A remark of the commission or an answer of the bidder, in both languages of the talks."""
    talks, side, at = _at_talks(negotiation.by_id(negotiation_id), by)
    refuse(rules.refuse_remark(text_kk, text_ru, live=talks.state == "open"))
    made = Remark.objects.create(
        negotiation=talks,
        clause_id=clause_id,
        side=side,
        person_id=by.person_id,
        text_kk=text_kk.strip(),
        text_ru=text_ru.strip(),
        at=at,
    )
    record(
        "bid.remark",
        stream=talks.bid.stream,
        by=by,
        at=at,
        facts={"bid": talks.bid_id, "side": side, "remark": made.pk},
        personal={"text_kk": made.text_kk, "text_ru": made.text_ru},
        basis=[rules.REMARKS],
    )
    return made


@transaction.atomic
def agree_negotiation(*, tender_id: UUID, by: Actor) -> Negotiation:
    """End the talks with agreement: every changed clause agreed by both sides, no closed one touched."""
    tender = moving.lock(tender_id)
    at = clock.now()
    last = negotiation.latest(tender)
    if last is not None and last.state == "agreed" and tender.state == TenderState.NEGOTIATION:
        return last
    refuse(why_no_agreement(tender, by))
    talks = negotiation.current(tender)
    assert talks is not None
    talks.state, talks.closed_at = Negotiation.State.AGREED, at
    talks.save()
    clauses = [row.clause.number for row in negotiation.changed(talks)]
    _note(talks, "bid.negotiation_agreed", {"clauses": clauses}, by=by, at=at)
    return talks


def why_no_agreement(tender: Tender, by: Actor) -> list[Refusal]:
    """What keeps the talks from ending with agreement now; the page says it before anybody presses."""
    talks = negotiation.current(tender)
    clauses = [row.facts for row in negotiation.rows(talks)] if talks else []
    return [
        *refuse_at_table(tender, by, "negotiation", move="drop_best"),
        *([] if talks else [Refusal("negotiation.over", rules.TALKS)]),
        *rules.refuse_agreement(clauses),
    ]


@transaction.atomic
def put_drop(*, tender_id: UUID, outcome: str, reason_kk: str, reason_ru: str, by: Actor) -> Motion:
    """Ask the commission whether the bid is dropped: ``outcome`` is ``refused`` or ``unacceptable``."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(refuse_at_table(tender, by, "negotiation", who="leads", move="drop_best"))
    talks = negotiation.current(tender)
    reasons = Both(kk=reason_kk.strip(), ru=reason_ru.strip())
    refuse(rules.refuse_drop(outcome, (reasons.kk, reasons.ru), live=talks is not None))
    assert talks is not None
    question = REFUSED_QUESTION if outcome == "refused" else UNACCEPTABLE_QUESTION
    content = {"bid": str(talks.bid_id), "outcome": outcome, "reason": {"kk": reasons.kk, "ru": reasons.ru}}
    key = f"bid:{talks.bid_id}"
    name = named(talks.bid)
    return put(tender, DROP, question, key=key, content=content, by=by, at=at, name=name, reason=reasons)


@transaction.atomic
def drop_best(*, tender_id: UUID, outcome: str, by: Actor) -> Tender:
    """Drop the bid under negotiation, as the commission voted and for the reasons of that vote; the next best follows.

    When the proposals of the last one left were found unacceptable too, no bid conforms (p. 44(2)): that is proposed.
    """
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(refuse_at_table(tender, by, move="drop_best"))
    talks = negotiation.current(tender)
    vote = commission.adopted(tender, DROP, f"bid:{talks.bid_id}") if talks else None
    agreed = vote is not None and vote.content["outcome"] == outcome
    reasons = tuple(vote.content["reason"].values()) if vote else ()
    refuse(rules.refuse_drop(outcome, reasons, live=talks is not None))
    refuse(refuse_undecided(adopted=agreed))
    assert talks is not None
    assert vote is not None
    talks.state, talks.closed_at = outcome, at
    talks.reason_kk, talks.reason_ru = vote.content["reason"]["kk"], vote.content["reason"]["ru"]
    talks.save()
    drop(tender, talks.bid)
    facts = {"bid": talks.bid_id, "outcome": outcome}
    moving.make_move(tender, "drop_best", by=by, at=at, facts=facts)
    failure.detect(tender, at=at, by=by)
    return tender


def drop(tender: Tender, bid: Bid) -> None:
    """The bid is out, and nobody is best until the commission votes again."""
    bid.state = BidState.DROPPED
    bid.save(update_fields=["state"])
    made = Evaluation.objects.get(tender=tender)
    made.best, made.tie_reason_kk, made.tie_reason_ru = None, "", ""
    made.save()


def _at_clause(clause_id: int, by: Actor) -> tuple[Negotiation, str, negotiation.Row, datetime]:
    clause = negotiation.clause(clause_id)
    tender = clause.documentation.tender if clause else None
    talks, side, at = _at_talks(negotiation.latest(tender) if tender else None, by)
    if side == negotiation.COMMISSION:
        refuse(refuse_step(commission.table(talks.tender, by), who="heads"))
    row = next((row for row in negotiation.rows(talks) if row.clause.pk == int(clause_id)), None)
    if row is None:
        raise Refused([Refusal("negotiation.other_clause", rules.TALKS)])
    return talks, side, row, at


def _at_talks(talks: Negotiation | None, by: Actor) -> tuple[Negotiation, str, datetime]:
    """The talks behind the tender's lock, the side of the actor, the time. A stranger has no side.

    Open talks of a tender that was stayed, cancelled or failed meanwhile are refused.
    """
    side = negotiation.side_of(by, talks) if talks else ""
    if talks is None or not side:
        raise Refused([Refusal("negotiation.no_side", rules.TALKS)])
    tender = moving.lock(talks.tender_id)
    talks.refresh_from_db()
    at = clock.now()
    if talks.state == Negotiation.State.OPEN:
        refuse(rules.refuse_standing_still(tender.state, tender.get_state_display()))
    return talks, side, at


def _said_of(talked: NegotiationClause, side: str) -> dict[str, Any]:
    return {"clause": talked.clause.number, "side": side, "unrelated": talked.unrelated}


def _note(
    talks: Negotiation,
    kind: str,
    facts: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    personal: dict[str, str] | None = None,
) -> None:
    told = {"bid": talks.bid_id, "tender": talks.tender_id, **facts}
    record(kind, stream=talks.bid.stream, by=by, at=at, facts=told, basis=[rules.TALKS], personal=personal)
