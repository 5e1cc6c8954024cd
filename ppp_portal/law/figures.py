"""Numbers, dates, times, percentages in a Kazakh or a Russian text, in one normal form.

Used before publication (order 605, para. 20): both texts must carry the same figures. Numbers in words and
Roman numerals, signs and units are not read; a person still confirms that the texts say the same.

Normal forms: number "18324558.5" · percentage "0.1%" · date "2022-12-11" · month "2022-12" · day of the year
"--12-11" · time "18:00". Thousand, million and milliard beside a number are multiplied in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

# fmt: off
_RU_MONTHS = ["январ", "феврал", "март", "апрел", r"ма(?=[йяею]м?\b)", "июн", "июл", "август",
              "сентябр", "октябр", "ноябр", "декабр"]
_KK_MONTHS = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз",
              "қыркүйек", "қазан(?!дық)", "қараша", "желтоқсан"]
# fmt: on
_MONTHS = [re.compile(f"{ru}|{kk}") for ru, kk in zip(_RU_MONTHS, _KK_MONTHS, strict=True)]

_KK_OF_MONTH = rf"(?P<month>(?:{'|'.join(_KK_MONTHS)})[нтд][ыі]ң)"
_MONTH = rf"(?P<month>(?:{'|'.join(_RU_MONTHS + _KK_MONTHS)})\w*)"
_DAY = r"[\"«“]?(?<![\d.,])(?P<day>\d{1,2})[\"»”]?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_KK_YEAR = rf"(?<!\d){_YEAR} ?(?:ж\.|жыл\w*)"
_NUMBER = r"(?<!\d)(?P<number>\d{1,3}(?: \d{3})+(?![\d])(?:,\d+)?|\d+(?:[.,]\d+)*)"
SCALE = {"тыс": 3, "мың": 3, "млн": 6, "миллион": 6, "млрд": 9, "миллиард": 9, "трлн": 12, "триллион": 12}

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")


def _month(word: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, start=1) if month.match(word))


def _date(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month = parts["month"] if parts["month"].isdigit() else str(_month(parts["month"]))
    year = parts.get("year")
    tail = f"{int(month):02d}" + (f"-{int(parts['day']):02d}" if parts.get("day") else "")
    return f"{year}-{tail}" if year else f"--{tail}"


def _time(found: re.Match[str]) -> str:
    seconds = found.groupdict().get("seconds") or "00"
    clock = f"{int(found['hour']):02d}:{found['minute']}"
    return clock if seconds == "00" else f"{clock}:{seconds}"


def _plain(text: str) -> str:
    """Digits as printed to a plain decimal; "1.2.3" (a paragraph, a version) stays as it is."""
    text = text.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}", text):
        text = text.replace(",", "")
    if len(re.findall(r"[.,]", text)) > 1:
        return text.replace(",", ".")
    value = format(Decimal(text.replace(",", ".")), "f")
    return (value.rstrip("0").rstrip(".") if "." in value else value.lstrip("0")) or "0"


def _amount(found: re.Match[str]) -> str:
    number = _plain(found["number"])
    if found["percent"]:
        return f"{number}%"
    if found["scale"] and number.count(".") < 2:
        return _plain(format(Decimal(number).scaleb(SCALE[found["scale"]]), "f"))
    return number


# In this order: what an earlier pattern has read is blanked out before the next one looks.
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>0?[1-9]|1[0-2])\." + _YEAR + r"(?!\d)", _date),
        (r"(?<!\d)" + _YEAR + r"-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)(?!\d)", _date),
        (rf"{_KK_YEAR} {_KK_OF_MONTH} (?P<day>\d{{1,2}})(?!\d)", _date),
        (rf"\b{_KK_OF_MONTH} (?P<day>\d{{1,2}})(?!\d)", _date),
        (rf"{_KK_YEAR} {_DAY} {_MONTH}", _date),
        (rf"{_DAY} {_MONTH} {_YEAR}(?!\d)", _date),
        (rf"{_DAY} {_MONTH}", _date),
        (rf"{_KK_YEAR} {_MONTH}", _date),
        (rf"\b{_MONTH} {_YEAR}(?!\d)", _date),
        (r"(?<!\d)(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<seconds>[0-5]\d))?(?!\d)", _time),
        (r"(?<!\d)(?P<hour>[01]?\d|2[0-4])[.-](?P<minute>[0-5]\d)(?= ?час)", _time),
        (r"(?<=сағат )(?P<hour>[01]?\d|2[0-4])[.-](?P<minute>[0-5]\d)(?!\d)", _time),
        (r"(?<!\d)(?P<hour>[01]?\d|2[0-4]) час\w* (?P<minute>[0-5]\d) мин", _time),
        (rf"{_NUMBER}(?: ?(?:(?P<percent>%|процент|пайыз)|(?P<scale>{'|'.join(SCALE)})))?", _amount),
    )
)


def figures(text: str) -> Counter[str]:
    """How often each figure stands in a text; the language is not asked for."""
    rest = _SPACES.sub(" ", text.lower())
    seen: Counter[str] = Counter()
    for pattern, reading in _PATTERNS:

        def note(found: re.Match[str], reading: Callable[[re.Match[str]], str] = reading) -> str:
            seen[reading(found)] += 1
            return " | "

        rest = pattern.sub(note, rest)
    return seen


@dataclass(frozen=True)
class Differences:
    """Figures that stand in one language only, or oftener there. True when there are any."""

    only_kk: Counter[str] = field(default_factory=Counter)
    only_ru: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return bool(self.only_kk or self.only_ru)


def compare(kk: str, ru: str) -> Differences:
    """What the Kazakh text has and the Russian has not, and the other way round."""
    in_kk, in_ru = figures(kk), figures(ru)
    return Differences(only_kk=in_kk - in_ru, only_ru=in_ru - in_kk)


@dataclass(frozen=True)
class Pair:
    """A text in both languages. ``kept`` is what comparing their figures found when they were saved."""

    kk: str = ""
    ru: str = ""
    kept: Differences | None = field(default=None, compare=False)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(lang for lang, text in (("kk", self.kk), ("ru", self.ru)) if not text.strip())

    @property
    def differences(self) -> Differences:
        """The figures that only one of the two texts has."""
        return compare(self.kk, self.ru) if self.kept is None else self.kept


# A text that nobody wrote.
NOTHING = Pair()
