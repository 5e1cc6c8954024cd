"""What is competed beside the criteria: for how long the object is operated, and whether the project is of special
significance (p. 48), as the posted documentation states it."""

from collections.abc import Mapping
from typing import Any

from ppp_portal.law.packs import pack
from ppp_portal.law.refusals import Refusal
from projects.queries.cards import period_facts
from projects.rules.cards import PeriodFacts
from tenders.clockwork import CURRENT_PACK
from tenders.models import Documentation, Tender
from tenders.rules.bids import refuse_offered_term

YEARS = ("start_year", "end_year", "operation_years")
SPECIAL = "special_significance"


def stated_period(tender: Tender, form: Mapping[str, Any] | None) -> PeriodFacts:
    """As a posted ``form`` says it. One posted before the years had a place in it leaves them to the card."""
    if form and "operation_years" in form:
        return PeriodFacts(**{name: form[name] for name in YEARS})
    return period_facts(tender.project)


def special_in(tender: Tender, form: Mapping[str, Any] | None) -> bool:
    """Of special significance, so that the winner may found a company of its own; as the years, in a posted form."""
    if form and SPECIAL in form:
        return bool(form[SPECIAL])
    return bool(tender.project.special_significance)


def special_of(tender: Tender, documentation: Documentation) -> bool:
    return special_in(tender, documentation.form)


def competed_special(tender: Tender) -> bool:
    """Of the version in force: a bidder declared its company under what that version said."""
    return special_in(tender, _form_in_force(tender))


def period_of(tender: Tender, documentation: Documentation) -> PeriodFacts:
    return stated_period(tender, documentation.form)


def competed_period(tender: Tender) -> PeriodFacts:
    """Of the version in force, whatever the card says by now; before the first one is posted, of the card."""
    return stated_period(tender, _form_in_force(tender))


def _form_in_force(tender: Tender) -> Mapping[str, Any] | None:
    posted = tender.documentations.exclude(posted_at=None).order_by("-version")
    return posted.values_list("form", flat=True).first()


def outside_term(tender: Tender, months: int | None) -> list[Refusal]:
    """Why a bid with these months of construction could never become a contract. Nothing for a replacement, whose
    term runs already (p. 62)."""
    if months is None or tender.row.needs_contract:
        return []
    return refuse_offered_term(months, competed_period(tender), pack(tender.rule_pack or CURRENT_PACK))
