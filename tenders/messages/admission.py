"""Words of the qualification and of the admission."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "admission.not_opened": _("This bid is not before the commission."),
    "admission.ground": _("Choose the ground of the rejection."),
    "admission.reason": _("State the reason of the rejection in Kazakh and in Russian."),
    "admission.not_checked": _("Requirements not checked yet: %(numbers)s. Check each of them first."),
    "admission.not_qualified": _(
        "A requirement is not met, so the bid cannot be admitted. Reject it with the reason, or correct the check."
    ),
    "admission.no_security": _(
        "No security stands behind this bid: none was lodged, or the custodian turned it down. "
        "Reject the bid with this reason."
    ),
    "admission.opening_unsigned": _(
        "The protocol of opening is not signed. Draft it, let everybody sign, then decide on the bids."
    ),
    "admission.security_unconfirmed": _(
        "The custodian has not confirmed the security of this bid, so nobody knows that it was paid. Wait until it "
        "is confirmed; if it is turned down, reject the bid with this reason."
    ),
    "admission.security_short": _(
        "The security confirmed is smaller than the documentation in force asks: %(needed)s. Reject the bid with "
        "this reason."
    ),
    "admission.security_expires": _(
        "The guarantee ends before the bids: the documentation in force asks for %(until)s or later. Reject the bid "
        "with this reason."
    ),
    "admission.qualified": _("All requirements are met: qualification is no ground of rejection."),
    "admission.cannot_count": _(
        "The bid cannot be counted: a value of the offer is missing or unreadable. Reject it as non-conforming."
    ),
    "admission.duplicate": _("An earlier bid of the same bidder or its member stands; this one is rejected."),
    "admission.undecided": _("Bids without an adopted decision: %(count)s. Put each of them to the vote."),
    "admission.no_sheet": _("There is no qualification sheet for this. Open the qualification first."),
}

GROUND_WORDS = {
    "qualification": _("the bidder does not meet the qualification requirements"),
    "non_conforming": _("the bid does not conform to the documentation"),
    "unreadable": _("the bid could not be opened"),
    "duplicate": _("an earlier bid of the same bidder stands"),
    "affiliate": _("an affiliate of the bidder takes part"),
    "security": _("the bid security does not meet the requirements"),
    "late_documents": _("documents required by the documentation are missing"),
}
