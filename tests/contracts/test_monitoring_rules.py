"""Monitoring of a contract: appendix 2, p. 99-100, and the six months of p. 62, in tables."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from contracts import monitoring_deadlines
from contracts.rules import monitoring as rules
from contracts.rules import nonperformance
from ppp_portal.law.calendar import ALMATY, WorkingCalendar, add_months
from ppp_portal.law.packs import pack

CALENDAR = WorkingCalendar()
PACK = pack("605-458")
WORDS = {"reason": ("Жұмыс жүргізілмеді", "Работы не велись")}
PAPER = rules.PaperFacts(date(2026, 4, 2), today=date(2026, 4, 3), earliest=date(2026, 3, 31))
MARK = rules.MarkFacts(
    month=date(2026, 3, 1),
    mark="not_performed",
    texts=WORDS,
    paper=PAPER,
    evidence=True,
    first_month=date(2025, 1, 1),
    last_day=date(2030, 12, 31),
)
REPORT = rules.PeriodFacts(
    number="О-1",
    number_taken=False,
    period_from=date(2026, 1, 1),
    period_to=date(2026, 3, 31),
    same_period=False,
    texts=WORDS,
    paper=PAPER,
)
FINDING = rules.FindingFacts("Н-1", False, WORDS, "environment", date(2026, 5, 1), PAPER)
ACT = rules.ActFacts("А-1", False, WORDS, Decimal(100), PAPER, file=True)
DUTY = rules.DutyFacts(WORDS, date(2026, 6, 30), date(2025, 1, 1), date(2030, 12, 31))


def codes(refusals):
    return [refusal.code for refusal in refusals]


# --- six months -------------------------------------------------------------------------------------------


def months(pattern, first=date(2026, 1, 1)):
    """A letter a month: n not performed, p performed, u not performed and unanswered, - no mark."""
    facts = {
        "n": {"performed": False},
        "p": {"performed": True},
        "u": {"performed": False, "answered": False},
        "e": {"performed": False, "evidence": False},
        "l": {"performed": False, "admitted": False},
    }
    return [
        nonperformance.MonthFacts(add_months(first, place), **facts[letter])
        for place, letter in enumerate(pattern)
        if letter != "-"
    ]


@pytest.mark.parametrize(
    ("pattern", "length"),
    [
        ("", 0),
        ("nnnnn", 0),
        ("nnnnnn", 6),
        ("pppnnnnnn", 6),
        ("nnnnnnn", 7),
        ("nnnnn-n", 0),  # five with a gap
        ("nnn-nnn", 0),
        ("n-nnnnnn", 6),
        ("nnnnnpn", 0),
        ("nnnpnnn", 0),
        ("nnnnnnp", 0),  # performed after all: it starts anew
        ("nnnnnnpnnnnnn", 6),
        ("nnnnnu", 0),  # the partner may still reply
        ("nnnnnnu", 6),
        ("unnnnnn", 6),
        ("nnnunnn", 0),
        ("nnnnne", 0),
        ("nnlnnn", 0),  # marked late, and the head has not said why it counts
        ("nnnnnn-", 6),
    ],
)
def test_p62_six_consecutive_months_not_performed_with_evidence_and_reply_propose_a_replacement(
    pattern, length
):
    assert len(nonperformance.proposes(months(pattern), PACK.nonperformance_months.value)) == length


def test_p62_the_run_crosses_the_turn_of_the_year():
    found = nonperformance.proposes(months("nnnnnn", date(2025, 10, 1)), 6)
    assert (found[0], found[-1]) == (date(2025, 10, 1), date(2026, 3, 1))


def test_p62_a_month_without_a_mark_is_a_gap():
    marked = [fact.month for fact in months("n-p")]
    assert nonperformance.gaps(marked, date(2026, 1, 1), date(2026, 4, 1)) == [
        date(2026, 2, 1),
        date(2026, 4, 1),
    ]


def ran(ended, entered, first, count):
    pauses = nonperformance.pauses(ended, entered)
    return [nonperformance.ran(add_months(first, number), pauses) for number in range(count)]


def test_p62_between_the_termination_and_the_new_partner_no_month_is_marked():
    ended, entered = date(2026, 9, 14), date(2027, 1, 20)
    assert ran([ended], [], date(2026, 8, 1), 4) == [True, True, False, False]  # of September a part ran
    assert ran([ended], [entered], date(2026, 10, 1), 5) == [False, False, False, True, True]
    assert ran([], [], date(2026, 10, 1), 1) == [True]
    assert ran([ended], [ended], date(2026, 10, 1), 1) == [True]  # the new partner entered the same day
    assert ran([ended], [date(2024, 1, 1)], date(2026, 10, 1), 1) == [False]  # the old partner still stands


def test_p62_who_comes_by_an_assignment_after_the_replacement_lengthens_no_pause():
    ended, entered, assigned = date(2026, 9, 14), date(2027, 1, 20), date(2027, 5, 3)
    assert ran([ended], [assigned, entered], date(2026, 12, 1), 6) == [False, True, True, True, True, True]


def test_p62_a_second_replacement_forgets_nothing_of_the_first():
    ended, entered = [date(2026, 9, 14), date(2028, 2, 10)], [date(2027, 1, 20), date(2028, 4, 5)]
    assert ran(ended, entered, date(2026, 12, 1), 3) == [False, True, True]
    assert ran(ended, entered, date(2028, 1, 1), 5) == [True, True, False, True, True]


@pytest.mark.parametrize(
    ("answer", "reason", "answered", "expected"),
    [
        ("replace", ("Себебі", "Причина"), False, []),
        ("continue", ("Себебі", "Причина"), False, []),
        ("", ("Себебі", "Причина"), False, ["monitoring.proposal_choice"]),
        ("replace", ("Себебі", " "), False, ["text.missing"]),
        ("replace", ("Себебі", "Причина"), True, ["monitoring.proposal_answered"]),
    ],
)
def test_p62_people_decide_once_with_reasons_in_both_languages(answer, reason, answered, expected):
    assert codes(nonperformance.refuse_answer(answer, reason, answered=answered)) == expected


GAP_FROM = datetime(2026, 4, 14, 23, 59, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("mark", "day", "before", "before_late", "late"),
    [
        ("not_performed", 14, "", False, False),
        ("not_performed", 15, "", False, True),  # the gap was noticed
        ("performed", 15, "", False, False),
        ("not_performed", 3, "performed", False, True),
        ("not_performed", 30, "not_performed", False, False),
        ("not_performed", 30, "not_performed", True, True),
    ],
)
def test_p62_a_gap_filled_later_or_a_performed_month_turned_round_is_marked_late(
    mark, day, before, before_late, late
):
    at = datetime(2026, 4, day, 10, tzinfo=ALMATY)
    assert nonperformance.marked_late(mark, at, GAP_FROM, before, before_late) is late


ADMISSION = rules.AdmissionFacts(
    date(2026, 1, 1), True, False, "head", WORDS, date(2026, 1, 20), True, date(2026, 6, 1)
)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"waits": False}, ["monitoring.not_late"]),
        ({"admitted": True}, ["monitoring.admitted"]),
        ({"role": "staff"}, ["card.wrong_role"]),
        ({"paper_on": date(2025, 12, 31)}, ["monitoring.admission_day"]),
        ({"paper_on": date(2026, 6, 2)}, ["monitoring.admission_day"]),
        ({"paper_on": None, "file": False}, ["monitoring.no_date", "monitoring.no_file"]),
        ({"texts": {"admission": ("Акт № 5", "Акт № 6")}}, ["text.figures_differ"]),
    ],
)
def test_p62_a_month_marked_late_counts_on_the_heads_reason_and_a_paper(changes, wrong):
    assert codes(rules.refuse_admission(replace(ADMISSION, **changes))) == wrong


@pytest.mark.parametrize(
    ("entered", "stopped", "continued", "first"),
    [
        ([None], [], [], date.min),
        ([date(2026, 1, 1)], [], [], date(2026, 1, 1)),
        ([date(2026, 1, 2)], [], [], date(2026, 2, 1)),  # of the month of its entry only a part is its own
        ([date(2025, 1, 1), date(2026, 3, 9)], [], [], date(2025, 1, 1)),  # one of them owed them all
        ([date(2025, 1, 1)], [date(2026, 5, 20)], [], date(2026, 6, 1)),
        ([date(2025, 1, 1)], [], [date(2026, 6, 1)], date(2026, 7, 1)),
        ([date(2026, 9, 1)], [date(2026, 5, 20)], [date(2026, 6, 1)], date(2026, 9, 1)),
        ([], [], [], date.min),
    ],
)
def test_p62_only_months_of_todays_partner_that_nobody_decided_on_count(entered, stopped, continued, first):
    assert nonperformance.first_counted(entered, stopped, continued) == first


def test_p62_months_before_the_first_that_counts_propose_nothing():
    twelve = months("n" * 12)
    assert len(nonperformance.proposes(twelve, 6, date(2026, 7, 1))) == 6
    assert nonperformance.proposes(twelve, 6, date(2026, 8, 1)) == ()


# --- months -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"mark": "performed", "evidence": False}, None),
        ({"evidence": False}, "monitoring.no_evidence"),
        ({"mark": ""}, "monitoring.no_mark"),
        ({"month": date(2026, 4, 1)}, "monitoring.month_runs"),
        ({"month": date(2024, 12, 1)}, "monitoring.month_outside"),
        ({"last_day": date(2026, 2, 28)}, "monitoring.month_outside"),
        ({"texts": {"reason": ("Жұмыс жоқ", "")}}, "text.missing"),
        ({"texts": {"reason": ("12 орын", "21 место")}}, "text.figures_differ"),
        ({"counted": True}, "monitoring.month_counted"),
        ({"paper": replace(PAPER, dated_on=date(2026, 3, 31))}, "monitoring.dated_before_end"),
        ({"paper": replace(PAPER, dated_on=None)}, "monitoring.no_date"),
    ],
)
def test_p99_a_month_is_marked_when_it_is_over_and_not_performed_only_with_evidence(change, code):
    assert codes(rules.refuse_mark(replace(MARK, **change))) == ([code] if code else [])


@pytest.mark.parametrize(
    ("dated_on", "code"),
    [
        (date(2026, 3, 30), "monitoring.backdated"),
        (date(2026, 3, 31), None),
        (date(2026, 4, 3), None),
        (date(2026, 4, 4), "monitoring.date_ahead"),
    ],
)
def test_a_back_dated_paper_is_refused(dated_on, code):
    found = rules.refuse_backdated(replace(PAPER, dated_on=dated_on))
    assert codes(found) == ([code] if code else [])
    assert all(refusal.basis == rules.TERMS for refusal in found)


def test_a_paper_travels_three_working_days_at_most():
    # 07.05 is a public holiday, Monday 11.05 a day off for the one on Saturday
    assert rules.earliest_paper_day(date(2026, 5, 13), 3, CALENDAR) == date(2026, 5, 6)
    assert rules.earliest_paper_day(date(2026, 4, 3), 0, CALENDAR) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("asked", "replied", "texts", "code"),
    [
        (True, False, WORDS, None),
        (False, False, WORDS, "monitoring.nothing_to_reply"),
        (True, True, WORDS, "monitoring.replied"),
        (True, False, {"reply": ("", "Ответ")}, "text.missing"),
    ],
)
def test_p99_the_other_side_replies_once_in_both_languages(asked, replied, texts, code):
    assert codes(rules.refuse_reply(texts, asked=asked, replied=replied)) == ([code] if code else [])


# --- reports, duties, findings, acts ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"number": " "}, "monitoring.no_number"),
        ({"number_taken": True}, "monitoring.number_taken"),
        ({"period_from": None}, "monitoring.no_period"),
        ({"period_to": None}, "monitoring.no_period"),
        ({"period_from": date(2026, 4, 1)}, "monitoring.period_backwards"),
        ({"period_to": date(2026, 4, 3)}, "monitoring.period_runs"),
        ({"period_to": date(2026, 4, 2)}, "monitoring.dated_before_end"),
        ({"same_period": True}, "monitoring.period_reported"),
        ({"file": False}, "monitoring.no_file"),
        ({"paper": replace(PAPER, dated_on=date(2026, 4, 1), earliest=PAPER.today)}, "monitoring.backdated"),
    ],
)
def test_p99_a_report_has_a_period_that_is_over_and_is_not_back_dated(change, code):
    assert codes(rules.refuse_report(replace(REPORT, **change))) == ([code] if code else [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"direction": "conditions"}, None),
        ({"direction": ""}, "monitoring.no_direction"),
        ({"remedy_on": None}, "monitoring.remedy_day"),
        ({"remedy_on": PAPER.today}, "monitoring.remedy_day"),
        ({"number": ""}, "monitoring.no_number"),
        ({"texts": {"text": ("", "Нарушение")}}, "text.missing"),
    ],
)
def test_p100_a_finding_stands_in_one_of_the_two_directions_with_a_day_to_remedy_it(change, code):
    assert codes(rules.refuse_finding(replace(FINDING, **change))) == ([code] if code else [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"amount": None}, "monitoring.no_amount"),
        ({"amount": Decimal(0)}, "monitoring.no_amount"),
        ({"file": False}, "monitoring.no_file"),
        ({"number_taken": True}, "monitoring.number_taken"),
    ],
)
def test_an_act_of_acceptance_names_a_sum_and_brings_its_file(change, code):
    assert codes(rules.refuse_act(replace(ACT, **change))) == ([code] if code else [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"every": 3, "until": date(2030, 12, 31)}, None),
        ({"every": 3}, "monitoring.no_until"),
        ({"due_on": None}, "monitoring.no_due_day"),
        ({"due_on": date(2024, 12, 31)}, "monitoring.due_outside"),
        ({"due_on": date(2031, 1, 1)}, "monitoring.due_outside"),
        ({"every": 3, "until": date(2031, 3, 31)}, "monitoring.due_outside"),
    ],
)
def test_an_obligation_falls_due_within_the_contract(change, code):
    assert set(codes(rules.refuse_duty(replace(DUTY, **change)))) == ({code} if code else set())


def test_an_obligation_of_every_quarter_stands_in_the_calendar_on_each_of_its_days():
    found = rules.repeated(date(2026, 1, 31), 3, date(2026, 12, 31))
    assert [day.isoformat() for day in found] == ["2026-01-31", "2026-04-30", "2026-07-31", "2026-10-31"]
    assert rules.repeated(date(2026, 1, 31), 0, None) == [date(2026, 1, 31)]


@pytest.mark.parametrize(
    ("done_on", "paper", "wrong"),
    [
        (date(2026, 4, 3), True, []),
        (date(2026, 4, 4), True, ["monitoring.done_day"]),
        (None, True, ["monitoring.done_day"]),
        (date(2026, 4, 3), False, ["monitoring.no_file"]),
    ],
)
def test_what_was_done_bears_a_day_that_has_come_and_its_paper(done_on, paper, wrong):
    assert codes(rules.refuse_done(done_on, date(2026, 4, 3), paper)) == wrong


@pytest.mark.parametrize(("remedy_on", "wrong"), [(date(2026, 4, 4), 0), (date(2026, 4, 3), 1)])
def test_p99_a_notice_of_breach_leaves_time_for_the_remedy(remedy_on, wrong):
    assert len(rules.refuse_remedy_day(remedy_on, date(2026, 4, 3))) == wrong


@pytest.mark.parametrize(
    ("state", "wrong"), [("in_force", 0), ("replacing", 0), ("expired", 1), ("terminated", 1)]
)
def test_only_a_contract_in_force_is_monitored(state, wrong):
    assert len(rules.refuse_over(state)) == wrong


# --- clocks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("clock_of", [monitoring_deadlines.reply, monitoring_deadlines.acceptance])
def test_the_other_side_has_ten_working_days_to_answer(clock_of):
    term = clock_of(datetime(2026, 3, 19, 12, tzinfo=ALMATY), PACK, CALENDAR)
    assert term.last_day == date(2026, 4, 7)  # Nauryz and its days off are skipped
    assert term.consequence.value == "alert"


def test_a_month_without_a_mark_is_a_gap_only_after_the_days_in_which_its_act_is_written():
    assert monitoring_deadlines.gap_noticed(date(2026, 5, 1), PACK, CALENDAR).date() == date(2026, 6, 15)
