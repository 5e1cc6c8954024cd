"""The custodian's desk: money to confirm, to return, to credit. Payer and sum, nothing of the bids."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.desk.waiting import Waiting
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import law, p605
from tenders.models import BidSecurity
from tenders.queries import security

MOST = 200


def waiting(actor: Actor, at: datetime) -> list[Waiting]:
    """Three queries."""
    organisation = actor.organisation_id
    things = [
        _of(row, _("Confirm the security"), _("Confirm"), p605("31"), row.bid.tender.closes_at)
        for row in security.to_verify(organisation)[:MOST]
    ]
    things += [
        _of(row, _("Return the security"), _("Return"), law("39(7)"), row.return_due_at)
        for row in security.to_return(organisation)[:MOST]
    ]
    return things + [
        _of(row, _("Credit the forfeited security to the budget"), _("Record the payment"), p605("34"), None)
        for row in security.to_credit(organisation)[:MOST]
    ]


def _of(row: BidSecurity, what: str, action: str, basis: object, due_at: datetime | None) -> Waiting:
    url = reverse("tenders:custodian_security", args=[row.pk])
    return Waiting(what, f"{row.bid.tender.number} · {row.payer}", url, action, basis, due_at)  # type: ignore[arg-type]
