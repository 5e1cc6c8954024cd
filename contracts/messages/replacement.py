"""Words about the replacement of the private partner."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "replacement.running": _(
        "A replacement already runs for this contract. Open it from the contract's page."
    ),
    "replacement.card_over": _("Only the partner of a contract in force or just terminated is replaced."),
    "replacement.months_missing": _(
        "The monitoring shows %(found)s consecutive months of non-performance; %(needed)s are needed. A performed "
        "month starts anew; a month without a mark, without evidence or without an answer does not count, nor does a "
        "month before the present partner entered, or a month on which the head has already decided."
    ),
    "replacement.head_decides": _(
        "The organiser's head decides on the replacement first, or opens the case itself."
    ),
    "replacement.manager_order": _("Attach the order by which somebody else is named to manage the object."),
    "replacement.wrong_state": _("This step is not possible while the case is in the state “%(state)s”."),
    "replacement.over": _("The case is over; nothing is added to it any more."),
    "replacement.creditors_paper": _(
        "Attach what was agreed with the creditors, or say that there are none: "
        "these obligations pass to the new partner."
    ),
    "replacement.no_creditor_terms": _(
        "The terms agreed with the creditors are not in the documentation. They stand there as a clause closed to "
        "negotiation, word for word as in the case of replacement; write the clause as it was."
    ),
    "replacement.creditors_listed": _(
        "Creditors stand on the card of the contract: %(names)s. Write the obligations agreed with them."
    ),
    "replacement.no_creditors_head": _(
        "That there are no creditors is said by the organiser's head, in words and with a paper."
    ),
    "replacement.step_own": _(
        "This step is not entered as a paper: it is taken where it happens, or it is not a step of the case."
    ),
    "replacement.start_head": _(
        "The 270 days run already. Only the organiser's head changes from what, on a paper of both partners."
    ),
    "replacement.start_paper": _("Attach the paper by which both partners agree to the other event."),
    "replacement.acts_declared": _(
        "The list of acts was declared complete by the organiser's head; nothing is added to it any more."
    ),
    "replacement.acts_waiting": _(
        "Acts of the old partner have no answer yet: %(numbers)s. Accept or return them in the monitoring first."
    ),
    "replacement.acts_missing": _("Accepted acts are not counted yet: %(numbers)s. Take them over first."),
    "replacement.adjustment_ground": _("Choose why these places differ."),
    "replacement.adjustment_places": _("Choose at least one changed place."),
    "replacement.unexplained": _(
        "“%(place)s” differs from the documentation of the old tender and nobody said why. Explain it in the case of "
        "replacement, or write it as it was."
    ),
    "replacement.no_difference_table": _(
        "The documentation of the old tender is not on this portal. Attach the table of differences to the case."
    ),
    "replacement.no_project": _("Choose the project: the old contract was not concluded on this portal."),
    "replacement.contract_kind": _(
        "Choose the kind of the contract: the two official texts name it differently."
    ),
    "replacement.step_too_early": _("Earlier steps have no evidence yet: %(steps)s."),
    "replacement.step_done": _("This step has its evidence already; what was entered stays."),
    "replacement.step_number": _("Write the number of the paper."),
    "replacement.step_paper": _("Attach the paper: a step is shown by its evidence."),
    "replacement.step_day": _("Write the day."),
    "replacement.step_day_wrong": _(
        "The day lies between %(from)s and %(to)s: not before the papers on which the step stands, not after today."
    ),
    "replacement.target_day": _("Choose a day from today on."),
    "replacement.not_terminated": _(
        "The contract with the old partner is not terminated yet. Enter its termination in the case of replacement."
    ),
    "replacement.start_event": _("Choose from what the 270 days run."),
    "replacement.start_not_there": _("This event has no evidence in the case yet. Enter it first."),
    "replacement.steps_missing": _("These steps have no evidence yet: %(steps)s."),
    "replacement.unpaid": _("%(left)s of the confirmed costs are not paid yet."),
    "replacement.terminated": _(
        "The contract with the old partner is terminated; the case cannot be stopped any more."
    ),
    "replacement.tender_runs": _("Cancel the replacement tender first, or wait for its end."),
    "replacement.no_act": _(
        "Attach the act of works. Only costs confirmed by an act are compensated; without it the sum is not counted."
    ),
    "replacement.outside_case": _(
        "A replacement tender begins in the case of its contract, which asks why anything differs from the old "
        "documentation. Open Contracts in force, choose the contract and go to Replacement of the partner; "
        "a contract concluded elsewhere is entered there first."
    ),
    "replacement.act_to_choose": _(
        "Choose an accepted act of the old partner that is not counted yet. "
        "An act that was never handed in on this portal is entered by hand with its file."
    ),
    "replacement.act_in_monitoring": _(
        "Act %(number)s was accepted on this portal. Take it over from the accepted acts: "
        "its day, sum and file come with it."
    ),
    "replacement.act_not_accepted": _(
        "Act %(number)s was handed in on this portal and is not accepted, so it confirms no cost. "
        "Only an act accepted on the page of monitoring is taken over."
    ),
    "replacement.act_day": _("Write the day; it cannot be later than today, %(today)s."),
    "replacement.act_amount": _("Write the sum in tenge; it is more than zero."),
    "replacement.act_design": _(
        "The part within the design estimate lies between zero and the act's %(amount)s."
    ),
    "replacement.number_taken": _("A paper with this number is entered already."),
    "replacement.acts_open": _(
        "The list of acts is not declared complete yet; there is nothing to reply to."
    ),
    "replacement.acts_replied": _("The reply was given; it stays as it is."),
    "replacement.payment_too_early": _("The new partner pays after its contract is signed."),
    "replacement.nothing_confirmed": _(
        "No act confirms any cost yet. Enter the acts of works first; without an act nothing is compensated."
    ),
    "replacement.payment_proof": _("Attach the proof of the payment."),
    "replacement.paid_over": _("Only %(left)s are still to be paid."),
}

NOTICES = {
    "replacement.opened": (
        _("Contract %(contract)s: the private partner is to be replaced"),
        _(
            "Six months of non-performance are recorded. The steps and their evidence stand on the page of the case."
        ),
    ),
    "replacement.tender": (
        _("Contract %(contract)s: replacement tender %(tender)s is being prepared"),
        _("Its documentation is that of the old tender; every difference is explained."),
    ),
    "replacement.step": (
        _("Contract %(contract)s, replacement: %(step)s"),
        _("The paper is registered in the case."),
    ),
    "replacement.partner": (
        _("Contract %(contract)s: the new partner is determined"),
        _("It is %(partner)s. The contract is signed within 90 days."),
    ),
    "replacement.registered": (
        _("Contract %(contract)s passed to the new partner"),
        _("It is %(partner)s. The rights pass within ten working days, the confirmed costs within 270 days."),
    ),
    "replacement.start": (
        _("Contract %(contract)s: the 270 days for the payment are counted"),
        _("They run from %(start_on)s; the event stands on the page of the case."),
    ),
    "replacement.start_unknown": (
        _("Contract %(contract)s: nobody has said from what the 270 days run"),
        _(
            "The order does not name it. Say it in the case of replacement; until then the payment has no last day."
        ),
    ),
    "replacement.acts_declared": (
        _("Contract %(contract)s: the list of acts is declared complete"),
        _(
            "The acts confirm %(amount)s to be paid to the old partner, which may reply to it on the page of the case."
        ),
    ),
    "replacement.acts_replied": (
        _("Contract %(contract)s: the old partner replied to the list of acts"),
        _(
            "The reply stands on the page of the case, in its file and in the calculation of the compensation."
        ),
    ),
    "replacement.paid": (
        _("Contract %(contract)s: the compensation is paid"),
        _("The old partner has received %(amount)s, everything that acts confirm."),
    ),
    "replacement.rights_due": (
        _("Contract %(contract)s: the time for the rights to pass is nearly over"),
        _("They pass by %(due_at)s. Enter the acceptance act in the case of replacement."),
    ),
    "replacement.payment_due": (
        _("Contract %(contract)s: the time to pay the confirmed costs is nearly over"),
        _("The new partner pays them by %(due_at)s; the payment is entered in the case of replacement."),
    ),
    "replacement.rights_late": (
        _("Contract %(contract)s: the rights have not passed in time"),
        _("The ten working days ended on %(due_at)s. Enter the acceptance act."),
    ),
    "replacement.payment_late": (
        _("Contract %(contract)s: the confirmed costs are not paid in time"),
        _("The 270 days ended on %(due_at)s. People decide what follows."),
    ),
    "replacement.closed": (
        _("Contract %(contract)s: the replacement is completed"),
        _("The file of the case is printed in both languages."),
    ),
    "replacement.stopped": (
        _("Contract %(contract)s: the replacement was stopped"),
        _("The contract goes on with the old partner. The reason stands on the page of the case."),
    ),
}
