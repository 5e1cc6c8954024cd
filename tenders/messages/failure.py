"""Words of the failed tender."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "failure.ground": _("Choose the ground on which the tender fails."),
    "failure.citation": _(
        "Ground 3 needs its citation in both languages: quote the case of paragraph 43 word for word."
    ),
    "failure.not_44_1": _("Bids were received in time, so ground 1 does not apply."),
    "failure.not_44_2": _(
        "Not all bids were found non-conforming, so ground 2 does not apply. Where the last bidder refused or evaded, "
        "choose ground 3 with its citation."
    ),
    "failure.not_44_4": _("Ground 4 applies only when the qualification selection admitted fewer than two."),
    "failure.not_proposed": _("No ground has been proposed."),
    "failure.gone": _("The ground no longer holds. Recall the protocol."),
}

GROUND_LABELS = {
    "44-1": _("no bids were received in time"),
    "44-2": _("no bid conforms to the documentation"),
    "44-3": _("a case of paragraph 43"),
    "44-4": _("fewer than two were admitted by the qualification selection"),
}
