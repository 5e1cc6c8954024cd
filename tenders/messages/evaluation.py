"""Words of the evaluation."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "evidence.range": _("Accept between 0 and %(claimed_number)s, no more than is claimed."),
    "evidence.whole": _("Projects, risks and specialists are counted in whole numbers."),
    "evidence.reason": _("State why it is not accepted in full: the bidder reads the reason."),
    "evidence.reason_languages": _(
        "The reason is printed in both protocols. Write it in Kazakh and in Russian."
    ),
    "evidence.not_admitted": _("Only the evidence of admitted bids is decided."),
    "evidence.not_construction": _("By the published policy only construction projects count."),
    "evidence.counted_already": _(
        "The same project of the same customer is accepted already, and by the published policy a project of several "
        "consortium members counts once. Accept 0 with this reason."
    ),
    "evidence.not_additional": _(
        "This risk is not one the public partner bears, so taking it is not additional. Accept 0 with this reason."
    ),
    "evidence.not_own": _("By the published policy only own capital counts, and a loan is none."),
    "evidence.five_years": _(
        "K6 asks for more than five years of work experience on the day bids close; five years exactly do not count."
    ),
    "evidence.other_field": _("By the published policy the experience must be in construction."),
    "evaluation.nobody": _("No bid was admitted, so there is nothing to evaluate."),
    "evaluation.too_few": _("Fewer bids were admitted than this kind of tender needs: the tender fails."),
    "evaluation.undecided": _(
        "Pieces of evidence without a decision: %(count)s. Accept or disallow each of them."
    ),
    "evaluation.signed": _(
        "The protocol of evaluation has been sent to be signed; the sheet does not change any more."
    ),
    "evaluation.stale": _("Evidence was decided otherwise after the points were counted. Count them again."),
    "evaluation.not_leader": _("Only a bid with the most points can be found the best."),
    "evaluation.tie_reason": _("Among equal bids the choice needs its reason in Kazakh and in Russian."),
    "evaluation.nobody_left": _(
        "No bid is left. A failure is declared by hand with its citation (ground 3)."
    ),
}

KIND_WORDS = {
    "k1": _("К1, project"),
    "k2": _("К2, risk"),
    "k3": _("К3, own funds"),
    "k6a": _("К6, higher education"),
    "k6b": _("К6, secondary education"),
}
