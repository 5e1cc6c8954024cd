"""What is said when a proposal, a step of the working group or a way on is refused; what is written in notices."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "proposal.not_taken": _("This notice takes no proposals now."),
    "proposal.late": _(
        "Proposals closed at %(due_ms)s; this came at %(at_ms)s. A proposal received later is not taken."
    ),
    "proposal.ineligible": _(
        "Only a private entity may propose: a state share of half or more rules it out."
    ),
    "proposal.other_side": _("Your organisation stands on the organiser's side here and cannot propose."),
    "proposal.initiator": _(
        "Your organisation initiated this project. An alternative is filed by somebody else."
    ),
    "proposal.no_attorney": _("Your role rests on no power of attorney of this organisation."),
    "proposal.application_missing": _(
        "Confirm the application to take part in direct negotiations: without it a proposal is not taken."
    ),
    "proposal.answer_missing": _("Answer requirement %(number)s of the notice in Kazakh and in Russian."),
    "proposal.confirmation_missing": _("Confirm qualification requirement %(number)s."),
    "proposal.tax_debt_unread": _("Give the tax debt in tenge, in digits; write 0 if there is none."),
    "proposal.own_funds_unread": _("Give the own funds in tenge, in digits; write 0 if there are none."),
    "proposal.borrowed_funds_unread": _(
        "Give the borrowed funds in tenge, in digits; write 0 if there are none."
    ),
    "proposal.affiliate_unread": _(
        "One of the affiliates' BINs or IINs is not right. Check its twelve digits."
    ),
    "proposal.not_own": _("This proposal belongs to another organisation."),
    "proposal.not_open": _("This proposal can no longer be changed."),
    "proposal.second": _(
        "Your organisation has a proposal to this notice already. Change that one: each bidder files one."
    ),
    "proposal.nothing_to_withdraw": _("There is no submitted proposal to withdraw."),
    "proposal.revision": _(
        "The draft was changed in another window meanwhile. Open the page anew and try again."
    ),
    "proposal.files_too_many": _("A proposal holds at most %(most)s files."),
    "proposal.not_closed_yet": _("Proposals are opened after the acceptance has closed, and once."),
    "proposal.stays_closed": _(
        "The envelope %(sha256)s… cannot be opened, so none is opened. Ask the technical administrator about its key, "
        "or put to the vote that the rest is opened."
    ),
    "proposal.none_damaged": _("Every envelope can be opened. Open all proposals."),
    "way.reason": _("Give the reason in Kazakh and in Russian."),
    "way.figures": _("The figures of the Kazakh and the Russian text differ. Make them the same."),
    "way.document": _("Attach the document on which this decision stands."),
    "way.unopened": _(
        "The working group has not opened yet what was received. It opens first, also when nobody proposed."
    ),
    "way.alternatives_stand": _(
        "There are alternatives in the register: %(count)s. Compare them; “no alternative” would pass them over."
    ),
    "way.head_alone": _(
        "Proposals were received: %(count)s. That none of them is left to compare is said by the head."
    ),
    "way.affiliate_open": _(
        "%(name)s is marked as an affiliate. The working group votes first whether its proposal is left out."
    ),
    "way.no_alternative": _("No alternative is left to compare. Record that there is none."),
    "way.no_recommendation": _(
        "The working group's recommendation is not signed yet. The decision refers to it and comes after it."
    ),
    "way.unanswered": _(
        "%(name)s proposed an alternative and has no written answer yet. Nothing is concluded before the answer."
    ),
    "answer.sent": _("This proposal has its written answer already."),
    "answer.still_sealed": _("Only a proposal that was opened is answered."),
    "answer.words": _("Write the answer in Kazakh and in Russian."),
    "group.not_seated": _("You do not sit in the working group of this notice."),
    "group.undeclared": _("Declare first that you have no conflict of interest."),
    "group.not_leading": _("This step is taken by the chair, the deputy or the secretary."),
    "group.no_sitting": _("Open a sitting first: the working group decides together."),
    "group.no_quorum": _("There is no quorum at the table."),
    "group.not_presiding": _(
        "Proposals are opened by whoever presides: the chair, or the deputy while the chair is not at the table."
    ),
    "group.hearsay": _(
        "For an opening only those are counted who confirmed under their own name that they are at the table: "
        "%(vouched)s of the %(needed)s needed. On the page of the sitting each confirms with “I am at the table”; not "
        "yet confirmed: %(names)s."
    ),
    "group.not_comparing": _(
        "Proposals are compared after the acceptance has closed and before the decision."
    ),
    "group.check_decided": _("The result on this proposal is fixed already."),
    "group.check_missing": _("Record a finding about each requirement first; missing: %(numbers)s."),
    "group.check_unvoted": _("The group has not voted on these findings. Put them to the vote in a sitting."),
    "group.check_changed": _(
        "The findings have changed since the group voted on them. Put them to the vote again."
    ),
    "group.no_affiliate": _("This proposal is not marked as an affiliate's."),
    "group.column_of_nobody": _(
        "A column is added for the one who works now, or for published facts. Whoever proposes an alternative "
        "files it in time and has its column by that."
    ),
    "group.own_column": _(
        "This organisation answers for itself. Where no answer came, record that there is none."
    ),
    "group.recommendation": _("Choose what the working group recommends."),
    "group.not_compared": _(
        "Close the comparison first: every cell filled, every proposal with its verdict."
    ),
}

RECOMMENDATIONS = {
    "tender": _("to choose the partner by a tender"),
    "need_not_exceeded": _("to find that the proposals do not exceed the need"),
    "reject": _("to reject the initiative"),
}

# What was decided, as the papers name it; below, the step that decides it.
WAYS = {
    "record_no_alternative": _("There is no alternative"),
    "record_alternatives": _("There are alternatives to compare"),
    "switch_to_tender": _("The partner is chosen by a tender"),
    "find_need_not_exceeded": _("The need is not exceeded"),
    "send_to_expertise": _("Expertise of the business plan"),
    "begin_negotiation": _("Direct negotiations begin"),
    "record_agreement": _("The terms are agreed"),
    "record_conclusion": _("The contract is concluded"),
    "reject_initiative": _("The initiative is rejected"),
    "withdraw_notice": _("The notice is withdrawn"),
}

STEPS = {
    "record_no_alternative": _("Record that there is no alternative"),
    "record_alternatives": _("Record that there are alternatives to compare"),
    "switch_to_tender": _("Choose the partner by a tender"),
    "find_need_not_exceeded": _("Find that the need is not exceeded"),
    "send_to_expertise": _("Send the business plan to its expertise"),
    "begin_negotiation": _("Begin the direct negotiations"),
    "record_agreement": _("Record that the terms are agreed"),
    "record_conclusion": _("Record that the contract is concluded"),
    "reject_initiative": _("Reject the initiative"),
    "withdraw_notice": _("Withdraw the notice"),
}

NOTICES = {
    "proposal.received": (
        _("Proposal to notice %(number)s received"),
        _("The sealed proposal was received at %(received_at)s. Receipt: %(receipt)s."),
    ),
    "proposal.withdrawn": (
        _("Proposal to notice %(number)s withdrawn"),
        _("The proposal was withdrawn at %(at)s. It stays sealed."),
    ),
    "proposal.questionnaire": (
        _("Questionnaire on your proposal to notice %(number)s"),
        _(
            "The working group asks the same questions of everybody. Answer them on the page of your proposal; answers "
            "are taken until %(until)s (inclusive)."
        ),
    ),
    "proposal.questionnaire_put_off": (
        _("More time for the questionnaire, notice %(number)s"),
        _(
            "The working group put the end of the answers off for everybody: they are taken until %(until)s "
            "(inclusive)."
        ),
    ),
    "proposal.questionnaire_brought_forward": (
        _("Less time for the questionnaire, notice %(number)s"),
        _(
            "The working group brought the end of the answers forward for everybody: they are taken until %(until)s "
            "(inclusive). Reason: %(reason)s"
        ),
    ),
    "proposal.answered": (
        _("Written answer to your proposal, notice %(number)s"),
        _("The organiser answered your proposal in writing. The letter is on the page of your proposal."),
    ),
}
