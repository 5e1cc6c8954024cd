"""Words of the negotiation and of the results."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "negotiation.live": _("A negotiation is going on. Nobody else is invited until it ends."),
    "negotiation.no_best": _("The commission has not found a bid the best yet. Put the result to the vote."),
    "negotiation.unsigned": _("The protocol of evaluation is not signed yet."),
    "negotiation.over": _("There is no negotiation going on."),
    "negotiation.stands_still": _(
        "The tender is in the state “%(state)s”, so the negotiation stands still. After a stay it goes on as it was."
    ),
    "negotiation.frozen": _("The documentation closes this to negotiation: %(number)s."),
    "negotiation.competed": _(
        "Clause %(number)s: the bid offers %(offer)s (%(criterion)s) where the documentation allowed %(limit)s. Say "
        "%(offer)s in both texts, and %(limit)s no more: the talks refine the contract, they do not change what won. "
        "If %(limit)s is about something else there, propose the clause with a tick that says so and the reason; the "
        "text may stay as it is."
    ),
    "negotiation.kept": _(
        "Clause %(number)s: %(limit)s (%(criterion)s) was announced, and the bid was evaluated beside it. Say it in "
        "both texts: the talks refine the contract, they do not change what won. If it is about something else there, "
        "propose the clause with a tick that says so and the reason."
    ),
    "negotiation.operation": _(
        "Clause %(number)s: the figure %(limit)s is the period of operation announced to everybody; the term of the "
        "contract is counted from it, and only an amendment of the documentation could change it. Say it in both "
        "texts. If it is about something else there, propose the clause with a tick that says so and the reason."
    ),
    "negotiation.investments": _(
        "Clause %(number)s: investments of %(limit)s were announced to everybody. Say them in both texts, or propose "
        "another sum with a tick that says so and the reason: the other side agrees to it, both protocols print it."
    ),
    "negotiation.risks": _(
        "Clause %(number)s: the contract prints the allocation of risks as a table, as the documentation and the bid "
        "have it (K2), and the talks do not change it. Leave the words as announced, or propose others with a tick "
        "that says that they change nothing in it, and what they are for."
    ),
    "negotiation.unrelated_reason": _(
        "Clause %(number)s: give the reason for what is ticked in Kazakh and in Russian, or take the tick away."
    ),
    "negotiation.both_languages": _("Write the clause in Kazakh and in Russian."),
    "negotiation.nothing_proposed": _("Nothing has been proposed for this clause."),
    "negotiation.empty_remark": _("Write the remark in both languages: Kazakh and Russian."),
    "negotiation.not_agreed": _("Not agreed by both sides yet: clauses %(numbers)s."),
    "negotiation.outcome": _("Say whether the bidder refused or the proposals are unacceptable."),
    "negotiation.reason": _("State the reason in Kazakh and in Russian."),
    "negotiation.other_clause": _("This clause is not part of the documentation in force."),
    "negotiation.no_side": _("You take no part in this negotiation."),
    "results.not_agreed": _("The negotiation has not ended with agreement."),
    "results.talks_unsigned": _(
        "The protocol of negotiation is not signed, or does not tell how the talks ended. Sign it first."
    ),
    "results.bid_expired": _(
        "The bids were valid until %(until)s. Nobody can be found winner on a bid that no longer binds its bidder; "
        "the tender can be declared failed on ground 3 with its citation."
    ),
    "results.not_adopted": _("The commission has not voted for the winner."),
    "results.unsigned": _("The protocol of results is not signed yet, or does not tell of the last vote."),
    "results.fault": _("Say whose fault it is: the winner's, the public partner's or nobody's."),
    "results.reason": _("State the reason."),
    "results.head_only": _("Only the organiser's head says whose fault it was."),
    "results.fault_recorded": _(
        "Nothing waits for this: no contract has lapsed, or whose fault it was is already on record."
    ),
    "results.fault_undecided": _(
        "The contract was not signed in time. The organiser's head records first, on the page of the contract, "
        "whose fault it was; then this step is possible."
    ),
    "results.nobody_evaded": _(
        "The winner is not at fault, so its bid is not dropped. The tender can be declared failed on ground 3 "
        "with its citation."
    ),
    "results.window_runs": _("The time for signing the contract runs until %(due_at)s."),
}

STATE_WORDS = {
    "open": _("The negotiation is going on."),
    "agreed": _("The parties agreed."),
    "refused": _("The bidder refused."),
    "unacceptable": _("The proposals were found unacceptable."),
}

NOTICES = {
    "tender.letter": (
        _("Results of tender %(number)s"),
        _(
            "The protocol of results of the tender “%(title)s” is signed. Your letter says what was decided and why."
        ),
    ),
    "tender.negotiation": (
        _("Negotiation in tender %(number)s"),
        _("The commission invites you to negotiate. Planned end: %(due_at)s."),
    ),
}
