"""Sums are read with certainty or not at all, and are never a float."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppp_portal.law.money import (
    AmountError,
    amount_in_words,
    format_tenge,
    parse_amount,
    share_up_to_tiyn,
    to_tenge,
)
from ppp_portal.law.packs import pack

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("18\u00a0324\u00a0558,50", "18324558.50"),
        ("18 324 558,50", "18324558.50"),
        ("18\u202f324\u2009558", "18324558"),
        ("18324558.5", "18324558.50"),
        (" 18324558 ", "18324558"),
        ("18 324 558 ₸", "18324558"),
        ("0", "0"),
        ("0,01", "0.01"),
        ("1,5", "1.50"),
        ("999999999999999.99", "999999999999999.99"),
    ],
)
def test_a_sum_is_read_as_people_write_it(text, amount):
    assert parse_amount(text) == Decimal(amount)
    assert parse_amount(text).as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "money.blank"),
        (" \u00a0 ", "money.blank"),
        ("₸", "money.blank"),
        ("-5", "money.negative"),
        ("\u22125", "money.negative"),
        ("18 млн", "money.letters"),
        ("1e6", "money.letters"),
        ("NaN", "money.letters"),
        ("1O0", "money.letters"),
        ("1,234", "money.ambiguous"),
        ("1.234", "money.ambiguous"),
        ("12,345,678", "money.ambiguous"),
        ("1.234.567", "money.ambiguous"),
        ("1,234.50", "money.ambiguous"),
        ("12 34", "money.ambiguous"),
        ("1234 567", "money.ambiguous"),
        ("1 234 56", "money.ambiguous"),
        ("1  234", "money.ambiguous"),
        ("5,", "money.ambiguous"),
        (",5", "money.ambiguous"),
        ("+5", "money.ambiguous"),
        ("١٢", "money.ambiguous"),
        ("18324558.505", "money.too_many_decimals"),
        ("0,125", "money.too_many_decimals"),
        ("1 234,567", "money.too_many_decimals"),
        ("1000000000000000", "money.too_large"),
    ],
)
def test_a_sum_that_can_be_read_in_two_ways_is_refused(text, code):
    with pytest.raises(AmountError) as caught:
        parse_amount(text)
    assert caught.value.code == code
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("amount", "unit", "tenge"),
    [
        ("18324558", "thousand", "18324558000"),
        ("18324.558", "million", "18324558000"),
        ("9986042340", "tenge", "9986042340"),
    ],
)
def test_a_sum_in_thousands_is_kept_in_tenge(amount, unit, tenge):
    assert to_tenge(Decimal(amount), unit) == Decimal(tenge)


def test_an_unknown_unit_is_an_error():
    with pytest.raises(KeyError):
        to_tenge(Decimal(1), "billion")


@pytest.mark.parametrize(
    ("investments", "security"),
    [
        ("18324558000", "18324558.00"),
        ("9986042340", "9986042.34"),
        ("0.01", "0.01"),
        ("1000", "1.00"),
        ("1000.01", "1.01"),
        ("10.01", "0.02"),
    ],
)
def test_p31_security_is_a_tenth_of_a_percent_rounded_up_to_the_tiyn(investments, security):
    assert share_up_to_tiyn(Decimal(investments), pack("605-458").security_rate.value) == Decimal(security)


@given(st.decimals("0", "999999999999999.99", places=2), st.fractions(0, 1, max_denominator=10_000))
def test_a_share_is_never_short_and_never_a_whole_tiyn_over(amount, rate):
    share = share_up_to_tiyn(amount, rate)
    exact = Fraction(amount) * rate
    assert exact <= Fraction(share) < exact + Fraction(1, 100)


@pytest.mark.parametrize(
    ("amount", "lang", "shown"),
    [
        ("18324558.50", "ru", "18 324 558,50 ₸"),
        ("18324558.5", "kk", "18 324 558,50 ₸"),
        ("18324558.5", "en", "18 324 558.50 ₸"),
        ("18324558000", "ru", "18 324 558 000 ₸"),
        ("0", "kk", "0 ₸"),
        ("-1500", "ru", "\u22121 500 ₸"),
    ],
)
def test_a_sum_is_shown_with_no_break_spaces(amount, lang, shown):
    assert format_tenge(Decimal(amount), lang) == shown.replace(" ", NBSP)


@given(st.decimals("0", "999999999999999.99", places=2), st.sampled_from(["kk", "ru", "en"]))
def test_what_is_shown_can_be_typed_back(amount, lang):
    assert parse_amount(format_tenge(amount, lang)) == amount


@pytest.mark.parametrize(
    ("amount", "lang", "words"),
    [
        (
            "18324558000",
            "kk",
            "он сегіз миллиард үш жүз жиырма төрт миллион бес жүз елу сегіз мың теңге, нөл тиын",
        ),
        (
            "18324558.50",
            "ru",
            "восемнадцать миллионов триста двадцать четыре тысячи пятьсот пятьдесят восемь тенге, "
            "пятьдесят тиынов",
        ),
        ("21", "ru", "двадцать один тенге, ноль тиынов"),
        ("2000.02", "kk", "екі мың теңге, екі тиын"),
    ],
)
def test_a_sum_in_words_is_tenge_and_not_tiyn(amount, lang, words):
    assert amount_in_words(Decimal(amount), lang) == words


def test_a_whole_number_is_not_taken_for_tiyn():
    assert amount_in_words(100, "kk") == "жүз теңге, нөл тиын"
