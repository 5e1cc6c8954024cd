"""Replacement of the private partner: what p. 62 asks for, and what it leaves open."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from fractions import Fraction

import pytest

from contracts import replacement_deadlines as terms
from contracts.replacement_states import STEPS, StepCode
from contracts.rules import compensation as money
from contracts.rules import replacement as rules
from contracts.rules.nonperformance import MonthFacts, run
from contracts.rules.replacement import OpeningFacts, StepFacts
from ppp_portal.law.acts import p605
from ppp_portal.law.calendar import WorkingCalendar, add_months
from ppp_portal.law.packs import pack

PACK = pack("605-458")
TODAY = date(2026, 7, 1)
SIX = tuple(MonthFacts(add_months(date(2025, 10, 1), n), False) for n in range(6))
OPENING = OpeningFacts(
    "in_force", False, run(SIX), 6, "replace", False, ("Негіз", "Основание"), ("", ""), False, False
)


def codes(refusals):
    return [refusal.code for refusal in refusals]


# --- the trigger ------------------------------------------------------------------------------------------


def test_p62_six_consecutive_months_not_performed_open_the_case():
    assert rules.refuse_opening(OPENING) == []


@pytest.mark.parametrize(
    "months",
    [
        SIX[:5],
        (*SIX[:3], *SIX[4:]),
        (*SIX[:5], MonthFacts(date(2026, 4, 1), False)),
        (*SIX, MonthFacts(date(2026, 4, 1), True)),
        (*SIX[:5], replace(SIX[5], evidence=False)),
        (*SIX[:5], replace(SIX[5], answered=False)),
        (),
    ],
    ids=["five", "five with a gap", "six with a gap", "then performed", "no evidence", "no reply", "none"],
)
def test_p62_fewer_a_gap_a_performed_or_an_unproven_month_opens_nothing(months):
    refused = rules.refuse_opening(replace(OPENING, months=run(months)))
    assert codes(refused) == ["replacement.months_missing"]


def test_people_decide_the_head_answers_or_opens_the_case_itself():
    unanswered = replace(OPENING, answer="")
    assert codes(rules.refuse_opening(unanswered)) == ["replacement.head_decides"]
    assert rules.refuse_opening(replace(unanswered, head=True)) == []


def test_a_case_is_opened_once_and_with_reasons_in_both_languages():
    refused = rules.refuse_opening(replace(OPENING, ground=("Негіз", " "), card_state="expired"))
    assert codes(refused) == ["replacement.card_over", "text.missing"]
    assert refused[-1].field == "ground_ru"
    again = replace(OPENING, running=True, card_state="replacing", answer="")
    assert codes(rules.refuse_opening(again)) == ["replacement.running"]


def test_art46_4_the_two_texts_of_a_case_name_the_same_figures():
    refused = rules.refuse_opening(replace(OPENING, ground=("6 ай орындалмады", "Не исполнялся 7 месяцев")))
    assert codes(refused) == ["text.figures_differ"]


def test_p62_5_where_the_old_partner_is_gone_somebody_is_named_by_an_order():
    gone = replace(OPENING, old_partner_gone=True)
    assert codes(rules.refuse_opening(gone)) == [
        "text.missing",
        "text.missing",
        "replacement.manager_order",
    ]
    assert rules.refuse_opening(replace(gone, manager=("Басқарушы", "Управляющий"), order=True)) == []


# --- the replacement tender -------------------------------------------------------------------------------


def test_p62_1_a_change_nobody_explained_stops_the_documentation():
    refused = rules.refuse_documentation(["Clause 4.1"], True, True, False)
    assert codes(refused) == ["replacement.unexplained"]
    assert refused[0].params == {"place": "Clause 4.1"}


def test_p62_1_creditors_terms_are_obligatory_and_agreed_on_paper():
    assert codes(rules.refuse_documentation([], False, True, False)) == ["replacement.no_creditor_terms"]
    assert codes(rules.refuse_creditors(("", "Текст"), False, False)) == [
        "text.missing",
        "replacement.creditors_paper",
    ]
    none = {"terms": ("Жоқ", "Нет"), "none": True, "document": True}
    assert rules.refuse_creditors(**none, head=True) == []
    assert codes(rules.refuse_creditors(**none)) == ["replacement.no_creditors_head"]
    assert codes(rules.refuse_creditors(**none, listed=["Банк"], head=True)) == [
        "replacement.creditors_listed"
    ]


def test_p62_1_a_contract_older_than_the_portal_brings_its_table_of_differences_as_a_paper():
    assert codes(rules.refuse_documentation([], True, False, False)) == ["replacement.no_difference_table"]
    assert rules.refuse_documentation([], True, False, True) == []


def test_p62_1_a_reason_has_a_ground_words_and_places():
    assert codes(rules.refuse_adjustment("", ("", ""), [])) == [
        "replacement.adjustment_ground",
        "replacement.adjustment_places",
        "text.missing",
        "text.missing",
    ]
    assert rules.refuse_adjustment("performed", ("Акт", "Акт"), ["parts.3.kk"]) == []


# --- steps ------------------------------------------------------------------------------------------------


def step(code, done=(), **changes):
    days = {name: date(2026, 6, 1) for name in done}
    return rules.refuse_step(
        replace(StepFacts(code, True, days, date(2026, 6, 20), "17", True, TODAY), **changes)
    )


def test_both_numberings_of_the_last_two_steps_are_shown():
    for code, ru, kk in (
        (StepCode.COMPENSATION, "62(7)", "62(6)"),
        (StepCode.CONSORTIUM, "62(7)", "62(6)"),
        (StepCode.RIGHTS, "62(8)", "62(7)"),
    ):
        paragraph = p605(STEPS[code].basis.removeprefix("605:"))
        assert (paragraph.number_in("ru"), paragraph.number_in("kk")) == (ru, kk)


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        (StepCode.LAND, ("s0t",)),
        (StepCode.OBJECT, ("s0t",)),
        (StepCode.CONTRACT, ("s2", "s0t")),
        (StepCode.REGISTRATION, ("s5",)),
        (StepCode.CONSORTIUM, ("s5",)),
        (StepCode.RIGHTS, ("s5r", "s3", "s4")),
    ],
)
def test_no_step_before_those_it_stands_on(code, missing):
    refused = step(code)
    assert codes(refused) == ["replacement.step_too_early"]
    assert refused[0].params["steps"] == missing
    assert step(code, done=missing) == []


def test_a_step_is_shown_by_a_paper_with_number_and_day():
    assert codes(step(StepCode.TERMINATION, number=" ", document=False, on=None)) == [
        "replacement.step_number",
        "replacement.step_paper",
        "replacement.step_day",
    ]


def test_a_day_to_come_or_before_the_steps_it_stands_on_is_refused():
    assert codes(step(StepCode.TERMINATION, on=TODAY + timedelta(days=1))) == ["replacement.step_day_wrong"]
    early = step(StepCode.LAND, done=["s0t"], on=date(2026, 5, 31))
    assert codes(early) == ["replacement.step_day_wrong"]


def test_nothing_is_entered_twice_or_after_the_end():
    assert codes(step(StepCode.TERMINATION, done=["s0t"])) == ["replacement.step_done"]
    assert codes(step(StepCode.TERMINATION, running=False)) == ["replacement.over"]


def test_p62_5_the_parties_choose_between_an_additional_and_a_new_contract():
    assert codes(rules.refuse_kind("")) == ["replacement.contract_kind"]
    assert rules.refuse_kind("additional") == rules.refuse_kind("new") == []


# --- compensation -----------------------------------------------------------------------------------------

ACTS = [(D("120000000.50"), D("100000000")), (D("30000000"), None)]
SUMS = money.compensation(ACTS, [D("50000000")], Fraction(1))


def test_p62_7_the_whole_of_the_costs_confirmed_by_acts_is_paid():
    assert SUMS.due == SUMS.confirmed == D("150000000.50")
    assert SUMS.left == D("100000000.50")


def test_d25_costs_beyond_the_design_estimate_are_paid_and_shown():
    assert SUMS.within_design == D("100000000")
    assert SUMS.beyond_design == D("50000000.50")


def act(**changes):
    facts = {
        "number": "17",
        "dated": TODAY,
        "what": ("Жұмыс", "Работы"),
        "amount": D(10),
        "within": D(10),
        "document": True,
        "today": TODAY,
    }
    return codes(money.refuse_act(**{**facts, **changes}))


def test_p62_7_a_cost_without_an_act_is_refused():
    assert act() == []
    assert act(document=False) == ["replacement.no_act"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": ""}, "replacement.step_number"),
        ({"dated": TODAY + timedelta(days=1)}, "replacement.act_day"),
        ({"amount": D(0)}, "replacement.act_amount"),
        ({"within": D(11)}, "replacement.act_design"),
        ({"what": ("Жұмыс", "")}, "text.missing"),
    ],
)
def test_an_act_says_what_when_and_how_much(changes, code):
    assert act(**changes) == [code]


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("АВР-1", ["replacement.act_in_monitoring"]),
        (" АВР-1 ", ["replacement.act_in_monitoring"]),
        ("АВР-2", ["replacement.act_not_accepted"]),
        ("АВР-3", ["replacement.act_not_accepted"]),
        ("АВР-4", []),
    ],
)
def test_p62_7_an_act_handed_in_on_the_portal_is_taken_over_and_not_typed(number, wrong):
    handed_in = {"АВР-1": "accepted", "АВР-2": "returned", "АВР-3": "silent"}
    assert codes(money.refuse_typed_act(number, handed_in)) == wrong


def test_p62_7_only_an_accepted_act_is_taken_over_with_a_part_of_its_own_sum():
    assert codes(money.refuse_accepted_act(D(10), D(10))) == []
    assert codes(money.refuse_accepted_act(D(10), None)) == []
    assert codes(money.refuse_accepted_act(D(10), D(11))) == ["replacement.act_design"]
    assert codes(money.refuse_accepted_act(None, None)) == ["replacement.act_to_choose"]


def pay(sums=SUMS, **changes):
    facts = {
        "number": "ПП-1",
        "amount": D(1),
        "on": TODAY,
        "document": True,
        "today": TODAY,
        "signed": True,
    }
    return codes(money.refuse_payment(sums, **{**facts, **changes}))


def test_p62_7_nothing_is_paid_that_no_act_confirms():
    nothing = money.compensation([], [], Fraction(1))
    assert pay(nothing) == ["replacement.nothing_confirmed"]
    assert pay(amount=SUMS.left) == []
    assert pay(amount=SUMS.left + D("0.01")) == ["replacement.paid_over"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signed": False}, "replacement.payment_too_early"),
        ({"document": False}, "replacement.payment_proof"),
        ({"number": ""}, "replacement.step_number"),
        ({"on": None}, "replacement.act_day"),
        ({"amount": None}, "replacement.act_amount"),
    ],
)
def test_a_payment_has_its_proof_and_comes_after_the_contract(changes, code):
    assert pay(**changes) == [code]


# --- terms ------------------------------------------------------------------------------------------------


def test_p62_8_ten_working_days_after_19_march_2026_end_on_7_april():
    assert terms.rights(date(2026, 3, 19), PACK, WorkingCalendar()).last_day == date(2026, 4, 7)


def test_p62_7_270_days_after_5_january_2026_end_on_2_october():
    assert terms.payment(date(2026, 1, 5), PACK, WorkingCalendar()).last_day == date(2026, 10, 2)


def test_t04_from_what_the_270_days_run_is_said():
    done = {"s6": date(2026, 6, 1), "s5r": date(2026, 5, 20)}
    assert money.refuse_start("consortium", None, ("", ""), done, TODAY) == []
    assert codes(money.refuse_start("consortium", None, ("", ""), {}, TODAY)) == [
        "replacement.start_not_there"
    ]
    assert codes(money.refuse_start("registration", None, ("", ""), {}, TODAY)) == [
        "replacement.start_not_there"
    ]
    assert codes(money.refuse_start("registration", None, ("", "5.2"), done, TODAY)) == ["text.missing"]
    assert codes(money.refuse_start("other", None, ("5.2", "5.2"), {**done, "s5": None}, TODAY)) == [
        "replacement.step_day"
    ]
    assert codes(money.refuse_start("", None, ("", ""), done, TODAY)) == ["replacement.start_event"]


@pytest.mark.parametrize(
    ("on", "wrong"),
    [
        (date(2026, 6, 1), []),
        (date(2026, 7, 1), []),
        (date(2026, 7, 2), ["replacement.step_day_wrong"]),  # a day to come
        (date(2026, 5, 31), ["replacement.step_day_wrong"]),  # before the old contract ended
    ],
)
def test_t04_another_event_has_come_and_is_named_by_the_contract(on, wrong):
    done = {"s0t": date(2026, 6, 1), "s5": date(2026, 6, 20)}
    source = ("5.2-тармақ", "Пункт 5.2")
    assert codes(money.refuse_start("other", on, source, done, TODAY)) == wrong
    before = money.refuse_start("other", on, source, {"s0t": date(2026, 6, 1)}, TODAY)
    assert codes(before) == ["replacement.start_not_there", *wrong]


@pytest.mark.parametrize(
    ("known", "head", "document", "wrong"),
    [
        (False, False, False, []),
        (True, True, True, []),
        (True, False, True, ["replacement.start_head"]),
        (True, True, False, ["replacement.start_paper"]),
    ],
)
def test_t04_what_the_270_days_run_from_is_said_once_and_changed_by_both_partners(
    known, head, document, wrong
):
    assert codes(money.refuse_new_start(known, head, document)) == wrong


LISTED = money.ActsFacts(True, True, False, True, (), (), ("Барлығы", "Все"))


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"head": False}, ["card.wrong_role"]),
        ({"running": False}, ["replacement.over"]),
        ({"declared": True}, ["replacement.acts_declared"]),
        ({"handed_over": False}, ["replacement.step_too_early"]),
        ({"waiting": ["А-1"]}, ["replacement.acts_waiting"]),
        ({"missing": ["А-1"]}, ["replacement.acts_missing"]),
        ({"statement": ("Барлығы", " ")}, ["text.missing"]),
    ],
)
def test_p62_7_the_head_declares_the_list_of_acts_complete(changes, wrong):
    assert codes(money.refuse_declaration(replace(LISTED, **changes))) == wrong


@pytest.mark.parametrize(
    ("declared", "replied", "reply", "wrong"),
    [
        (True, False, ("Акт жетіспейді", "Не хватает акта"), []),
        (False, False, ("Акт жетіспейді", "Не хватает акта"), ["replacement.acts_open"]),
        (True, True, ("Акт жетіспейді", "Не хватает акта"), ["replacement.acts_replied"]),
        (True, False, ("Акт жетіспейді", ""), ["text.missing"]),
        (True, False, ("2 акт жетіспейді", "Не хватает 3 актов"), ["text.figures_differ"]),
    ],
)
def test_p62_7_the_old_partner_replies_once_to_the_list_of_acts(declared, replied, reply, wrong):
    assert codes(money.refuse_acts_reply(declared, replied, reply)) == wrong


@pytest.mark.parametrize(("code", "wrong"), [("s3", 0), ("s6", 0), ("s0t", 1), ("s6c", 1), ("s99", 1)])
def test_p62_only_papers_of_their_own_are_entered_as_steps(code, wrong):
    assert len(rules.refuse_entered(code)) == wrong


@pytest.mark.parametrize(
    ("rights_on", "rights_due", "paid_on", "payment_due", "first"),
    [
        (None, date(2026, 4, 7), None, date(2026, 10, 2), True),
        (None, date(2026, 4, 7), date(2026, 4, 1), date(2026, 10, 2), False),
        (date(2026, 4, 7), date(2026, 4, 7), date(2026, 5, 1), date(2026, 10, 2), True),
        (None, date(2026, 4, 7), None, None, True),
        (None, None, None, date(2026, 10, 2), False),
    ],
)
def test_i18_the_title_passes_before_the_money(rights_on, rights_due, paid_on, payment_due, first):
    assert money.title_passes_first(rights_on, rights_due, paid_on, payment_due) is first


def test_a_case_ends_when_every_step_is_shown_and_the_costs_are_paid():
    needed = rules.needed_steps(university=True)
    assert rules.refuse_closing(needed, True, D(0)) == []
    refused = rules.refuse_closing(needed[:-1], True, D(1))
    assert codes(refused) == ["replacement.steps_missing", "replacement.unpaid"]
    assert refused[0].params["steps"] == ("s7",)


def test_without_a_university_there_is_no_consortium_contract_to_change():
    assert set(rules.needed_steps(True)) - set(rules.needed_steps(False)) == {"s6"}


def test_a_case_is_stopped_while_the_contract_and_no_tender_stand():
    assert rules.refuse_stopping(False, False) == []
    assert codes(rules.refuse_stopping(True, True)) == [
        "replacement.terminated",
        "replacement.tender_runs",
    ]
