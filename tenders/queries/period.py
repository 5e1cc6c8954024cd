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


def special_of(tender: Tender, documentation: Documentation) -> bool:
    """Of special significance, so that the winner may found a company of its own; as the years, in a posted form.

    One posted before it had a place there was read beside the card of its day: what that card said is competed.
    """
    if documentation.form is None:
        return bool(tender.project.special_significance)
    if SPECIAL in documentation.form:
        return bool(documentation.form[SPECIAL])
    then = tender.project.versions.filter(at__lte=documentation.posted_at).order_by("-number").first()
    return bool(then.snapshot[SPECIAL] if then else tender.project.special_significance)


def competed_special(tender: Tender) -> bool:
    """Of the version in force: a bidder declared its company under what that version said."""
    posted = _in_force(tender)
    return special_of(tender, posted) if posted else bool(tender.project.special_significance)


def period_of(tender: Tender, documentation: Documentation) -> PeriodFacts:
    return stated_period(tender, documentation.form)


def competed_period(tender: Tender) -> PeriodFacts:
    """Of the version in force, whatever the card says by now; before the first one is posted, of the card."""
    posted = _in_force(tender)
    return stated_period(tender, posted.form if posted else None)


def _in_force(tender: Tender) -> Documentation | None:
    posted = tender.documentations.exclude(posted_at=None).order_by("-version")
    return posted.only("form", "posted_at").first()


def outside_term(tender: Tender, months: int | None) -> list[Refusal]:
    """Why a bid with these months of construction could never become a contract. Nothing for a replacement, whose
    term runs already (p. 62)."""
    if months is None or tender.row.needs_contract:
        return []
    return refuse_offered_term(months, competed_period(tender), pack(tender.rule_pack or CURRENT_PACK))
