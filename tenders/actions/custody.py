"""What the actions on securities have in common: locks, journal, notices."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from ppp_portal.accounts.models import Organisation
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.refusals import refuse
from ppp_portal.notices.outgoing import notify
from tenders.actions.moving import lock_shared
from tenders.models import BidSecurity
from tenders.queries import bids, people
from tenders.rules.security import refuse_custodian


def locked(security_id: UUID) -> BidSecurity:
    """The security behind its tender's shared lock: it cannot close meanwhile. Read the clock after this."""
    lock_shared(BidSecurity.objects.values_list("bid__tender_id", flat=True).get(pk=security_id))
    rows = BidSecurity.objects.select_for_update(of=("self",))
    return rows.select_related("bid__tender__organiser", "bid__bidder").get(pk=security_id)


def for_custodian(security_id: UUID, by: Actor) -> BidSecurity:
    """The same for the custodian of the organiser; nobody else touches money."""
    security = locked(security_id)
    refuse(refuse_custodian(by.role, by.organisation_id, security.bid.tender.organiser_id))
    return security


def one_at_a_time(security: BidSecurity) -> None:
    """Two custodians of one organiser do not enter the same payment at once. Read the clock after this."""
    Organisation.objects.select_for_update(no_key=True).get(pk=security.bid.tender.organiser_id)


def for_organiser(security_id: UUID, by: Actor) -> BidSecurity:
    """The same for the organiser's staff and head. Raises ``DoesNotExist`` for strangers."""
    security = locked(security_id)
    if by.organisation_id != security.bid.tender.organiser_id or by.role not in ("staff", "head"):
        raise BidSecurity.DoesNotExist
    return security


def note(
    kind: str,
    security: BidSecurity,
    *,
    by: Actor,
    at: datetime,
    basis: Iterable[Paragraph],
    facts: dict[str, Any] | None = None,
    effective_at: datetime | None = None,
) -> None:
    """Record ``security.<kind>`` in the stream of the bid: before the opening nobody else reads it."""
    told: dict[str, Any] = {"security": security.pk, "bid": security.bid_id, "tender": security.bid.tender_id}
    told |= {"state": security.state, **(facts or {})}
    record(
        f"security.{kind}",
        stream=security.bid.stream,
        by=by,
        at=at,
        basis=basis,
        facts=told,
        effective_at=effective_at,
    )


def _params(security: BidSecurity, extra: dict[str, Any]) -> dict[str, Any]:
    return {"number": security.bid.tender.number, "amount": security.amount, "payer": security.payer, **extra}


def tell_custodians(kind: str, security: BidSecurity, key: str, **params: Any) -> None:
    notify(
        f"security.{kind}",
        to=people.custodians(security.bid.tender),
        subject=security.bid.stream,
        params=_params(security, params),
        key=f"security.{kind}:{security.pk}:{key}",
        url_name="tenders:custodian_security",
        url_args=[security.pk],
    )


def tell_bidder(kind: str, security: BidSecurity, at: datetime, key: str, **params: Any) -> None:
    notify(
        f"security.{kind}",
        to=bids.representatives([security.bid.bidder_id], at),
        subject=security.bid.stream,
        params=_params(security, params),
        key=f"security.{kind}:{security.pk}:{key}",
        url_name="tenders:bid_security",
        url_args=[security.bid_id],
    )


def tell_organiser(kind: str, security: BidSecurity, key: str, **params: Any) -> None:
    notify(
        f"security.{kind}",
        to=people.organiser_people(security.bid.tender),
        subject=security.bid.tender.subject,
        params=_params(security, params),
        key=f"security.{kind}:{security.pk}:{key}",
        url_name="tenders:forfeiture",
        url_args=[security.pk],
    )
