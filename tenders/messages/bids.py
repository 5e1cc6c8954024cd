from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, object] = {
    # until when
    "bid.late": _(
        "The bid came too late: it was received at %(at_ms)s, and submission ended at %(due_ms)s (inclusive). "
        "It was not accepted."
    ),
    "bid.paused": _(
        "Submission stands still while the documentation is amended or a court stays the tender. Your draft is "
        "kept; submit it when submission goes on."
    ),
    "bid.not_taken": _("This tender takes no bids now. Look at its page to see at which step it is."),
    "bid.change_late": _(
        "Submission ended at %(due_ms)s (inclusive); now it is %(at_ms)s. Nothing can be changed any more. What was "
        "submitted in time and not withdrawn stands as it was received."
    ),
    "bid.withdrawal_late": _(
        "Submission ended at %(due_ms)s (inclusive); now it is %(at_ms)s. A bid can no longer be changed or "
        "withdrawn."
    ),
    "bid.nothing_to_withdraw": _("There is no submitted bid to withdraw."),
    "bid.not_open": _("This bid can no longer be changed. If it was withdrawn, begin a new one."),
    # who
    "bid.not_lead": _("Only the lead of the consortium writes, submits and withdraws the bid."),
    "bid.no_attorney": _(
        "You hold no power of attorney of the bidder. Ask your organisation to register you as its representative."
    ),
    "bid.party_ineligible": _(
        "The organisation %(bin)s cannot be a private partner: it is a state body, the state holds half of it or "
        "more, or its registration is not confirmed yet."
    ),
    "bid.party_organises": _(
        "The organisation %(bin)s stands on the side of the public partner in this tender."
    ),
    "bid.party_on_commission": _(
        "A person of the organisation %(bin)s sits on the commission of this tender; it cannot take part."
    ),
    "bid.not_admitted": _(
        "Stage two is for those whom stage one admitted. The organisation %(bin)s stood behind no admitted proposal; "
        "go on without it."
    ),
    # once
    "bid.second": _(
        "The organisation %(bin)s already stands behind a bid in this tender; the earlier bid stands. Withdraw that "
        "bid first, or go on without this member."
    ),
    "bid.refiled": _("A bid was already filed in this tender and withdrawn; a second one is not accepted."),
    # the consortium
    "bid.member_pending": _(
        "The member %(bin)s has not confirmed yet. Wait for its representative, or remove the member."
    ),
    "bid.member_declined": _("The member %(bin)s has declined. Remove it, then submit."),
    "bid.member_unknown": _(
        "No organisation with the BIN %(bin)s is registered in the portal. It must sign up first."
    ),
    "bid.member_is_lead": _("This is your own BIN: the lead is a member already."),
    "bid.member_twice": _("The organisation %(bin)s was already invited to this consortium."),
    "bid.members_too_many": _("A consortium has at most %(most)s members besides the lead."),
    "bid.not_invited": _("Only a representative of the invited organisation answers the invitation."),
    "bid.member_already_counts": _(
        "The bid was submitted with your organisation as a member. Only the lead can change or withdraw it now."
    ),
    # the security
    "bid.security_missing": _(
        "The security of %(needed)s is not lodged yet. Enter the payment or the guarantee under “Security”, then "
        "submit."
    ),
    "bid.security_short": _(
        "The lodged security is less than %(needed)s. Lodge the whole amount, then submit."
    ),
    "bid.security_expires": _(
        "The guarantee ends before the bids do: it must be valid until %(until)s. Replace it, then submit."
    ),
    "bid.contract_outside_law": _(
        "With %(offered)s months of construction the contract would run %(months)s months in all; the Law allows "
        "%(least)s to %(most)s years. A contract on this bid could not be signed."
    ),
    # the draft
    "bid.empty": _("There is nothing to submit yet: fill in the bid first."),
    "bid.revision": _(
        "This bid was changed in another window meanwhile. What you typed is still below: compare it with the saved "
        "bid and save again."
    ),
    "bid.documentation_changed": _(
        "The documentation has a newer version. Read it and confirm it, then submit under the new version."
    ),
    "bid.files_too_many": _("A bid has at most %(most)s files. Remove one or join several into one."),
    # the content
    "bid.content.shape": _("The bid could not be read: its parts are not in the expected form."),
    "bid.content.count": _("Write a whole number in digits, without spaces: 24."),
    "bid.content.months": _("The term is at least one month."),
    "bid.content.headcount": _("The staff is at least one person."),
    "bid.content.staff": _(
        "The specialists named below are %(together)s people, more than the whole staff of %(staff)s."
    ),
    "bid.content.year": _("Write the year in four digits, from 1950 on."),
    "bid.content.day": _("Write the day as dd.mm.yyyy: 01.03.2015."),
    "bid.content.day_outside": _("Write a day from 1900 on that does not lie ahead of today."),
    "bid.content.bin": _(
        "A BIN or IIN has twelve digits, the last of which is a check digit: please compare."
    ),
    "bid.content.file": _("The file is no longer among the files of this bid. Choose another one."),
    "bid.content.choice": _("Choose one of the values of the list."),
    "bid.content.twice": _("“%(value)s” stands here twice. Remove one of the two."),
    "bid.content.amount_blank": _("Write an amount."),
    "bid.content.amount_letters": _("Write the amount in digits only: 18 324 558,50."),
    "bid.content.amount_negative": _("An amount is not negative."),
    "bid.content.amount_ambiguous": _(
        "The amount can be read in two ways. Write the thousands with spaces and the tiyn after a comma: "
        "18 324 558,50."
    ),
    "bid.content.amount_too_many_decimals": _("An amount has at most two digits after the comma."),
    "bid.content.amount_too_large": _("The amount is too large. Is the unit tenge, not tiyn?"),
}

NOTICES = {
    "bid.received": (
        _("Your bid in tender %(number)s was received"),
        _("The portal received the bid at %(received_at)s. Receipt %(receipt)s."),
    ),
    "bid.withdrawn": (
        _("Your bid in tender %(number)s was withdrawn"),
        _("The bid was withdrawn at %(at)s. The right to the return of its security stays."),
    ),
    "bid.member_invited": (
        _("Invitation to a consortium in tender %(number)s"),
        _(
            "%(lead)s asks your organisation to join its consortium. You count as a member only after you confirm."
        ),
    ),
    "bid.member_confirmed": (
        _("A member joined your consortium in tender %(number)s"),
        _("%(member)s confirmed that it takes part in your consortium."),
    ),
    "bid.member_declined": (
        _("A member declined in tender %(number)s"),
        _("%(member)s does not take part in your consortium. Remove it from the bid before you submit."),
    ),
}

# The points of the private check; see tenders.bid_check.
TASKS = {
    "summary": _("What the bid proposes, in short"),
    "k1_projects": _("K1: implemented projects, each with its evidence"),
    "k2_risks": _("K2: risks accepted in addition, each with its evidence"),
    "k3_funds": _("K3: own funds, each source with its amount and evidence"),
    "k4_months": _("K4: term of construction"),
    "k5_price": _("K5: payment for a place of residence a month"),
    "k6_headcount": _("K6: proposed staff"),
    "k6_specialists": _("K6: specialists, each row with its number and evidence"),
    "spv_name": _("Name of the project company"),
    "tax_debt": _("Tax debt"),
    "own_and_borrowed": _("Own and borrowed funds"),
    "guarantee": _("The bank guarantee among the files"),
}
