"""Words about the end of a contract and the hand-over."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "ending.wrong_state": _("This step is not possible in the state “%(state)s”."),
    "ending.no_ground": _(
        "A contract ends before its day by agreement of the parties or by a judgment in force. Choose one."
    ),
    "ending.no_document": _("Attach the agreement or the judgment."),
    "ending.no_number": _("Write the number of the document."),
    "ending.day_wrong": _("Write the day; it lies between %(from)s and %(to)s."),
    "ending.still_in_force": _(
        "The contract is still in force. The list can be made now; it is closed and signed when the contract is over."
    ),
    "ending.no_assets": _("The list is empty. Enter what is handed over, line by line."),
    "ending.no_quantity": _("Write the quantity, more than zero."),
    "ending.no_value": _("Write the book value; zero for what is fully depreciated."),
    "ending.no_bearer": _("Say whose property it becomes."),
    "ending.no_place": _("Write where it is handed over."),
    "ending.not_a_party": _("Only the two sides of the contract sign the act."),
    "ending.head_signs": _(
        "For the public side the organiser's head signs, for the private side its representative."
    ),
    "ending.no_authority": _("There is no document that gives you the right to sign."),
    "ending.other_text": _("The list was changed while you were reading. Read it again before you sign."),
    "ending.signed": _("Your side has signed already."),
}

NOTICES = {
    "card.terminated": (
        _("Contract %(contract)s is terminated"),
        _("It ended on %(ended_on)s. The object is handed over by a list and an act."),
    ),
    "card.hand_over_to_sign": (
        _("Contract %(contract)s: the hand-over act is ready to be signed"),
        _("Read the list of assets and sign the act."),
    ),
    "card.hand_over_recalled": (
        _("Contract %(contract)s: the hand-over act was taken back"),
        _("The list is being corrected; signatures given so far no longer count."),
    ),
    "card.hand_over_signed": (
        _("Contract %(contract)s: the hand-over act is signed"),
        _("Both sides signed the act; the list says what becomes whose."),
    ),
}
