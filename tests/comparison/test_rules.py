"""The comparison's rules: the same questions to all, nothing left blank, a reasoned verdict for each."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from ppp_portal.comparison import rules
from ppp_portal.comparison.rules import Ask, ColumnFacts, Mark, Reply
from ppp_portal.law.calendar import ALMATY, WorkingCalendar

BASIS = rules.CHOICE
NUMBER = Ask("Камералар саны 5957", "Количество камер 5957", "number", "дана", "шт.", "more")


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (NUMBER, []),
        (Ask("Камералар", ""), ["comparison.languages"]),
        (Ask("Кемінде 3 жоба", "Не менее 4 проектов"), ["comparison.figures"]),
        (Ask("Сала", "Отрасль", better="more"), ["comparison.better_of_words"]),
        (Ask("Сақтау мерзімі", "Срок хранения", "number", "тәулік", ""), ["comparison.languages"]),
    ],
)
def test_every_question_stands_in_both_languages_with_the_same_figures(ask, expected):
    assert codes(rules.refuse_questions("Салыстыру", "Сравнение", [ask], BASIS)) == expected


def test_a_questionnaire_without_a_question_is_not_fixed():
    assert codes(rules.refuse_fixing(0, BASIS)) == ["comparison.no_questions"]
    assert rules.refuse_fixing(1, BASIS) == []


@pytest.mark.parametrize(
    ("reply", "kind", "real", "expected"),
    [
        (Reply(1, value_kk="«Сұңқар»", value_ru="«Сункар»"), "text", False, []),
        (Reply(1, value_ru="«Сункар»"), "text", False, ["comparison.languages"]),
        (Reply(1, value_kk="30 тәулік", value_ru="20 суток"), "text", False, ["comparison.figures"]),
        (Reply(1), "text", False, ["comparison.value_missing"]),
        (Reply(1, figure=Decimal(350)), "number", False, []),
        (Reply(1, value_ru="много"), "number", False, ["comparison.number_missing"]),
        (Reply(1, figure=Decimal(1)), "yes_no", False, []),
        (Reply(1, figure=Decimal(2)), "yes_no", False, ["comparison.value_missing"]),
        (Reply(1, "missing"), "number", False, []),
        (Reply(1, "not_published"), "number", True, []),
        (Reply(1, "not_published"), "number", False, ["comparison.not_published"]),
    ],
)
def test_only_of_published_facts_is_it_said_that_they_are_not_published(reply, kind, real, expected):
    assert codes(rules.refuse_reply(reply, kind, real=real, basis=BASIS)) == expected


def test_what_an_offer_said_under_seal_is_not_said_better():
    replies = [Reply(1, value_kk="6 ай", value_ru="6 месяцев"), Reply(2, figure=Decimal(5))]
    assert codes(rules.refuse_rewriting({1}, replies, BASIS)) == ["comparison.sealed"]
    assert rules.refuse_rewriting({3}, replies, BASIS) == []


@pytest.mark.parametrize(
    ("mark", "state", "expected"),
    [
        (Mark(1, "yes"), "given", []),
        (Mark(1, "no"), "given", ["comparison.note"]),
        (Mark(1, "partly", "ішінара", "отчасти"), "given", []),
        (Mark(1, "yes"), "missing", ["comparison.mark_of_nothing"]),
        (Mark(1, "no", "3-тен аз", "менее 4"), "given", ["comparison.figures"]),
    ],
)
def test_what_falls_short_is_explained_in_both_languages(mark, state, expected):
    assert codes(rules.refuse_mark(mark, state, BASIS)) == expected


@pytest.mark.parametrize(
    ("outcome", "real", "reason", "expected"),
    [
        ("meets", False, ("толық", "полностью"), []),
        ("meets", True, ("толық", "полностью"), ["comparison.judged_real"]),
        ("not_judged", True, ("жарияланған", "опубликованные"), []),
        ("not_judged", False, ("—", "—"), ["comparison.not_judged"]),
        ("does_not", False, ("жетіспейді", ""), ["comparison.reason"]),
    ],
)
def test_every_offer_gets_a_reasoned_verdict_and_no_real_organisation_any(outcome, real, reason, expected):
    assert codes(rules.refuse_verdict(outcome, *reason, real=real, basis=BASIS)) == expected


def test_a_comparison_with_a_blank_cell_or_without_a_verdict_is_not_closed():
    whole = ColumnFacts("А", False, {1: "given", 2: "missing"}, "meets")
    blank = ColumnFacts("Б", False, {1: "given"})
    assert rules.refuse_closing([1, 2], [whole], BASIS) == []
    assert codes(rules.refuse_closing([1, 2], [whole, blank], BASIS)) == [
        "comparison.unanswered",
        "comparison.no_verdict",
    ]
    assert codes(rules.refuse_closing([1], [], BASIS)) == ["comparison.no_columns"]


@pytest.mark.parametrize(
    ("figures", "better", "expected"),
    [
        ([1, 3, 2], "more", 3),
        ([1, 3, 2], "less", 1),
        ([2, 2], "more", None),
        ([1, 2], "", None),
        ([], "more", None),
    ],
)
def test_the_best_of_a_row_is_the_end_that_the_question_prefers(figures, better, expected):
    assert rules.best([Decimal(figure) for figure in figures], better) == expected


# --- until when the questions are answered ----------------------------------------------------------------

CALENDAR = WorkingCalendar()
FRIDAY = datetime(2026, 3, 13, 12, 0, tzinfo=ALMATY)


MONDAY_OVER = datetime(2026, 3, 16, 23, 59, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("until", "refused"),
    [
        (None, "comparison.until_missing"),
        (FRIDAY - timedelta(days=30), "comparison.until_too_soon"),
        (FRIDAY + timedelta(hours=5), "comparison.until_too_soon"),
        (FRIDAY + timedelta(days=2), "comparison.until_too_soon"),  # a Sunday: no working day lies between
        (datetime(2026, 3, 16, 0, 0, tzinfo=ALMATY), "comparison.until_too_soon"),  # not one working minute
        (MONDAY_OVER - timedelta(minutes=1), "comparison.until_too_soon"),
        (MONDAY_OVER, None),
        (FRIDAY + timedelta(days=30), None),
    ],
)
def test_whoever_answers_has_a_whole_working_day(until, refused):
    found = codes(rules.refuse_until(until, FRIDAY, CALENDAR, BASIS))
    assert found == ([refused] if refused else [])


def test_a_mistyped_year_does_not_close_the_comparison_for_good():
    last = datetime(2026, 5, 12, 23, 59, tzinfo=ALMATY)  # the sixtieth calendar day after that Friday
    assert rules.refuse_until(last, FRIDAY, CALENDAR, BASIS) == []
    for until in (last + timedelta(minutes=1), FRIDAY.replace(year=2062)):
        (refusal,) = rules.refuse_until(until, FRIDAY, CALENDAR, BASIS)
        assert (refusal.code, refusal.field) == ("comparison.until_too_late", "answers_until")
        assert refusal.params["latest"] == last.date()


TOLD = FRIDAY + timedelta(days=10)


@pytest.mark.parametrize(
    ("until", "reason", "refused"),
    [
        (TOLD + timedelta(days=1), ("", ""), None),
        (TOLD + timedelta(days=1), ("Себебі", ""), "comparison.until_reason"),
        (TOLD, ("Себебі", "Причина"), "comparison.until_same"),
        (TOLD - timedelta(days=1), ("", " "), "comparison.until_reason"),
        (TOLD - timedelta(days=1), ("Себебі", ""), "comparison.until_reason"),
        (TOLD - timedelta(days=1), ("2 ұсыныс", "3 предложения"), "comparison.figures"),
        (TOLD - timedelta(days=1), ("Бәрі жауап берді", "Все ответили"), None),
    ],
)
def test_time_told_to_everybody_is_taken_from_them_for_a_reason_only(until, reason, refused):
    found = codes(rules.refuse_moving(until, TOLD, *reason, BASIS))
    assert found == ([refused] if refused else [])
    assert rules.refuse_moving(until, None, "", "", BASIS) == []  # the first end takes nothing from anybody


def test_an_answer_at_the_last_instant_is_in_time_and_nothing_is_closed_before_it_has_passed():
    tick = timedelta(microseconds=1)
    for at, late, still_open in (
        (FRIDAY, [], ["comparison.still_open"]),
        (FRIDAY + tick, ["comparison.answers_closed"], []),
    ):
        assert codes(rules.refuse_late_answer(FRIDAY, at, BASIS)) == late
        assert codes(rules.refuse_while_open(FRIDAY, at, BASIS)) == still_open
    assert rules.refuse_late_answer(None, FRIDAY, BASIS) == rules.refuse_while_open(None, FRIDAY, BASIS) == []
