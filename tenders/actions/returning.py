"""A security goes back: five events of art. 39(7) make it due, the custodian pays, the ledger keeps it."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.calendar import end_of_day, local_day
from ppp_portal.law.refusals import refuse
from tenders.actions.custody import for_custodian, note, tell_bidder, tell_custodians, tell_organiser
from tenders.actions.moving import lock
from tenders.models import Bid, BidSecurity, LedgerEntry, Tender
from tenders.models.security import ReturnTrigger
from tenders.protocols.security import return_order
from tenders.queries import security as queries
from tenders.rules import security as rules
from tenders.states import SecurityState


def due_returns(
    tender: Tender,
    trigger: str,
    bids: Iterable[Bid],
    at: datetime,
    by: Actor,
    *,
    happened_at: datetime | None = None,
) -> list[BidSecurity]:
    """An event of art. 39(7) happened to these bids: what is kept of their securities is due in three working days.

    They run from ``happened_at``, the event itself; ``at`` is when it is recorded and stands in when both are one.
    One already due keeps its earlier term; a proposed forfeiture, or a winner whose contract is awaited,
    blocks the return; what was settled stays settled. Returns the securities that became due now.
    """
    happened_at = happened_at or at
    rows = BidSecurity.objects.select_for_update(of=("self",))
    rows = rows.filter(bid__tender=tender, bid__in=[bid.pk for bid in bids])
    changed = []
    for security in rows.select_related("bid__tender__organiser", "bid__bidder").order_by("pk"):
        waits = queries.awaits_contract(security)
        if not rules.may_fall_due(security.state, queries.entered(security), awaits_contract=waits):
            continue
        fall_due(security, trigger, happened_at, at, by)
        changed.append(security)
    return changed


def fall_due(security: BidSecurity, trigger: str, happened_at: datetime, at: datetime, by: Actor) -> None:
    """Mark one security as due, three working days from its event; its row is locked."""
    term = rules.return_deadline(happened_at, queries.rules_of(security.bid.tender), clock.calendar())
    due_at = term.due_at
    security.state, security.return_trigger = SecurityState.RETURN_DUE, ReturnTrigger(trigger)
    security.return_triggered_at, security.return_due_at = happened_at, due_at
    security.save()
    facts = {"trigger": trigger, "due_at": due_at}
    note("return_due", security, by=by, at=at, basis=[rules.RETURN], facts=facts, effective_at=happened_at)
    tell_custodians("return_due", security, at.isoformat(), due_at=due_at)
    tell_bidder("return_ahead", security, at, at.isoformat(), due_at=due_at)


@transaction.atomic
def return_security(
    *, security_id: UUID, reference: str, document_date: date | None, account: str, by: Actor
) -> BidSecurity:
    """The custodian paid the deposit back, or handed the guarantee back, by this document."""
    security = for_custodian(security_id, by)
    at = clock.now()
    if security.state == SecurityState.RETURNED:
        return security
    triggered = security.return_triggered_at
    refuse(
        rules.refuse_return(
            rules.SettlingFacts(
                state=security.state,
                verified=security.verified_at is not None,
                form=security.form,
                expected_account=security.account,
                account=account,
                reference=reference,
                document_date=document_date,
                not_before=local_day(triggered) if triggered else None,
                on=local_day(at),
            )
        )
    )
    assert document_date is not None
    entry = settle(security, LedgerEntry.Kind.RETURNED, reference, document_date, security.account, by, at)
    security.state, security.settled_at = SecurityState.RETURNED, at
    security.save(update_fields=["state", "settled_at"])
    late = security.return_due_at is not None and at > security.return_due_at
    facts = {"amount": entry.amount, "reference": reference, "document_date": document_date, "late": late}
    note("returned", security, by=by, at=at, basis=[rules.RETURN], facts=facts)
    request_print(
        "tender.security_return",
        return_order(security, entry, queries.return_term(security)),
        key=f"tender.security_return:{security.pk}",
        subject=security.bid.stream,
        at=at,
        by=by,
        audience="parties",
    )
    tell_bidder("returned", security, at, "once", reference=reference)
    return security


def settle(
    security: BidSecurity,
    kind: str,
    reference: str,
    document_date: date,
    account: str,
    by: Actor,
    at: datetime,
) -> LedgerEntry:
    """Everything that is held leaves by one line, so nothing is left over."""
    return LedgerEntry.objects.create(
        security=security,
        kind=kind,
        amount=queries.held(security),
        account=account[:200],
        reference=reference.strip(),
        document_date=document_date,
        registered_at=at,
        by_id=by.person_id,
    )


@transaction.atomic
def return_expired(tender_id: UUID) -> int:
    """The bids of a tender are no longer valid: whatever is still kept goes back. How many became due."""
    tender = lock(tender_id)
    at = clock.now()
    if tender.bids_valid_until is None or local_day(at) <= tender.bids_valid_until:
        return 0
    kept = Bid.objects.filter(tender=tender, security__state__in=queries.KEPT)
    over = end_of_day(tender.bids_valid_until)
    return len(due_returns(tender, "expiry", list(kept), at, SYSTEM, happened_at=over))


@transaction.atomic
def remind_of_return(security_id: UUID) -> bool:
    """Tell the custodian that the term ends; once it is over, the organiser too.

    A term may be over before the opening (the bid was withdrawn): then the organiser is not told, because the
    notice would say that somebody had bid, and who.
    """
    security = BidSecurity.objects.select_related("bid__tender__organiser").get(pk=security_id)
    at = clock.now()
    if security.state != SecurityState.RETURN_DUE or security.return_due_at is None:
        return False
    key, due_at = security.return_due_at.isoformat(), security.return_due_at
    if at <= due_at:
        tell_custodians("remind_return", security, key, due_at=due_at)
    else:
        tell_custodians("return_overdue", security, key, due_at=due_at)
        tender = security.bid.tender
        if tender.opened_at or tender.ended_at:
            tell_organiser("return_overdue", security, f"organiser:{key}", due_at=due_at)
    return True
