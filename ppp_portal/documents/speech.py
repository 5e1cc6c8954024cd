"""From the JSON of a document to the words of one language. Knows no database and no clock."""

import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ppp_portal.web import wording

NUM2WORDS = {"kk": "kz", "ru": "ru"}


def spoken(value: Any, language: str) -> Any:
    """The same structure with every leaf written out in ``language``."""
    if isinstance(value, list):
        return [spoken(inner, language) for inner in value]
    if not isinstance(value, dict):
        return value
    if "as" in value:
        return LEAVES[value["as"]](value, language)
    if value.keys() == {"kk", "ru"}:
        return value[language]
    return {key: spoken(inner, language) for key, inner in value.items()}


def laid_out(context: str | bytes, language: str) -> dict[str, Any]:
    """A whole document in ``language`` for the templates of printing: typed line breaks kept, blocks with theirs."""
    document: dict[str, Any] = _broken(spoken(json.loads(context), language))
    for section in document.get("sections", []):
        for block in section["blocks"]:
            block["template"] = f"documents/blocks/{block['block']}.html"
    return document


def _broken(value: Any) -> Any:
    """Every line of a text that people typed begins where they began it."""
    if isinstance(value, list):
        return [_broken(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _broken(inner) for key, inner in value.items()}
    return linebreaksbr(value) if isinstance(value, str) and "\n" in value else value


def _amount(leaf: dict[str, Any], language: str) -> str:
    figure = wording.tenge(leaf["value"], language)
    return f"{figure} ({in_words(Decimal(leaf['value']), language)})" if leaf["words"] else figure


def in_words(amount: Decimal, language: str) -> str:
    """``сто тенге 05 тиын``: tenge in words, tiyn in figures, as sums are written in contracts."""
    from num2words import num2words

    tenge, tiyn = divmod(abs(amount), 1)
    units = {"kk": ("теңге", "тиын"), "ru": ("тенге", "тиын")}[language]
    return f"{num2words(int(tenge), lang=NUM2WORDS[language])} {units[0]} {int(tiyn * 100):02d} {units[1]}"


def _number(leaf: dict[str, Any], language: str) -> str:
    value, places = Fraction(leaf["value"]), leaf["places"]
    if "/" in leaf["value"] and places is None:
        figure = wording.exact(value, language)
    else:
        digits = leaf["value"].partition(".")[2]
        figure = wording.number(value, len(digits) if places is None else places, language)
    unit = spoken(leaf["unit"], language)
    return f"{figure}{wording.NBSP}{unit}" if unit else figure


def _moment(leaf: dict[str, Any], language: str) -> str:
    moment, style = datetime.fromisoformat(leaf["value"]), leaf["style"]
    if style.startswith("short"):
        return f"{wording.day(moment, 'short')} {wording.clock_time(moment, style.partition('-')[2] or 's')}"
    return wording.moment(moment, style, language)


def _text(leaf: dict[str, Any], language: str) -> SafeString:
    params = {key: conditional_escape(spoken(inner, language)) for key, inner in leaf["with"].items()}
    return mark_safe(wording.filled(conditional_escape(leaf[language]), params))


LEAVES = {
    "amount": _amount,
    "number": _number,
    "moment": _moment,
    "day": lambda leaf, language: wording.day(date.fromisoformat(leaf["value"]), leaf["style"], language),
    "reference": lambda leaf, language: leaf[language],
    "code": lambda leaf, language: format_html('<span class="code">{}</span>', leaf["value"]),
    "text": _text,
}


def subject_line(context: str, language: str) -> str:
    """What a printed document is about, in ``language``; empty when it does not say."""
    about = json.loads(context).get("about") if context else None
    return str(spoken(about, language) or "")
