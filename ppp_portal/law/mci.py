"""The monthly calculation index (MCI, МРП, АЕК) as it stood on 1 January, in tenge.

Every value is general knowledge, not read in a source: marker "M", to be confirmed by the installation. A
year that is not in the table is an error, not a guess: pass a longer table once the budget law of the year is
out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ppp_portal.law.parameters import GENERAL, Param

MCI: Mapping[int, Param[Decimal]] = {
    year: Param(Decimal(tenge), None, GENERAL, "value of 1 January, to be confirmed")
    for year, tenge in {2022: 3063, 2023: 3450, 2024: 3692, 2025: 3932, 2026: 4325}.items()
}


class UnknownMCI(LookupError):
    """The table has no index for that year. `.year` says which."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(f"no monthly calculation index for {year}: add it to the configuration")


def mci_on(day: date, table: Mapping[int, Param[Decimal]] = MCI) -> Decimal:
    """Tenge of one MCI on 1 January of the year of `day`. Raises `UnknownMCI`."""
    try:
        return table[day.year].value
    except KeyError:
        raise UnknownMCI(day.year) from None
