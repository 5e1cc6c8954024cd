"""What stage one prints: the call for proposals or applications (art. 34, 42), the invitation to stage two."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.blocks import bullets, facts, note, para, protocol, section
from ppp_portal.documents.values import Amount, Both, Day, Moment, Ref, Text
from ppp_portal.law.acts import law, p605
from tenders.kinds import STAGE_ONE_PARTS, Preliminary, TenderKind
from tenders.models import Bid, Documentation, Tender
from tenders.protocols.bidders import bidder_of, identified
from tenders.queries import opening
from tenders.wording import STAGE_ONE_TITLES

FILED = {
    Preliminary.DISCUSSION: _("A technical proposal says how the task would be solved; it names no price."),
    Preliminary.SELECTION: _("An application shows that the eight requirements of article 32 are met."),
}
FOLLOWS = {
    Preliminary.DISCUSSION: _(
        "The commission opens all proposals at once, examines the qualification of the candidates and discusses the "
        "proposals. Then the documentation is approved, and those admitted are invited to bid."
    ),
    Preliminary.SELECTION: _(
        "The commission opens all applications at once and decides on each. Those admitted are the participants and "
        "are invited to bid; with fewer than two of them the tender fails."
    ),
}
BASIS = {Preliminary.DISCUSSION: law("42"), Preliminary.SELECTION: law("34")}


def call(tender: Tender, documentation: Documentation) -> dict[str, Any]:
    """The announcement of stage one: until when, what is filed, the parts of the documentation it makes public."""
    kind = Preliminary(tender.row.preliminary)
    return protocol(
        title=_("Announcement of stage one of a tender to determine the private partner"),
        number=f"{tender.number}/E-1",
        at=Moment(tender.stage1_published_at),
        place=None,
        body=name_of(tender.organiser),
        about=name_of(tender, "title"),
        facts=[
            (_("Organiser"), name_of(tender.organiser)),
            (_("Tender"), tender.number),
            (_("Kind of tender"), TenderKind(tender.kind).label),
            (_("PPP object"), name_of(tender.project, "object")),
            (_("Stage one ends (inclusive)"), Moment(tender.stage1_closes_at)),
            (_("Legal basis"), Ref(BASIS[kind])),
        ],
        sections=[
            section(
                _("How to take part"),
                bullets(
                    [
                        FILED[kind],
                        _("It is filed through the portal and stays sealed until stage one has ended."),
                        Text(
                            _("No bid security is asked for on stage one (%(basis)s)."), basis=Ref(p605("31"))
                        ),
                    ]
                ),
            ),
            *[
                section(
                    Text(
                        _("Part %(number)s. %(title)s"),
                        number=str(row.number),
                        title=STAGE_ONE_TITLES[row.number],
                    ),
                    para(Both(kk=row.text_kk, ru=row.text_ru)),
                    numbered=False,
                )
                for row in documentation.parts.filter(number__in=STAGE_ONE_PARTS)
            ],
            section(_("What follows"), para(FOLLOWS[kind])),
        ],
    )


def invitation(tender: Tender, candidate: Bid, at: datetime) -> dict[str, Any]:
    """The invitation of one admitted candidate to bid in stage two."""
    members = [identified(member, public=False) for member in opening.confirmed_members(candidate)]
    return protocol(
        title=_("Invitation to stage two of the tender"),
        number=f"{tender.number}/I-{candidate.opened.order}",
        at=Moment(at),
        place=None,
        body=name_of(tender.organiser),
        about=name_of(tender, "title"),
        facts=[
            (_("To"), bidder_of(candidate, public=False)),
            (_("Tender"), tender.number),
            (_("Receipt"), candidate.receipt_number),
        ],
        sections=[
            section(
                _("Invitation"),
                para(
                    _(
                        "The commission admitted you by its decision on stage one. The documentation is approved and "
                        "published; you are invited to file a bid under it."
                    )
                ),
                *(
                    [para(_("With you are invited the members of your consortium:")), bullets(members)]
                    if members
                    else []
                ),
                facts(
                    [
                        (_("Submission of bids ends (inclusive)"), Moment(tender.closes_at)),
                        (_("Opening of bids"), Moment(tender.opens_at)),
                        (_("Place of opening"), name_of(tender, "opening_place")),
                        (_("Bid security"), Amount(tender.security_amount)),
                        (_("Bids are valid until"), Day(tender.bids_valid_until)),
                    ]
                ),
                note(
                    _(
                        "Only those who were admitted in stage one bid in stage two, alone or together. "
                        "The proposal of stage one is no bid and binds nobody."
                    )
                ),
            ),
        ],
    )
