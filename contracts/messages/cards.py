"""Words about contracts in force."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "text.missing": _("Write it in this language too."),
    "text.figures_differ": _(
        "The figures of the two texts differ. Only in Kazakh: %(kk)s. Only in Russian: %(ru)s. "
        "Correct the text that is wrong."
    ),
    "card.change_elsewhere": _(
        "Parties, terms and risks do not change here: a new partner comes by assignment or by replacement."
    ),
    "card.head_changes": _("A tariff and the obligations of the state are changed by the head."),
    "card.wrong_state": _("This step is not possible while the contract is in the state “%(state)s”."),
    "card.wrong_role": _(
        "Your role does not take this step. Choose another role or ask the person in charge."
    ),
    "card.no_number": _("Write the number of the contract."),
    "card.number_taken": _(
        "A contract with this number is already entered. Open it in the list of contracts."
    ),
    "card.text_missing": _("Write it in this language too."),
    "card.no_proof": _(
        "Attach the contract, or name the public source of its facts in both languages. Nothing is entered from memory."
    ),
    "card.no_public_partner": _("Name the public partner."),
    "card.no_private_partner": _("Name the private partner."),
    "card.signed_tomorrow": _("The contract cannot have been signed after today, %(today)s."),
    "card.no_end": _("Write the last day of the contract."),
    "card.ends_before_start": _("The contract begins on %(start)s; its last day comes later."),
    "card.ends_before_first": _(
        "As concluded it ended on %(first)s; an extension makes it longer, not shorter."
    ),
    "card.beyond_limit": _(
        "A contract lasts at most %(years)s years, extensions included; this one began on %(start)s. "
        "Choose an earlier last day."
    ),
    "card.no_basis": _("Write in this language on what the parties agreed."),
    "card.change_without_document": _(
        "Attach the supplementary agreement: a contract changes only by what both sides agreed."
    ),
    "card.warning_answered": _("This warning has its answer; what was answered stays."),
    "card.warning_over": _(
        "This warning was about the end on %(ends_on)s, which is not to come any more. That nobody answered stays on "
        "record."
    ),
    "card.warning_choice": _("Choose what is done: a tender, an extension, or the contract ends."),
    "card.warning_note": _("Explain in a few words; an auditor will read it beside the warning."),
    "card.unknown_partner": _(
        "No confirmed organisation with this BIN is registered. Write its name instead."
    ),
}

NOTICES = {
    "card.ending": (
        _("Contract %(contract)s ends in %(months)s months"),
        _(
            "Its last day is %(ends_on)s. Say what is done: a tender in time, an extension, or the contract ends."
        ),
    ),
    "card.expired": (
        _("Contract %(contract)s is over"),
        _("Its last day was %(ends_on)s. The object is handed over; an expired contract is not extended."),
    ),
    "card.changed": (
        _("Contract %(contract)s changed"),
        _("A new version of the card was registered, with its basis and document."),
    ),
}
