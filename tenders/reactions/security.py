"""Securities follow the tender: held at the cut-off, due for return when it ends early."""

from ppp_portal.journal import bus
from tenders import sweep
from tenders.actions import security
from tenders.models import Bid, Tender
from tenders.queries import security as queries

sweep.register("security.bids_expired", due=queries.tenders_with_expired_bids, act=security.return_expired)
sweep.register("security.return_reminders", due=queries.returns_to_remind, act=security.remind_of_return)


@bus.on("tender.close_submission")
def hold(event: bus.Event) -> None:
    security.hold_securities(_tender(event), event.at, event.by)


@bus.on("tender.cancel_tender")
@bus.on("tender.declare_failed")
def give_back(event: bus.Event) -> None:
    """The tender ended: nothing secures anything any more. A proposed forfeiture stays as it is."""
    tender = _tender(event)
    bids = list(Bid.objects.filter(tender=tender))
    security.due_returns(tender, "ended", bids, event.at, event.by, happened_at=event.effective_at)


def _tender(event: bus.Event) -> Tender:
    return Tender.objects.get(pk=event.facts["tender"])
