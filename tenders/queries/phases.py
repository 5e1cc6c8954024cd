"""What a tender is doing at this moment, as pages say it: the recorded state, corrected by the clock.

The record of a deadline comes when somebody notices; the deadline itself does not wait. Between the two a page
must not say "accepting bids".
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ppp_portal.law.deadlines import Deadline
from tenders import clockwork
from tenders.models import Bid, Tender
from tenders.states import BidState, TenderState

OVER = {
    TenderState.ACCEPTING: ("closes_at", TenderState.CLOSED),
    TenderState.STAGE1_ACCEPTING: ("stage1_closes_at", TenderState.STAGE1_CLOSED),
    TenderState.RESULTS_SIGNED: ("signing_due_at", TenderState.EVADED),
}
TONES = {
    TenderState.DRAFT: "quiet",
    TenderState.STAGE1_ACCEPTING: "ok",
    TenderState.ACCEPTING: "ok",
    TenderState.SUSPENDED: "wait",
    TenderState.STAYED: "wait",
    TenderState.CONTRACTED: "ok",
    TenderState.FAILED: "bad",
    TenderState.CANCELLED: "bad",
    TenderState.EVADED: "bad",
}


@dataclass(frozen=True)
class Phase:
    """A state for display: ``label`` in the reader's language, ``tone`` for a tag.

    ``recorded`` is false while the portal has not yet noted the passing of a deadline.
    """

    state: TenderState
    tone: str
    recorded: bool

    @property
    def label(self) -> str:
        return str(self.state.label)

    @property
    def accepting(self) -> bool:
        """Whether a bid (of either stage) would be taken at this moment."""
        return self.state in (TenderState.ACCEPTING, TenderState.STAGE1_ACCEPTING)


def ends_at(tender: Tender) -> datetime | None:
    """The moment that ends the recorded state by itself, whatever people do. No query."""
    column, _after = OVER.get(TenderState(tender.state), ("", None))
    moment: datetime | None = getattr(tender, column) if column else None
    return moment


def submission_ends_at(tender: Tender) -> datetime | None:
    """The end of submission: of stage one until stage two is announced. No query."""
    return tender.closes_at if tender.published_at else tender.stage1_closes_at


def phase(tender: Tender, at: datetime) -> Phase:
    """The state of ``tender`` at the portal's time ``at``. No query."""
    state, recorded = TenderState(tender.state), True
    due_at, after = ends_at(tender), OVER.get(state, ("", state))[1]
    if due_at is not None and at > due_at:
        state, recorded = after, False
    return Phase(state, TONES.get(state, "now"), recorded)


def paused(tender: Tender) -> bool:
    """Whether the clock of submission stands still, so that the dates written down no longer hold."""
    if tender.state == TenderState.STAYED:
        return tender.closed_at is None
    return tender.state == TenderState.SUSPENDED


WRITABLE = {
    1: (TenderState.STAGE1_ACCEPTING,),
    2: (TenderState.ACCEPTING, TenderState.SUSPENDED),
}


def writable(bid: Bid, at: datetime) -> bool:
    """Whether a bid may still be written and changed: acceptance goes on, or only stands still."""
    return (
        bid.state in (BidState.DRAFT, BidState.SUBMITTED) and _reached(bid.tender, at) in WRITABLE[bid.stage]
    )


def _reached(tender: Tender, at: datetime) -> str:
    """How far the tender came, a stay aside: one after the cut-off opens nothing again."""
    state = phase(tender, at).state
    stay = tender.stays.filter(ended_at=None).first() if state == TenderState.STAYED else None
    return stay.state_before if stay else state


def bid_state(bid: Bid, at: datetime) -> str:
    """The state of a bid as its bidder reads it: what is a draft after the cut-off was not submitted."""
    if bid.state == BidState.DRAFT and not writable(bid, at):
        return _("not submitted, acceptance is over")
    return bid.get_state_display()


def deadlines_ahead(tender: Tender, at: datetime) -> tuple[Deadline, ...]:
    """The deadlines that still run, earliest first."""
    return tuple(term for term in clockwork.alive(tender) if not term.passed(at))
