"""What of a typed or pasted text is there to be read."""

import re
from unicodedata import category

HIDDEN = frozenset(("Cc", "Cs", "Co", "Cf"))  # commands, halves of letters, private letters, formats
# Letters and marks of other kinds that are drawn as nothing.
BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")


def legible(text: str) -> str:
    """The text without signs that nobody sees, and without those that turn the direction of what follows.

    A reason of such signs alone is no reason, and a printed sum must read as it was read when it was signed.
    """
    seen = BLANK.sub("", text)
    return "".join(sign for sign in seen if sign in "\r\n\t" or category(sign) not in HIDDEN)
