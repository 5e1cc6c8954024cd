"""The security of a bid: lodged, confirmed, held, returned or forfeited. The verbs, gathered."""

from uuid import UUID

from django.db import transaction

from ppp_portal.documents.actions import request_print
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import refuse
from tenders.actions.forfeiture import (
    decide_forfeiture,
    open_forfeiture_case,
    propose_forfeiture,
    record_forfeiture_payment,
)
from tenders.actions.lodging import hold_securities, lodge_security, reject_security, verify_security
from tenders.actions.returning import due_returns, remind_of_return, return_expired, return_security
from tenders.models import Tender
from tenders.protocols.security import ledger_sheet
from tenders.queries import security as queries
from tenders.rules.security import refuse_custodian

__all__ = [
    "decide_forfeiture",
    "due_returns",
    "hold_securities",
    "lodge_security",
    "open_forfeiture_case",
    "print_ledger",
    "propose_forfeiture",
    "record_forfeiture_payment",
    "reject_security",
    "remind_of_return",
    "return_expired",
    "return_security",
    "verify_security",
]


@transaction.atomic
def print_ledger(*, tender_id: UUID, by: Actor) -> PrintOrder:
    """Print the ledger as it stands now. Unchanged since the last print it is the same document."""
    tender = Tender.objects.select_related("organiser").get(pk=tender_id)
    refuse(refuse_custodian(by.role, by.organisation_id, tender.organiser_id))
    at = clock.now()
    rows = list(queries.entries(tender))
    return request_print(
        "tender.security_ledger",
        ledger_sheet(tender, rows, at),
        key=f"tender.security_ledger:{tender.pk}:{rows[-1].pk if rows else 0}",
        subject=f"ledger:{tender.pk}",
        at=at,
        by=by,
        audience="parties",
    )
