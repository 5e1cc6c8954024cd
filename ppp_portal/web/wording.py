"""How the portal writes amounts, dates, sizes and paragraph references in Kazakh, Russian and English.

Pure: no request, no database. Pages use it through the tag library ``portal``, PDFs and mail call it with the
language they are written in. ``lang`` is "kk", "ru" or "en"; None means the active language.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language

from ppp_portal.law.acts import ACTS, Paragraph, law, p605
from ppp_portal.law.figures import Differences, compare
from ppp_portal.law.money import format_tenge

NBSP = "\u00a0"
NONE = "—"

# fmt: off
MONTHS = {
    "kk": ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
           "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"],
    "ru": ["января", "февраля", "марта", "апреля", "мая", "июня",
           "июля", "августа", "сентября", "октября", "ноября", "декабря"],
    "en": ["January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"],
}
# Alone, above a calendar.
MONTH_NAMES = {
    "kk": [name.capitalize() for name in MONTHS["kk"]],
    "ru": ["Январь", "Февраль", "Март", "Апрель", "Май", "Июнь",
           "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"],
    "en": MONTHS["en"],
}
WEEKDAYS = {
    "kk": ["дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"],
    "ru": ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
WEEKDAYS_SHORT = {
    "kk": ["дс", "сс", "ср", "бс", "жм", "сб", "жс"],
    "ru": ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
# fmt: on
ZONE_NAMES = {"kk": "Астана уақыты", "ru": "время Астаны", "en": "Astana time"}
IN_LANGUAGE = {
    "kk": {"kk": "қазақша", "ru": "орысша"},
    "ru": {"kk": "на казахском", "ru": "на русском"},
    "en": {"kk": "in Kazakh", "ru": "in Russian"},
}
# A number with its Kazakh ending, or with the letter of an order: «605-бұйрықтың», «51-1-бабы», «14-Н».
WITH_ENDING = r"(?<![\w.-])\d+(?:[.-]\d+)*-[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]+"
UNITS = {"kk": ("Б", "КБ", "МБ", "ГБ"), "ru": ("Б", "КБ", "МБ", "ГБ"), "en": ("B", "KB", "MB", "GB")}


def language(lang: str | None = None) -> str:
    """The language to write in: the one asked for, else the active one, else Kazakh."""
    code = (lang or get_language() or "kk").split("-")[0]
    return code if code in MONTHS else "kk"


def in_language(content: str, lang: str | None = None) -> str:
    """In which language a text is (``kk`` or ``ru``), in words: ``қазақша``, ``на казахском``, ``in Kazakh``."""
    return IN_LANGUAGE[language(lang)].get(content, "")


# --- sentences --------------------------------------------------------------------------------------------


def full_stop(text: object) -> str:
    """``text`` with a full stop, unless it ends in one already: "22 ноября 2026 г." """
    said = str(text)
    return said if said.endswith(".") else f"{said}."


_CLOSED_BY_A_VALUE = re.compile(r"%\((\w+)\)s\.(?!\.)")


def filled(sentence: str, values: Mapping[str, object]) -> str:
    """``sentence % values`` with one full stop where a value brings its own: "до 22 ноября 2026 г." """

    def closed(found: re.Match[str]) -> str:
        return found[0].removesuffix(".") if str(values.get(found[1], "")).endswith(".") else found[0]

    return _CLOSED_BY_A_VALUE.sub(closed, sentence) % values


# --- numbers ----------------------------------------------------------------------------------------------


def _rounded(value: Decimal | Fraction | int, places: int) -> Decimal:
    """Half up, exactly, also for fractions that no decimal can hold."""
    scaled = Fraction(value) * 10**places
    whole = (abs(scaled) * 2 + 1) // 2
    return Decimal(whole if scaled >= 0 else -whole).scaleb(-places)


def number(
    value: Decimal | Fraction | int | str | None, places: int | None = None, lang: str | None = None
) -> str:
    """``18 324 558 000,50``: groups of three by no-break spaces, a comma in kk and ru, a point in English.

    Without ``places`` a whole number has none, another keeps up to two, three or more digits being rounded.
    """
    if value is None or value == "":
        return NONE
    exactly = Fraction(str(value)) if isinstance(value, str | float) else Fraction(value)
    if places is None:
        places = 0 if exactly.denominator == 1 else 2
    rounded = _rounded(exactly, places)
    digits, _, rest = f"{abs(rounded):.{places}f}".partition(".")
    grouped = f"{int(digits):,}".replace(",", NBSP)
    point = "." if language(lang) == "en" else ","
    sign = "−" if rounded < 0 else ""
    return f"{sign}{grouped}{point}{rest}" if rest else f"{sign}{grouped}"


def tenge(value: Decimal | Fraction | int | str | None, lang: str | None = None) -> str:
    """``18 324 558 000 ₸``; tiyn only where there are any."""
    if value is None or value == "":
        return NONE
    return format_tenge(_rounded(Fraction(str(value)), 2), language(lang))


def percent(value: Decimal | Fraction | int | None, lang: str | None = None) -> str:
    """A share (0.125) as ``12,5 %``, at most two digits."""
    if value is None:
        return NONE
    shown = number(Fraction(value) * 100, None, lang)
    point = "." if language(lang) == "en" else ","
    if point in shown:
        shown = shown.rstrip("0").rstrip(point)
    return f"{shown}{NBSP}%"


def fraction(value: Fraction) -> str:
    """``61/3``"""
    sign = "−" if value < 0 else ""
    return f"{sign}{number(abs(value.numerator), 0)}/{number(value.denominator, 0)}"


def exact(value: Decimal | Fraction | int | None, lang: str | None = None) -> str:
    """Two decimals where they say everything, else the fraction too: ``1/3 ≈ 0,33``."""
    if value is None:
        return NONE
    value = Fraction(value)
    two = number(value, 2, lang)
    if (value * 100).denominator == 1:
        return two
    return f"{fraction(value)}{NBSP}≈{NBSP}{two}"


def size(count: int | None, lang: str | None = None) -> str:
    """``1,4 МБ``; 1 KB is 1,024 bytes."""
    if count is None:
        return NONE
    units = UNITS[language(lang)]
    value = Fraction(count)
    for unit in units:
        if value < 1024 or unit == units[-1]:
            return f"{number(value, 0 if unit == units[0] or value >= 100 else 1, lang)}{NBSP}{unit}"
        value /= 1024
    raise AssertionError("unreachable")


# --- dates ------------------------------------------------------------------------------------------------


def portal_zone() -> ZoneInfo:
    """The one zone in which the portal writes: never the reader's own."""
    return ZoneInfo(settings.TIME_ZONE)


def _local(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment without a zone is not a moment")
    return value.astimezone(portal_zone())


def zone(value: datetime, lang: str | None = None) -> str:
    """``Астана уақыты, UTC+5``, from the zone data of that day (before March 2024 it was UTC+6)."""
    offset = _local(value).utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    sign, minutes = ("−", -minutes) if minutes < 0 else ("+", minutes)
    clock = f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02d}" if minutes % 60 else "")
    name = ZONE_NAMES[language(lang)] if settings.TIME_ZONE == "Asia/Almaty" else settings.TIME_ZONE
    return f"{name}, {clock}".replace(" ", NBSP)


def day(value: date | datetime | None, style: str = "", lang: str | None = None) -> str:
    """``2026 ж. 22 қараша``, ``22 ноября 2026 г.``, ``22 November 2026``; ``"short"``: ``22.11.2026``."""
    if not value:
        return NONE
    if isinstance(value, datetime):
        value = _local(value).date()
    if style == "short":
        return f"{value:%d.%m.%Y}"
    code = language(lang)
    month = MONTHS[code][value.month - 1]
    return day_pattern(code).format(day=value.day, month=month, year=value.year)


def month(value: date, lang: str | None = None) -> str:
    """A whole month in running text: ``2026 жылғы қазан``, ``октябрь 2026 года``, ``October 2026``."""
    code = language(lang)
    if code == "kk":
        return f"{value.year} жылғы {MONTHS[code][value.month - 1]}"
    name = MONTH_NAMES[code][value.month - 1]
    return f"{name.lower()} {value.year} года" if code == "ru" else f"{name} {value.year}"


def day_pattern(lang: str | None = None) -> str:
    """How ``day`` puts a date together, for scripts: ``{day} {month} {year} г.``"""
    return {
        "kk": f"{{year}}{NBSP}ж.{NBSP}{{day}}{NBSP}{{month}}",
        "ru": f"{{day}}{NBSP}{{month}}{NBSP}{{year}}{NBSP}г.",
        "en": f"{{day}}{NBSP}{{month}} {{year}}",
    }[language(lang)]


def clock_time(value: datetime, style: str = "") -> str:
    """``18:00``; seconds where there are any; ``"s"`` always, ``"ms"`` milliseconds, cut."""
    local = _local(value)
    text = f"{local:%H:%M}"
    if style == "ms":
        return f"{local:%H:%M:%S}.{local.microsecond // 1000:03d}"
    if style == "s" or local.second or local.microsecond:
        return f"{local:%H:%M:%S}"
    return text


def moment(value: datetime | date | None, style: str = "", lang: str | None = None) -> str:
    """``2026 ж. 22 қараша, 18:00 (Астана уақыты, UTC+5)``; ``"short"``: ``22.11.2026 18:00``."""
    if not value:
        return NONE
    if not isinstance(value, datetime):
        return day(value, style if style == "short" else "", lang)
    if style == "short":
        return f"{day(value, 'short')}{NBSP}{_local(value):%H:%M}"
    return f"{day(value, '', lang)}, {clock_time(value, style)} ({zone(value, lang)})"


def weekday(value: date | datetime, lang: str | None = None) -> str:
    """``сенбі``, ``суббота``, ``Saturday``"""
    on = _local(value).date() if isinstance(value, datetime) else value
    return WEEKDAYS[language(lang)][on.weekday()]


# --- paragraphs of the law --------------------------------------------------------------------------------

_SHORT = re.compile(r"^(?P<book>app|art)?(?P<number>\d[\d()-]*)(?::(?P<inner>[\dKab()-]+))?$")


def paragraph(reference: object, lang: str | None = None) -> str:
    """A reference as ``ppp_portal.law`` words it: ``п. 31 приказа № 605``, ``605-бұйрықтың 31-тармағы``.

    Takes a ``Paragraph``, its stored key (``605:31``, ``L:39(7)``) or a short form: ``31``, ``44(1)`` of the
    order, ``app4``, ``app2:12(8)`` of its appendices, ``art32`` of the PPP law. Other text is in words already
    and comes back unchanged.
    """
    label = getattr(reference, "label", None)
    if callable(label):
        return str(label(language(lang)))
    text = str(reference or "").strip()
    try:
        return _known(text).label(language(lang))
    except ValueError:
        return text


def _known(text: str) -> Paragraph:
    """The paragraph behind a short form or a stored key; ValueError for anything else."""
    match = _SHORT.match(text)
    if not match or match["number"] in ACTS:
        return Paragraph.parse(text)
    if match["book"] == "art":
        return law(match["number"])
    if match["book"] == "app":
        return p605(f"A{match['number']}" + (f".{match['inner']}" if match["inner"] else ""))
    return p605(text)


# --- the same figures in two languages --------------------------------------------------------------------


def differing(kk: str | None, ru: str | None) -> tuple[list[str], list[str]]:
    """The figures that only the Kazakh text has, and those that only the Russian has."""
    return differences(compare(kk or "", ru or ""))


def differences(found: Differences) -> tuple[list[str], list[str]]:
    """The same of texts that were compared before."""
    return [_shown(f) for f in sorted(found.only_kk.elements())], [
        _shown(f) for f in sorted(found.only_ru.elements())
    ]


def _shown(figure: str) -> str:
    """A figure of the comparison as a person would write it; one longer than any sum stays as it was typed."""
    if re.fullmatch(r"\d{5,30}", figure):
        return number(int(figure))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", figure):
        return f"{figure[8:]}.{figure[5:7]}.{figure[:4]}"
    return figure.replace(".", ",") if language() != "en" and figure.count(".") == 1 else figure
