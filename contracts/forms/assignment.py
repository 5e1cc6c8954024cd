"""What people type about an assignment of claim or a transfer of debt."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.assignment_states import AssignmentKind
from contracts.forms.cards import NUMBER, long, paper, short
from ppp_portal.web.inputs import AmountField, DayField, DecimalField, DraftForm, TextField
from tenders.forms.commission import CheckForm


class AssignmentForm(DraftForm):
    """What the private partner asks for."""

    kind = forms.ChoiceField(
        label=_("What passes"), choices=AssignmentKind, widget=forms.RadioSelect, required=False
    )
    assignee_bin = short(_("BIN of the assignee"))
    share = DecimalField(
        label=_("Share that passes, %"),
        required=False,
        max_digits=7,
        decimal_places=4,
        help_text=_("100 for the whole."),
    )
    reason_kk = long(_("Reason"))
    reason_ru = long(_("Reason"))
    upload = paper(_("Application to assign"))


class ObjectCostForm(DraftForm):
    object_cost = AmountField(label=_("Cost of the object, ₸"), required=False)


class ConsentForm(DraftForm):
    """A written consent; whose, a field made for the parties of the contract says."""

    number = short(_("Number of the letter"), NUMBER)
    dated = DayField(label=_("Date of the letter"), required=False)
    upload = paper(_("Letter"))


def consent_form(parties: Iterable[Any]) -> type[ConsentForm]:
    """Of one of the ``parties`` whose consent is needed; ticked by hand where there is only one, too."""
    choices = [(row.pk, f"{row.get_part_display()}: {row.name}") for row in parties]
    who = forms.TypedChoiceField(
        label=_("Who consents"),
        coerce=int,
        empty_value=None,
        choices=choices,
        widget=forms.RadioSelect,
        required=False,
    )
    return type("ConsentOfParties", (ConsentForm,), {"party_id": who, "field_order": ("party_id",)})


class AgreementForm(DraftForm):
    number = short(_("Number of the agreement"), NUMBER)
    signed_on = DayField(label=_("Date of the agreement"), required=False)
    upload = paper(_("Signed agreement"))


class RefusalForm(DraftForm):
    reason_kk = long(_("Reason"))
    reason_ru = long(_("Reason"))


def _evidence() -> TextField:
    hint = _("Document, number, date, register. Needed when the requirement is met.")
    return TextField(label=_("Evidence"), max_length=500, required=False, help_text=hint)


class AssigneeCheckForm(CheckForm):
    """As of a bidder; but no bid of the assignee states anything, so that the evidence is always named."""

    evidence_kk = _evidence()
    evidence_ru = _evidence()
