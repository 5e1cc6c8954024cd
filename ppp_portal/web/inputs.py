"""Fields of forms that read what people type: sums of money, moments, days."""

from datetime import date, datetime
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
NO_NUMBER = _("Write the number in digits: 40 or 40,5.")
NO_DATE = _("Write the day, the month and the year in figures: 22.11.2026.")
NO_MOMENT = _("Write the day and the hour in figures: 22.11.2026 18:00.")
TYPED_DATE = {"autocomplete": "off", "data-date": ""}


class DraftForm(forms.Form):
    """A form that lets blanks through: a draft keeps them, or the action refuses them and names the paragraph.

    Only the fields in ``optional`` may stay blank to the end; nobody is told so of the others. ``noticed``: what is
    wrong with values that were kept all the same, said beside their fields.
    """

    optional: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.noticed: dict[str, list[str]] = {}
        self.needed_later(*self.fields)

    def needed_later(self, *names: str) -> None:
        """These may be left blank for now only; a form that makes more fields says so of them too."""
        for name in names:
            if name not in self.optional:
                self.fields[name].later = True  # type: ignore[attr-defined]


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


class DecimalField(forms.DecimalField):
    """A number typed as it is written here, 40,5; a point is read too. Zeros that say nothing are not shown."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, error_messages={"invalid": NO_NUMBER}, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(
            "".join(value.split()).replace(",", ".") if isinstance(value, str) else value
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        whole, _point, rest = f"{value:f}".partition(".")
        return f"{whole},{rest.rstrip('0')}".rstrip(",")


class DayField(forms.DateField):
    """A date, typed the way it is written here: 22.11.2026.

    Not the browser's own calendar: that one speaks the browser's language, shows 03/04 for two different days, and
    drops what it cannot read instead of sending it. 2026-11-22 is read too.
    """

    example = "22.11.2026"

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%d.%m.%Y", "%Y-%m-%d"]
        widget = forms.TextInput(attrs=TYPED_DATE)
        super().__init__(input_formats=formats, widget=widget, error_messages={"invalid": NO_DATE}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        return super().to_python(_spaced(value))


class MomentField(forms.DateTimeField):
    """A date with its hour in the portal's zone, in whole seconds, typed as 22.11.2026 18:00."""

    example = "22.11.2026 18:00"

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y, %H:%M", "%d.%m.%Y, %H:%M:%S"]
        iso = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
        widget = forms.TextInput(attrs=TYPED_DATE)
        super().__init__(
            input_formats=formats + iso, widget=widget, error_messages={"invalid": NO_MOMENT}, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        local = super().prepare_value(value)
        if not isinstance(local, datetime):
            return local
        return f"{local:%d.%m.%Y %H:%M:%S}" if local.second else f"{local:%d.%m.%Y %H:%M}"

    def to_python(self, value: Any) -> Any:
        return super().to_python(_spaced(value))


def _spaced(value: Any) -> Any:
    """Typed or pasted: whatever stands between day and hour is one space."""
    return " ".join(value.split()) if isinstance(value, str) else value
