"""What every page of a bid begins with: the bid, found through its own organisation, and the portal's time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ppp_portal.journal import clock
from ppp_portal.qualification.requirements import REQUIREMENTS
from ppp_portal.web.gates import actor_of
from tenders.kinds import Preliminary
from tenders.messages.bids import TASKS
from tenders.queries import bids as queries
from tenders.queries.phases import bid_state, phase, writable

Bid = Any


def task_label(code: str) -> str:
    """A point of the private check in words; the requirements of article 32 by their own titles."""
    stem, _underscore, number = code.rpartition("_")
    if stem != "qualification":
        return str(TASKS[code])
    title = REQUIREMENTS[int(number) - 1].title
    return _("Requirement %(number)s: %(title)s") % {"number": number, "title": title}


def own_bid(request: HttpRequest, bid: UUID) -> Bid:
    """The bid of the acting organisation; for everybody else it does not exist."""
    found = queries.own_bid(actor_of(request).organisation_id, bid)
    if found is None:
        raise Http404
    return found


def frame(bid: Bid, at: datetime | None = None) -> dict[str, Any]:
    """The values every page of a bid shows: its tender, the phase, what is left of the term."""
    at = at or clock.now()
    return {
        "bid": bid,
        "tender": bid.tender,
        "phase": phase(bid.tender, at),
        "closes_at": bid.tender.stage1_closes_at if bid.stage == 1 else bid.tender.closes_at,
        "portal_now": at,
        "editable": writable(bid, at),
        "state": bid_state(bid, at),
        "state_tone": STATE_TONES.get(bid.state, "now"),
    }


# What is filed in stage one, by what precedes the bids.
STAGE_ONE_NAMES = {
    Preliminary.DISCUSSION: gettext_lazy("stage one: technical proposal"),
    Preliminary.SELECTION: gettext_lazy("stage one: application for the selection"),
}
STATE_TONES = {
    "draft": "quiet",
    "submitted": "ok",
    "withdrawn": "quiet",
    "admitted": "ok",
    "rejected": "bad",
    "winner": "ok",
}
