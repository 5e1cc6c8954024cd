"""The terms of a tender as one version of its documentation states them: in work, in force, or superseded.

A tender's row holds the terms in force. What an announced tender is going to state waits on the version in work
(``Documentation.terms``) until that version is posted: nobody outside reads it before, and nothing is computed
from it.
"""

from collections.abc import Mapping
from copy import copy
from decimal import Decimal
from typing import Any

from ppp_portal.accounts.models import Organisation
from tenders.models import Documentation, Tender

TIYN = Decimal("0.01")  # sums are kept to the tiyn, as the row keeps them
PARTNERS = "public_partners"
TEXTS = ("title", "opening_place", "budget", "deposit_bank", "deposit_purpose")
FIGURES = (
    *("deposit_account", "deposit_bin", "investments", "security_amount"),
    *("closes_at", "opens_at", "bids_valid_until"),
)


def drafted(tender: Tender, documentation: Documentation) -> Tender:
    """The tender as it will stand when ``documentation`` is posted. A copy for reading: it is never saved."""
    values = waiting(documentation)
    if not values:
        return tender
    stated = _with(tender, values)
    if "investments" in values:
        stated.security_amount = None  # computed anew when it is posted
    return stated


def waiting(documentation: Documentation) -> dict[str, Any]:
    """The terms that wait for the posting of this version, as values of the tender's fields."""
    if documentation.posted_at is not None:
        return {}
    kept = {name: value for name, value in documentation.terms.items() if name != PARTNERS}
    return {name: _value(name, value) for name, value in kept.items()}


def superseded(tender: Tender, documentation: Documentation) -> Tender:
    """The tender as a version that is no longer in force stated it, from the form under its hash."""
    form: Mapping[str, Any] = documentation.form or {}
    values = {name: _value(name, form[name]) for name in FIGURES if name in form}
    for name in TEXTS:
        values |= {f"{name}_{lang}": text for lang, text in form.get(name, {}).items()}
    return _with(tender, values)


def public_partners(tender: Tender, documentation: Documentation | None = None) -> list[Organisation]:
    """Public partners beside the organiser; with a version in work, those it is going to name."""
    if documentation and documentation.posted_at is None and PARTNERS in documentation.terms:
        named = Organisation.objects.filter(pk__in=documentation.terms[PARTNERS])
        return list(named.order_by("bin"))
    return list(tender.public_partners.order_by("bin"))


def _value(name: str, value: Any) -> Any:
    field: Any = Tender._meta.get_field(name)
    if value is None:
        return None
    read = field.to_python(value)
    return read.quantize(TIYN) if isinstance(read, Decimal) else read


def _with(tender: Tender, values: Mapping[str, Any]) -> Tender:
    stated = copy(tender)
    for name, value in values.items():
        setattr(stated, name, value)
    return stated
