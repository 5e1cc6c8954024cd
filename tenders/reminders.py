"""Who is reminded of which deadline, and how long before: data, and the one question "what is due now?"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ppp_portal.law.deadlines import Deadline

DAY, HOUR = timedelta(days=1), timedelta(hours=1)

BIDDERS, ORGANISER, COMMISSION = "bidders", "organiser", "commission"


@dataclass(frozen=True)
class Reminder:
    """``kind`` of the deadline, ``notice`` to send, ``leads`` before it, ``to``: those who must act.

    ``bidders`` are only those who follow the tender or write a bid in it themselves: each learns what it knows.
    """

    kind: str
    notice: str
    leads: tuple[timedelta, ...]
    to: tuple[str, ...]


REMINDERS = (
    Reminder("tender.cutoff", "tender.remind_cutoff", (10 * DAY, 3 * DAY, DAY, 2 * HOUR), (BIDDERS,)),
    Reminder("tender.stage_one_cutoff", "tender.remind_stage_one", (10 * DAY, 3 * DAY, DAY), (BIDDERS,)),
    Reminder("tender.last_question", "tender.remind_last_question", (3 * DAY, DAY), (BIDDERS,)),
    Reminder("tender.opening", "tender.remind_opening", (3 * DAY, DAY, 2 * HOUR), (COMMISSION, ORGANISER)),
    Reminder("tender.negotiation", "tender.remind_negotiation", (3 * DAY, DAY), (COMMISSION, ORGANISER)),
)
BY_KIND = {reminder.kind: reminder for reminder in REMINDERS}

# A question is not a deadline of the tender's own clock; it has its row and its index.
ANSWER_LEADS = (DAY, 4 * HOUR)


@dataclass(frozen=True)
class Due:
    """A reminder to send now: the shortest lead that has been reached."""

    reminder: Reminder
    deadline: Deadline
    lead: timedelta


def due(alive: Iterable[Deadline], at: datetime, since: datetime | None) -> list[Due]:
    """What to send at ``at``. After an outage only the latest of several missed reminders is sent.

    A lead that had passed before the tender was published (``since``) says nothing new.
    """
    found = []
    for deadline in alive:
        reminder = BY_KIND.get(deadline.kind)
        if reminder is None or deadline.passed(at):
            continue
        reached = [lead for lead in reminder.leads if deadline.due_at - lead <= at]
        if reached and (since is None or deadline.due_at - min(reached) > since):
            found.append(Due(reminder, deadline, min(reached)))
    return found


def next_at(alive: Iterable[Deadline], at: datetime) -> datetime | None:
    """When somebody is to be reminded next."""
    moments = (
        deadline.due_at - lead
        for deadline in alive
        if deadline.kind in BY_KIND
        for lead in BY_KIND[deadline.kind].leads
    )
    return min((moment for moment in moments if moment > at), default=None)
