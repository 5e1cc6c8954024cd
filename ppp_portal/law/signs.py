"""What of a typed or pasted text is there to be read."""

from unicodedata import category

HIDDEN = frozenset(
    ("Cc", "Cs", "Co", "Cf")
)  # commands, halves of letters, letters of nobody's, what is not seen


def legible(text: str) -> str:
    """The text without signs that nobody sees, and without those that turn the direction of what follows.

    A reason of such signs alone is no reason, and a printed sum must read as it was read when it was signed.
    """
    return "".join(sign for sign in text if sign in "\r\n\t" or category(sign) not in HIDDEN)
