"""BIN and IIN: twelve digits, a plausible beginning, a check digit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppp_portal.law.identifiers import (
    birth_date,
    check_bin,
    check_digit,
    check_iin,
    is_valid_bin,
    is_valid_iin,
    make_bin,
    with_check_digit,
)


@pytest.mark.parametrize("text", ["070340007367", "980940001419", "970340000010"])
def test_a_real_bin_passes(text):
    assert check_bin(text) is None
    assert is_valid_bin(text)
    assert make_bin(text[:11]) == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "bin.length"),
        ("07034000736", "bin.length"),
        ("0703400073670", "bin.length"),
        ("07034000736O", "bin.digits"),
        ("070340 007367", "bin.digits"),
        ("٠٧٠٣٤٠٠٠٧٣٦٧", "bin.digits"),
        ("123456789012", "bin.month"),
        ("071340007367", "bin.month"),
        ("070310007367", "bin.type"),
        ("070349007367", "bin.unit"),
        ("070340007368", "bin.check_digit"),
        ("070340007376", "bin.check_digit"),
    ],
)
def test_a_bad_bin_says_what_is_wrong(text, problem):
    assert check_bin(text) == problem
    assert not is_valid_bin(text)


def test_the_example_of_twelve_digits_in_a_row_fails_its_check_digit_too():
    assert check_digit("12345678901") != 2


@pytest.mark.parametrize(
    ("eleven", "born"),
    [
        ("80010130012", date(1980, 1, 1)),
        ("00022960012", date(2000, 2, 29)),
        ("99123120012", date(1899, 12, 31)),
    ],
)
def test_an_iin_holds_a_date_of_birth(eleven, born):
    iin = with_check_digit(eleven)
    assert birth_date(iin) == born
    assert is_valid_iin(iin)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("123", "iin.length"),
        ("8001013001x1", "iin.digits"),
        ("801301300123", "iin.birth_date"),
        ("010229500123", "iin.birth_date"),  # 2001 was not a leap year
        ("800101900123", "iin.birth_date"),  # no such century
        ("070340007367", "iin.birth_date"),  # a BIN is not an IIN
    ],
)
def test_a_bad_iin_says_what_is_wrong(text, problem):
    assert check_iin(text) == problem
    assert not is_valid_iin(text)


def test_an_iin_with_another_last_digit_fails():
    good = with_check_digit("80010130012")
    bad = good[:11] + str((int(good[11]) + 1) % 10)
    assert check_iin(bad) == "iin.check_digit"


@pytest.mark.parametrize("eleven", ["123", "abcdefghijk", "0703400073 6"])
def test_a_check_digit_needs_eleven_digits(eleven):
    with pytest.raises(ValueError, match="not eleven digits"):
        with_check_digit(eleven)


def test_some_eleven_digits_can_never_be_a_number():
    impossible = next(f"0703400{n:04d}" for n in range(10_000) if check_digit(f"0703400{n:04d}") is None)
    with pytest.raises(ValueError, match="no check digit"):
        with_check_digit(impossible)


def test_a_made_bin_is_a_plausible_bin():
    with pytest.raises(ValueError, match=r"bin\.month"):
        make_bin("12345678901")


@given(st.from_regex(r"[0-9]{11}", fullmatch=True), st.integers(0, 10), st.integers(1, 9))
def test_one_mistyped_digit_never_passes_under_the_first_weights(eleven, place, by):
    if sum(int(d) * w for d, w in zip(eleven, range(1, 12), strict=True)) % 11 == 10:
        return
    typed = eleven[:place] + str((int(eleven[place]) + by) % 10) + eleven[place + 1 :]
    if sum(int(d) * w for d, w in zip(typed, range(1, 12), strict=True)) % 11 == 10:
        return
    # Weight 11 is 0 modulo 11: the eleventh digit is not protected, which is how the number is defined.
    assert place == 10 or check_digit(typed) != check_digit(eleven)
