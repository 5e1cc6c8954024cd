"""When a contract is concluded: p. 48, 51, appendix 2 p. 12–13. No database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from contracts import deadlines
from contracts.rules import signing as rules
from contracts.states import BEFORE_SIGNED, MOVES, ContractState, open_moves
from ppp_portal.law.calendar import WorkingCalendar
from ppp_portal.law.packs import pack
from tenders.deadlines import signing_term
from tenders.rules.documentation import Pair

PACK = pack("605-458")
RESULTS = datetime(2025, 10, 1, 9, 0, tzinfo=UTC)
WINDOW = signing_term(RESULTS, PACK, WorkingCalendar())

WHY = Pair("Себеп", "Причина")


def codes(refusals):
    return [refusal.code for refusal in refusals]


def term(number, **changes):
    facts = {"kk": f"{number} мәтін", "ru": f"{number} текст", "public": True, "private": True}
    return rules.TermFacts(number, **{**facts, **changes})


def test_p51_results_of_1_october_give_until_the_last_instant_of_30_december():
    assert WINDOW.last_day == date(2025, 12, 30)
    assert WINDOW.due_at.microsecond == 999999
    assert any(step.code == "other_reading" for step in WINDOW.because)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(0), []),
        (timedelta(microseconds=1), ["contract.window_over"]),
        (timedelta(days=-90), []),
    ],
)
def test_p51_the_last_instant_is_inside(after, expected):
    assert codes(rules.refuse_window(WINDOW.due_at + after, WINDOW.due_at)) == expected


def test_p51_a_ceiling_never_moves_from_a_day_off():
    results = datetime(2025, 10, 4, 9, tzinfo=UTC)  # day 90 is 2 January, a holiday
    due = signing_term(results, PACK, WorkingCalendar())
    assert due.last_day == date(2026, 1, 2)
    assert due.flags_non_working_day


def test_p51_alerts_on_days_60_75_85_90():
    found = deadlines.alerts(RESULTS, PACK)
    assert [alert.day for alert in found] == [60, 75, 85, 90]
    assert found[-1].on == date(2025, 12, 30)
    assert deadlines.next_alert(RESULTS, PACK, found[0].at) == found[1].at
    assert deadlines.reached(RESULTS, PACK, found[2].at).day == 85
    assert deadlines.reached(RESULTS, PACK, RESULTS) is None


@pytest.mark.parametrize("missing", range(1, 9))
def test_app2_p13_without_any_one_term_there_is_no_contract(missing):
    terms = [term(n) for n in range(1, 9) if n != missing]
    assert codes(rules.refuse_terms(terms)) == ["contract.term_empty"]
    for changes, code in (
        ({"kk": " "}, "contract.term_empty"),
        ({"ru": ""}, "contract.term_empty"),
        ({"public": False}, "contract.term_not_agreed"),
        ({"private": False}, "contract.term_not_agreed"),
    ):
        assert codes(rules.refuse_terms([*terms, term(missing, **changes)])) == [code]
    assert rules.refuse_terms([*terms, term(missing)]) == []


def test_art46_4_figures_of_both_texts_agree():
    (refusal,) = rules.refuse_figures({"6": ("21 ай", "24 месяца")})
    assert refusal.params == {"place": "6", "kk": "21", "ru": "24"}
    assert rules.refuse_figures({"6": ("21 ай", "21 месяц")}) == []


@pytest.mark.parametrize(
    ("kk", "ru", "expected"),
    [
        ("21 ай", "21 месяц", []),
        ("", "21 месяц", ["contract.text_missing"]),
        ("", " ", ["contract.text_missing", "contract.text_missing"]),
        ("21 ай", "24 месяца", ["contract.figures_differ"]),
    ],
)
def test_app2_p12_a_term_is_written_in_both_languages(kk, ru, expected):
    assert codes(rules.refuse_term_text(kk, ru)) == expected


@pytest.mark.parametrize(
    ("kk", "ru", "expected"),
    [
        ("Бастау. Жабық шарт. Соңы.", "Начало. Закрытое\n условие. Конец.", []),
        ("Бастау.", "Закрытое условие.", ["text_kk"]),
        ("Басқа", "Другое", ["text_kk", "text_ru"]),
    ],
)
def test_app1_p10_13_closed_conditions_stand_word_for_word(kk, ru, expected):
    refusals = rules.refuse_closed_clauses(kk, ru, [("1.1", "Жабық шарт.", "Закрытое условие.")])
    assert [refusal.field for refusal in refusals] == expected


@pytest.mark.parametrize(
    ("kk", "ru", "expected"),
    [
        ("20 айдан кеш емес.", "Не позднее 20 месяцев.", {}),
        ("20 айдан кеш емес, акт 5 күнде.", "Не позднее 20 месяцев, акт за 5 дней.", {}),
        ("24 айдан кеш емес.", "Не позднее 24 месяцев.", {"text_kk": "20", "text_ru": "20"}),
        ("20 айдан кеш емес.", "Не позднее 24 месяцев.", {"text_ru": "20"}),
    ],
)
def test_p48_figures_of_the_results_stay_when_a_term_is_worded_anew(kk, ru, expected):
    refusals = rules.refuse_lost_figures(kk, ru, [("20 айдан аспайды.", "Не более 20 месяцев.")])
    assert {refusal.field: refusal.params["figures"] for refusal in refusals} == expected


@pytest.mark.parametrize(
    ("months", "price", "expected"),
    [
        (21, "36000", []),
        (22, "36000", ["contract.other_months"]),
        (21, "36000.01", ["contract.other_price"]),
        (None, "1", ["contract.other_months", "contract.other_price"]),
    ],
)
def test_price_and_term_are_those_of_the_winning_bid(months, price, expected):
    facts = rules.OfferFacts(21, months, Decimal(36000), Decimal(price))
    assert codes(rules.refuse_offer(facts)) == expected


def test_p62_who_replaces_a_partner_steps_into_a_term_that_runs():
    assert codes(rules.refuse_contract_term(48, PACK, runs_on=False)) == ["project.contract_outside_law"]
    assert codes(rules.refuse_contract_term(48, PACK, runs_on=True)) == []


def test_k2_what_the_winner_took_over_stands_with_the_private_partner():
    base = {"R1": "public", "R2": "public", "R3": "shared"}
    expected = rules.expected_matrix(base, {"R2", "R3"})
    assert expected == {"R1": "public", "R2": "private", "R3": "private"}
    assert rules.refuse_matrix(expected, expected) == []
    (refusal,) = rules.refuse_matrix(base, expected)
    assert refusal.params == {"codes": "R2, R3"}


def company(**changes):
    facts = {
        "special": True,
        "declared_in_bid": True,
        "founder_bin": "1",
        "winner_bin": "1",
        "company_bin": "2",
        "amount": Decimal(100),
        "valid_until": date(2030, 1, 1),
        "bank": "Банк",
        "number": "Г-1",
        "needed_amount": Decimal(100),
        "needed_until": date(2030, 1, 1),
        "voted": True,
        "decided": True,
        "on": date(2026, 1, 1),
    }
    return rules.SpvFacts(**{**facts, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"special": False}, ["contract.spv_not_special"]),
        ({"declared_in_bid": False}, ["contract.spv_not_declared"]),
        ({"founder_bin": "3"}, ["contract.spv_founder"]),
        ({"company_bin": "1"}, ["contract.spv_is_winner"]),
        ({"amount": None}, ["contract.spv_no_guarantee"]),
        ({"valid_until": date(2025, 12, 31)}, ["contract.spv_guarantee_over", "contract.spv_guarantee_ends"]),
        ({"bank": ""}, ["contract.spv_blank"]),
        ({"voted": False, "decided": False}, ["contract.spv_not_decided"]),
        ({"decided": False}, ["contract.spv_other_claim"]),
        ({"needed_amount": None}, ["contract.spv_not_fixed"]),
        ({"needed_amount": Decimal("100.01")}, ["contract.spv_guarantee_short"]),
        ({"needed_until": date(2030, 1, 2)}, ["contract.spv_guarantee_ends"]),
    ],
)
def test_p48_who_may_sign_in_the_winners_place(changes, expected):
    assert codes(rules.refuse_spv_approval(company(**changes))) == expected


def test_p48_a_declared_company_signs_only_in_projects_of_special_significance():
    assert codes(rules.refuse_missing_spv(True, True, False)) == ["contract.spv_missing"]
    for facts in ((True, True, True), (False, True, False), (True, False, False)):
        assert rules.refuse_missing_spv(*facts) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"role": "staff"}, ["contract.head_signs"]),
        ({"organisation_id": 2}, ["contract.not_a_party"]),
        ({"authority": " "}, ["contract.no_authority"]),
        ({"side": "private", "role": "bidder"}, []),
        ({"side": ""}, ["contract.not_a_party"]),
    ],
)
def test_p48_who_signs(changes, expected):
    facts = {
        "side": "public",
        "organisation_id": 1,
        "signing_organisations": frozenset({1}),
        "role": "head",
        "authority": "№ 1",
    }
    assert codes(rules.refuse_signer(rules.SignerFacts(**{**facts, **changes}))) == expected


@pytest.mark.parametrize(
    ("signed", "file", "needed", "concluded"),
    [
        ([1], True, True, False),
        ([1, 2], True, False, False),
        ([1, 2, 3], False, False, True),
        ([1, 2, 3], False, True, False),
        ([1, 2, 3], True, True, True),
    ],
)
def test_p48_written_form_needs_every_party_that_signs(signed, file, needed, concluded):
    assert rules.is_concluded([1, 2, 3], signed, file, needed) is concluded


@pytest.mark.parametrize(
    ("number", "on", "expected"),
    [
        ("17", date(2026, 5, 5), []),
        *(
            (number, date(2026, 5, 5), ["contract.registration_number"])
            for number in (" ", "x", "б/н", "№ –")
        ),
        ("17", None, ["contract.registration_day"]),
        ("17", date(2026, 4, 30), ["contract.registration_day_wrong"]),
        ("17", date(2026, 5, 7), ["contract.registration_day_wrong"]),
    ],
)
def test_registration_lies_between_signature_and_today(number, on, expected):
    found = rules.refuse_registration(number, on, date(2026, 5, 1), date(2026, 5, 6))
    assert codes(found) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (("lapsed", "", "winner", WHY), []),
        (("lapsed", "", "none", WHY), []),
        (("draft", "", "winner", WHY), ["contract.not_lapsed"]),
        (("lapsed", "public", "winner", WHY), ["contract.fault_recorded"]),
        (("lapsed", "", "", WHY), ["contract.fault_choice"]),
        (("lapsed", "", "public", Pair("r", " ")), ["contract.reason_missing"]),
    ],
)
def test_p51_people_say_whose_fault_it_was(facts, expected):
    assert codes(rules.refuse_fault(*facts)) == expected


def test_every_move_ends_where_the_picture_says():
    assert {move.target for move in MOVES} == set(ContractState)
    assert {move.name for move in open_moves(ContractState.SIGNING, "head")} == {
        "recall_from_signing",
        "sign_contract",
        "lapse_contract",
    }
    assert not any(open_moves(state, "staff") for state in (ContractState.REGISTERED, ContractState.LAPSED))
    assert all(state not in BEFORE_SIGNED for state in ("signed", "registered", "lapsed"))
