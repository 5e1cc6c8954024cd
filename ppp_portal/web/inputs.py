"""Fields of forms that read what people type: sums of money, moments, days."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ppp_portal.law.calendar import ALMATY, YEARS
from ppp_portal.law.money import AmountError, in_digits, parse_amount
from ppp_portal.law.signs import legible

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
NO_WHOLE = _("Write a whole number in digits.")
TOO_SMALL = _("Write a number not below %(limit_value)s.")
TOO_LARGE = _("Write a number not above %(limit_value)s.")
TOO_LONG = _("The text has %(show_value)s signs; at most %(limit_value)s fit. Shorten it.")
TWO_NUMBERS = _(
    "This can be read in two ways. Separate thousands by a space, and end a fraction of three digits with a zero: "
    "1 234 or 1,2340."
)
NO_DATE = _("Write the day, the month and the year in figures: DD.MM.YYYY.")
NO_MOMENT = _("Write the day and the hour in figures: DD.MM.YYYY HH:MM.")
NO_YEAR = _("Write a year from 1900 to 2100.")
NO_SUCH_DAY = _("There is no such day in the calendar. Check the day and the month.")
TYPED_DATE = {"autocomplete": "off", "data-date": ""}


class DraftForm(forms.Form):
    """A form that lets blanks through: a draft keeps them, or the action refuses them and names the paragraph.

    Only the fields in ``optional`` may stay blank to the end; nobody is told so of the others. ``needed_for``: which
    later step asks for a field, said beside its label. ``noticed``: what is wrong with values that were kept all the
    same, said beside their fields.
    """

    optional: tuple[str, ...] = ()
    needed_for: Mapping[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.noticed: dict[str, list[str]] = {}
        self.needed_later(*self.fields)
        for name, step in self.needed_for.items():
            self.fields[name].needed_for = step  # type: ignore[attr-defined]

    def needed_later(self, *names: str) -> None:
        """These may be left blank for now only; a form that makes more fields says so of them too."""
        for name in names:
            if name not in self.optional:
                self.fields[name].later = True  # type: ignore[attr-defined]


class TextField(forms.CharField):
    """Words as people write them: only what can be read is kept, and what has nothing to read is blank."""

    default_error_messages = {"max_length": TOO_LONG}

    def to_python(self, value: Any) -> Any:
        return super().to_python(legible(value) if isinstance(value, str) else value)


class WholeField(forms.IntegerField):
    """A whole number between its bounds; what is wrong is said in the words of the portal."""

    default_error_messages = {"invalid": NO_WHOLE, "min_value": TOO_SMALL, "max_value": TOO_LARGE}


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
        return grouped(value)


class DraftAmountField(TextField):
    """A sum in tenge in a draft: what cannot be read stays as typed, to be named by the check of the draft.

    What can be read is kept in digits alone and shown in groups: to look at a form and to send it back changes nothing.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        try:
            return in_digits(parse_amount(typed))
        except AmountError:
            return typed

    def prepare_value(self, value: Any) -> Any:
        return grouped(value)


def grouped(value: Any) -> Any:
    """A sum as it is written here, 18 324 558,50, be it a number or the text of a draft; anything else stays."""
    if isinstance(value, str):
        try:
            value = parse_amount(value)
        except AmountError:
            return value
    if not isinstance(value, Decimal):
        return value
    whole, _point, tiyn = f"{value:.2f}".partition(".")
    said = f"{int(whole):,}".replace(",", " ")
    return said if tiyn == "00" else f"{said},{tiyn}"


class DecimalField(forms.DecimalField):
    """A number typed as it is written here, 40,5 or 1 234,5; a point is read too. Zeros that say nothing are not shown.

    Neither exponents nor foreign digits; "1,234" is refused where the field could also mean one thousand and more.
    """

    default_error_messages = {"invalid": NO_NUMBER, "min_value": TOO_SMALL, "max_value": TOO_LARGE}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        typed = _spaced(value)
        if not isinstance(typed, str) or not typed:
            return super().to_python(typed)
        if not _NUMBER.fullmatch(typed):
            raise ValidationError(NO_NUMBER, code="invalid")
        if self._in_two_ways(typed):
            raise ValidationError(TWO_NUMBERS, code="ambiguous")
        whole, _point, rest = typed.replace(" ", "").replace(",", ".").partition(".")
        return super().to_python(f"{whole}.{rest.rstrip('0')}".rstrip("."))

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        whole, _point, rest = f"{value:,f}".partition(".")
        shown = f"{whole.replace(',', ' ')},{rest.rstrip('0')}".rstrip(",")
        return f"{shown}0" if self._in_two_ways(shown) else shown

    def _in_two_ways(self, typed: str) -> bool:
        """Whether the one separator may stand before thousands: only where the field would take that many."""
        if not _THREE_AFTER_SEPARATOR.fullmatch(typed):
            return False
        try:
            self.run_validators(Decimal(re.sub("[.,]", "", typed)))
        except ValidationError:
            return False
        return True


class DayField(forms.DateField):
    """A date, typed the way it is written here: 22.11.2026.

    Not the browser's own calendar: that one speaks the browser's language, shows 03/04 for two different days, and
    drops what it cannot read instead of sending it. 2026-11-22 is read too.
    """

    # No day as an example: it would be in the past for one field and too late for another.
    pattern = _("DD.MM.YYYY")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs=TYPED_DATE), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d.%m.}{value.year:04d}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> Any:
        typed = _spaced(value)
        if not isinstance(typed, str) or not typed:
            return super().to_python(typed)
        return _read(typed, NO_DATE, hour=False).date()


class MomentField(forms.DateTimeField):
    """A date with its hour in the portal's zone, in whole seconds, typed as 22.11.2026 18:00 or 2026-11-22T18:00.

    Nothing else: a day without its hour would have to mean its last instant, a foreign offset would be shown as
    another hour than was typed.
    """

    pattern = _("DD.MM.YYYY HH:MM")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs=TYPED_DATE), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        local = super().prepare_value(value)
        if not isinstance(local, datetime):
            return local
        day = f"{local:%d.%m.}{local.year:04d}"
        return f"{day} {local:%H:%M:%S}" if local.second else f"{day} {local:%H:%M}"

    def to_python(self, value: Any) -> Any:
        typed = _spaced(value)
        if not isinstance(typed, str) or not typed:
            return super().to_python(typed)
        return _read(typed, NO_MOMENT, hour=True).replace(tzinfo=ALMATY)


def plain_number(text: str) -> int | None:
    """What an address or a button carries as a key or the number of a page: Latin digits, at most eighteen.

    Python reads other digits too and refuses thousands of them, PostgreSQL compares no key past its greatest.
    """
    return int(text) if _PLAIN_NUMBER.fullmatch(text) else None


_PLAIN_NUMBER = re.compile(r"[0-9]{1,18}")
_NUMBER = re.compile(r"-?(\d+|\d{1,3}(?: \d{3})+)(?:[.,]\d+)?", re.ASCII)
_THREE_AFTER_SEPARATOR = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
# The same as TYPED in static/js/portal.js, which says while one types what the server will have read.
_DATE = re.compile(
    r"(?:(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d\d)-(\d\d))(?:(?:,? |T)(\d{1,2}):(\d\d)(?::(\d\d))?)?",
    re.ASCII,
)


def _read(typed: str, message: Any, *, hour: bool) -> datetime:
    found = _DATE.fullmatch(typed)
    if found is None or (found[7] is not None) != hour:
        raise ValidationError(message, code="invalid")
    year, month, day = found.group(3, 2, 1) if found[3] else found.group(4, 5, 6)
    if int(year) not in YEARS:
        raise ValidationError(NO_YEAR, code="year")
    hours, minutes, seconds = (int(part or 0) for part in found.group(7, 8, 9))
    try:
        read = datetime(int(year), int(month), int(day))
    except ValueError as error:
        raise ValidationError(NO_SUCH_DAY, code="no_such_day") from error
    try:
        return read.replace(hour=hours, minute=minutes, second=seconds)
    except ValueError as error:
        raise ValidationError(message, code="invalid") from error


def _spaced(value: Any) -> Any:
    """Typed or pasted: whatever stands between two words is one space."""
    return " ".join(value.split()) if isinstance(value, str) else value
