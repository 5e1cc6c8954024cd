"""BIN of an organisation and IIN of a person: twelve digits, the last one a check digit; accounts in banks.

BIN = year and month of registration, kind of organisation (4 resident, 5 non-resident, 6 joint
entrepreneurs), kind of unit (0 head, 1 branch, 2 representation, 3 farm), five digits of a serial number,
check digit. IIN = date of birth, century and sex, four digits, check digit.
"""

from __future__ import annotations

import re
from datetime import date

_FIRST_WEIGHTS = range(1, 12)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}


def check_digit(eleven: str) -> int | None:
    """The check digit of eleven digits, or None when these eleven can never make a number."""
    digits = [int(c) for c in eleven]
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        remainder = sum(d * w for d, w in zip(digits, weights, strict=True)) % 11
        if remainder != 10:
            return remainder
    return None


def _shape(text: str, kind: str) -> str | None:
    if not re.fullmatch(r"[0-9]*", text):
        return f"{kind}.digits"
    return None if len(text) == 12 else f"{kind}.length"


def check_bin(text: str) -> str | None:
    """None for a good BIN, else the problem: bin.digits, .length, .month, .type, .unit or .check_digit."""
    problem = _shape(text, "bin")
    if problem:
        return problem
    if not 1 <= int(text[2:4]) <= 12:
        return "bin.month"
    if text[4] not in "456":
        return "bin.type"
    if text[5] not in "0123":
        return "bin.unit"
    return None if check_digit(text[:11]) == int(text[11]) else "bin.check_digit"


def bad_account(account: str) -> str:
    """Why this is no bank account in Kazakhstan: ``""`` for a good one, else "shape" or "checksum".

    KZ, two check digits, three digits of the bank, thirteen signs of the account; ISO 13616: mod 97 = 1.
    """
    cleaned = account.replace(" ", "").upper()
    right = len(cleaned) == 20 and cleaned.isascii() and cleaned.isalnum()
    if not right or not cleaned.startswith("KZ") or not cleaned[2:7].isdigit():
        return "shape"
    turned = cleaned[4:] + cleaned[:4]
    number = "".join(str(int(sign, 36)) for sign in turned)
    return "" if int(number) % 97 == 1 else "checksum"


def birth_date(iin: str) -> date | None:
    """The date of birth inside an IIN, or None when there is no such day or century."""
    century = _CENTURIES.get(iin[6:7])
    try:
        return date(century + int(iin[:2]), int(iin[2:4]), int(iin[4:6])) if century else None
    except ValueError:
        return None


def check_iin(text: str) -> str | None:
    """None for a good IIN, else the problem: iin.digits, .length, .birth_date or .check_digit."""
    problem = _shape(text, "iin")
    if problem:
        return problem
    if birth_date(text) is None:
        return "iin.birth_date"
    return None if check_digit(text[:11]) == int(text[11]) else "iin.check_digit"


def is_valid_bin(text: str) -> bool:
    return check_bin(text) is None


def is_valid_iin(text: str) -> bool:
    return check_iin(text) is None


def with_check_digit(eleven: str) -> str:
    """Eleven digits and their check digit; ValueError when none exists or the text is not eleven digits."""
    if not re.fullmatch(r"[0-9]{11}", eleven):
        raise ValueError(f"not eleven digits: {eleven!r}")
    digit = check_digit(eleven)
    if digit is None:
        raise ValueError(f"no check digit exists for {eleven}")
    return f"{eleven}{digit}"


def make_bin(prefix11: str) -> str:
    """A well-formed BIN from its first eleven digits, for a demonstration cast; else ValueError."""
    made = with_check_digit(prefix11)
    problem = check_bin(made)
    if problem:
        raise ValueError(f"{problem}: {made}")
    return made
