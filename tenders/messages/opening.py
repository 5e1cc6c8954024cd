"""Words of the opening."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "opening.early": _("Bids are not opened before the announced hour: %(opens_at)s."),
    "opening.unconfirmed": _(
        "The opening needs two confirmations in this sitting: of the presiding member and of one other voting member."
    ),
    "opening.hearsay": _(
        "For an opening only those are counted who confirmed under their own name that they are at the table: "
        "%(vouched)s of the %(needed)s needed. On the page of the sitting each confirms with “I am at the table”; not "
        "yet confirmed: %(names)s."
    ),
    "opening.no_bids": _("No bid was received in time. Propose that the tender be declared failed."),
    "opening.cannot_open": _(
        "%(count)s sealed bids do not open, so nothing is revealed. Check the sealing key and the storage with "
        "the administrator; if a bid stays closed, the commission may record by vote that it cannot be read. "
        "Commitments: %(hashes)s."
    ),
    "opening.unknown_bid": _(
        "No sealed bid of this tender has this commitment. "
        "Copy it whole from the message about the bids that do not open."
    ),
    "opening.opens": _(
        "This bid opens, or the commission has given it up already; there is nothing to vote on. Open the bids."
    ),
}

# What the opening notices about a bid.
PROBLEMS = {
    "unreadable": _("the envelope could not be opened"),
    "not_json": _("the content is not readable"),
    "other_format": _("the content has another format"),
    "other_tender": _("the bid was made for another tender"),
    "other_stage": _("the bid was made for another stage"),
    "offer": _("a value of the offer is missing or impossible"),
    "value": _("a value cannot be read"),
    "too_many": _("more rows than allowed; the rest is not counted"),
    "no_evidence": _("no file stands behind these entries"),
    "file_missing": _("the file is missing or does not open"),
    "file_changed": _("the file is not the one that was described"),
    "file_type": _("the file is not what its name says; it is kept as plain bytes"),
    "duplicate": _(
        "an earlier bid of the same bidder or of its member was found, and the earlier one stands"
    ),
    "refiled": _(
        "this bidder had filed a bid in this tender before and withdrawn it; whether this one may stand beside it the "
        "commission decides"
    ),
    "replaced_partner": _(
        "the private partner whom this tender replaces stands behind this bid; paragraph 62(1) speaks of a new partner "
        "and bars nobody by name, so the commission decides by the eight requirements (article 32)"
    ),
    "affiliate": _(
        "this bid or an earlier one names the other side as its affiliate; whether they are affiliated the "
        "commission finds"
    ),
}

# Where in a bid: the lists and values of its content.
PLACES = {
    "projects": _("project %(number)s"),
    "risks": _("risk %(number)s"),
    "funds": _("own funds, row %(number)s"),
    "specialists": _("specialists, row %(number)s"),
    "offer.months": _("Construction, months"),
    "offer.price": _("Payment per place a month"),
    "offer.headcount": _("Staff proposed"),
    "offer.risks_transferred": _("risks transferred to the public partner"),
}
