"""Fields of forms that read what people type: sums of money, moments, days."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ppp_portal.law.money import AmountError, parse_amount

AMOUNT_ERRORS = {
    "money.letters": _("Write the whole sum in digits, without words such as “million”."),
    "money.negative": _("The sum cannot be negative."),
    "money.ambiguous": _(
        "This can be read in two ways. Separate thousands by spaces and tiyn by a comma: 18 324 558 000,50."
    ),
    "money.too_many_decimals": _("A sum has at most two decimals (tiyn)."),
    "money.too_large": _("The sum is too large."),
}


class DraftForm(forms.Form):
    """A form that lets blanks through: a draft keeps them, or the action refuses them and names the paragraph.

    Only the fields in ``optional`` may stay blank to the end; nobody is told so of the others.
    """

    optional: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name not in self.optional:
                field.later = True  # type: ignore[attr-defined]


class AmountField(forms.Field):
    """A sum in tenge, typed as people write it; what can be read in two ways is refused."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_amount(text)
        except AmountError as error:
            raise ValidationError(AMOUNT_ERRORS[error.code], code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        whole, _point, tiyn = f"{value:.2f}".partition(".")
        grouped = f"{int(whole):,}".replace(",", " ")
        return grouped if tiyn == "00" else f"{grouped},{tiyn}"


class DayField(forms.DateField):
    """A date, chosen in the browser's own calendar or typed as 22.11.2026."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **kwargs)


class MomentField(forms.DateTimeField):
    """A date with its hour in the portal's zone, in whole seconds."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M:%S", attrs={"type": "datetime-local", "step": "1"}
        )
        formats = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"]
        super().__init__(widget=widget, input_formats=formats, **kwargs)
