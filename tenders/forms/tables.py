"""Rows of the documentation: clauses of the draft contract, risks, rates, and the criteria K1–K6."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ppp_portal.web.inputs import AmountField, DayField, DecimalField, DraftForm, TextField, WholeField
from ppp_portal.web.rows import RowForm, rows_of
from scoring import messages as words
from scoring.criteria import COUNT_FIELDS, EVIDENCE_POLICIES, NO_DEFAULT, POLICIES, THRESHOLD_FIELDS
from tenders.forms.drafting import TEXTS, PartForm, text
from tenders.models.documentation import Risk
from tenders.wording import ESSENTIAL_TERMS

CURRENCIES = ("KZT", "USD", "EUR", "RUB", "CNY", "GBP", "TRY")
MONEY = frozenset({"construction_cost", "own_funds", "price"})


class ClauseForm(RowForm):
    needed = "number"
    optional = ("essential_term",)
    number = TextField(label=_("Number"), max_length=12, required=False)
    essential_term = forms.TypedChoiceField(
        label=_("Essential term"),
        choices=[("", _("none of the eight")), *((n, f"{n}. ") for n in ESSENTIAL_TERMS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    heading_kk = TextField(label=_("Heading"), max_length=300, required=False)
    heading_ru = TextField(label=_("Heading"), max_length=300, required=False)
    text_kk = text(_("Text of the clause"), rows=4)
    text_ru = text(_("Text of the clause"), rows=4)
    closed = forms.BooleanField(label=_("Closed to negotiation (part 13)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(number, f"{number}. {title}") for number, title in ESSENTIAL_TERMS.items()]
        self.fields["essential_term"].choices = [("", _("none of the eight")), *named]  # type: ignore[attr-defined]


class RiskForm(RowForm):
    needed = "code"
    preset = ("bearer",)
    code = TextField(label=_("Code"), max_length=12, required=False)
    bearer = forms.ChoiceField(label=_("Borne by"), choices=Risk.Bearer.choices, required=False)
    name_kk = TextField(label=_("Risk"), max_length=300, required=False)
    name_ru = TextField(label=_("Risk"), max_length=300, required=False)

    def clean_bearer(self) -> str:
        return self.cleaned_data["bearer"] or Risk.Bearer.PUBLIC


class RateForm(RowForm):
    needed = "rate"
    preset = ("currency",)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in CURRENCIES if code != "KZT"], required=False
    )
    rate = DecimalField(
        label=_("Tenge for one unit"),
        max_digits=14,
        decimal_places=4,
        min_value=Decimal("0.0001"),
        required=False,
    )
    on = DayField(label=_("Rate of the day"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.is_row and not data.get("on") and "on" not in self.errors:
            self.add_error("on", _("Say of which day the rate is."))
        return data


class CurrencyForm(PartForm):
    """Part 7: in which currency bids are compared."""

    currency = forms.ChoiceField(
        label=_("Currency of the bid"),
        help_text=_("Another currency than tenge needs its rate below (part 7)."),
        choices=[(code, code) for code in CURRENCIES],
    )


ClauseRows = rows_of(ClauseForm, "number")
RiskRows = rows_of(RiskForm, "code")
RateRows = rows_of(RateForm, "currency")


class CriteriaForm(DraftForm):
    """Part 6: seven thresholds, eight policies and four choices about evidence. Nothing is preset for K6's field."""

    optional = TEXTS
    text_kk = text(_("Text of the part"))
    text_ru = text(_("Text of the part"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in THRESHOLD_FIELDS:
            self.fields[name] = _threshold(name)
        for key in (*POLICIES, *EVIDENCE_POLICIES):
            values = POLICIES[key].values if key in POLICIES else EVIDENCE_POLICIES[key]
            self.fields[key] = forms.ChoiceField(
                label=words.QUESTIONS[key],
                choices=[(value, words.CHOICES[key][value]) for value in values],
                widget=forms.RadioSelect,
                required=key not in NO_DEFAULT,
            )
        self.needed_later(*THRESHOLD_FIELDS, *POLICIES, *EVIDENCE_POLICIES)

    def chosen(self, names: Sequence[str] | Mapping[str, Any]) -> dict[str, Any]:
        """The values of these fields that could be read."""
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


def _threshold(name: str) -> forms.Field:
    label = capfirst(words.FIELDS[name])
    if name in MONEY:
        return AmountField(label=label, required=False)
    if name in COUNT_FIELDS:
        return WholeField(label=label, min_value=0, max_value=100_000, required=False)
    return DecimalField(
        label=label, min_value=0, max_value=100, max_digits=7, decimal_places=4, required=False
    )
