"""Money in tenge: exact, never a float. One tenge is 100 tiyn, so amounts have at most two decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import ceil

NBSP = "\N{NO-BREAK SPACE}"
TENGE = "₸"

UNITS = {"tenge": Decimal(1), "thousand": Decimal(1_000), "million": Decimal(1_000_000)}

# 15 digits of tenge is a quadrillion: above any sum of the budget, inside numeric(17, 2).
MAX_WHOLE_DIGITS = 15

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\u2007", " "))
_PLAIN = re.compile(r"^(\d+|\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$")
_THREE_AFTER_SEPARATOR = re.compile(r"^[1-9]\d{0,2}[.,]\d{3}$")


class AmountError(ValueError):
    """A sum that cannot be read with certainty. `.code` names the problem.

    Codes: money.blank, money.letters, money.negative, money.ambiguous, money.too_many_decimals,
    money.too_large.
    """

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        self.text = text
        super().__init__(f"{code}: {text!r}")


def parse_amount(text: str) -> Decimal:
    """A sum typed by a person: "18 324 558,50" with any kind of space between thousands, or "18324558.5".

    Refuses, with `AmountError`, what could be read in two ways: "1,234" may be a thousand or one and a bit.
    """
    cleaned = text.translate(_SPACES).strip().removesuffix(TENGE).rstrip()
    if not cleaned:
        raise AmountError("money.blank", text)
    if cleaned[0] in "-\u2212\u2013":
        raise AmountError("money.negative", text)
    if any(c.isalpha() for c in cleaned):
        raise AmountError("money.letters", text)
    read = _PLAIN.match(cleaned)
    if read is None or not cleaned.isascii() or _THREE_AFTER_SEPARATOR.match(cleaned):
        raise AmountError("money.ambiguous", text)
    whole, decimals = read[1].replace(" ", ""), read[2] or ""
    if len(decimals) > 2:
        raise AmountError("money.too_many_decimals", text)
    if len(whole.lstrip("0")) > MAX_WHOLE_DIGITS:
        raise AmountError("money.too_large", text)
    return Decimal(f"{whole}.{decimals or '0'}").quantize(Decimal("0.01"))


def in_digits(amount: Decimal) -> str:
    """The sum in digits alone, "36000" or "36000.50": one spelling of each sum."""
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def to_tenge(amount: Decimal, unit: str = "tenge") -> Decimal:
    """The amount in tenge, from "tenge", "thousand" or "million". KeyError for another unit."""
    return amount * UNITS[unit]


def share_up_to_tiyn(amount: Decimal, rate: Fraction) -> Decimal:
    """`rate` of `amount`, rounded up to 0.01 tenge: a security is never a tiyn short."""
    return Decimal(ceil(Fraction(amount) * rate * 100)).scaleb(-2)


def format_tenge(amount: Decimal, lang: str) -> str:
    """The sum as "18 324 558,50 ₸" with no-break spaces; tiyn only when there are any, as two digits."""
    sign = "\u2212" if amount < 0 else ""
    whole, _, decimals = f"{abs(amount):.2f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NBSP)
    point = "." if lang == "en" else ","
    tail = "" if decimals == "00" else point + decimals
    return f"{sign}{grouped}{tail}{NBSP}{TENGE}"


def amount_in_words(amount: Decimal, lang: str) -> str:
    """The sum in words in Kazakh or Russian, for protocols; tiyn always follow the tenge."""
    from num2words import num2words

    # num2words reads an int as tiyn: a Decimal with two places is the only safe form.
    exact = Decimal(amount).quantize(Decimal("0.01"))
    return str(num2words(exact, lang={"kk": "kz", "ru": "ru"}[lang], to="currency", currency="KZT"))
