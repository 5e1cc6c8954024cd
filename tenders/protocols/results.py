"""The protocol of results: bidders, rejected bids with reasons, points, talks, the winner and its terms."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.blocks import agenda, bids, bullets, col, facts, section, subheading, table
from ppp_portal.documents.values import Amount, Moment, Number, Text
from ppp_portal.law.acts import law, p605
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel import queries as panel
from tenders.messages.admission import GROUND_WORDS
from tenders.messages.negotiation import STATE_WORDS
from tenders.protocols.bidders import bidder_of, label_of, who
from tenders.protocols.evaluation import points
from tenders.protocols.minutes import paper, voted
from tenders.protocols.negotiation import agreed_otherwise, clause_table
from tenders.protocols.opening import bid_row
from tenders.queries import commission, negotiation, opening
from tenders.states import BidState
from tenders.wording import points_said

EVADED = _("The parties agreed; afterwards the bidder evaded the conclusion of the contract.")


def context(tender: Any, sitting: Any, number: str) -> dict[str, Any]:
    talks = negotiation.latest(tender)
    assert talks is not None
    listed = opening.opened_list(tender)
    decided = [motion for motion in panel.motions(sitting) if motion.code == "tender.winner"]
    sections = [
        section(_("Agenda"), agenda([_("Results of the tender")])),
        section(_("Bids"), bids([bid_row(row) for row in listed])),
        *_rejected(listed),
        section(_("Points"), *points(tender)),
        section(_("Negotiation"), *_talks(tender), *clause_table(talks)),
        section(_("Winner and conditions"), facts(_winner(talks)), *_agreed(talks)),
        section(
            _("Decision"),
            *[voted(motion, _resolved(talks), grounds=[p605("51"), law("39(7)")]) for motion in decided],
        ),
    ]
    return paper(tender, sitting, number, _("Protocol of results of the tender"), sections)


def _resolved(talks: Any) -> Text:
    words = _("%(name)s (%(identity)s) is determined as the winner of the tender.")
    return Text(words, **who(talks.bid))


def refuse_draft(tender: Any) -> list[Refusal]:
    """Written after agreed talks and the adopted vote on the winner."""
    talks = negotiation.latest(tender)
    voted_for = talks and commission.adopted(tender, "tender.winner", f"bid:{talks.bid_id}")
    return [] if voted_for else [Refusal("papers.no_winner", law("39(7)"))]


def _rejected(listed: Any) -> list[dict[str, Any]]:
    rejected = [row.bid for row in listed if row.bid.state == BidState.REJECTED]
    if not rejected:
        return []
    lines = [
        Text(
            _("%(name)s — %(ground)s: %(reason)s"),
            name=label_of(bid),
            ground=GROUND_WORDS[bid.rejection_code],
            reason=name_of(bid, "rejection_reason"),
        )
        for bid in rejected
    ]
    return [section(_("Rejected bids and the reasons"), bullets(lines))]


def _talks(tender: Any) -> list[dict[str, Any]]:
    rows = [
        [
            label_of(talks.bid),
            Moment(talks.opened_at, short=True),
            EVADED if commission.evaded(tender, talks.bid_id) else STATE_WORDS[talks.state],
            _reason(talks),
        ]
        for talks in negotiation.every(tender)
    ]
    head = [
        col(_("Bidder"), 30),
        col(_("Decision to begin"), 18),
        col(_("Outcome"), 22),
        col(_("Reason"), 34),
    ]
    return [table(head, rows)]


def _agreed(talks: Any) -> list[dict[str, Any]]:
    """What the talks left otherwise than it was announced and bid."""
    found = agreed_otherwise(talks)
    return [subheading(_("Agreed otherwise than announced and bid")), *found] if found else []


def _reason(talks: Any) -> Any:
    return name_of(talks, "reason") if talks.reason_kk else "—"


def _winner(talks: Any) -> list[tuple[Any, Any]]:
    offered = talks.bid.opened
    return [
        (_("Winner"), bidder_of(talks.bid)),
        (_("Construction, months"), Number(offered.months)),
        (_("Payment per place a month"), Amount(offered.price)),
        (_("Points"), points_said(talks.bid.score.total)),
    ]
