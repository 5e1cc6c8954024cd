"""Days are days in Almaty; working days know Nauryz, weekends and decreed transfers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppp_portal.law.calendar import (
    ALMATY,
    WorkingCalendar,
    add_months,
    end_of_day,
    local_day,
    public_holidays,
    start_of_day,
    zone_is_current,
)

CALENDAR = WorkingCalendar()


def test_kazakhstan_is_five_hours_ahead_since_march_2024():
    assert zone_is_current()
    assert datetime(2024, 2, 29, 12, tzinfo=ALMATY).utcoffset() == timedelta(hours=6)
    assert datetime(2024, 3, 2, 12, tzinfo=ALMATY).utcoffset() == timedelta(hours=5)
    assert datetime(2026, 7, 1, 12, tzinfo=ALMATY).utcoffset() == timedelta(hours=5)


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        (date(2026, 3, 19), 10, date(2026, 4, 7)),  # Nauryz falls on a weekend and is given on 24 and 25
        (date(2026, 3, 19), 1, date(2026, 3, 20)),
        (date(2026, 3, 20), 1, date(2026, 3, 26)),
        (date(2026, 5, 6), 1, date(2026, 5, 8)),  # 7 May
        (date(2026, 5, 8), 1, date(2026, 5, 12)),  # 9 May on a Saturday, given on Monday
        (date(2026, 11, 20), 3, date(2026, 11, 25)),
        (date(2026, 12, 30), 3, date(2027, 1, 6)),  # 1 and 2 January, Monday given for Saturday
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_the_day_after_the_event_is_the_first_working_day_counted(start, n, last):
    assert CALENDAR.add_working_days(start, n) == last


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 3, 19), None),
        (date(2026, 3, 23), "holiday"),
        (date(2026, 3, 24), "holiday"),
        (date(2026, 4, 5), "weekend"),
        (date(2022, 12, 11), "weekend"),
        (date(2026, 12, 16), "holiday"),
        (date(2026, 1, 7), "holiday"),
    ],
)
def test_a_non_working_day_says_why(day, why):
    assert CALENDAR.why_not_working(day) == why
    assert CALENDAR.is_working(day) is (why is None)


def test_a_decree_moves_a_day_off():
    decreed = WorkingCalendar({date(2026, 5, 4): False, date(2026, 5, 16): True, date(2026, 3, 24): True})
    assert decreed.why_not_working(date(2026, 5, 4)) == "day_off_by_decree"
    assert decreed.is_working(date(2026, 5, 16))  # a Saturday worked instead
    assert decreed.is_working(date(2026, 3, 24))
    assert decreed.add_working_days(date(2026, 4, 30), 1) == date(2026, 5, 5)
    assert CALENDAR.add_working_days(date(2026, 4, 30), 1) == date(2026, 5, 4)


def test_the_next_working_day_may_be_today():
    assert CALENDAR.next_working(date(2026, 4, 6)) == date(2026, 4, 6)
    assert CALENDAR.next_working(date(2026, 4, 4)) == date(2026, 4, 6)


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        CALENDAR.add_working_days(date(2026, 1, 1), -1)


def test_days_off_between_two_days_include_both_ends():
    assert CALENDAR.days_off_between(date(2026, 3, 20), date(2026, 3, 26)) == [
        date(2026, 3, day) for day in (21, 22, 23, 24, 25)
    ]


def test_a_day_lasts_to_its_last_microsecond_in_almaty():
    end = end_of_day(date(2026, 4, 5))
    assert end == datetime(2026, 4, 5, 18, 59, 59, 999999, tzinfo=UTC)
    assert end + timedelta(microseconds=1) == start_of_day(date(2026, 4, 6))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 4, 5, 18, 59, 59, tzinfo=UTC), date(2026, 4, 5)),
        (datetime(2026, 4, 5, 19, 0, tzinfo=UTC), date(2026, 4, 6)),
        (datetime(2022, 12, 11, 18, 0, tzinfo=UTC), date(2022, 12, 12)),  # UTC+6 in 2022
    ],
)
def test_the_legal_day_is_the_day_in_almaty(moment, day):
    assert local_day(moment) == day


def test_a_moment_without_a_zone_has_no_legal_day():
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), -18, date(2025, 6, 30)),
        (date(2026, 12, 31), -12, date(2025, 12, 31)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, result):
    assert add_months(day, months) == result


def test_holidays_have_kazakh_and_english_names():
    assert public_holidays(2026)[date(2026, 3, 22)] == "Наурыз мейрамы"
    assert public_holidays(2026, "en").keys() == public_holidays(2026).keys()


@given(st.dates(date(2024, 1, 1), date(2029, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(start, m, n):
    in_one_go = CALENDAR.add_working_days(start, m + n)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, m), n) == in_one_go
    assert m + n == 0 or CALENDAR.is_working(in_one_go)
