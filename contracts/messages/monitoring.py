"""Words about monitoring a contract in force."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "monitoring.wrong_state": _("This step is not possible in the state “%(state)s”."),
    "monitoring.contract_over": _(
        "The contract is no longer in force; nothing new is recorded. What was recorded stays."
    ),
    "monitoring.no_date": _("Write the date that the paper bears."),
    "monitoring.date_ahead": _("The paper cannot be dated after today, %(today)s."),
    "monitoring.backdated": _(
        "The paper is dated %(dated)s and registered on %(today)s: it is back-dated. The earliest date it may bear is "
        "%(earliest)s. Make a paper with its true date."
    ),
    "monitoring.dated_before_end": _(
        "The paper speaks of a time that was not over on its date. It may be dated from %(from)s on."
    ),
    "monitoring.month_outside": _("The contract does not run in this month. Choose another month."),
    "monitoring.month_between": _(
        "The contract was terminated before this month, and no partner had entered yet: there is nothing to mark."
    ),
    "monitoring.month_runs": _("The month is not over yet; it is marked from %(from)s on."),
    "monitoring.no_mark": _("Choose: performed, or not performed."),
    "monitoring.no_evidence": _(
        "A month is marked as not performed only with evidence: attach the act, the photographs, the measurements."
    ),
    "monitoring.month_counted": _(
        "On this month rests a proposal to replace the private partner that was decided. Its mark stays."
    ),
    "monitoring.no_correction": _(
        "This month has a mark already. To correct it, give the reason in both languages; the old mark stays readable."
    ),
    "monitoring.not_late": _("This month has no mark that came late; there is nothing to explain."),
    "monitoring.admitted": _("Why this month counts was said already; it stays as it was said."),
    "monitoring.admission_day": _(
        "The paper is dated between %(from)s and %(to)s: not before the month it speaks of, not after today."
    ),
    "monitoring.nothing_to_reply": _("There is nothing to reply to."),
    "monitoring.predecessors_month": _(
        "Your organisation was no partner in this month yet; nobody answers for a predecessor."
    ),
    "monitoring.replied": _("The reply was given; it stays as it is."),
    "monitoring.no_period": _("A report says for which period it is: write the first and the last day."),
    "monitoring.period_backwards": _("The period ends before it begins."),
    "monitoring.period_runs": _("The period ends on %(last)s and is not over yet. Report when it is over."),
    "monitoring.period_reported": _(
        "For exactly this period there is a report. Give a supplement another period."
    ),
    "monitoring.no_file": _("Attach the file."),
    "monitoring.no_number": _("Write the number of the paper."),
    "monitoring.number_taken": _("This number is taken within the contract. Choose another."),
    "monitoring.no_due_day": _("Write by when it is to be done."),
    "monitoring.due_outside": _("The day lies outside the contract, which ends on %(ends_on)s."),
    "monitoring.no_until": _("Write until when it repeats."),
    "monitoring.done_day": _("Write the day; it cannot be later than today, %(today)s."),
    "monitoring.no_side": _("Choose who owes it: the public or the private side."),
    "monitoring.no_direction": _(
        "Choose one of the two directions: the conditions of the contract, or the environment and safety of works."
    ),
    "monitoring.remedy_day": _("Give the private partner time to remedy it: a day after today, %(today)s."),
    "monitoring.no_amount": _("Write the sum of the act, more than zero."),
    "monitoring.proposal_answered": _("The proposal was decided; the decision stays."),
    "monitoring.run_broken": _(
        "A mark was corrected since: there are no longer six consecutive months. The contract goes on."
    ),
    "monitoring.proposal_choice": _(
        "Choose: the private partner is to be replaced, or the contract goes on."
    ),
}

NOTICES = {
    "card.month_not_performed": (
        _("Contract %(contract)s: a month is marked as not performed"),
        _("The month of %(month)s. The private partner replies not later than %(due_at)s."),
    ),
    "card.month_reply_due": (
        _("Contract %(contract)s: the time to reply about a month is nearly over"),
        _(
            "The month of %(month)s, marked as not performed: without a reply by %(due_at)s it counts among the six."
        ),
    ),
    "card.month_late": (
        _("Contract %(contract)s: a month was marked late"),
        _(
            "The month of %(month)s counts among the six once the organiser's head has said why, with a paper."
        ),
    ),
    "card.month_admitted": (
        _("Contract %(contract)s: a month marked late counts"),
        _("The head said why the month of %(month)s counts; the reason and its paper stand on its page."),
    ),
    "card.month_replied": (
        _("Contract %(contract)s: the private partner replied"),
        _("The reply concerns the month of %(month)s."),
    ),
    "card.month_gap": (
        _("Contract %(contract)s: a month has no mark"),
        _("The month of %(month)s is over and was neither marked as performed nor as not performed."),
    ),
    "card.six_months": (
        _("Contract %(contract)s: six months were not performed"),
        _(
            "From %(first)s on, every month is recorded as not performed, with evidence and the partner's reply. "
            "The organiser's head decides whether the private partner is to be replaced."
        ),
    ),
    "card.duty_due": (
        _("Contract %(contract)s: an obligation falls due"),
        _("It is due on %(due_on)s and stands in the calendar of obligations."),
    ),
    "card.report_handed_in": (
        _("Contract %(contract)s: a report of the private partner"),
        _("Report %(report)s was handed in."),
    ),
    "card.finding_notified": (
        _("Contract %(contract)s: notice of breach %(finding)s"),
        _("To be remedied by %(remedy_on)s; reply not later than %(due_at)s."),
    ),
    "card.finding_replied": (
        _("Contract %(contract)s: reply to notice %(finding)s"),
        _("The private partner replied to the notice of breach."),
    ),
    "card.act_handed_in": (
        _("Contract %(contract)s: act %(act)s waits for acceptance"),
        _("Accept it or return it with reasons not later than %(due_at)s."),
    ),
    "card.act_silent": (
        _("Contract %(contract)s: act %(act)s was not answered in time"),
        _("The time ended on %(due_at)s. Silence accepts nothing: the act still waits for an answer."),
    ),
    "card.act_answered": (
        _("Contract %(contract)s: act %(act)s was answered"),
        _("The public side accepted the act or returned it with reasons."),
    ),
    "card.conclusion": (
        _("Contract %(contract)s: monitoring report %(report)s"),
        _("The public partner's report of monitoring is ready, with what it found in both directions."),
    ),
}
