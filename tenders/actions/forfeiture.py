"""Forfeiture to the budget (p. 33(2), 34): the portal proposes, people decide under four eyes, money follows."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts import approvals
from ppp_portal.accounts.models import Approval
from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import refuse
from tenders.actions.custody import (
    for_custodian,
    for_organiser,
    note,
    tell_bidder,
    tell_custodians,
    tell_organiser,
)
from tenders.actions.returning import fall_due, settle
from tenders.models import Bid, BidSecurity, LedgerEntry
from tenders.protocols.security import forfeiture_decision
from tenders.queries import security as queries
from tenders.rules import security as rules
from tenders.rules.documentation import Pair
from tenders.states import SecurityState

BASIS = [rules.P33, rules.P34]


def open_forfeiture_case(
    bid: Bid, *, ground: str, protocol: str, at: datetime, by: Actor = SYSTEM
) -> BidSecurity | None:
    """The portal proposes: the winner evaded the contract. Nothing is returned until people have decided.

    Called inside the transaction that records the evasion. ``None`` when nothing is held of the bid.
    """
    rows = BidSecurity.objects.select_for_update(of=("self",)).filter(bid=bid)
    security = rows.select_related("bid__tender__organiser", "bid__bidder").first()
    if security is None or security.state not in (SecurityState.HELD, SecurityState.FORFEIT_PROPOSED):
        return None
    if security.state == SecurityState.FORFEIT_PROPOSED:
        return security
    refuse(rules.refuse_forfeiture_case(queries.forfeiture_facts(security, ground=ground)))
    _open(security, ground, protocol, at, by)
    return security


def _open(security: BidSecurity, ground: str, protocol: str, at: datetime, by: Actor) -> None:
    security.state = SecurityState.FORFEIT_PROPOSED
    security.forfeit_ground, security.forfeit_protocol = ground, protocol.strip()
    security.forfeit_proposed_at = at
    security.save()
    facts = {"ground": ground, "protocol": protocol}
    note("forfeit_proposed", security, by=by, at=at, basis=BASIS, facts=facts)
    tell_organiser("forfeit_proposed", security, at.isoformat())
    tell_bidder("forfeit_proposed", security, at, f"bidder:{at.isoformat()}")


@transaction.atomic
def propose_forfeiture(*, security_id: UUID, ground: str, by: Actor, protocol: str = "") -> Approval:
    """A person of the organiser puts the forfeiture to the head, with the ground and the number of its protocol.

    ``protocol`` may be left out when the portal's own case names it. Proposing the same again returns the same.
    """
    security = for_organiser(security_id, by)
    at = clock.now()
    protocol = protocol.strip() or security.forfeit_protocol
    waits = queries.proposal(security)
    if waits is not None and (waits.content["ground"], waits.content["protocol"]) == (ground, protocol):
        return waits
    refuse(rules.refuse_forfeiture(queries.forfeiture_facts(security, ground=ground, protocol=protocol)))
    if security.state == SecurityState.HELD:
        _open(security, ground, protocol, at, by)
    approval = approvals.propose(
        queries.FORFEITURE, queries.subject(security), content(security, ground, protocol), by=by, at=at
    )
    facts = {"ground": ground, "protocol": protocol, "approval": approval.pk, "digest": approval.digest}
    note("forfeit_put", security, by=by, at=at, basis=BASIS, facts=facts)
    tell_organiser("forfeit_to_decide", security, str(approval.pk))
    return approval


def content(security: BidSecurity, ground: str, protocol: str) -> dict[str, Any]:
    """What is proposed and approved, byte for byte."""
    tender = security.bid.tender
    return {
        "security": security.pk,
        "bid": security.bid_id,
        "tender": tender.number,
        "bidder": security.bid.bidder.bin,
        "amount": queries.held(security),
        "ground": ground,
        "protocol": protocol,
        "budget_kk": tender.budget_kk,
        "budget_ru": tender.budget_ru,
    }


@transaction.atomic
def decide_forfeiture(
    *,
    security_id: UUID,
    approval_id: int,
    seen: str,
    discrepancy_acknowledged: bool,
    approve: bool,
    reason: Pair,
    by: Actor,
) -> BidSecurity:
    """The organiser's head, never the one who proposed, forfeits the security or lets it go back.

    ``seen`` is the digest of what was shown. A declined forfeiture makes the return due in three working days.
    """
    security = for_organiser(security_id, by)
    at = clock.now()
    if approve and security.forfeit_decided_at is not None:
        return security
    approval = Approval.objects.get(
        pk=approval_id, kind=queries.FORFEITURE, subject=queries.subject(security)
    )
    ground, protocol = approval.content["ground"], approval.content["protocol"]
    security.discrepancy_acknowledged = discrepancy_acknowledged
    facts = queries.forfeiture_facts(security, ground=ground, protocol=protocol)
    if approve:
        refuse([*rules.refuse_forfeiture_decision(facts, by.role), *rules.refuse_half_a_reason(reason)])
    else:
        refuse(rules.refuse_forfeiture_declining(facts, by.role, reason))
    approvals.decide(
        approval_id,
        approved=approve,
        seen=seen,
        by=by,
        at=at,
        reason=" / ".join(filter(None, (reason.kk, reason.ru))),
    )
    if not approve:
        return _declined(security, reason, by, at)
    security.forfeit_ground, security.forfeit_protocol = ground, protocol
    security.forfeit_decided_at = at
    order = request_print(
        "tender.forfeiture",
        forfeiture_decision(security, approval, reason, at),
        key=f"tender.forfeiture:{security.pk}",
        subject=security.bid.stream,
        at=at,
        by=by,
        audience="parties",
    )
    security.decision_pair = order.pk
    security.save()
    said = {**approval.content, "digest": approval.digest, "discrepancy": "D-09"}
    note("forfeit_decided", security, by=by, at=at, basis=BASIS, facts=said)
    tell_custodians("forfeit_ordered", security, "once")
    tell_bidder("forfeit_ordered", security, at, "bidder")
    return security


def _declined(security: BidSecurity, reason: Pair, by: Actor, at: datetime) -> BidSecurity:
    security.discrepancy_acknowledged = False
    note(
        "forfeit_declined",
        security,
        by=by,
        at=at,
        basis=BASIS,
        facts={"reason_kk": reason.kk, "reason_ru": reason.ru},
    )
    fall_due(security, "lapse", at, at, by)
    tell_bidder("forfeit_declined", security, at, at.isoformat())
    return security


@transaction.atomic
def record_forfeiture_payment(
    *, security_id: UUID, reference: str, document_date: date | None, by: Actor
) -> BidSecurity:
    """The custodian carried the decision out: the sum stands on the revenue account of the budget."""
    security = for_custodian(security_id, by)
    at = clock.now()
    if security.state == SecurityState.FORFEITED:
        return security
    decided = security.forfeit_decided_at
    facts = rules.SettlingFacts(
        state=security.state,
        verified=True,
        form=security.form,
        expected_account="",
        account="",
        reference=reference,
        document_date=document_date,
        not_before=local_day(decided) if decided else None,
        on=local_day(at),
    )
    refuse(rules.refuse_budget_payment(facts, decided is not None))
    assert document_date is not None
    budget = security.bid.tender.budget_kk
    entry = settle(security, LedgerEntry.Kind.FORFEITED, reference, document_date, budget, by, at)
    security.state, security.settled_at = SecurityState.FORFEITED, at
    security.save(update_fields=["state", "settled_at"])
    said = {"amount": entry.amount, "reference": reference, "document_date": document_date}
    note("forfeited", security, by=by, at=at, basis=BASIS, facts=said)
    return security
