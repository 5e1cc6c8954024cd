"""When a term ends, and the arithmetic a person can check."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ppp_portal.law.acts import law, p605
from ppp_portal.law.calendar import ALMATY, WorkingCalendar, end_of_day
from ppp_portal.law.deadlines import (
    Consequence,
    Deadline,
    at_instant,
    calendar_days,
    calendar_days_before,
    due,
    first,
    working_days,
)
from ppp_portal.law.packs import pack

CALENDAR = WorkingCalendar()
PACK = pack("605-458")


def moment(year, month, day, hour=15, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=ALMATY)


def codes(deadline):
    return [step.code for step in deadline.because]


@pytest.mark.parametrize(
    ("results", "last"),
    [
        (moment(2025, 10, 1), date(2025, 12, 30)),
        (moment(2026, 1, 5), date(2026, 4, 5)),  # a Sunday: shown, not moved
        (moment(2026, 1, 5, 0, 0), date(2026, 4, 5)),
        (moment(2026, 1, 5, 23, 59), date(2026, 4, 5)),
        (datetime(2026, 1, 5, 19, 30, tzinfo=UTC), date(2026, 4, 6)),  # already 6 January in Almaty
    ],
)
def test_p51_contract_is_signed_within_90_calendar_days(results, last):
    window = calendar_days(
        "signing",
        results,
        PACK.signing_window_days.value,
        PACK.signing_window_days.basis,
        Consequence.ACT,
        CALENDAR,
    )
    assert window.due_at == end_of_day(last)
    assert window.last_day == last


def test_p51_ceiling_shows_a_sunday_and_stays_on_it():
    window = calendar_days("signing", moment(2026, 1, 5), 90, p605("51"), Consequence.ACT, CALENDAR)
    assert codes(window) == ["starts", "counts_from", "adds", "ends", "not_working", "stays"]
    assert window.flags_non_working_day
    assert window.because[1].params == {"on": date(2026, 1, 6)}
    assert window.because[4].params == {"on": date(2026, 4, 5), "why": "weekend"}


def test_p51_kazakh_reading_that_counts_the_first_day_is_shown_beside():
    window = calendar_days(
        "signing", moment(2025, 10, 1), 90, p605("51"), Consequence.ACT, CALENDAR, start_day_disputed=True
    )
    other = next(step for step in window.because if step.code == "other_reading")
    assert (window.last_day, other.params["on"]) == (date(2025, 12, 30), date(2025, 12, 29))


def test_p62_previous_partner_is_paid_within_270_calendar_days():
    term = calendar_days("payment", moment(2026, 1, 5), 270, p605("62(7)"), Consequence.ALERT, CALENDAR)
    assert term.last_day == date(2026, 10, 2)


def test_p62_rights_pass_within_10_working_days():
    term = working_days("rights", moment(2026, 3, 19), 10, p605("62(8)"), Consequence.ALERT, CALENDAR)
    assert term.last_day == date(2026, 4, 7)
    skipped = [step.params["on"].day for step in term.because if step.code == "skips"]
    assert skipped == [21, 22, 23, 24, 25, 28, 29, 4, 5]
    assert codes(term)[-1] == "ends"


def test_art37_official_duty_moves_to_the_next_working_day():
    asked = moment(2026, 3, 19)
    stays = calendar_days("answer", asked, 3, law("37(4)"), Consequence.ALERT, CALENDAR)
    moves = calendar_days("answer", asked, 3, law("37(4)"), Consequence.ALERT, CALENDAR, moves=True)
    assert stays.last_day == date(2026, 3, 22)
    assert moves.last_day == date(2026, 3, 26)
    assert codes(moves)[-2:] == ["not_working", "moves"]
    assert moves.flags_non_working_day


def test_art37_question_comes_30_days_before_bids_close():
    closes = moment(2026, 6, 30, 18)
    term = calendar_days_before("question", closes, 30, law("37(4)"), Consequence.ACT, CALENDAR)
    assert term.due_at == end_of_day(date(2026, 5, 31))
    assert term.flags_non_working_day


def test_bids_close_at_an_instant_that_is_still_inside():
    closes = at_instant("bids", moment(2026, 6, 30, 18), p605("27"), Consequence.ACT)
    assert not closes.passed(moment(2026, 6, 30, 18))
    assert closes.passed(moment(2026, 6, 30, 18) + timedelta(microseconds=1))


@pytest.mark.parametrize("days", [0, -3])
def test_a_term_has_at_least_one_day(days):
    with pytest.raises(ValueError, match="at least one day"):
        calendar_days("x", moment(2026, 1, 5), days, p605("51"), Consequence.ACT, CALENDAR)


def test_the_first_deadline_is_the_next_one_alive_and_the_passed_ones_are_due():
    early, middle, late = (
        at_instant(kind, moment(2026, 6, day), p605("27"), Consequence.ALERT)
        for kind, day in (("early", 1), ("middle", 10), ("late", 20))
    )
    terms = [late, early, middle]
    assert first(terms) is early
    assert first(terms, moment(2026, 6, 1)) is early
    assert first(terms, moment(2026, 6, 2)) is middle
    assert first(terms, moment(2026, 6, 21)) is None
    assert first([]) is None
    assert due(terms, moment(2026, 6, 15)) == (early, middle)


def test_a_deadline_can_be_collected_in_a_set():
    assert len({calendar_days("x", moment(2026, 1, 5), 9, p605("51"), Consequence.ACT, CALENDAR)}) == 1
    assert Deadline("x", moment(2026, 1, 1), p605("51"), Consequence.ACT).because == ()
