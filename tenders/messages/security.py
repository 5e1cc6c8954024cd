from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "security.stage_one": _(
        "No security is lodged on stage one. Lodge it with the bid of stage two; a sum already paid is returned."
    ),
    "security.too_late": _(
        "Bids are not taken now, so no security is lodged either. Look at the tender's dates."
    ),
    "security.no_investments": _(
        "The documentation states no assumed investments, so the security cannot be computed. Ask the organiser."
    ),
    "security.form": _("Choose the form: cash deposit or bank guarantee."),
    "security.currency": _("The security is lodged in tenge, not in %(currency)s."),
    "security.short": _(
        "The security is too small: %(needed)s are required, %(missing)s are missing. Pay the rest or have the "
        "guarantee raised, then enter the whole sum."
    ),
    "security.less_than_before": _(
        "The custodian has already confirmed %(entered)s; a larger security may replace it, not a smaller one."
    ),
    "security.date_ahead": _("The date of the document lies ahead of today, %(on)s. Correct it."),
    "security.validity_missing": _("State until which day the guarantee is valid."),
    "security.expires": _(
        "The guarantee ends before the bid: it must be valid until %(until)s or later. Ask the bank to extend it."
    ),
    "security.blank": _("Fill in this line: without it the custodian cannot find the payment."),
    "security.account_shape": _(
        "An account in Kazakhstan has 20 signs and begins with KZ. Copy it from the bank's statement."
    ),
    "security.account_checksum": _(
        "The check digits of the account do not fit: a sign is mistyped. Copy it from the bank's statement."
    ),
    "security.already_confirmed": _(
        "The custodian has already confirmed this security. Ask the custodian before anything is changed."
    ),
    "security.nothing_to_verify": _(
        "There is nothing to confirm: the security is not waiting for the custodian."
    ),
    "security.same_payment": _(
        "A payment or guarantee of this number, date, sum and issuer already stands in the ledger for another bid, and "
        "one payment secures one bid. Say that it cannot be confirmed; or, if the bank's statement shows two of them, "
        "state in both languages how you know. The commission reads it after the opening."
    ),
    "security.neutral_only": _(
        "Choose “not found” here: the same payment stands for another bid, and own words could tell of it."
    ),
    "security.reason_missing": _("Say why, so that the bidder knows what to put right."),
    "security.not_custodian": _("Only the security custodian of this organiser does this."),
    "security.return_blocked": _(
        "A forfeiture has been proposed, so nothing is returned until the organiser's head has decided."
    ),
    "security.not_due": _("No event has made a return due, or the security has already been settled."),
    "security.verify_first": _("Confirm first that the money or the guarantee was received, then return it."),
    "security.other_account": _(
        "The bidder named the account %(account)s for the return. Pay to that account."
    ),
    "security.date_before_event": _(
        "The payment document cannot be older than the event that made it due: %(not_before)s or later."
    ),
    "security.forfeit_before_winner": _(
        "No winner has been decided, so nothing is forfeited: drop the bid and choose the next best."
    ),
    "security.forfeit_ground": _("Choose the ground of paragraph 33 on which the forfeiture rests."),
    "security.forfeit_protocol": _("Name the number of the protocol that records the ground."),
    "security.forfeit_other_protocol": _(
        "This is no paper of this tender. Name the note on the lapse or a signed protocol: %(numbers)s."
    ),
    "security.forfeit_other_ground": _(
        "Another ground is on record with the lapse of the contract. Take the recorded one, or let the security go "
        "back."
    ),
    "security.forfeit_not_found": _(
        "The commission has not found the proposals of this bidder unacceptable by an adopted vote. "
        "Take the ground on record."
    ),
    "security.forfeit_no_evasion": _(
        "No evasion of the winner is on record. Record it with the contract first."
    ),
    "security.forfeit_nothing_held": _("Nothing is held of this security, so nothing can be forfeited."),
    "security.forfeit_no_budget": _("The documentation does not name the budget that receives the sum."),
    "security.forfeit_decided": _("The forfeiture has already been decided."),
    "security.forfeit_head_only": _("The organiser's head decides on a forfeiture."),
    "security.forfeit_reason": _("State why the security is not forfeited."),
    "security.forfeit_discrepancy": _(
        "Paragraph 34 refers to paragraph 33 in Russian and to paragraph 38 in Kazakh. Confirm that you know of "
        "this difference; it is printed on the decision."
    ),
    "security.forfeit_not_decided": _(
        "The payment to the budget follows the decision of the organiser's head."
    ),
}

NOTICES = {
    "security.lodged": (
        _("Security to confirm: tender %(number)s"),
        _("%(payer)s lodged a security of %(amount)s. Check the account and confirm it before the opening."),
    ),
    "security.verified": (
        _("Security confirmed: tender %(number)s"),
        _("The custodian confirmed your security of %(amount)s."),
    ),
    "security.rejected": (
        _("Security not confirmed: tender %(number)s"),
        _(
            "The custodian could not confirm your security: %(reason)s. Correct the details or lodge it again "
            "before the end of submission, %(closes_at)s."
        ),
    ),
    "security.not_found": (
        _("Security not confirmed: tender %(number)s"),
        _(
            "The custodian could not find this payment or guarantee. Compare every line with the bank's document, and "
            "correct the details or lodge it again before the end of submission, %(closes_at)s."
        ),
    ),
    "security.fell_short": (
        _("Raise your security: tender %(number)s"),
        _(
            "The amended documentation asks for %(needed)s, valid until %(until)s; yours is %(amount)s. Raise it "
            "before the end of submission, %(closes_at)s: a bid with less is not admitted."
        ),
    ),
    "security.return_due": (
        _("Security to be returned: tender %(number)s"),
        _("%(amount)s are to be returned to %(payer)s not later than %(due_at)s."),
    ),
    "security.return_ahead": (
        _("Your security will be returned: tender %(number)s"),
        _("%(amount)s are to be on their way to your account not later than %(due_at)s."),
    ),
    "security.remind_return": (
        _("The term for returning a security is ending: tender %(number)s"),
        _("Return %(amount)s to %(payer)s not later than %(due_at)s."),
    ),
    "security.return_overdue": (
        _("A security was not returned in time: tender %(number)s"),
        _("%(amount)s for %(payer)s were due on %(due_at)s."),
    ),
    "security.returned": (
        _("Security returned: tender %(number)s"),
        _("%(amount)s were returned by document %(reference)s."),
    ),
    "security.forfeit_proposed": (
        _("Forfeiture proposed: tender %(number)s"),
        _("The security of the winner, %(amount)s, is kept until people have decided."),
    ),
    "security.forfeit_to_decide": (
        _("Forfeiture to decide: tender %(number)s"),
        _("The security of %(amount)s was proposed for forfeiture; the organiser's head decides."),
    ),
    "security.forfeit_declined": (
        _("Forfeiture declined: tender %(number)s"),
        _("The organiser's head declined the forfeiture. The security will be returned."),
    ),
    "security.forfeit_ordered": (
        _("Forfeiture decided: tender %(number)s"),
        _("The organiser's head decided that %(amount)s go to the budget."),
    ),
}
