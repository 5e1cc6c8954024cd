"""What people type in a case of replacing the private partner."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.forms.cards import NUMBER, long, paper, short
from contracts.replacement_states import AdjustmentGround, ContractKind, StartEvent
from ppp_portal.web import wording
from ppp_portal.web.inputs import AmountField, DayField, DraftForm


class OpeningForm(DraftForm):
    """Why the case is opened; somebody else is named only where the old partner is gone."""

    optional = ("old_partner_gone", "manager_kk", "manager_ru", "order_number", "upload")

    ground_kk = long(_("Why the partner is replaced"))
    ground_ru = long(_("Why the partner is replaced"))
    old_partner_gone = forms.BooleanField(
        label=_("The old partner is liquidated or dead; somebody else manages the object"), required=False
    )
    manager_kk = short(_("Who manages the object"))
    manager_ru = short(_("Who manages the object"))
    order_number = short(_("Number of the order"), NUMBER)
    upload = paper(_("Order of the public partner"))


class BeginTenderForm(DraftForm):
    """The replacement tender: what contract it ends with, what is owed to creditors."""

    optional = ("no_creditors",)

    title_kk = short(_("Title of the tender"))
    title_ru = short(_("Title of the tender"))
    contract_kind = forms.ChoiceField(
        label=_("What contract is concluded with the new partner"),
        choices=ContractKind,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("The two official texts differ; the parties choose."),
    )
    creditor_terms_kk = long(
        _("Obligations agreed with the creditors, or how it is known that there are none")
    )
    creditor_terms_ru = long(
        _("Obligations agreed with the creditors, or how it is known that there are none")
    )
    upload = paper(_("Paper agreed with the creditors, or the paper that shows that there are none"))
    no_creditors = forms.BooleanField(
        label=_("The old partner has no creditors"),
        required=False,
        help_text=_("Said by the organiser's head."),
    )


class ProjectTenderForm(BeginTenderForm):
    """The same where the old contract was concluded outside this portal: the project is chosen."""

    project_id = forms.TypedChoiceField(label=_("Project"), required=False, empty_value=None)

    def __init__(self, *args: Any, projects: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project_id"].choices = [(row.pk, row.title) for row in projects]  # type: ignore[attr-defined]


class ChangesForm(DraftForm):
    """Why the chosen places differ from the documentation of the old tender."""

    places = forms.MultipleChoiceField(
        label=_("Changed places"), widget=forms.CheckboxSelectMultiple, required=False
    )
    ground = forms.ChoiceField(
        label=_("Why they differ"), choices=AdjustmentGround, widget=forms.RadioSelect, required=False
    )
    reason_kk = long(_("Reason, with the paper it rests on"))
    reason_ru = long(_("Reason, with the paper it rests on"))

    def __init__(self, *args: Any, changes: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = [(row.place, row.label) for row in changes]  # type: ignore[attr-defined]


class PaperForm(DraftForm):
    upload = paper(_("Table of differences"))


class StepForm(DraftForm):
    """The paper that shows a step."""

    optional = ("note_kk", "note_ru")

    done_on = DayField(label=_("Day of the paper"), required=False)
    number = short(_("Number of the paper"), NUMBER)
    note_kk = long(_("What it says"))
    note_ru = long(_("What it says"))
    upload = paper(_("Paper"))


class PlanForm(DraftForm):
    target_on = DayField(
        label=_("Planned for"),
        required=False,
        help_text=_("The order sets no time for this step. The day is a plan and binds nobody."),
    )


class ManagerForm(DraftForm):
    manager_kk = short(_("Who manages the object"))
    manager_ru = short(_("Who manages the object"))
    order_number = short(_("Number of the order"), NUMBER)
    done_on = DayField(label=_("Day of the order"), required=False)
    upload = paper(_("Order of the public partner"))


class StartForm(DraftForm):
    """From what the 270 days run."""

    optional = ("start_on", "source_kk", "source_ru", "upload")

    start_event = forms.ChoiceField(
        label=_("The 270 days run from"), choices=StartEvent, widget=forms.RadioSelect, required=False
    )
    start_on = DayField(
        label=_("Day of the event"),
        required=False,
        help_text=_("Only for another event; the day of the others stands in the case."),
    )
    source_kk = short(_("Clause of the contract that names the event"))
    source_ru = short(_("Clause of the contract that names the event"))
    upload = paper(_("Paper of both partners, where what was said is changed"))


class ActForm(DraftForm):
    """An act of works and the costs it confirms."""

    optional = ("within_design",)

    number = short(_("Number of the act"), NUMBER)
    dated = DayField(label=_("Date of the act"), required=False)
    what_kk = short(_("Works"))
    what_ru = short(_("Works"))
    amount = AmountField(label=_("Confirmed costs, ₸"), required=False)
    within_design = AmountField(
        label=_("Of these within the design estimate, ₸"),
        required=False,
        help_text=_("Leave it blank where no estimate covers the act. It is shown, not taken off."),
    )
    upload = paper(_("Act of works"))


class AcceptedActForm(DraftForm):
    """An act that was accepted in the monitoring; what is typed beside it is the part of the design estimate."""

    optional = ("within_design",)

    accepted_id = forms.TypedChoiceField(
        label=_("Accepted act"), coerce=int, widget=forms.RadioSelect, required=False, empty_value=None
    )
    within_design = AmountField(
        label=_("Of these within the design estimate, ₸"),
        required=False,
        help_text=_("Leave it blank where no estimate covers the act. It is shown, not taken off."),
    )

    def __init__(self, *args: Any, acts: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accepted_id"].choices = [(row.pk, _named(row)) for row in acts]  # type: ignore[attr-defined]


def _named(act: Any) -> str:
    return f"{act.number}, {wording.day(act.dated_on, 'short')}: {wording.tenge(act.amount)}. {act.title}"


class DeclareForm(DraftForm):
    """How the list of acts was completed; for an empty one, why nothing is to be paid."""

    statement_kk = long(_("How the list was completed; for an empty list, why nothing is to be paid"))
    statement_ru = long(_("How the list was completed; for an empty list, why nothing is to be paid"))


class ActsReplyForm(DraftForm):
    """What the old partner says to the list of acts declared complete."""

    optional = ("upload",)

    reply_kk = long(_("Reply"))
    reply_ru = long(_("Reply"))
    upload = paper(_("Document"))


class PaymentForm(DraftForm):
    number = short(_("Number of the payment"), NUMBER)
    paid_on = DayField(label=_("Paid on"), required=False)
    amount = AmountField(label=_("Amount, ₸"), required=False)
    upload = paper(_("Proof of the payment"))


class StopForm(DraftForm):
    reason_kk = long(_("Reason"))
    reason_ru = long(_("Reason"))
