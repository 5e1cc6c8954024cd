"""Leaves of a printed document: what differs between the languages, and figures that must not.

A document is built once for both languages. Words stand as :class:`Both`, lazy translations or :class:`Text`;
figures stand as values (:class:`Amount`, :class:`Moment`, …) and are written out only when a page is made, each
time in the manner of its language. ``plain`` turns such a context into JSON types at once; from then on the
JSON is the document: it is stored, attached to the PDF, and the pages are rendered from it alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import override

from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.law.acts import Paragraph

LANGUAGES = ("kk", "ru")


@dataclass(frozen=True)
class Both:
    """A text in both languages. Neither may be empty: missing is missing, it is never filled from the other."""

    kk: str
    ru: str


@dataclass(frozen=True)
class Text:
    """A translated sentence with named places: ``Text(_("Opened at %(at)s."), at=Moment(moment))``."""

    words: "Promise | Both | str"
    params: Mapping[str, Any] = field(hash=False)

    def __init__(self, words: "Promise | Both | str", **params: Any) -> None:
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "params", params)


def _given(figure: "Amount | Moment | Day") -> None:
    """Columns may be blank, a printed figure never is: better no document than one with a hole."""
    if figure.value is None:
        raise ValueError(f"{type(figure).__name__} without a value")


@dataclass(frozen=True)
class Amount:
    """Tenge. ``words`` adds the sum in words, as a contract wants it."""

    value: Decimal | int | None
    words: bool = False

    def __post_init__(self) -> None:
        _given(self)


@dataclass(frozen=True)
class Number:
    """A figure with an optional fixed number of decimals and a unit (``"%"``, or a translated word)."""

    value: Decimal | int | Fraction
    places: int | None = None
    unit: Any = ""


@dataclass(frozen=True)
class Moment:
    """A moment, printed in the portal's zone. ``precise``: milliseconds; ``short``: for a table cell."""

    value: datetime | None
    precise: bool = False
    short: bool = False

    def __post_init__(self) -> None:
        _given(self)


@dataclass(frozen=True)
class Day:
    value: date | None
    short: bool = False

    def __post_init__(self) -> None:
        _given(self)


@dataclass(frozen=True)
class Ref:
    """A provision, cited in the words of the language."""

    paragraph: Paragraph


@dataclass(frozen=True)
class Code:
    """A hash or an identifier: even letters, may be broken anywhere."""

    value: str


def _digits(value: Decimal | int | Fraction) -> str:
    """The figure without an exponent: ``2.14E+4``, a normalised 21400, is read as decimals by nobody."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def plain(value: Any) -> Any:
    """``value`` in JSON types, both languages beside each other. Raises ``TypeError``/``ValueError``."""
    match value:
        case None | str():
            return value
        case bool() | float():
            raise TypeError(f"{value!r} cannot be printed: say it in words, or as a Decimal")
        case Promise():
            return _both(*(_translated(value, language) for language in LANGUAGES))
        case Both():
            return _both(value.kk, value.ru)
        case Text():
            words = plain(value.words)
            words = words if isinstance(words, dict) else dict.fromkeys(LANGUAGES, words)
            return {"as": "text", **words, "with": {key: plain(inner) for key, inner in value.params.items()}}
        case Amount(value=Decimal() | int() as tenge):
            return {"as": "amount", "value": format(Decimal(tenge), "f"), "words": value.words}
        case Number():
            return {
                "as": "number",
                "value": _digits(value.value),
                "places": value.places,
                "unit": plain(value.unit),
            }
        case int() | Decimal() | Fraction():
            return plain(Number(value))
        case Moment(value=datetime() as at):
            return {"as": "moment", "value": _utc(at), "style": _style(value)}
        case datetime():
            return plain(Moment(value))
        case Day(value=date() as on):
            return {"as": "day", "value": on.isoformat(), "style": "short" if value.short else ""}
        case date():
            return plain(Day(value))
        case Ref():
            labels = {language: value.paragraph.label(language) for language in LANGUAGES}
            return {"as": "reference", "value": value.paragraph.key, **labels}
        case Paragraph():
            return plain(Ref(value))
        case Code():
            return {"as": "code", "value": value.value}
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} cannot be printed")


def canonical(context: Any) -> bytes:
    """The document as canonical JSON bytes: what is hashed, stored and attached."""
    return canonical_bytes(plain(context))


def untranslated(context: Any) -> list[str]:
    """Texts that read the same in Kazakh and in Russian although Latin words stand in them: forgotten msgids."""
    found = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            same = value.get("kk") if value.get("kk") == value.get("ru") else None
            if (
                same
                and value.get("as") != "reference"
                and re.search(r"[A-Za-z]{3}", re.sub(r"%\(\w+\)s", "", same))
            ):
                found.append(same)
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(plain(context))
    return found


def _both(kk: str, ru: str) -> dict[str, str]:
    if not (kk.strip() and ru.strip()):
        raise ValueError(f"a text has only one language: kk={kk!r}, ru={ru!r}")
    return {"kk": kk, "ru": ru}


def _translated(words: Promise, language: str) -> str:
    with override(language):
        return str(words)


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone is not a moment")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _style(moment: Moment) -> str:
    if moment.short:
        return "short-ms" if moment.precise else "short"
    return "ms" if moment.precise else ""
