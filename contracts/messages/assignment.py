"""Words about assignment of claim and transfer of debt."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "assignment.not_the_partner": _(
        "Only the private partner asks to assign its claim or to transfer its debt."
    ),
    "assignment.not_in_force": _("The contract is not in force."),
    "assignment.running": _("A request is being examined already; wait for its end."),
    "assignment.unknown_assignee": _(
        "No confirmed organisation with this BIN is registered. The assignee registers in the portal first."
    ),
    "assignment.to_itself": _("The assignee is another organisation than the private partner."),
    "assignment.kind": _("Choose what passes."),
    "assignment.assignor_gone": _("Who asked for it has no part in the contract any more."),
    "assignment.share_beyond": _(
        "The assignor holds %(held)s %% of the private partner's part and passes not more than that."
    ),
    "assignment.no_such_consent": _("Choose one of the parties whose written consent is needed."),
    "assignment.share": _("State the share that passes: more than 0 and at most 100."),
    "assignment.no_application": _("Attach the application."),
    "assignment.wrong_state": _("This step is not possible while the request is in the state “%(state)s”."),
    "assignment.check_open": _(
        "The sheet of the assignee is open already: record each requirement on the page of the request."
    ),
    "assignment.not_checked": _("Some of the eight requirements are not checked yet."),
    "assignment.not_qualified": _(
        "The assignee does not meet the requirements of a bidder; the request can only be refused."
    ),
    "assignment.oral_consent": _("Attach the letter: an oral consent does not count."),
    "assignment.consent_number": _("Write the number of the letter."),
    "assignment.consent_day": _("The letter is dated between the request, %(from)s, and today, %(to)s."),
    "assignment.no_public_consent": _("The public partner %(who)s has not consented in writing."),
    "assignment.no_operator_consent": _(
        "The contract has an operator: the Kazakh text asks for its written consent too. Enter it first."
    ),
    "assignment.consented": _("This consent is entered already."),
    "assignment.no_agreement": _("Attach the signed agreement."),
    "assignment.agreement_number": _("Write the number of the agreement."),
    "assignment.agreement_day": _(
        "The agreement is signed between the last consent, %(from)s, and today, %(to)s."
    ),
}

NOTICES = {
    "card.assignment_requested": (
        _("Contract %(contract)s: the private partner asks to assign"),
        _("Check the assignee by the eight requirements, then the consents."),
    ),
    "card.assignment_operator_asked": (
        _("Contract %(contract)s, of which you are the operator: the private partner asks to assign"),
        _(
            "By the Kazakh text of paragraph 56 your written consent is needed; send the letter to the organiser."
        ),
    ),
    "card.assignment_operator_applied": (
        _("Contract %(contract)s, of which you are the operator: the assignment is in force"),
        _("Another private partner, or one more, stands on the card of the contract."),
    ),
    "card.assignment_operator_ended": (
        _("Contract %(contract)s, of which you are the operator: the request to assign ended without effect"),
        _(
            "It was refused or lapsed; the private partner stays as it was. Your consent is not needed any more."
        ),
    ),
    "card.assignment_assignee_named": (
        _(
            "Contract %(contract)s: its private partner asks to pass it, or a part of it, to your organisation"
        ),
        _(
            "The organiser checks your organisation by the eight requirements and gathers the written consents; "
            "you are told how it ends."
        ),
    ),
    "card.assignment_assignee_ended": (
        _("Contract %(contract)s: the request to pass it to your organisation ended without effect"),
        _("It was refused or lapsed; your organisation takes no part in the contract."),
    ),
    "card.assignment_qualified": (
        _("Contract %(contract)s: the assignee is qualified"),
        _("The written consents come next."),
    ),
    "card.assignment_consented": (
        _("Contract %(contract)s: the consents to the assignment are given"),
        _("Sign the agreement and enter it."),
    ),
    "card.assignment_signed": (
        _("Contract %(contract)s: the agreement on the assignment is signed"),
        _("The organiser enters the new party on the card."),
    ),
    "card.assignment_applied": (
        _("Contract %(contract)s: the assignment is in force"),
        _("The card has a new version."),
    ),
    "card.assignment_lapsed": (
        _("Contract %(contract)s: the request to assign No. %(number)s is over"),
        _("It was not in force before the contract ended; nothing passes to the assignee."),
    ),
    "card.assignment_dropped": (
        _("Contract %(contract)s: the request to assign No. %(number)s is dropped"),
        _("The replacement of the private partner was opened; nothing passes to the assignee."),
    ),
    "card.assignment_refused": (
        _("Contract %(contract)s: the assignment was refused"),
        _("The reason stands on the page of the request."),
    ),
}
