"""What bidder, custodian and organiser type about a security."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ppp_portal.web.inputs import AmountField, DayField, DraftForm, TextField
from tenders.forms.drafting import text
from tenders.models.security import NOT_FOUND, SecurityForm
from tenders.wording import FORFEITURE_GROUNDS


class LodgingForm(forms.Form):
    """The payment or the guarantee as the bank's paper describes it."""

    form = forms.ChoiceField(label=_("Form"), choices=SecurityForm.choices, widget=forms.RadioSelect)
    amount = AmountField(label=_("Amount"))
    payer = TextField(label=_("Payer, as in the bank's document"), max_length=300)
    bank = TextField(label=_("Bank"), max_length=200)
    reference = TextField(label=_("Number of the payment or guarantee"), max_length=100)
    dated = DayField(label=_("Date of the payment or guarantee"))
    valid_until = DayField(
        label=_("Valid until"),
        help_text=_("Only for a bank guarantee: not before the bid ends."),
        required=False,
    )
    account = TextField(
        label=_("Bank account for the return"),
        help_text=_("20 signs, beginning with KZ. The security goes back to this account and to no other."),
        max_length=34,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class SeenTwiceForm(DraftForm):
    """Only where the same payment stands in the ledger for another bid."""

    seen_twice_kk = text(_("How it is known that this is another payment"), rows=3)
    seen_twice_ru = text(_("How it is known that this is another payment"), rows=3)


class RejectionForm(DraftForm):
    cause = forms.ChoiceField(
        label=_("What the bidder is told"),
        choices=[
            (NOT_FOUND, _("The payment or guarantee was not found")),
            ("", _("Something else, in the words below")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = TextField(
        label=_("What the bidder has to put right"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class PaymentForm(DraftForm):
    """A payment document of the custodian. ``account`` is asked only when money goes back to the bidder."""

    reference = TextField(label=_("Number of the payment document"), max_length=100, required=False)
    document_date = DayField(label=_("Date of the document"), required=False)
    account = TextField(
        label=_("Account it was paid to"),
        help_text=_("Type it from the payment document: it must be the account that the bidder named."),
        max_length=34,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, with_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_account:
            del self.fields["account"]


class ProposalForm(DraftForm):
    ground = forms.ChoiceField(
        label=_("Ground of paragraph 33"), choices=list(FORFEITURE_GROUNDS.items()), widget=forms.RadioSelect
    )
    protocol = TextField(label=_("Number of the protocol that records it"), max_length=60, required=False)


REASONS = _("Required when the forfeiture is declined; otherwise printed in the decision.")


class DecisionForm(forms.Form):
    discrepancy_acknowledged = forms.BooleanField(
        label=_(
            "I know that paragraph 34 refers to paragraph 33 in Russian and to paragraph 38 in Kazakh, and that "
            "paragraph 33 is applied."
        ),
        required=False,
    )
    reason_kk = text(_("Reasons"), rows=3, hint=REASONS)
    reason_ru = text(_("Reasons"), rows=3, hint=REASONS)
