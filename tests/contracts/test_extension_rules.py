"""Extension of a contract: p. 55, art. 4, 46, 48 and 49 of the Law, in tables."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from contracts import card_deadlines
from contracts.rules import cards as card_rules
from contracts.rules import extensions as rules
from contracts.rules.obligations import LineFacts, Paper
from ppp_portal.law.calendar import ALMATY
from ppp_portal.law.packs import pack

ENDS = date(2025, 12, 31)
NOON = datetime(2025, 12, 1, 12, tzinfo=ALMATY)
LAST = datetime(2025, 12, 31, 23, 59, 59, 999999, tzinfo=ALMATY)
PACK = pack("605-458")

REQUEST = rules.RequestFacts(
    side="public",
    state="in_force",
    ends_on=ENDS,
    starts_on=date(2019, 1, 1),
    no_further=False,
    running=False,
    ground="L48-2",
    reason=("Бір жылға ұзарту", "Продление на один год"),
    evidence=True,
    new_ends_on=date(2026, 12, 31),
    at=NOON,
    most_years=30,
)
DECISION = rules.DecisionFacts(
    compared=True,
    recommended=True,
    effect=("Сапа төмендемейді", "Качество не снижается"),
    body=("Мәслихат", "Маслихат"),
    number="77",
    on=date(2025, 12, 30),
    file=True,
    reason=("Ұсыным қабылданды", "Рекомендация принята"),
    requested_on=date(2025, 10, 27),
    ends_on=ENDS,
    at=datetime(2025, 12, 30, 15, tzinfo=ALMATY),
    unchanged=("Төлем өспейді", "Оплата не растёт"),
)
PAPERS = tuple(Paper(name, "5", date(2025, 12, 30), True) for name in ("budget", "maslikhat"))


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"side": "private", "ground": "R55-1"}, None),
        ({"ground": "R55-2"}, None),
        ({"ground": "R55-3"}, None),
        ({"at": LAST}, None),
        ({"side": ""}, "extension.not_a_party"),
        ({"ground": ""}, "extension.no_ground"),
        ({"ground": "other"}, "extension.no_ground"),
        ({"ground": "no_time"}, "extension.no_time_is_no_ground"),
        ({"evidence": False}, "extension.no_evidence"),
        ({"reason": ("Ұзарту", "")}, "text.missing"),
        ({"reason": ("1 жыл", "2 года")}, "text.figures_differ"),
        ({"running": True}, "extension.running"),
        ({"no_further": True}, "extension.no_further"),
        ({"new_ends_on": None}, "extension.not_longer"),
        ({"new_ends_on": ENDS}, "extension.not_longer"),
        ({"at": datetime(2026, 1, 1, 0, 0, tzinfo=ALMATY)}, "extension.after_expiry"),
        ({"state": "expired"}, "extension.after_expiry"),
        ({"state": "terminated"}, "extension.terminated"),
        ({"state": "replacing"}, "extension.partner_replaced"),
        ({"starts_on": None}, "extension.start_unknown"),
        ({"starts_on": None, "total_statement": ("30 жылдан аспайды", "Не более 30 лет")}, None),
        ({"starts_on": date(1997, 1, 1)}, None),  # to 31.12.2026: thirty years to the day
        ({"starts_on": date(1996, 12, 31)}, "extension.beyond_limit"),
    ],
)
def test_p55_a_contract_is_extended_at_a_partys_request_while_in_force_on_a_ground(change, code):
    assert codes(rules.refuse_request(replace(REQUEST, **change))) == ([code] if code else [])


def test_no_time_for_a_tender_alone_is_no_ground():
    (refusal,) = rules.refuse_ground("no_time")
    assert refusal.basis == rules.P55
    assert refusal.field == "ground"


def test_a_second_one_off_extension_is_refused_under_p55():
    (refusal,) = rules.refuse_request(replace(REQUEST, no_further=True))
    assert (refusal.code, refusal.basis) == ("extension.no_further", rules.P55)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"on": ENDS, "at": LAST}, None),
        ({"compared": False}, "extension.not_compared"),
        ({"recommended": False}, "extension.not_recommended"),
        ({"effect": ("", "")}, "text.missing"),
        ({"body": ("Мәслихат", "")}, "text.missing"),
        ({"number": " "}, "extension.decision_number"),
        ({"file": False}, "extension.decision_paper"),
        ({"on": None}, "extension.decision_day"),
        ({"on": date(2026, 1, 1)}, "extension.decided_after_expiry"),
        ({"on": date(2025, 12, 31)}, "extension.decision_day_wrong"),  # tomorrow
        ({"on": date(2025, 10, 26)}, "extension.decision_day_wrong"),  # before the request
    ],
)
def test_an_extension_is_decided_on_paper_before_the_contract_ends(change, code):
    assert set(codes(rules.refuse_decision(replace(DECISION, **change)))) == ({code} if code else set())


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (("tariff", Decimal(100), Decimal(110)), True),
        (("tariff", Decimal(100), Decimal(100)), False),
        (("obligation", Decimal(100), Decimal(90)), True),
        (("quantity", Decimal(1641), Decimal(1991)), False),
        (("investment", None, Decimal(5)), False),
    ],
)
def test_art49_changed_obligations_go_through_the_budget_commission_and_the_maslikhat(line, asked):
    facts = replace(DECISION, lines=(LineFacts(*line),))
    expected = ["extension.no_budget_commission", "extension.no_maslikhat"] if asked else []
    assert codes(rules.refuse_decision(facts)) == expected
    assert codes(rules.refuse_decision(replace(facts, papers=PAPERS))) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": " "}, "obligations.no_number"),
        ({"on": None}, "obligations.no_date"),
        ({"file": False}, "obligations.no_file"),
        ({"on": date(2025, 12, 31)}, "obligations.dated_later"),  # after the decision that rests on it
    ],
)
def test_art49_2_a_paper_has_number_date_and_file_and_is_not_later_than_the_decision(change, code):
    papers = (PAPERS[0], replace(PAPERS[1], **change))
    assert codes(rules.refuse_decision(replace(DECISION, papers=papers))) == [code]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unchanged": ("", "")}, "extension.change_unsaid"),
        ({"unchanged": ("Өспейді", "")}, "text.missing"),
        ({"unchanged": ("10 % өспейді", "Не растёт на 15 %")}, "text.figures_differ"),
        ({"unchanged": ("", ""), "pays": False}, None),
        ({"unchanged": ("", ""), "papers": PAPERS}, None),
    ],
)
def test_art49_2_where_the_state_pays_the_head_says_why_a_longer_term_costs_it_no_more(change, code):
    assert codes(rules.refuse_decision(replace(DECISION, **change))) == ([code] if code else [])


LINE = rules.AskedLine("quantity", ("Орын", "Место"), ("орын", "место"), Decimal(620))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({}, None),
        ({"kind": ""}, "extension.line_half"),
        ({"name": ("", "Место")}, "extension.line_half"),
        ({"unit": ("орын", "")}, "extension.line_half"),
        ({"after": None}, "extension.line_half"),
        ({"kind": "obligation", "name": ("", ""), "unit": ("", "")}, None),
        ({"kind": "tariff", "name": ("", "")}, None),
        ({"kind": "tariff", "unit": ("", "место")}, "extension.line_half"),
        ({"kind": "investment", "unit": ("", "")}, None),
        ({"kind": "investment", "name": ("Ғимарат", "")}, "extension.line_half"),
        ({"name": ("1 орын", "2 места")}, "extension.line_figures"),
    ],
)
def test_a_row_that_was_begun_is_whole_with_the_same_figures_in_both_languages(line, code):
    assert codes(rules.refuse_lines([replace(LINE, **line)])) == ([code] if code else [])


def test_the_obligations_of_the_state_are_one_sum_for_the_whole_contract():
    sums = [replace(LINE, kind="obligation", name=(name, name)) for name in ("А", "Б")]
    assert codes(rules.refuse_lines(sums)) == ["extension.line_twice"]


def test_a_half_row_is_refused_beside_each_field_that_is_left():
    half = replace(LINE, unit=("", ""), after=None)
    assert [row.field for row in rules.refuse_lines([LINE, half])] == ["2:after", "2:unit_kk", "2:unit_ru"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"side": "private", "role": "bidder"}, None),
        ({"role": "staff"}, "extension.head_signs"),
        ({"side": ""}, "extension.head_signs"),
        ({"authority": ""}, "extension.no_authority"),
        ({"seen": "b"}, "extension.other_text"),
        ({"at": datetime(2026, 1, 1, tzinfo=ALMATY)}, "extension.after_expiry"),
    ],
)
def test_both_sides_sign_the_supplementary_agreement_they_saw_before_the_end(change, code):
    values = {
        "side": "public",
        "role": "head",
        "authority": "office",
        "seen": "a",
        "digest": "a",
        "state": "in_force",
        "ends_on": ENDS,
        "at": NOON,
    }
    assert codes(rules.refuse_signature(**{**values, **change})) == ([code] if code else [])


def test_the_whole_term_with_its_extensions_is_at_most_thirty_years():
    assert card_rules.refuse_beyond_limit(date(2000, 3, 1), date(2030, 2, 28), 30) == []
    (refusal,) = card_rules.refuse_beyond_limit(date(2000, 3, 1), date(2030, 3, 1), 30)
    assert refusal.basis == card_rules.LIMIT


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"granted": date(2026, 6, 30)}, None),
        ({"granted": ENDS}, "extension.not_longer"),
        ({"granted": date(2027, 1, 1)}, "extension.beyond_request"),
        ({"lines": [(Decimal(100), Decimal(110), Decimal(105))]}, None),
        ({"lines": [(Decimal(100), Decimal(110), Decimal(111))]}, "extension.line_beyond_request"),
        ({"lines": [(Decimal(100), Decimal(90), Decimal(89))]}, "extension.line_beyond_request"),
        ({"lines": [(None, Decimal(90), Decimal(0))]}, None),
    ],
)
def test_the_deciding_body_grants_what_was_asked_or_less(change, code):
    values = {"old": ENDS, "asked": date(2026, 12, 31), "granted": date(2026, 12, 31), "lines": []}
    assert codes(rules.refuse_granted(**{**values, **change})) == ([code] if code else [])


@pytest.mark.parametrize(
    ("incumbents", "others", "silence", "code"),
    [
        (1, 1, ("", ""), None),
        (0, 2, ("", ""), "extension.no_incumbent"),
        (1, 0, ("", ""), "extension.no_others"),
        (1, 0, ("3 компания", "3 компании"), None),
        (1, 0, ("3 компания", "4 компании"), "text.figures_differ"),
    ],
)
def test_the_incumbent_is_compared_with_others_or_it_is_said_who_kept_silent(
    incumbents, others, silence, code
):
    assert codes(rules.refuse_comparing(incumbents, others, silence)) == ([code] if code else [])


# --- warnings ---------------------------------------------------------------------------------------------


def test_warnings_come_18_12_9_6_and_3_months_before_the_end():
    found = card_deadlines.warnings(ENDS, PACK)
    assert [(w.months, w.at.date().isoformat()) for w in found] == [
        (18, "2024-06-30"),
        (12, "2024-12-31"),
        (9, "2025-03-31"),
        (6, "2025-06-30"),
        (3, "2025-09-30"),
    ]


@pytest.mark.parametrize(
    ("known_since", "given", "expected"),
    [
        (date(2024, 1, 1), (), [18, 12, 9]),  # after an outage all that came due are given
        (date(2024, 1, 1), (18, 12), [9]),
        (date(2025, 4, 15), (), [9]),  # entered late: only the latest, nobody ignored the others
        (date(2025, 4, 15), (9,), []),
        (
            date(2024, 12, 30),
            (),
            [12, 9],
        ),  # the last day was moved a day before: nobody ignored the eighteenth
    ],
)
def test_a_warning_is_given_once_and_never_for_the_time_before_the_card(known_since, given, expected):
    at = datetime(2025, 5, 1, tzinfo=ALMATY)
    since = datetime.combine(known_since, at.time(), tzinfo=ALMATY)
    found = card_deadlines.to_give(ENDS, PACK, at, known_since=since, given=frozenset(given))
    assert [w.months for w in found] == expected


def test_after_the_last_warning_comes_the_last_instant_of_the_contract():
    assert card_deadlines.next_moment(ENDS, PACK, datetime(2025, 10, 1, tzinfo=ALMATY)) == LAST


def test_art4_2_a_contract_that_lasts_thirty_years_has_no_later_day_to_ask_for():
    begins = date(2020, 1, 1)
    assert codes(rules.refuse_at_the_limit(begins, date(2049, 12, 30), 30)) == []
    assert codes(rules.refuse_at_the_limit(begins, date(2049, 12, 31), 30)) == ["extension.limit_reached"]
    assert codes(rules.refuse_at_the_limit(None, date(2049, 12, 31), 30)) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"state": "terminated"}, "extension.terminated"),
        ({"state": "replacing"}, "extension.partner_replaced"),
        ({"no_further": True}, "extension.no_further"),
        ({"running": True}, "extension.running"),
    ],
)
def test_p55_what_bars_every_request_is_known_before_one_is_written(changed, code):
    known = {"state": "in_force", "ends_on": date(2029, 12, 31), "no_further": False, "running": False}
    at = datetime(2029, 1, 1, tzinfo=ALMATY)
    assert codes(rules.refuse_asking(at=at, **{**known, **changed})) == ([code] if code else [])
