"""What people type about an assignment of claim or a transfer of debt."""

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.assignment_states import AssignmentKind, Consenter
from contracts.forms.cards import long, paper, short
from ppp_portal.web.inputs import AmountField, DayField, DraftForm


class AssignmentForm(DraftForm):
    """What the private partner asks for."""

    kind = forms.ChoiceField(
        label=_("What passes"), choices=AssignmentKind, widget=forms.RadioSelect, required=False
    )
    assignee_bin = short(_("BIN of the assignee"))
    share = forms.DecimalField(
        label=_("Share that passes, %"),
        required=False,
        max_digits=7,
        decimal_places=4,
        localize=True,
        help_text=_("100 for the whole."),
    )
    reason_kk = long(_("Reason"))
    reason_ru = long(_("Reason"))
    upload = paper(_("Application to assign"))


class ObjectCostForm(DraftForm):
    object_cost = AmountField(label=_("Cost of the object"), required=False)


class ConsentForm(DraftForm):
    """A written consent."""

    consenter = forms.ChoiceField(
        label=_("Who consents"), choices=Consenter, widget=forms.RadioSelect, required=False
    )
    number = short(_("Number of the letter"))
    dated = DayField(label=_("Date of the letter"), required=False)
    upload = paper(_("Letter"))


class AgreementForm(DraftForm):
    number = short(_("Number of the agreement"))
    signed_on = DayField(label=_("Date of the agreement"), required=False)
    upload = paper(_("Signed agreement"))


class RefusalForm(DraftForm):
    reason_kk = long(_("Reason"))
    reason_ru = long(_("Reason"))
