"""The results and what follows them.

1. After agreed talks ``put_winner`` asks the commission, in a sitting for the results, to find the bidder winner.
2. The protocol of results is drafted, the sitting closed, the protocol signed. With the last signature the portal
   makes the move ``sign_results``: the bid is WINNER, the 90 days of p. 51 begin at the moment of the signature
   (T-03), the securities of the others fall due, every bidder gets a letter with its own points and the reasons.
3. The other scored bids stay SCORED while the contract is not signed: after an evasion the next best follows
   (``put_reselection``, then ``reselect_after_evasion``). ``record_contract`` lets them expire.
4. Day 90 passes: ``record_lapse`` notes it with a fault still undecided, and everything waits until the head of
   the organiser has said whose it was (``decide_fault``).

``record_contract``, ``record_lapse`` and ``decide_fault`` are called by the storey of contracts.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.journal.records import record
from ppp_portal.law.calendar import local_day
from ppp_portal.law.packs import pack
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.panel.models import Motion
from tenders import clockwork
from tenders.actions import letters, moving, security
from tenders.actions.at_table import put, refuse_at_table, refuse_by_protocol
from tenders.actions.negotiation import drop
from tenders.deadlines import signing_term
from tenders.models import Bid, Tender
from tenders.models.security import ReturnTrigger
from tenders.protocols.bidders import named, who
from tenders.queries import commission, negotiation
from tenders.queries.bids import security_facts
from tenders.rules.admission import refuse_unsecured_winner
from tenders.rules.commission import refuse_undecided
from tenders.rules.documentation import Pair
from tenders.rules.outcome import (
    EVASION,
    WINDOW,
    refuse_expired_bid,
    refuse_fault,
    refuse_lapse,
    refuse_reselection,
    refuse_results,
)
from tenders.states import HEAD, BidState, LapseFault, TenderState

WINNER = "tender.winner"
RETURN_QUESTION = _(
    "The winner %(name)s evaded the contract. Shall its bid be dropped and the commission return to the other bids?"
)
QUESTION = _(
    "Shall %(name)s (%(identity)s) be determined as the winner of the tender on the agreed conditions?"
)


@transaction.atomic
def put_winner(*, tender_id: UUID, by: Actor) -> Motion:
    """Ask the commission to determine the winner."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(why_no_winner(tender, by, at))
    talks = negotiation.latest(tender)
    assert talks is not None
    content = {
        "bid": str(talks.bid_id),
        "negotiation": talks.pk,
        "conditions": negotiation.conditions(talks),
    }
    key = f"bid:{talks.bid_id}"
    return put(
        tender,
        WINNER,
        QUESTION,
        key=key,
        content=content,
        by=by,
        at=at,
        **who(talks.bid),
    )


def why_no_winner(tender: Tender, by: Actor, at: datetime) -> list[Refusal]:
    """What keeps the winner from being put to the vote at ``at``; the page says it before anybody presses."""
    talks = negotiation.latest(tender)
    agreed, again = talks is not None and talks.state == "agreed", tender.results_at is not None
    return [
        *refuse_at_table(tender, by, "results", who="leads", move="sign_results"),
        *refuse_results(agreed=agreed, talked=negotiation.recorded(talks), adopted=True, signed=True),
        *refuse_expired_bid(local_day(at), tender.bids_valid_until),
        *(refuse_unsecured_winner(security_facts(talks.bid), again=again) if talks else []),
    ]


@transaction.atomic
def sign_results(*, tender_id: UUID, by: Actor) -> Tender:
    """Make the signed protocol of results effective. Repeating it changes nothing."""
    tender = moving.lock(tender_id)
    at = clock.now()
    if tender.state in (TenderState.RESULTS_SIGNED, TenderState.CONTRACTED):
        return tender
    refuse(refuse_by_protocol(tender, by, "sign_results"))
    talks = negotiation.latest(tender)
    vote = commission.adopted(tender, WINNER, f"bid:{talks.bid_id}") if talks else None
    protocol = commission.signed(tender, "tender.results", since=vote.closed_at) if vote else None
    refuse(
        [
            *refuse_results(
                agreed=talks is not None and talks.state == "agreed",
                talked=negotiation.recorded(talks),
                adopted=vote is not None,
                signed=protocol is not None,
            ),
            *refuse_expired_bid(local_day(at), tender.bids_valid_until),
        ]
    )
    assert talks is not None
    assert protocol is not None
    assert protocol.signed_at is not None
    winner = talks.bid
    winner.state = BidState.WINNER
    winner.save(update_fields=["state"])
    tender.results_at = protocol.signed_at
    calendar = clockwork.clock_facts(tender).calendar
    tender.signing_due_at = signing_term(tender.results_at, pack(tender.rule_pack), calendar).due_at
    others = Bid.objects.filter(tender=tender, stage=2, state__in=[BidState.SCORED, BidState.DROPPED])
    security.due_returns(tender, ReturnTrigger.RESULTS, others, at, by, happened_at=protocol.signed_at)
    facts = {
        "bid": winner.pk,
        "bidder": winner.bidder_id,
        "protocol": str(protocol.pk),
        "protocol_number": protocol.number,
        "results_at": tender.results_at,
        "signing_due_at": tender.signing_due_at,
    }
    moving.make_move(tender, "sign_results", by=by, at=at, facts=facts, effective_at=tender.results_at)
    letters.send(tender, protocol, at=at, by=by)
    return tender


@transaction.atomic
def record_contract(*, tender_id: UUID, contract_number: str, signed_at: datetime, by: Actor) -> Tender:
    """The contract is signed: the tender ends, the bids kept in reserve expire. Called by contracts.

    The winner's own security stays with the caller: it is returned when the contract enters into force.
    """
    tender = moving.lock(tender_id)
    at = clock.now()
    if tender.state == TenderState.CONTRACTED:
        return tender
    refuse(moving.refuse_state(tender, "record_contract", by))
    tender.ended_at = signed_at
    reserve = Bid.objects.filter(tender=tender, state__in=[BidState.SCORED, BidState.BEST])
    reserve.update(state=BidState.EXPIRED)
    facts = {"contract": contract_number, "signed_at": signed_at}
    moving.make_move(tender, "record_contract", by=by, at=at, facts=facts, effective_at=signed_at)
    return tender


@transaction.atomic
def record_lapse(*, tender_id: UUID, fault: str, reason: Pair, by: Actor = SYSTEM) -> Tender:
    """No contract came of the results: the head says whose ``fault`` it is, or, 90 days over, it is undecided yet."""
    tender = moving.lock(tender_id)
    at = clock.now()
    if tender.state == TenderState.EVADED:
        return tender
    refuse(
        [
            *moving.refuse_state(tender, "record_lapse", by),
            *refuse_lapse(fault, reason, head=by.role == HEAD, at=at, due_at=tender.signing_due_at),
        ]
    )
    tender.lapse_fault = LapseFault(fault)
    effective = tender.signing_due_at if tender.signing_due_at and at > tender.signing_due_at else at
    facts = {"fault": fault, "reason_kk": reason.kk, "reason_ru": reason.ru}
    moving.make_move(tender, "record_lapse", by=by, at=at, facts=facts, effective_at=effective)
    return tender


@transaction.atomic
def decide_fault(*, tender_id: UUID, fault: str, reason: Pair, by: Actor) -> Tender:
    """The head says whose fault it was that nothing was signed; what waited for it may go on now."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(refuse_fault(tender.lapse_fault, fault, reason, head=by.role == HEAD))
    tender.lapse_fault = LapseFault(fault)
    tender.version += 1
    tender.save(update_fields=["lapse_fault", "version"])
    said = {"fault": fault, "reason_kk": reason.kk, "reason_ru": reason.ru}
    facts = {"tender": tender.pk, "number": tender.number, **said}
    record("tender.fault_decided", stream=tender.stream, by=by, at=at, facts=facts, basis=[EVASION, WINDOW])
    return tender


@transaction.atomic
def put_reselection(*, tender_id: UUID, by: Actor) -> Motion:
    """Ask the commission whether the bid of the evader is dropped and the other scored bids are looked at again."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(
        [
            *refuse_at_table(tender, by, "evaluation", who="leads", move="reselect_after_evasion"),
            *refuse_reselection(tender.lapse_fault),
        ]
    )
    winner = Bid.objects.select_related("bidder").get(tender=tender, state=BidState.WINNER)
    content = {"bid": str(winner.pk), "fault": tender.lapse_fault}
    key, name = f"bid:{winner.pk}", named(winner)
    return put(
        tender, commission.RESELECT, RETURN_QUESTION, key=key, content=content, by=by, at=at, name=name
    )


@transaction.atomic
def reselect_after_evasion(*, tender_id: UUID, by: Actor) -> Tender:
    """Go back, as the commission voted: the one that did not sign is dropped, bids no longer valid expire."""
    tender = moving.lock(tender_id)
    at = clock.now()
    refuse(
        [
            *refuse_at_table(tender, by, move="reselect_after_evasion"),
            *refuse_reselection(tender.lapse_fault),
        ]
    )
    refuse(refuse_undecided(adopted=commission.returns_to_bids(tender)))
    tender.lapse_fault = ""
    for bid in Bid.objects.filter(tender=tender, state=BidState.WINNER):
        drop(tender, bid)
    if tender.bids_valid_until and local_day(at) > tender.bids_valid_until:
        Bid.objects.filter(tender=tender, state=BidState.SCORED).update(state=BidState.EXPIRED)
    moving.make_move(tender, "reselect_after_evasion", by=by, at=at)
    return tender
