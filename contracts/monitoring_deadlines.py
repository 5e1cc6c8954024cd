"""By when the other side answers in monitoring. Pure: the order sets no figure, the rule pack has a default."""

from datetime import date, datetime

from ppp_portal.law.acts import p605, under
from ppp_portal.law.calendar import WorkingCalendar, add_months, start_of_day
from ppp_portal.law.deadlines import Consequence, Deadline, working_days
from ppp_portal.law.packs import RulePack

TERMS = p605("A2.99")


@under(TERMS)
def reply(notified_at: datetime, pack: RulePack, calendar: WorkingCalendar) -> Deadline:
    """The private partner replies to a month not performed or to a finding; its silence is noted, not punished."""
    days = pack.monitoring_reply_working_days.value
    return working_days("monitoring.reply", notified_at, days, TERMS, Consequence.ALERT, calendar)


@under(TERMS)
def acceptance(submitted_at: datetime, pack: RulePack, calendar: WorkingCalendar) -> Deadline:
    """The public side accepts an act or returns it with reasons. Silence accepts nothing (M-03)."""
    days = pack.acceptance_working_days.value
    return working_days("monitoring.acceptance", submitted_at, days, TERMS, Consequence.ALERT, calendar)


def gap_noticed(month: date, pack: RulePack, calendar: WorkingCalendar) -> datetime:
    """From when a month without a mark is a gap: after the working days in which its act is written."""
    over = start_of_day(add_months(month, 1))
    days = pack.month_mark_working_days.value
    return working_days("monitoring.gap", over, days, TERMS, Consequence.ALERT, calendar).due_at
