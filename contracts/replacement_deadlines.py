"""The two terms of p. 62: ten working days for the rights, 270 days for the money. Pure."""

from datetime import date, datetime, timedelta

from ppp_portal.law.acts import p605, under
from ppp_portal.law.calendar import WorkingCalendar
from ppp_portal.law.deadlines import Consequence, Deadline, calendar_days, working_days
from ppp_portal.law.packs import RulePack

RIGHTS, COSTS = p605("62(8)"), p605("62(7)")
REMIND = timedelta(days=7)


@under(RIGHTS)
def rights(registered_on: date, pack: RulePack, calendar: WorkingCalendar) -> Deadline:
    """All property rights pass within ten working days after the registration of the contract."""
    days = pack.rights_transfer_working_days.value
    return working_days("replacement.rights", registered_on, days, RIGHTS, Consequence.ALERT, calendar)


@under(COSTS)
def payment(start_on: date, pack: RulePack, calendar: WorkingCalendar) -> Deadline:
    """The confirmed costs are paid within 270 calendar days after the event that the case names (T-04).

    A term for a party to the contract: it stays where it falls (T-02).
    """
    days = pack.replacement_payment_days.value
    return calendar_days("replacement.payment", start_on, days, COSTS, Consequence.ALERT, calendar)


def to_remind_of(term: Deadline, at: datetime, reminded_at: datetime | None) -> bool:
    """Whether it ends within a week and nobody was reminded in that week yet."""
    from_ = term.due_at - REMIND
    return from_ <= at <= term.due_at and (reminded_at is None or reminded_at < from_)
