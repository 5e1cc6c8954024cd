"""Numbers of receipts: random, so that two of them never tell how many bids or proposals there are."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U to misread


def new() -> str:
    """ "R-7KQ2-M9XD-4TPA": sixty random bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    return "R-" + "-".join(groups)
