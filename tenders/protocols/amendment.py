"""The notice of an amendment: why, what changed, and what became of the deadline."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.blocks import Block, col, facts, para, protocol, section, table
from ppp_portal.documents.values import Both, Moment, Number, Ref, Text
from ppp_portal.law.acts import law
from tenders.models import Amendment, Tender


def amendment_notice(tender: Tender, amendment: Amendment, changed: Sequence[tuple[str, Any, Any]]) -> Block:
    """The context of kind ``tender.amendment``."""
    return protocol(
        title=_("Notice of an amendment of the tender documentation"),
        number=f"{tender.number}/И-{amendment.number}",
        at=Moment(amendment.posted_at),
        body=Both(kk=tender.organiser.name_kk, ru=tender.organiser.name_ru),
        about=Both(kk=tender.title_kk, ru=tender.title_ru),
        facts=[(_("Tender"), tender.number), (_("Ground"), Ref(law("37(5)")))],
        sections=[
            section(_("Reason"), para(Both(kk=amendment.reason_kk, ru=amendment.reason_ru))),
            section(
                _("Deadline"),
                facts(
                    [
                        (_("Deadline before"), Moment(amendment.closed_at_before)),
                        (_("Submission stopped"), Moment(amendment.announced_at, precise=True)),
                        (_("Amended documentation posted"), Moment(amendment.posted_at, precise=True)),
                        (_("Deadline now"), Moment(tender.closes_at)),
                        (_("Opening now"), Moment(tender.opens_at)),
                    ]
                ),
            ),
            section(
                _("What changed"),
                table(
                    [col(_("Where"), 22), col(_("Before"), 39), col(_("After"), 39)],
                    [[place, _leaf(old), _leaf(new)] for place, old, new in changed],
                ),
                para(
                    Text(
                        _(
                            "Bids submitted before stay valid; bidders confirm or change them until %(closes_at)s."
                        ),
                        closes_at=Moment(tender.closes_at),
                    )
                ),
            ),
        ],
    )


def _leaf(value: Any) -> Any:
    """A leaf of the canonical form as something a page can print."""
    if isinstance(value, datetime):
        return Moment(value)
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Number(value)
    if isinstance(value, date):
        return value
    if isinstance(value, dict):
        return "; ".join(f"{key}: {inner}" for key, inner in value.items())
    return "—" if value in (None, "") else str(value)
