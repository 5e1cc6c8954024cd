"""What a refused check says, why a sheet does not pass, and the words of its arithmetic."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "sheet.cost": _("The cost of the object must be greater than zero."),
    "sheet.decided": _("This qualification sheet has been decided and can no longer be changed."),
    "check.not_asked": _("Requirement %(number)s is not asked for on this sheet."),
    "check.blank": _(
        "Choose the result of the check of requirement %(number)s: met, not met or not checked."
    ),
    "check.reason": _("State why the requirement is not met."),
    "check.languages": _("Both protocols print this text. Write it in Kazakh and in Russian."),
    "check.evidence": _("Name the evidence or attach the document that shows that the requirement is met."),
    "check.certificate_late": _(
        "The certificate is dated %(on)s, after the last day for bids (%(deadline)s). It cannot be taken into account."
    ),
    "check.certificate_expired": _(
        "The certificate was valid until %(until)s and had expired when bids closed."
    ),
    "check.certificate_term": _("The certificate ends before it begins. Check both dates."),
    "check.amount_not_asked": _("This sum is not asked for by the requirement."),
    "check.amount_negative": _("A sum cannot be negative: %(amount)s."),
    "check.amount_missing": _("Enter this sum; write 0 if there is none."),
    "check.mci_unknown": _(
        "The monthly calculation index of 1 January %(year)s is not known to the portal. "
        "Ask the administrator to enter it."
    ),
    "check.debt_over": _(
        "The tax debt of %(debt)s is above the limit of %(limit)s; the requirement is not met."
    ),
    "check.cost_unknown": _("The cost of the object is not stated on this sheet."),
    "check.funds_short": _("The funds are below the required %(needed)s; the requirement is not met."),
    "qualification.not_checked": _("Requirement %(number)s has not been checked. Record a result first."),
    "qualification.not_met": _("Requirement %(number)s is not met: %(reason)s"),
}

STEPS = {
    "mci": _("Monthly calculation index on 1 January %(year)s"),
    "debt_limit": _("Limit: %(multiple)s monthly calculation indices"),
    "debt": _("Tax debt"),
    "debt_within": _("Within the limit by"),
    "debt_over": _("Above the limit by"),
    "cost": _("Cost of the object"),
    "funds_needed": _("Needed: %(percent)s %% of the cost"),
    "own": _("Own funds"),
    "borrowed": _("Borrowed funds"),
    "own_only_enough_chosen": _("Own funds only: %(percent)s %% – enough"),
    "own_only_short_chosen": _("Own funds only: %(percent)s %% – not enough"),
    "own_only_enough_other": _(
        "Own funds only: %(percent)s %% – enough (the other reading, for information)"
    ),
    "own_only_short_other": _(
        "Own funds only: %(percent)s %% – not enough (the other reading, for information)"
    ),
    "own_or_borrowed_enough_chosen": _("Own and borrowed funds: %(percent)s %% – enough"),
    "own_or_borrowed_short_chosen": _("Own and borrowed funds: %(percent)s %% – not enough"),
    "own_or_borrowed_enough_other": _(
        "Own and borrowed funds: %(percent)s %% – enough (the other reading, for information)"
    ),
    "own_or_borrowed_short_other": _(
        "Own and borrowed funds: %(percent)s %% – not enough (the other reading, for information)"
    ),
}
