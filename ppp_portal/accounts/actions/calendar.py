"""The working calendar: which days a decree has moved."""

from django.db import transaction

from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.models import DayTransfer
from ppp_portal.journal.records import record


@transaction.atomic
def record_transfer(*, transfer: DayTransfer, by: Actor) -> DayTransfer:
    """Write a decreed transfer. Deadlines counted from now on follow it; those already recorded stay."""
    transfer.save()
    record(
        "calendar.transfer_recorded",
        stream="calendar",
        by=by,
        at=clock.now(),
        facts={"day": transfer.day, "working": transfer.working, "source": transfer.source},
    )
    return transfer
