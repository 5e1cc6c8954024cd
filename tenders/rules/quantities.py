"""Figures with their unit, as clauses write them in Kazakh and in Russian: months, years, per cent, tenge. Pure."""

import re
from decimal import Decimal

from ppp_portal.law.figures import SCALE, figures

GROUP = "\u00a0"
_MONEY = r"(?:тенге|теңге|₸|тг\b)"
_ADJECTIVE = r"(?:(?:толық|тұтас|бүтін|\w+[лдт][ыі][қк]|\w+(?:ы[хей]|и[хей]))\s+)?"  # 24 полных месяца
# "1 год" and "22 года" are counted, "27 года" is a date; "ай", "мес", "жыл", "лет" and "год" begin other words.
_COUNTED = r"(?:(?<=[1-4])(?<!1[1-4])|(?<=[.,]\d))"
# What follows the figure; tenge may be named before it or after a line. A sum that stands in words too is left to be
# rewritten by a person: the words would contradict the new figure.
_AFTER = {
    "months": rf"(?=\s*-?\s*{_ADJECTIVE}(?:ай(?!ып|ыр|м|н|т|қ|лақ|ғақ|дын)|меся[цч]|мес\b))",
    "years": rf"(?:(?=\s*-?\s*{_ADJECTIVE}(?:жыл(?!у|ж|қ|т|а|и|дам|ы[тсж])|лет\b|год(?:ам|ами|ах)\b)|\s?-\s?"
    rf"(?:летн|годичн))|{_COUNTED}(?=\s*{_ADJECTIVE}года?\b))",
    "percent": r"(?=\s*(?:%|процент|пайыз))",
    "tenge": r"(?!\d|\s\d{3}(?!\d)|[.,]\d|\s*\()",
}
_LONGER = "(?<!\\d[ \u00a0\u2009\u202f])"  # 200 000 is no figure of 1 200 000
_IN_WORDS = re.compile(r"(?<=\d)\s*\([^()\d]*\)(?!\s*\d)")  # 24 (двадцать четыре) месяца
# 17 или 24 месяца, 17–24 ай, от 17 до 24 месяцев, 17-ден 24 айға дейін: one unit after several figures.
_OR = r"и|или|и/или|либо|до|вместо|және|немесе|орнына|[мбп]ен"
_JOIN = rf"(?:\s*[/–—-]\s*|\s*,\s+|\s*,?\s+(?:{_OR})\s+|\s?-?[дтн][ае]н\s+(?:бастап\s+)?)"
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_PERIODS = {
    unit: re.compile(
        rf"(?<![\w.,]){_LONGER}(?:\d+(?:,\d+)?{_JOIN})*{_FIGURE.pattern}{_AFTER[unit]}", re.IGNORECASE
    )
    for unit in ("months", "years")
}
_SUM = re.compile(
    rf"(?P<before>{_MONEY}[\s:–—=-]*)?(?<![\w.,])(?:\d{{1,3}}(?:\s\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*)"
    rf"(?P<after>\s*(?:{'|'.join(SCALE)}|{_MONEY}))?",
    re.IGNORECASE,
)
_CALENDAR_YEARS = 1900


def reads(value: Decimal, unit: str, text: str) -> bool:
    """Whether the text says this figure in this unit."""
    # Figures carry every unit with them but these: 17 days are no 17 months.
    if unit in _PERIODS:
        return value in periods(unit, text)
    return plain(value) + ("%" if unit == "percent" else "") in figures(_IN_WORDS.sub("", text))


def periods(unit: str, text: str) -> tuple[Decimal, ...]:
    """Every figure of months or of years that the text says, each once; 2026 is a date and no number of years."""
    said = (series[0] for series in _PERIODS[unit].finditer(_IN_WORDS.sub("", text)))
    found = (Decimal(one.replace(",", ".")) for series in said for one in _FIGURE.findall(series))
    return tuple(sorted({one for one in found if one < _CALENDAR_YEARS}))


def sums(text: str) -> tuple[Decimal, ...]:
    """Every sum that the text says, from a million up, each once: a figure beside tenge or beside "млн", "млрд". The
    number of a firm or of an account is none."""
    named = (one for one in _SUM.finditer(_IN_WORDS.sub("", text)) if one["before"] or one["after"])
    found = figures(" | ".join(one[0] for one in named))
    said = (Decimal(one) for one in found if re.fullmatch(r"\d+(\.\d+)?", one))
    return tuple(sorted(one for one in said if one >= 1_000_000))


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
