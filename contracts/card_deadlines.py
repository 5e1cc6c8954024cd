"""When a living contract wants attention: warnings before its last day, and the last day itself. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ppp_portal.law.acts import p605, under
from ppp_portal.law.calendar import add_months, end_of_day, start_of_day
from ppp_portal.law.deadlines import Consequence, Deadline, at_instant
from ppp_portal.law.packs import RulePack

TERM, EXTENSION = p605("A2.12(6)"), p605("55")


@dataclass(frozen=True)
class Warning:
    """``months`` before the last day, from the first instant of that day ``at``."""

    months: int
    at: datetime


@under(EXTENSION)
def warnings(ends_on: date, pack: RulePack) -> tuple[Warning, ...]:
    """18, 12, 9, 6 and 3 months before the end (a parameter of the pack), in order: time for a tender."""
    months = sorted(pack.extension_alert_months.value, reverse=True)
    return tuple(Warning(number, start_of_day(add_months(ends_on, -number))) for number in months)


@under(TERM)
def last_instant(ends_on: date) -> Deadline:
    """A contract lasts to the last microsecond of its last day (T-06); then the portal notes that it expired."""
    return at_instant("card.expiry", end_of_day(ends_on), TERM, Consequence.ACT)


def next_moment(ends_on: date, pack: RulePack, after: datetime) -> datetime:
    """The first warning later than ``after``, or the end of the contract."""
    coming = [warning.at for warning in warnings(ends_on, pack) if warning.at > after]
    return min([*coming, end_of_day(ends_on)])


def to_give(
    ends_on: date, pack: RulePack, at: datetime, *, known_since: datetime, given: frozenset[int]
) -> tuple[Warning, ...]:
    """The warnings that have come and were not given.

    Of those whose day lies before the card was entered or its last day moved (``known_since``) only the latest,
    and none once a later one has come: the portal did not know that end then, and nobody ignored what nobody said.
    """
    come = [warning for warning in warnings(ends_on, pack) if warning.at <= at]
    late = [warning for warning in come if warning.at <= known_since]
    wanted = [warning for warning in come if warning.at > known_since] or late[-1:]
    return tuple(warning for warning in wanted if warning.months not in given)


@dataclass(frozen=True)
class TenderPlan:
    """The last day to announce a tender, and the terms that it is counted back from: (what, days, parameter)."""

    by: date
    parts: tuple[tuple[str, int], ...]


@under(EXTENSION)
def tender_start(ends_on: date, pack: RulePack) -> TenderPlan:
    """Time for bids, for negotiation and for signing, counted back from the last day of the contract.

    Interpreted: examining and evaluating have no term in the order, so this is the latest day thinkable.
    """
    parts = (
        ("bids", pack.min_publication_days.value),
        ("negotiation", pack.negotiation_days.value),
        ("signing", pack.signing_window_days.value),
    )
    return TenderPlan(ends_on - timedelta(days=sum(days for _name, days in parts)), parts)
