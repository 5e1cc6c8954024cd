"""Every number of the law has a source, and only what is not in the order can be changed."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from ppp_portal.law.mci import MCI, UnknownMCI, mci_on
from ppp_portal.law.packs import (
    ORDER_458_EFFECTIVE_FROM,
    PACKS,
    NoRulePack,
    effective_from,
    in_force_after,
    pack,
    pack_for,
)
from ppp_portal.law.parameters import Param

AMENDED = pack("605-458")

STATUTORY = [
    ("security_rate", Fraction(1, 1000), "605:31"),
    ("signing_window_days", 90, "605:51"),
    ("nonperformance_months", 6, "605:62"),
    ("replacement_payment_days", 270, "605:62(7)"),
    ("replacement_payment_share", Fraction(1), "605:62(7)"),
    ("rights_transfer_working_days", 10, "605:62(8)"),
]
LAW_OF_2022 = [
    ("question_window_days", 30, "L:37(4)"),
    ("retender_question_window_days", 15, "L:37(4)"),
    ("answer_days", 3, "L:37(4)"),
    ("amendment_freeze_days", 20, "L:37(5)"),
    ("retender_amendment_freeze_days", 10, "L:37(5)"),
    ("security_return_working_days", 3, "L:39(7)"),
    ("tax_debt_mci_multiple", 6, "L:32(1)(2)"),
    ("own_funds_share", Fraction(1, 5), "L:32(1)(8)"),
    ("contract_term_years", (5, 30), "L:4(2)"),
]
INFERRED = [
    ("min_publication_days", 30),
    ("notice_min_days", 20),
    ("notice_amendment_days", 10),
    ("retender_min_publication_days", 15),
    ("stage_one_min_days", 15),
    ("signing_alert_days", (60, 75, 85, 90)),
    ("commission_min_size", 5),
    ("commission_odd", True),
    ("quorum", Fraction(2, 3)),
    ("extension_alert_months", (18, 12, 9, 6, 3)),
]


@pytest.mark.parametrize(("name", "value", "basis"), STATUTORY)
def test_a_number_of_the_order_is_fixed_by_its_paragraph(name, value, basis):
    param = AMENDED.params()[name]
    assert (param.value, param.marker, param.basis.key) == (value, "S", basis)
    with pytest.raises(ValueError, match="is fixed by"):
        AMENDED.adjusted(**{name: value})


@pytest.mark.parametrize(("name", "value", "basis"), LAW_OF_2022)
def test_a_number_of_the_2022_law_is_marked_as_dated(name, value, basis):
    param = AMENDED.params()[name]
    assert (param.value, param.marker, param.basis.key) == (value, "F", basis)


@pytest.mark.parametrize(("name", "value"), INFERRED)
def test_a_number_found_in_no_text_is_configuration(name, value):
    param = AMENDED.params()[name]
    assert (param.value, param.marker) == (value, "I")
    assert param.note


@pytest.mark.parametrize("rules", PACKS.values(), ids=PACKS)
def test_every_number_has_a_source_or_says_that_it_has_none(rules):
    for name, param in rules.params().items():
        assert param.marker in "SFIM", name
        assert param.basis is not None or (param.marker in "IM" and param.note), name


def test_an_installation_changes_its_own_copy_only():
    mine = AMENDED.adjusted(min_publication_days=45, answer_days=2)
    assert (mine.min_publication_days.value, mine.answer_days.value) == (45, 2)
    assert mine.answer_days.basis == AMENDED.answer_days.basis
    assert AMENDED.min_publication_days.value == 30


def test_an_unknown_parameter_is_an_error():
    with pytest.raises(KeyError):
        AMENDED.adjusted(no_such_number=1)


def test_the_first_edition_is_not_at_hand_and_nothing_in_it_is_certain():
    assert not [name for name, param in pack("605").params().items() if param.marker == "S"]


@pytest.mark.parametrize(
    ("announced", "key"),
    [
        (date(2025, 1, 15), "605"),
        (ORDER_458_EFFECTIVE_FROM - timedelta(days=1), "605"),
        (ORDER_458_EFFECTIVE_FROM, "605-458"),
        (date(2026, 11, 22), "605-458"),
    ],
)
def test_a_tender_runs_under_the_edition_of_its_announcement(announced, key):
    assert pack_for(announced).key == key


def test_the_effective_day_is_an_input():
    assert pack_for(date(2025, 10, 3), date(2025, 10, 4)).key == "605"
    assert pack_for(date(2025, 10, 4), date(2025, 10, 4)).key == "605-458"


def test_a01_the_installation_states_the_day_from_which_order_458_applies():
    assert effective_from({}) == effective_from({"ORDER_458_EFFECTIVE_FROM": ""}) == date(2025, 9, 30)
    assert effective_from({"ORDER_458_EFFECTIVE_FROM": "2025-10-11"}) == date(2025, 10, 11)
    with pytest.raises(ValueError, match="isoformat"):
        effective_from({"ORDER_458_EFFECTIVE_FROM": "11.10.2025"})


def test_order_458_takes_effect_once_ten_days_have_run_out():
    assert in_force_after(date(2025, 9, 19)) == date(2025, 9, 30)


def test_before_order_605_there_is_no_pack():
    with pytest.raises(NoRulePack, match="did not exist"):
        pack_for(date(2022, 11, 15))
    with pytest.raises(NoRulePack, match="known: 725, 605"):
        pack("52")


@pytest.mark.parametrize(
    ("day", "debt_limit"),
    [(date(2022, 11, 15), 18_378), (date(2025, 12, 31), 23_592), (date(2026, 1, 1), 25_950)],
)
def test_art32_tax_debt_is_measured_in_the_index_of_1_january(day, debt_limit):
    assert mci_on(day) * AMENDED.tax_debt_mci_multiple.value == debt_limit


def test_a_year_without_an_index_is_an_error_and_not_a_guess():
    with pytest.raises(UnknownMCI, match="2027") as caught:
        mci_on(date(2027, 3, 1))
    assert caught.value.year == 2027
    longer = {**MCI, 2027: Param(Decimal(4600), None, "M", "budget law")}
    assert mci_on(date(2027, 3, 1), longer) == 4600


def test_every_index_is_to_be_confirmed():
    assert {param.marker for param in MCI.values()} == {"M"}
