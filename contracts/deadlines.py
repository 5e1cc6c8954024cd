"""The days of the signing window of p. 51 on which people are reminded of it: pure, from facts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ppp_portal.law.acts import p605, under
from ppp_portal.law.calendar import local_day, start_of_day
from ppp_portal.law.packs import RulePack

P51 = p605("51")


@dataclass(frozen=True)
class Alert:
    """On day ``day`` of the window, from its first instant, everybody concerned is told what is left."""

    day: int
    at: datetime
    on: date


@under(P51)
def alerts(results_at: datetime, pack: RulePack) -> tuple[Alert, ...]:
    """Days 60, 75, 85 and 90 (a parameter of the pack), in order."""
    began = local_day(results_at)
    days = ((number, began + timedelta(days=number)) for number in pack.signing_alert_days.value)
    return tuple(Alert(number, start_of_day(day), day) for number, day in days)


def next_alert(results_at: datetime, pack: RulePack, after: datetime) -> datetime | None:
    """The first alert later than ``after``."""
    return min((alert.at for alert in alerts(results_at, pack) if alert.at > after), default=None)


def reached(results_at: datetime, pack: RulePack, at: datetime) -> Alert | None:
    """The latest alert that has come: after an outage only that one is sent."""
    come = [alert for alert in alerts(results_at, pack) if alert.at <= at]
    return come[-1] if come else None
