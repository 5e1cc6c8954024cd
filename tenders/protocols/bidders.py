"""Who stands behind a bid, as papers and questions name them: one bidder, or a consortium by its lead and members."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import identity_of, name_of
from ppp_portal.documents.values import Both, Text
from tenders.models import Bid
from tenders.queries.opening import confirmed_members

CONSORTIUM = _("consortium")


def who(bid: Bid, *, public: bool = True) -> dict[str, Any]:
    """``name`` and ``identity`` for a sentence that asks for both. Of a consortium the second names the lead and
    every member with their numbers: all of them are the bidder (p. 28(1))."""
    members = confirmed_members(bid)
    if not members:
        return {"name": name_of(bid.bidder), "identity": identity_of(bid.bidder, public=public)}
    return {
        "name": CONSORTIUM,
        "identity": joined(
            [identified(bid.bidder, public=public), *(identified(one, public=public) for one in members)]
        ),
    }


def bidder_of(bid: Bid, *, public: bool = True) -> Text:
    """The bidder with its number; a consortium as a whole."""
    return Text("%(name)s (%(identity)s)", **who(bid, public=public))


def named(bid: Bid) -> Both | Text:
    """For a sentence that calls a single bidder by its name alone; a consortium is named as a whole there too."""
    said = who(bid)
    return Text("%(name)s (%(identity)s)", **said) if said["name"] is CONSORTIUM else said["name"]


def label_of(bid: Bid) -> Both | Text:
    """For the cells of a table: the name, or that it leads a consortium."""
    name = name_of(bid.bidder)
    return Text(_("Consortium led by %(name)s"), name=name) if confirmed_members(bid) else name


def identified(organisation: Any, *, public: bool) -> Text:
    return Text(
        "%(name)s, %(identity)s",
        name=name_of(organisation),
        identity=identity_of(organisation, public=public),
    )


def joined(parties: Iterable[Text]) -> Text:
    """The lead first, then the members."""
    lead, *members = parties
    said = Text(_("lead: %(party)s"), party=lead)
    for member in members:
        one = Text(_("member: %(party)s"), party=member)
        said = Text("%(before)s; %(one)s", before=said, one=one)
    return said
