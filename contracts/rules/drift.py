"""How far a contract has gone from what was competed: pure arithmetic, never rounded here."""

from decimal import Decimal
from fractions import Fraction

from ppp_portal.law.acts import law, p605, under

QUANTITY, CHANGED = p605("A2.12(2)"), law("46(1-1)")


@under(QUANTITY, CHANGED)
def never_competed(first: Decimal | None, now: Decimal | None) -> Fraction | None:
    """The share of what there is now that stood in no competition: (now - first) / now, 0 when it shrank.

    None when one of the two is not known, or there is nothing now.
    """
    if first is None or now is None or now <= 0:
        return None
    return max(Fraction(now) - Fraction(first), Fraction(0)) / Fraction(now)
