"""``{% load portal %}``: every filter and tag of the portal's pages.

The tags live by subject in ``ppp_portal.web.components``; importing a subject registers its tags.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ppp_portal.web import wording
from ppp_portal.web.components import forms, lists, moments, pictures, register, texts

__all__ = ["day", "forms", "lists", "moment", "moments", "pictures", "register", "tenge", "texts"]

Number = Decimal | Fraction | int


@register.filter
def tenge(value: Number | None) -> str:
    """``18 324 558 000 ₸``"""
    return wording.tenge(value)


@register.filter
def number(value: Number | None, places: int | None = None) -> str:
    """``18 324 558 000``; ``|number:2`` for fixed places."""
    return wording.number(value, places)


@register.filter
def percent(value: Number | None) -> str:
    """A share as ``12,5 %``"""
    return wording.percent(value)


@register.filter
def exact(value: Number | None) -> str:
    """``1/3 ≈ 0,33``"""
    return wording.exact(value)


@register.filter
def moment(value: datetime | date | None, style: str = "") -> str:
    """Date, hour and zone in the reader's language."""
    return wording.moment(value, style)


@register.filter
def day(value: date | datetime | None, style: str = "") -> str:
    """The date in the reader's language."""
    return wording.day(value, style)


@register.filter
def breakable(text: str) -> str:
    """A date or an amount that a narrow column may break between its words."""
    return text.replace(wording.NBSP, " ")


@register.filter
def full_stop(text: object) -> str:
    """The end of a sentence, once: ``{{ on|day|full_stop }}``"""
    return wording.full_stop(text)


@register.filter
def in_language(code: str) -> str:
    """``kk`` → ``қазақша``, ``на казахском``, ``in Kazakh``; both where no language is named"""
    return wording.in_language(code) or ", ".join(wording.in_language(each) for each in ("kk", "ru"))


@register.filter(name="bytes")
def size(count: int | None) -> str:
    """``1,4 МБ``"""
    return wording.size(count)


@register.filter
def short_hash(value: str | None) -> SafeString | str:
    """The two ends of a SHA-256, the whole of it on hover and to copy."""
    if not value:
        return wording.NONE
    return format_html('<code class="hash" title="{}">{}…{}</code>', value, value[:8], value[-4:])


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """``mapping[key]``, None where there is none."""
    return mapping.get(key)
