"""The eight qualification requirements of article 32(1) of the Law, as dated rows.

The list follows the Law as it stood on 3 January 2022; the notice of 15 November 2022 repeats it. An older
edition had fewer items and is not at hand: a day before the first row has no list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.law.acts import Paragraph, law

EDITION_2022 = date(2022, 1, 3)


@dataclass(frozen=True)
class Requirement:
    """One requirement: its number in article 32(1), what it asks and the evidence a bidder shows.

    ``amounts`` are the sums the check needs; ``register`` names the external register that could answer.
    """

    number: int
    code: str
    title: Any
    evidence: Any
    since: date = EDITION_2022
    until: date | None = None
    amounts: tuple[str, ...] = ()
    register: str = ""

    @property
    def basis(self) -> Paragraph:
        return law(f"32(1)({self.number})")


REQUIREMENTS = (
    Requirement(
        1,
        "capacity",
        _("Legal capacity (legal entities) and civil capacity (sole entrepreneurs)"),
        _("Certificate or extract of state registration, charter; identity document of an entrepreneur"),
    ),
    Requirement(
        2,
        "solvency",
        _("Solvency; tax debt of no more than six monthly calculation indices as of 1 January of the year"),
        _("Certificate of the tax authority on debts; bank certificate; balance sheet"),
        amounts=("tax_debt",),
        register="tax_debt",
    ),
    Requirement(
        3,
        "resources",
        _("Financial, material and labour resources needed to perform the contract"),
        _("Financial statements, list of property and equipment, list of staff"),
    ),
    Requirement(
        4,
        "no_bankruptcy",
        _(
            "No bankruptcy or liquidation; no seizure of property above 10 per cent of the value of fixed assets; "
            "activity not suspended"
        ),
        _("Declaration of the bidder; extracts from the registers of bankrupts and of debtors"),
        register="debtors",
    ),
    Requirement(
        5,
        "good_faith_partner",
        _(
            "Not held liable by a court decision in force as a bad-faith private partner or concessionaire "
            "under contracts of the last three years"
        ),
        _("Declaration of the bidder; the list of bad-faith potential private partners"),
        register="bad_faith_partners",
    ),
    Requirement(
        6,
        "no_terrorism",
        _(
            "Founders and managers are not on the list of those connected with financing terrorism and extremism"
        ),
        _("List of founders and managers; extract from the list"),
        register="terrorism",
    ),
    Requirement(
        7,
        "good_faith_supplier",
        _("Not in the register of bad-faith participants of public procurement"),
        _("Extract from the register"),
        register="bad_faith_suppliers",
    ),
    Requirement(
        8,
        "own_funds",
        _("Own funds, or own and borrowed funds, of at least 20 per cent of the cost of the object"),
        _("Financial statements, bank certificates, contracts and letters on financing"),
        amounts=("own_funds", "borrowed_funds"),
    ),
)

# Art. 32(1-1): the participants of an SPV satisfy 1, 2 and 4–7 each, and 8 together; 3 is not asked of them.
# Interpreted: a consortium is read in the same way, except that it shows its resources (3) together.
ASKED: Mapping[str, tuple[int, ...]] = {
    "whole": (1, 2, 3, 4, 5, 6, 7, 8),
    "participant": (1, 2, 4, 5, 6, 7),
    "joint": (3, 8),
    "joint_spv": (8,),
}


def requirements_on(day: date) -> tuple[Requirement, ...]:
    """The list in force on a day. Raises ``LookupError`` for a day whose edition is not at hand."""
    found = tuple(row for row in REQUIREMENTS if row.since <= day and (row.until is None or day <= row.until))
    if not found:
        raise LookupError(f"the qualification requirements of {day.isoformat()} are not at hand")
    return found


def requirement(number: int) -> Requirement:
    """The requirement under a number. Raises ``KeyError`` for another number."""
    try:
        return next(row for row in REQUIREMENTS if row.number == number)
    except StopIteration:
        raise KeyError(number) from None
