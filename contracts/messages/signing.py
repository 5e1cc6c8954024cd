"""Words for the refusals and notices of contracts."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "contract.wrong_state": _("This step is not possible while the contract is in the state “%(state)s”."),
    "contract.wrong_role": _(
        "Your role does not take this step. Choose another role or ask the person in charge."
    ),
    "contract.window_over": _(
        "The term for signing ended on %(due_at)s. The contract can no longer be signed; the organiser's head "
        "records why it was not concluded."
    ),
    "contract.term_empty": _("Essential term %(term)s is empty. Write it in both languages."),
    "contract.term_not_agreed": _(
        "Essential term %(term)s has not been agreed by both sides. Without it the contract is not concluded."
    ),
    "contract.figures_differ": _(
        "The figures of the two texts differ (%(place)s). Only in Kazakh: %(kk)s. Only in Russian: %(ru)s. "
        "Correct the text that is wrong."
    ),
    "contract.closed_clause": _(
        "Clause %(number)s is closed to negotiation: its text must stand in this term word for word."
    ),
    "contract.figures_lost": _(
        "The results left these figures in the term, and they are missing now: %(figures)s. Word it anew with the "
        "same figures: what was announced, competed and negotiated is not changed when the contract is signed."
    ),
    "contract.unexplained": _(
        "The words of the contract differ from what it is made of in %(count)s places, listed above. Correct the "
        "terms, or say in Kazakh and in Russian what those figures and words mean: the contract prints it and both "
        "sides sign it."
    ),
    "contract.text_missing": _("Write the term in this language too."),
    "contract.term_changed": _(
        "The text was changed while you were reading. Read it again before you agree."
    ),
    "contract.other_months": _("The contract says %(contract)s months, the winning bid %(bid)s."),
    "contract.other_price": _("The contract says %(contract)s, the winning bid %(bid)s."),
    "contract.other_risks": _("The table of risks differs from the outcome of the evaluation: %(codes)s."),
    "contract.spv_not_special": _(
        "Only in projects of special significance does a company of the winner sign. The winner signs itself."
    ),
    "contract.spv_not_declared": _("The bid did not declare a project company, so the winner signs itself."),
    "contract.spv_founder": _("The company must be founded by the winner, BIN or IIN %(winner)s."),
    "contract.spv_is_winner": _("The project company is another legal entity than the winner."),
    "contract.spv_unknown": _(
        "No confirmed organisation with this BIN is registered. The company registers in the portal first."
    ),
    "contract.spv_no_guarantee": _("Give the amount of the bank guarantee of the company's obligations."),
    "contract.spv_guarantee_over": _(
        "The guarantee must be valid today and for as long as the contract fixes."
    ),
    "contract.spv_blank": _("Fill in this line of the guarantee."),
    "contract.spv_not_decided": _(
        "The commission has not decided on the company. Put the question to the vote in a sitting first."
    ),
    "contract.spv_other_claim": _(
        "The winner changed the company or its guarantee after the vote. Put the claim that stands now to the vote."
    ),
    "contract.spv_vote_runs": _(
        "The commission is voting on the company. Wait for the end of the vote; "
        "a claim changed after it is voted on anew."
    ),
    "contract.spv_decided": _("The commission has already let this company sign; the organiser approves it."),
    "contract.spv_not_named": _("The winner has not named its project company yet."),
    "contract.spv_not_fixed": _(
        "State what the contract fixes for the guarantee: its amount and its last day."
    ),
    "contract.spv_guarantee_short": _(
        "The contract requires a guarantee of %(needed)s; given are %(given)s."
    ),
    "contract.spv_guarantee_ends": _("The guarantee must be valid until %(until)s; it ends on %(given)s."),
    "contract.spv_missing": _(
        "The winner declared a project company: its approval comes before the contract is sent to be signed."
    ),
    "contract.spv_approved": _("The company has been approved; its details no longer change."),
    "contract.head_signs": _(
        "For the public side the head of the organiser and of every public partner signs."
    ),
    "contract.partner_no_head": _(
        "%(name)s signs this contract as a public partner, but its head is not registered in the portal. "
        "Ask it to register its head first."
    ),
    "contract.not_a_party": _("Your organisation does not sign this contract."),
    "contract.no_authority": _("There is no document that gives you the right to sign."),
    "contract.other_text": _("The text was changed while you were reading. Read it again before you sign."),
    "contract.no_file": _("Add the signed file: a scan, or the CMS with the signatures."),
    "contract.registration_number": _(
        "Give the registration number as the register wrote it: there is at least one figure in it."
    ),
    "contract.registration_day": _("Give the day of registration."),
    "contract.registration_day_wrong": _(
        "The day of registration lies between the signature (%(from)s) and today (%(to)s)."
    ),
    "contract.not_signed": _("The contract is published once it is signed."),
    "contract.not_lapsed": _("The fault is recorded when the contract was not concluded in time."),
    "contract.fault_recorded": _("The fault has already been recorded."),
    "contract.fault_choice": _("Choose whose fault it is, or that it is nobody's."),
    "contract.reason_missing": _("Give the reason."),
    "contract.refusal_document": _("Name the letter or the minutes in which the winner refused."),
}

NOTICES = {
    "contract.drafted": (
        _("Draft contract %(contract)s"),
        _("The results are signed. Agree the eight essential terms and sign not later than %(due_at)s."),
    ),
    "contract.term_edited": (
        _("Contract %(contract)s: a term was changed"),
        _("Essential term %(term)s was changed; both sides agree to it anew."),
    ),
    "contract.terms_agreed": (
        _("Contract %(contract)s: all eight terms are agreed"),
        _("The contract can be sent to be signed, not later than %(due_at)s."),
    ),
    "contract.to_sign": (
        _("Contract %(contract)s is ready to be signed"),
        _("Read the text and sign it not later than %(due_at)s."),
    ),
    "contract.recalled": (
        _("Contract %(contract)s was recalled from signing"),
        _("Signatures given so far no longer count. Reason: %(reason)s"),
    ),
    "contract.signed": (
        _("Contract %(contract)s is signed"),
        _("Both sides signed on %(signed_at)s. The organiser registers the contract."),
    ),
    "contract.registered": (
        _("Contract %(contract)s is registered"),
        _("Registration number %(registration)s. The security of the bid is returned."),
    ),
    "contract.window_ending": (
        _("Contract %(contract)s: day %(day)s of the signing window"),
        _("The contract is not signed yet. The last instant is %(due_at)s."),
    ),
    "contract.lapsed": (
        _("Contract %(contract)s was not concluded"),
        _("The term ended on %(due_at)s. The organiser's head records whose fault it is."),
    ),
    "contract.fault": (
        _("Contract %(contract)s: the fault was recorded"),
        _("It stands on the page of the contract, with the reason and what follows for the security."),
    ),
    "contract.spv_declared": (
        _("Contract %(contract)s: a project company was named"),
        _("The commission decides whether the company signs in the winner's place."),
    ),
}
