"""What people type about a contract."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.states import Fault
from ppp_portal.web.inputs import AmountField, DayField, DraftForm, TextField


def _long(label: Any, rows: int = 8, **kwargs: Any) -> TextField:
    return TextField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=20000, **kwargs)


class TermForm(DraftForm):
    """An essential term in both languages; ``revision`` is the one that was read."""

    text_kk = _long(_("Text of the term"), required=False)
    text_ru = _long(_("Text of the term"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class AgreeForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(DraftForm):
    reason = _long(_("Reason"), rows=4, required=False)


class ExplainForm(DraftForm):
    """What the figures and words mean that differ from what the contract is made of."""

    explained_kk = _long(_("Other figures"), rows=4, required=False)
    explained_ru = _long(_("Other figures"), rows=4, required=False)


class SignedFileForm(DraftForm):
    file = forms.FileField(
        label=_("Signed file"),
        help_text=_("A scan of the signed contract, or the CMS with the signatures of both sides."),
        required=False,
    )


class RegistrationForm(DraftForm):
    number = TextField(label=_("Registration number"), max_length=60, required=False)
    registered_on = DayField(label=_("Day of registration"), required=False)


class RefusalForm(DraftForm):
    """The winner refuses before day 90."""

    document = TextField(
        label=_("Letter or minutes in which the winner refused"), max_length=200, required=False
    )
    reason_kk = _long(_("What was declared"), rows=4, required=False)
    reason_ru = _long(_("What was declared"), rows=4, required=False)


class FaultForm(DraftForm):
    """After day 90: whose fault it was."""

    fault = forms.ChoiceField(
        label=_("Whose fault is it that the contract was not concluded?"),
        choices=[choice for choice in Fault.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    reason_kk = _long(_("Reason, with the documents it rests on"), rows=4, required=False)
    reason_ru = _long(_("Reason, with the documents it rests on"), rows=4, required=False)


class SpvForm(forms.Form):
    """The winner's project company and its guarantee."""

    bin = TextField(label=_("BIN of the project company"), max_length=12)
    founder_bin = TextField(label=_("BIN or IIN of its founder"), max_length=12)
    guarantee_amount = AmountField(label=_("Amount of the bank guarantee, ₸"))
    guarantee_valid_until = DayField(label=_("Guarantee valid until"))
    guarantee_bank = TextField(label=_("Bank"), max_length=200)
    guarantee_number = TextField(label=_("Number of the guarantee"), max_length=100)
    upload = forms.FileField(label=_("Text of the guarantee"), required=False)


class SpvApprovalForm(DraftForm):
    """What the contract fixes for the guarantee: the order sets no figure."""

    needed_amount = AmountField(label=_("Amount fixed by the contract, ₸"), required=False)
    needed_until = DayField(label=_("Not to end before"), required=False)
