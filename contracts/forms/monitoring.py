"""What people type while a contract is performed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.forms.cards import CLAUSE, NUMBER, long, paper, short
from contracts.monitoring_states import Direction, Mark, ProposalAnswer
from contracts.states import Side
from ppp_portal.web.inputs import AmountField, DayField, DraftForm

BOTH_DATES = _("The date on the paper. The time of registration is kept beside it by the portal.")


class MonthForm(DraftForm):
    """The mark of a month that has none yet."""

    mark = forms.ChoiceField(label=_("Mark"), choices=Mark, widget=forms.RadioSelect, required=False)
    reason_kk = long(_("What was performed and what was not"))
    reason_ru = long(_("What was performed and what was not"))
    dated_on = DayField(label=_("Date on the act"), help_text=BOTH_DATES, required=False)
    upload = forms.FileField(
        label=_("Evidence (required if the month was not performed, optional if it was)"), required=False
    )


class CorrectionForm(MonthForm):
    """The same for a month that has a mark: why it is corrected."""

    correction_kk = long(_("Reason of the correction"), rows=2)
    correction_ru = long(_("Reason of the correction"), rows=2)


class AdmissionForm(DraftForm):
    """Why a month that was marked late counts."""

    admission_kk = long(_("Why the month counts although it was marked late"))
    admission_ru = long(_("Why the month counts although it was marked late"))
    paper_on = DayField(label=_("Date on the paper"), help_text=BOTH_DATES, required=False)
    upload = paper(_("Document"))


class ReplyForm(DraftForm):
    optional = ("upload",)

    reply_kk = long(_("Reply"))
    reply_ru = long(_("Reply"))
    upload = paper(_("Document"))


class ProposalForm(DraftForm):
    answer = forms.ChoiceField(
        label=_("Decision"),
        choices=[choice for choice in ProposalAnswer.choices if choice[0]],
        widget=forms.RadioSelect,
        required=False,
    )
    reason_kk = long(_("Reasons"))
    reason_ru = long(_("Reasons"))


class DutyForm(DraftForm):
    optional = ("every", "until")

    side = forms.ChoiceField(label=_("Who"), choices=Side)
    direction = forms.ChoiceField(label=_("Direction of monitoring"), choices=Direction)
    title_kk = short(_("What is to be done"))
    title_ru = short(_("What is to be done"))
    clause_kk = short(_("Clause of the contract"), CLAUSE)
    clause_ru = short(_("Clause of the contract"), CLAUSE)
    due_on = DayField(label=_("Due"), required=False)
    every = forms.TypedChoiceField(
        label=_("Repeats"),
        choices=[
            (0, _("once")),
            (1, _("every month")),
            (3, _("every quarter")),
            (6, _("every half-year")),
            (12, _("every year")),
        ],
        coerce=int,
        required=False,
    )
    until = DayField(label=_("Repeats until"), required=False)

    def clean_every(self) -> int:
        """Left blank it is due once."""
        return self.cleaned_data["every"] or 0


class DoneForm(DraftForm):
    done_on = DayField(label=_("Done on"), required=False)
    upload = paper(_("Document"))


class ReportForm(DraftForm):
    number = short(_("Number"), NUMBER)
    period_from = DayField(label=_("Period from"), required=False)
    period_to = DayField(label=_("Period to"), required=False)
    summary_kk = long(_("Summary"))
    summary_ru = long(_("Summary"))
    dated_on = DayField(label=_("Date of the report"), help_text=BOTH_DATES, required=False)
    upload = paper(_("The report"))


class ConclusionForm(DraftForm):
    """Both directions of p. 100."""

    number = short(_("Number"), NUMBER)
    period_from = DayField(label=_("Period from"), required=False)
    period_to = DayField(label=_("Period to"), required=False)
    conditions_kk = long(_("Conditions and procedures of the contract"), rows=6)
    conditions_ru = long(_("Conditions and procedures of the contract"), rows=6)
    environment_kk = long(_("Environment and safety of works"), rows=6)
    environment_ru = long(_("Environment and safety of works"), rows=6)
    dated_on = DayField(label=_("Date of the report"), help_text=BOTH_DATES, required=False)


class FindingForm(DraftForm):
    optional = ("upload",)

    number = short(_("Number"), NUMBER)
    direction = forms.ChoiceField(label=_("Direction of monitoring"), choices=Direction)
    text_kk = long(_("What was found"))
    text_ru = long(_("What was found"))
    clause_kk = short(_("Clause of the contract"), CLAUSE)
    clause_ru = short(_("Clause of the contract"), CLAUSE)
    found_on = DayField(label=_("Found on"), help_text=BOTH_DATES, required=False)
    remedy_on = DayField(label=_("To be remedied by"), required=False)
    upload = paper(_("Evidence"))


class NoticeForm(DraftForm):
    """The day by which the breach is remedied; another one where the first went by before the notice."""

    remedy_on = DayField(label=_("To be remedied by"), required=False)


class OutcomeForm(DraftForm):
    outcome_kk = long(_("What was done"))
    outcome_ru = long(_("What was done"))


class ActForm(DraftForm):
    number = short(_("Number"), NUMBER)
    title_kk = short(_("What is handed in"))
    title_ru = short(_("What is handed in"))
    amount = AmountField(label=_("Sum, ₸"), required=False)
    dated_on = DayField(label=_("Date on the act"), help_text=BOTH_DATES, required=False)
    upload = paper(_("The act"))


class ReturnForm(DraftForm):
    reason_kk = long(_("Reasons"))
    reason_ru = long(_("Reasons"))
