"""One mapper: a refusal becomes words in the reader's language, on the page and in the API alike.

Each storey keeps its words in ``messages.py`` as ``REFUSALS: dict[code, lazy text with %(param)s]`` and registers
them when the application starts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.translation import get_language

from ppp_portal.law.money import format_tenge
from ppp_portal.law.refusals import Refusal, Refused
from ppp_portal.web.wording import filled

_words: dict[str, Any] = {}


def register(words: Mapping[str, Any]) -> None:
    """Add a storey's words. A code has one meaning in the whole portal."""
    if clash := [code for code in words if code in _words and _words[code] is not words[code]]:
        raise ValueError(f"refusal codes said twice: {clash}")
    _words.update(words)


def registered_codes() -> frozenset[str]:
    return frozenset(_words)


@dataclass(frozen=True)
class SpokenRefusal:
    """A refusal in words: ``message`` says what is wrong and the way out, ``basis`` names the paragraph."""

    code: str
    field: str
    message: str
    basis: str

    @property
    def text(self) -> str:
        return f"{self.message} ({self.basis})" if self.basis else self.message


def speak(refusals: Iterable[Refusal]) -> list[SpokenRefusal]:
    language = get_language() or "kk"
    return [
        SpokenRefusal(
            refusal.code,
            refusal.field,
            filled(
                str(_words[refusal.code]),
                {key: _spoken(key, value, language) for key, value in refusal.params.items()},
            ),
            refusal.basis.label(language) if refusal.basis else "",
        )
        for refusal in refusals
    ]


def _spoken(key: str, value: object, language: str) -> object:
    """A parameter in words. A moment whose name ends in ``_ms`` is told to the millisecond."""
    from ppp_portal.web.templatetags.portal import day, moment

    if isinstance(value, datetime):
        return moment(value, "ms" if key.endswith("_ms") else "")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return format_tenge(value, language)
    return value


def add_to_form(form: BaseForm, refused: Refused, rows: Sequence[BaseForm] = ()) -> None:
    """Put every refusal beside its field, the others at the top; what was typed stays in the form.

    ``2:name`` is the field ``name`` of the second of ``rows``. A field with an error of its own could not be read: what
    a rule says of it is said of nothing.
    """
    parts = [(part, set(part.errors)) for part in (form, *rows)]
    for said in speak(refused.refusals):
        number, _row, field = said.field.rpartition(":")
        where, unread = parts[int(number) if number and rows else 0]
        if (place := _place(where, field)) not in unread:
            where.add_error(place, ValidationError(said.text, code=said.code))


def _place(form: BaseForm, field: str) -> str | None:
    """The field that a refusal names, if the form has it; ``file`` is its upload, whatever the paper."""
    name = "upload" if field == "file" and "upload" in form.fields else field
    return name if name in form.fields else None
