"""From a tender's row to its deadlines, and back to the index that the sweep scans."""

from datetime import datetime

from ppp_portal.journal import clock
from ppp_portal.law.deadlines import Deadline
from ppp_portal.law.packs import pack
from tenders import deadlines
from tenders.deadlines import TenderClock
from tenders.models import Tender

CURRENT_PACK = "605-458"


def clock_facts(tender: Tender) -> TenderClock:
    """The moments of ``tender``; one query for its open negotiation or amendment, one for the calendar."""
    open_talks = tender.negotiations.filter(state="open").first() if tender.state == "negotiation" else None
    open_amendment = tender.amendments.filter(posted_at=None).first() if tender.state == "suspended" else None
    return TenderClock(
        state=tender.state,
        pack=pack(tender.rule_pack or CURRENT_PACK),
        short_clocks=tender.row.short_clocks,
        stage1_closes_at=tender.stage1_closes_at,
        closes_at=tender.closes_at,
        opens_at=tender.opens_at,
        results_at=tender.results_at,
        negotiation_due_at=open_talks.due_at if open_talks else None,
        stopped_at=open_amendment.announced_at if open_amendment else None,
        calendar=clock.calendar(),
    )


def alive(tender: Tender) -> tuple[Deadline, ...]:
    return deadlines.alive(clock_facts(tender))


def reindex(tender: Tender, at: datetime) -> None:
    """Set ``next_deadline_at`` (unsaved). The column is an index; :mod:`tenders.deadlines` is the truth."""
    tender.next_deadline_at = deadlines.next_wake(clock_facts(tender), at)
