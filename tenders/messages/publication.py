from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "publication.figures_differ": _(
        "The figures of the two texts differ (%(place)s). Only in Kazakh: %(kk)s. Only in Russian: %(ru)s. "
        "Correct the text that is wrong."
    ),
    "publication.cutoff_past": _("The deadline %(closes_at)s is already past. Set a later one."),
    "publication.cutoff_fraction": _("A deadline is given in whole seconds."),
    "publication.too_short": _(
        "Bidders have at least %(days)s calendar days: the earliest possible last day is %(earliest)s."
    ),
    "publication.off_day": _(
        "%(day)s is not a working day. Choose another day or confirm that it is intended."
    ),
    "publication.opening_too_early": _("The opening must be later than the deadline %(closes_at)s."),
    "publication.validity_short": _(
        "Bids must stay valid for at least %(days)s calendar days after the deadline, until %(earliest)s or later."
    ),
    "publication.no_stage_one": _("This kind of tender has no stage one."),
    "publication.stage_one_cutoff": _("Set the end of stage one, later than now."),
    "publication.title_missing": _("Write the title of the tender in this language too."),
    "publication.stage_one_first": _(
        "This kind of tender begins with stage one: publish its task, then the documentation is approved."
    ),
    "publication.candidates_undecided": _(
        "The commission has not decided on the candidates of stage one yet: its protocol is to be signed first."
    ),
    "publication.too_few_candidates": _(
        "Stage one admitted %(admitted)s, and %(minimum)s are needed: the tender fails, it does not go on."
    ),
    "publication.not_discussed": _(
        "The minutes of the discussion of the technical proposals are not signed yet; the documentation follows them."
    ),
    "publication.reason_missing": _("Give the reason."),
    "publication.no_commission": _("Appoint the tender commission before publication."),
}
