from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "amendment.frozen": _(
        "The documentation could be amended until %(until)s. Afterwards the tender goes on as it stands "
        "or is cancelled with a reason."
    ),
    "amendment.nothing_changed": _("Nothing has been changed yet. Edit the documentation, then post it."),
    "amendment.text_changed": _(
        "The documentation was edited after it was submitted to you. Decline with a reason; the organiser's staff "
        "then submits it anew."
    ),
    "amendment.too_short": _("Bidders lose no time: the deadline cannot be earlier than %(least)s."),
    "amendment.cutoff_when_posting": _("The new deadline is set when the amended documentation is posted."),
    "interruption.reason_missing": _("Give the reason in both languages."),
    "stay.act_missing": _("Name the court and its act."),
    "stay.act_file": _("Attach the act of the court: the tender stands still on nothing else."),
    "stay.act_date": _("Give the date of the act, not later than today."),
}
