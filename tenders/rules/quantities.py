"""Figures with their unit, as clauses write them in Kazakh and in Russian: months, years, per cent, tenge. Pure."""

import re
from decimal import Decimal

from ppp_portal.law.figures import figures

GROUP = "\u00a0"
_CALENDAR = r"(?:(?:календарн\w*|күнтізбелік)\s+)?"
# What follows the figure; tenge may be named before it or after a line. A sum that stands in words too is left to be
# rewritten by a person: the words would contradict the new figure. "ай", "мес", "лет" and "год" begin other words.
_AFTER = {
    "months": rf"(?=\s*-?\s*{_CALENDAR}(?:ай(?!ып|ыр|м|н)|меся[цч]|мес\b))",
    "years": rf"(?=\s*-?\s*{_CALENDAR}(?:жыл|лет(?!н\w+ период)|год(?!ов)))",
    "percent": r"(?=\s*(?:%|процент|пайыз))",
    "tenge": r"(?!\d|\s\d{3}(?!\d)|[.,]\d|\s*\()",
}
_LONGER = "(?<!\\d[ \u00a0\u2009\u202f])"  # 200 000 is no figure of 1 200 000
_IN_WORDS = re.compile(r"(?<=\d)\s*\([^()\d]*\)(?!\s*\d)")  # 24 (двадцать четыре) месяца
_PERIODS = {unit: re.compile(rf"(?<![\d.,]){_LONGER}\d+{_AFTER[unit]}", re.I) for unit in ("months", "years")}
_CALENDAR_YEARS = 1900


def reads(value: Decimal, unit: str, text: str) -> bool:
    """Whether the text says this figure in this unit."""
    read = _IN_WORDS.sub("", text)
    # Figures carry every unit with them but these: 17 days are no 17 months.
    if unit in _PERIODS:
        return figure(value, unit).search(read) is not None
    return plain(value) + ("%" if unit == "percent" else "") in figures(read)


def periods(unit: str, text: str) -> tuple[Decimal, ...]:
    """Every figure of months or of years that the text says, each once; 2026 is a date and no number of years."""
    found = (Decimal(one) for one in _PERIODS[unit].findall(_IN_WORDS.sub("", text)))
    return tuple(sorted({one for one in found if one < _CALENDAR_YEARS}))


def sums(text: str) -> tuple[Decimal, ...]:
    """Every sum that the text says, from a million up."""
    found = (Decimal(one) for one in figures(_IN_WORDS.sub("", text)) if re.fullmatch(r"\d+(\.\d+)?", one))
    return tuple(sorted(one for one in found if one >= 1_000_000))


def figure(value: Decimal, unit: str) -> re.Pattern[str]:
    """A figure with its unit, as clauses write it."""
    whole, _, rest = plain(value).partition(".")
    digits = r"\s?".join(f"{int(whole):,}".split(","))
    decimals = rf"[.,]{rest}0*" if rest else r"(?:[.,]0+)?"
    before = r"(?<![\d.,])" + (_LONGER if unit == "tenge" else "")
    return re.compile(f"{before}{digits}{decimals}{_AFTER[unit]}", re.I)


def plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed(value: Decimal) -> str:
    whole, _, rest = plain(value).partition(".")
    return f"{int(whole):,}".replace(",", GROUP) + (f",{rest}" if rest else "")
