"""What people type when a contract ends and its object is handed over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.ending_states import Bearer, TerminationGround
from contracts.forms.cards import CLAUSE, NUMBER, UNIT, figure, long, paper, short
from ppp_portal.web.inputs import AmountField, DayField, DraftForm


class TerminationForm(DraftForm):
    ground = forms.ChoiceField(
        label=_("Ground"), choices=TerminationGround, widget=forms.RadioSelect, required=False
    )
    number = short(_("Number of the document"), NUMBER)
    dated_on = DayField(label=_("Date of the document"), required=False)
    effective_on = DayField(
        label=_("The contract ends on"),
        help_text=_("For a judgment: the day on which it came into force."),
        required=False,
    )
    reason_kk = long(_("Reasons"))
    reason_ru = long(_("Reasons"))
    upload = paper(_("The agreement or the judgment"))


class AssetForm(DraftForm):
    optional = ("inventory",)

    name_kk = short(_("Name of the asset"))
    name_ru = short(_("Name of the asset"))
    inventory = short(_("Inventory number"), 60)
    quantity = figure(_("Quantity"))
    unit_kk = short(_("Unit"), UNIT)
    unit_ru = short(_("Unit"), UNIT)
    book_value = AmountField(label=_("Book value, ₸"), required=False)
    condition_kk = short(_("State of the asset"))
    condition_ru = short(_("State of the asset"))
    bearer = forms.ChoiceField(
        label=_("Owner after the hand-over"), choices=Bearer, widget=forms.RadioSelect, required=False
    )
    basis_kk = short(_("Clause of the contract"), CLAUSE)
    basis_ru = short(_("Clause of the contract"), CLAUSE)


class ClosingForm(DraftForm):
    handed_on = DayField(label=_("Day of the hand-over"), required=False)
    place_kk = short(_("Place"))
    place_ru = short(_("Place"))
