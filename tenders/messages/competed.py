"""What the contract is made of, in words: how a clause stands to it, and what a proposal states of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from scoring.messages import CRITERIA
from tenders.rules.competed import INVESTMENTS, OPERATION, RISKS, Kept

# By ``Kept.key`` or ``Kept.code``.
ABOUT = {
    **CRITERIA,
    "operationyears": _("Operation, years"),
    "operationmonths": _("Operation, months"),
    INVESTMENTS: _("Investments"),
    RISKS: CRITERIA["K2"],
}

# By ``Kept.kind``: beside the clause on the pages of the talks.
TOLD = {
    "competed": _(
        "%(symbol)s “%(about)s”: the bid offers %(offered)s, the documentation allowed %(limited)s."
    ),
    "kept": _(
        "%(symbol)s “%(about)s”: %(limited)s of the documentation stays, the bid bettered nothing here."
    ),
    OPERATION: _("“%(about)s”: %(limited)s is announced and stays."),
    INVESTMENTS: _("“%(about)s”: %(limited)s is announced."),
    RISKS: _(
        "%(symbol)s “%(about)s”: the contract prints it as a table, as the documentation and the bid have it."
    ),
}

_ELSE = _("%(limited)s is about something else than %(symbol)s “%(about)s”")

# What a tick of a proposal says, and the protocols with it.
STATED = {
    "competed": _ELSE,
    "kept": _ELSE,
    OPERATION: _("%(limited)s is about something else than “%(about)s”"),
    INVESTMENTS: _("another sum of investments is set than the %(limited)s announced"),
    RISKS: _("the other words change nothing in the allocation of risks"),
}


def about(one: Kept) -> dict[str, Any]:
    """The places of these sentences."""
    name = ABOUT.get(one.key) or ABOUT[one.code]
    return {"symbol": one.symbol, "about": name, "limited": one.limited, "offered": one.offered}
