"""Days in Kazakhstan: the zone of every legal day, public holidays, working days.

Public holidays come from the `holidays` package; days off moved by decree are data of the installation
(T-08), given as `{day: True}` for a working day by decree and `{day: False}` for a day off by decree.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")

WEEKEND = "weekend"
HOLIDAY = "holiday"
DECREE = "day_off_by_decree"

ONE_DAY = timedelta(days=1)
# Of this age: what lies outside was mistyped, and no database or clock keeps it safely.
YEARS = range(1900, 2101)


def zone_is_current() -> bool:
    """False when the zone file is older than the move of Kazakhstan to UTC+5 on 01.03.2024 (T-05).

    With such a file every deadline would fall an hour early.
    """
    return datetime(2024, 3, 2, tzinfo=ALMATY).utcoffset() == timedelta(hours=5)


@lru_cache(maxsize=64)
def public_holidays(year: int, lang: str = "kk") -> Mapping[date, str]:
    """Public holidays of Kazakhstan in a year, with days off given for holidays that fall on a weekend.

    `lang` is "kk" or "en", the languages of the package; dates do not depend on it. The
    day of Kurban Ait is an estimate of the package until the year comes: check it when transfers are entered.
    """
    from holidays import country_holidays  # heavy: only when days are counted

    return dict(country_holidays("KZ", years=year, language="en_US" if lang == "en" else "kk"))


def local_day(moment: datetime) -> date:
    """The calendar day in Kazakhstan at that moment. ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a legal moment has a time zone")
    return moment.astimezone(ALMATY).date()


def start_of_day(day: date) -> datetime:
    """The first instant of the day in Asia/Almaty."""
    return datetime.combine(day, time.min, tzinfo=ALMATY)


def end_of_day(day: date) -> datetime:
    """The last microsecond of the day in Asia/Almaty: a term that ends on a day ends here (T-06)."""
    return datetime.combine(day, time.max, tzinfo=ALMATY)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (or earlier); the last day where the month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class WorkingCalendar:
    """Working days: Monday to Friday without public holidays, corrected by decreed transfers."""

    def __init__(self, transfers: Mapping[date, bool] | None = None) -> None:
        self.transfers: Mapping[date, bool] = dict(transfers or {})

    def why_not_working(self, day: date) -> str | None:
        """None for a working day, else "day_off_by_decree", "holiday" or "weekend"."""
        decreed = self.transfers.get(day)
        if decreed is not None:
            return None if decreed else DECREE
        if day in public_holidays(day.year):
            return HOLIDAY
        return WEEKEND if day.weekday() >= 5 else None

    def is_working(self, day: date) -> bool:
        return self.why_not_working(day) is None

    def next_working(self, day: date) -> date:
        """The day itself when it is a working day, else the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`; the day after the event is the first to be counted (T-01).

        Zero working days is the day itself; a negative count is a ValueError.
        """
        if n < 0:
            raise ValueError("working days are counted forwards")
        for _ in range(n):
            day = self.next_working(day + ONE_DAY)
        return day

    def days_off_between(self, first: date, last: date) -> list[date]:
        """The non-working days from `first` to `last`, both included."""
        days = (first + timedelta(days=i) for i in range((last - first).days + 1))
        return [day for day in days if not self.is_working(day)]
