"""Words of the commission's own rules, its sittings and papers."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "commission.not_seated": _("You do not sit on the commission of this tender."),
    "commission.out_of_office": _(
        "Your role of a commission at this organiser has ended; the seat alone gives no right. The organiser changes "
        "the composition by an order."
    ),
    "commission.undeclared": _(
        "Declare first that you have no conflict of interest; until then the bids are closed to you. "
        "A recused member takes no part."
    ),
    "commission.who_presides": _(
        "This step is taken by the chair, or by the deputy while the chair is away."
    ),
    "commission.who_leads": _("This step is taken by the chair, the deputy or the secretary."),
    "commission.who_heads": _("This step is taken by the chair or the deputy."),
    "commission.who_votes": _("This step is taken by a voting member; the secretary has no vote."),
    "commission.who_seated": _("This step is taken by the commission."),
    "commission.no_sitting": _("There is no sitting in session for this step. Open the sitting first."),
    "commission.other_sitting": _(
        "The sitting “%(running)s” is in session. Close it and open one for “%(needed)s”."
    ),
    "commission.no_quorum": _("The quorum is lost. Note who has arrived, or adjourn the sitting."),
    "commission.purpose": _("A sitting for this purpose does not fit the state of the tender."),
    "commission.unsigned": _(
        "The protocol is not signed yet, or a later decision is missing from it. Draft it, close the sitting "
        "and let everybody present sign."
    ),
    "commission.not_adopted": _(
        "The commission has not adopted this decision. Put it to the vote and close the vote."
    ),
    "papers.no_sitting": _("There has been no sitting that this protocol could tell of."),
    "papers.not_opened": _("The bids are not open yet; there is nothing to write down."),
    "papers.no_result": _("The commission has not voted on the result of the evaluation yet."),
    "papers.talks_run": _("The negotiation is still going on. End it, then write its protocol."),
    "papers.no_winner": _("The commission has not voted on the winner yet."),
    "papers.no_failure": _("The commission has not voted on the failure yet."),
}
