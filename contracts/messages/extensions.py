"""Words about the extension of a contract."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "extension.wrong_state": _("This step is not possible while the extension is in the state “%(state)s”."),
    "extension.not_a_party": _("Only a party of the contract asks for its extension."),
    "extension.after_expiry": _(
        "The contract was in force until %(ends_on)s; one that is over is not revived. A new contract needs a tender."
    ),
    "extension.terminated": _(
        "The contract is terminated; one that is over is not revived. A new contract needs a tender."
    ),
    "extension.partner_replaced": _(
        "The private partner is being replaced. Ask for an extension when the contract with the new partner is on the "
        "card, or the replacement is stopped."
    ),
    "extension.no_further": _(
        "The extension to %(ends_on)s was granted once, without a further one. A new contract needs a tender."
    ),
    "extension.running": _("Another request for this contract is being examined. Finish it first."),
    "extension.no_ground": _(
        "This is no ground for an extension. Choose one of the three grounds of the order, or the agreement of the "
        "parties under the Law."
    ),
    "extension.no_time_is_no_ground": _(
        "That no time is left for a tender is no ground by itself. Choose one of the three grounds of the order, or "
        "the agreement of the parties under the Law, with its evidence."
    ),
    "extension.no_evidence": _("Attach the evidence of the ground."),
    "extension.not_longer": _("The contract ends on %(ends_on)s; an extension ends later."),
    "extension.start_unknown": _(
        "The first day of the contract is not known here. State in both languages on what you rest that the whole "
        "term is at most %(years)s years."
    ),
    "extension.beyond_limit": _(
        "With the extension the contract would last more than %(years)s years from %(start)s. Choose an earlier day."
    ),
    "extension.limit_reached": _(
        "The contract began on %(start)s and lasts to %(ends_on)s: these are the whole %(years)s years of the Law. It "
        "cannot be extended; a new contract needs a tender."
    ),
    "extension.recommendation_paper": _("Attach the paper with the recommendation."),
    "extension.not_compared": _(
        "The alternatives are not compared yet: close the comparison with an answer in every cell and a verdict "
        "for every offer."
    ),
    "extension.not_recommended": _("The working group has not given its recommendation yet."),
    "extension.not_voted": _(
        "The working group has not voted on the extension: nothing to write a protocol on. Put the recommendation to "
        "the vote first."
    ),
    "extension.recommended_already": _(
        "The working group has voted on its recommendation already; its protocol tells how."
    ),
    "extension.group_recommends": _(
        "A working group of this portal examines this request. Its signed protocol is the recommendation; a paper "
        "does not stand for it."
    ),
    "extension.group_unknown": _("Choose a commission of your own organisation."),
    "extension.no_sitting": _("Open a sitting of the working group first."),
    "extension.decision_number": _("Write the number of the decision."),
    "extension.decision_paper": _("Attach the decision."),
    "extension.decision_day": _("Write the date of the decision."),
    "extension.decided_after_expiry": _(
        "The decision must be taken not later than %(ends_on)s, the last day of the contract."
    ),
    "extension.decision_day_wrong": _("The date of the decision lies between %(from)s and %(to)s."),
    "extension.no_budget_commission": _(
        "The obligations of the state change: attach the conclusion of the budget commission."
    ),
    "extension.no_maslikhat": _("The obligations of the state change: attach the decision of the maslikhat."),
    "extension.change_unsaid": _(
        "The state pays under this contract. Attach the papers of the budget commission and of the maslikhat, or say "
        "in both languages why a longer term leaves its obligations as they are."
    ),
    "extension.line_half": _("Fill this in too, or leave the whole row blank."),
    "extension.line_figures": _("The figures of the two names differ. Correct the one that is wrong."),
    "extension.line_twice": _(
        "This changes in another row already. One row for each thing, with its whole value."
    ),
    "obligations.no_number": _("Write the number of this paper."),
    "obligations.no_date": _("Write the date of this paper."),
    "obligations.no_file": _("Attach this paper."),
    "obligations.dated_later": _(
        "This paper is dated after %(until)s; the decision rests on it, so it comes before."
    ),
    "extension.beyond_request": _(
        "The request was for an extension to %(ends_on)s. A later day needs a request of its own."
    ),
    "extension.line_beyond_request": _(
        "Row %(row)s: what is granted lies between %(from)s, as it is now, and %(to)s, as it was asked for."
    ),
    "extension.no_incumbent": _(
        "The present private partner has no column. Add it: it answers the same questions as everybody."
    ),
    "extension.no_others": _(
        "Only the present private partner is compared. Add the other offers, or say in both languages whom you asked "
        "and who did not answer."
    ),
    "extension.group_judges": _("A working group examines this request: its members give the verdict."),
    "extension.recommendation_day": _(
        "The recommendation is dated between the closing of the comparison, %(from)s, and today, %(to)s."
    ),
    "extension.partner_signs_here": _(
        "The private partner has a representative on this portal, who signs here. A paper does not stand for it."
    ),
    "extension.agreement_day": _("The agreement is dated between the decision, %(from)s, and today, %(to)s."),
    "extension.head_signs": _(
        "The organiser's head and a representative of the private partner sign the supplementary agreement."
    ),
    "extension.no_authority": _("On the strength of what do you sign? Your role has no document."),
    "extension.other_text": _("The text was changed while you were reading. Read it again before you sign."),
    "extension.agreement_paper": _("Attach the signed agreement."),
}

NOTICES = {
    "card.extension_requested": (
        _("Contract %(contract)s: an extension is asked for"),
        _("A party asks to extend the contract to %(until)s. The ground and its evidence are examined."),
    ),
    "card.extension_approved": (
        _("Contract %(contract)s: the extension is decided"),
        _("Read the supplementary agreement to %(until)s and sign it before the contract ends."),
    ),
    "card.extension_refused": (
        _("Contract %(contract)s: the extension is refused"),
        _(
            "The organiser's head refused it. The reasons stand on the page of the request and in its printed file."
        ),
    ),
    "card.extension_lapsed": (
        _("Contract %(contract)s: the request to extend No. %(number)s is over"),
        _("Both sides had not signed it before the contract ended; a contract that is over is not extended."),
    ),
    "card.extension_dropped": (
        _("Contract %(contract)s: the request to extend No. %(number)s is dropped"),
        _(
            "The replacement of the private partner was opened. The last day of the contract stays as it was; an "
            "extension can be asked for anew when the replacement has ended."
        ),
    ),
    "card.extension_left": (
        _("Contract %(contract)s: the request to extend No. %(number)s is dropped"),
        _(
            "The private partner passed its part in the contract to another. The last day stays as it was; either "
            "party of today may ask for an extension anew."
        ),
    ),
    "card.extension_applied": (
        _("Contract %(contract)s is extended"),
        _("Both sides signed; it is now in force until %(until)s. A new version of the card was registered."),
    ),
}
