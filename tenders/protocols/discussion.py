"""The minutes of the discussion of technical proposals (stage one of a two-stage tender)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.blocks import agenda, bullets, note, section
from ppp_portal.documents.values import Text
from ppp_portal.panel import queries as panel
from tenders.protocols.minutes import paper, voted
from tenders.protocols.wording import name_of
from tenders.queries import opening


def context(tender: Any, sitting: Any, number: str) -> dict[str, Any]:
    listed = opening.opened_list(tender, stage=1)
    sections = [
        section(_("Agenda"), agenda([_("Discussion of the technical proposals")])),
        section(
            _("Proposals discussed"),
            bullets(
                [
                    Text(_("%(name)s: %(summary)s"), name=name_of(row.bid.bidder), summary=_summary(row))
                    for row in listed
                ]
                or [_("There are none.")]
            ),
        ),
        section(
            _("Decision"),
            *[voted(motion) for motion in panel.motions(sitting)],
            note(_("The documentation of the second stage takes account of the discussion.")),
        ),
    ]
    return paper(tender, sitting, number, _("Minutes of the discussion of technical proposals"), sections)


def _summary(row: Any) -> str:
    return str(row.content.get("summary") or "—")[:2000]
