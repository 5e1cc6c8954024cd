"""The short code of a document, for people who type: ``7K4M-2Q9X-B3FD`` (Crockford's alphabet)."""

import re
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "О": "0", "А": "A", "В": "B", "С": "C", "Е": "E",
                          "Н": "H", "К": "K", "М": "M", "Р": "P", "Т": "T", "Х": "X"})  # fmt: skip


def code_of(identifier: UUID) -> str:
    """The last sixty (random) bits of a document's identifier."""
    bits, letters = identifier.int, ""
    for _place in range(LENGTH):
        bits, digit = divmod(bits, 32)
        letters = ALPHABET[digit] + letters
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def read_code(typed: str) -> str | None:
    """The code somebody typed, in its one spelling (Cyrillic look-alikes, O for 0, no dashes); else ``None``."""
    letters = re.sub(r"[\s\-–—]", "", typed).upper().translate(_READ_AS)
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return None
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))
