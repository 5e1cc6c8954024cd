"""A security comes in: the bidder describes it, the custodian confirms it, the cut-off holds it (p. 31)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse
from tenders.actions.custody import for_custodian, note, one_at_a_time, tell_bidder, tell_custodians
from tenders.actions.moving import lock_shared
from tenders.actions.returning import due_returns
from tenders.models import Bid, BidSecurity, LedgerEntry, Tender
from tenders.models.security import NOT_FOUND
from tenders.protocols.security import security_card
from tenders.queries import bids as bid_queries
from tenders.queries import security as queries
from tenders.rules import security as rules
from tenders.rules.bids import refuse_person
from tenders.rules.documentation import Pair
from tenders.states import BidState, SecurityState

OPEN_BID = (BidState.DRAFT, BidState.SUBMITTED)


@transaction.atomic
def lodge_security(
    *,
    bid_id: UUID,
    form: str,
    amount: Decimal | None,
    payer: str,
    bank: str,
    reference: str,
    dated: date | None,
    valid_until: date | None,
    account: str,
    by: Actor,
    currency: str = "KZT",
) -> BidSecurity:
    """Describe the payment or the guarantee, before or after the bid is submitted, until the cut-off.

    Described again before it is confirmed it replaces the description; raised after an amendment it goes back to
    the custodian. ``account`` is the bidder's, for the return.
    """
    tender = lock_shared(Bid.objects.values_list("tender_id", flat=True).get(pk=bid_id))
    bid = Bid.objects.select_for_update(of=("self",)).select_related("bidder").get(pk=bid_id)
    lodged = BidSecurity.objects.select_for_update().filter(bid=bid).first()
    security = lodged or BidSecurity(bid=bid)
    at = clock.now()
    entered = queries.entered(lodged) if lodged else Decimal(0)
    facts = rules.LodgingFacts(
        stage=bid.stage,
        taking=queries.taking(tender, at) and bid.state in OPEN_BID,
        state=lodged.state if lodged else "",
        form=form,
        amount=amount,
        needed=tender.security_amount,
        currency=currency,
        payer=payer,
        bank=bank,
        reference=reference,
        dated=dated,
        valid_until=valid_until,
        bids_valid_until=tender.bids_valid_until,
        account=account,
        on=local_day(at),
        entered=entered,
    )
    strangers = [Refusal("bid.not_lead", rules.P31)] if by.organisation_id != bid.bidder_id else []
    refuse([*strangers, *refuse_person(bid_queries.representation(by, at)), *rules.refuse_lodging(facts)])
    described = {
        "form": form,
        "amount": amount,
        "payer": payer.strip(),
        "bank": bank.strip(),
        "reference": reference.strip(),
        "dated": dated,
        "valid_until": valid_until if form == "guarantee" else None,
        "account": account.replace(" ", "").upper(),
    }
    same = all(getattr(security, name) == value for name, value in described.items())
    if security.state == SecurityState.LODGED and same:
        return security
    for name, value in described.items():
        setattr(security, name, value)
    security.state, security.lodged_at, security.refusal_reason = SecurityState.LODGED, at, ""
    security.verified_at = security.verified_by = None
    security.bid = bid
    security.save()
    said = {"form": form, "amount": amount, "needed": tender.security_amount, "dated": dated}
    note("lodged", security, by=by, at=at, basis=[rules.P31], facts=said)
    tell_custodians("lodged", security, at.isoformat())
    return security


@transaction.atomic
def verify_security(
    *, security_id: UUID, by: Actor, seen_twice_kk: str = "", seen_twice_ru: str = ""
) -> BidSecurity:
    """The custodian has seen the money on the account, or asked the bank about the guarantee.

    ``seen_twice``: why this is another payment than the same-looking one in the ledger; in the private stream of the
    bid until the opening.
    The ledger opens with this line. After the cut-off the security is held at once.
    """
    security = for_custodian(security_id, by)
    one_at_a_time(security)
    at = clock.now()
    if security.verified_at is not None:
        return security
    elsewhere, why = queries.entered_elsewhere(security), Pair(seen_twice_kk.strip(), seen_twice_ru.strip())
    refuse(
        [
            *rules.refuse_verification(security.state, verified=False),
            *rules.refuse_same_payment(elsewhere, why),
        ]
    )
    security.seen_twice_kk, security.seen_twice_ru = (why.kk, why.ru) if elsewhere else ("", "")
    security.verified_at, security.verified_by_id = at, by.person_id
    if security.state == SecurityState.LODGED:
        closed = security.bid.tender.closed_at is not None  # also while a court stays the tender
        security.state = SecurityState.HELD if closed else SecurityState.VERIFIED
    security.save(update_fields=["verified_at", "verified_by", "state", "seen_twice_kk", "seen_twice_ru"])
    _enter(security, by, at)
    said: dict[str, Any] = {"amount": security.amount}
    if elsewhere:
        said |= {"seen_twice_kk": why.kk, "seen_twice_ru": why.ru}
    note("verified", security, by=by, at=at, basis=[rules.P31], facts=said)
    _print_card(security, by, at)
    tell_bidder("verified", security, at, at.isoformat())
    return security


def _enter(security: BidSecurity, by: Actor, at: datetime) -> None:
    """One ledger line for what came in now: a top-up enters as the difference."""
    assert security.amount is not None
    new = security.amount - queries.entered(security)
    if new > 0:
        LedgerEntry.objects.create(
            security=security,
            kind=LedgerEntry.Kind.LODGED,
            amount=new,
            account=security.payer[:200],
            reference=security.reference,
            document_date=security.dated,
            registered_at=at,
            by_id=by.person_id,
        )


def _print_card(security: BidSecurity, by: Actor, at: datetime) -> None:
    request_print(
        "tender.security_card",
        security_card(security, at),
        key=f"tender.security_card:{security.pk}:{at.isoformat()}",
        subject=security.bid.stream,
        at=at,
        by=by,
        audience="parties",
    )


@transaction.atomic
def reject_security(*, security_id: UUID, reason: str, by: Actor) -> BidSecurity:
    """The custodian finds nothing (``NOT_FOUND``), or something else: the bidder is told, and lodges again in time.

    After a withdrawal nothing is left to return, unless an earlier sum was confirmed.
    """
    security = for_custodian(security_id, by)
    at = clock.now()
    if security.refusal_reason and security.refusal_reason == reason.strip() and security.verified_at is None:
        return security
    neutral, verified = reason == NOT_FOUND, security.verified_at is not None
    words_tell = not neutral and bool(queries.entered_elsewhere(security))
    refuse(rules.refuse_rejection(security.state, verified, reason, words_tell=words_tell))
    entered = queries.entered(security)
    if security.state == SecurityState.LODGED:
        security.state = SecurityState.REQUIRED
    elif entered:
        security.verified_at, security.verified_by_id = at, by.person_id
    else:
        security.state, security.return_trigger = SecurityState.NOT_REQUIRED, ""
        security.return_due_at = security.return_triggered_at = None
    if entered:
        security.amount = entered
    security.refusal_reason = reason.strip()
    security.save()
    note("rejected", security, by=by, at=at, basis=[rules.P31], facts={"reason": security.refusal_reason})
    closes_at = security.bid.tender.closes_at
    if neutral:
        tell_bidder("not_found", security, at, at.isoformat(), closes_at=closes_at)
    else:
        params = {"reason": security.refusal_reason, "closes_at": closes_at}
        tell_bidder("rejected", security, at, at.isoformat(), **params)
    return security


def hold_securities(tender: Tender, at: datetime, by: Actor) -> int:
    """At the cut-off confirmed securities of submitted bids are held; what stands behind no bid goes back.

    Runs inside the closing, behind its exclusive lock. How many are held now.
    """
    rows = BidSecurity.objects.select_for_update(of=("self",)).filter(bid__tender=tender, bid__stage=2)
    rows = rows.select_related("bid__tender", "bid__bidder")
    held = 0
    for security in rows.filter(bid__state=BidState.SUBMITTED, state=SecurityState.VERIFIED).order_by("pk"):
        security.state = SecurityState.HELD
        security.save(update_fields=["state"])
        note("held", security, by=by, at=at, basis=[rules.P31], facts={"amount": security.amount})
        held += 1
    never = list(Bid.objects.filter(tender=tender, stage=2, state=BidState.DRAFT, security__isnull=False))
    due_returns(tender, "not_filed", never, at, by, happened_at=tender.closes_at)
    return held
