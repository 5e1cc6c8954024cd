"""The minutes of the discussion of technical proposals (stage one of a two-stage tender)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.blocks import agenda, bullets, note, para, section
from ppp_portal.documents.values import Both, Text
from ppp_portal.law.acts import law
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel import queries as panel
from tenders.protocols.bidders import named
from tenders.protocols.minutes import paper, voted
from tenders.queries import discussion, opening
from tenders.rules.discussion import refuse_minutes
from tenders.states import BidState

PROVIDES = _("The documentation of stage two provides: %(text)s")


def context(tender: Any, sitting: Any, number: str) -> dict[str, Any]:
    listed = [row for row in opening.opened_list(tender, stage=1) if row.bid.state != BidState.REJECTED]
    decided = [motion for motion in panel.motions(sitting) if motion.code == discussion.RECOMMEND]
    sections = [
        section(_("Agenda"), agenda([_("Discussion of the technical proposals")])),
        section(
            _("Proposals discussed"),
            bullets(
                [
                    Text(
                        _("%(name)s, receipt %(number)s"),
                        name=named(row.bid),
                        number=row.bid.receipt_number,
                    )
                    for row in listed
                ]
                or [_("There are none.")]
            ),
        ),
        section(
            _("Decision"),
            *[
                voted(motion, Text(PROVIDES, text=Both(**motion.content["text"])), grounds=[law("42")])
                for motion in decided
            ],
            *([] if decided else [para(_("The discussion gives no cause to change the documentation."))]),
            note(_("The documentation of the second stage takes account of the discussion.")),
        ),
    ]
    return paper(tender, sitting, number, _("Minutes of the discussion of technical proposals"), sections)


def refuse_draft(tender: Any) -> list[Refusal]:
    """Minutes are written of opened proposals, when every vote of the discussion is counted."""
    running = [row for row in discussion.recommendations(tender, adopted=False) if row.closed_at is None]
    return refuse_minutes(tender.row, opened=bool(opening.opened_list(tender, stage=1)), running=len(running))
