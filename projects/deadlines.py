"""Which deadlines of an initiation notice are alive in which state: pure, from facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ppp_portal.law.acts import p725, under
from ppp_portal.law.deadlines import Consequence, Deadline, at_instant
from projects.states import InitiationState


@dataclass(frozen=True)
class NoticeClock:
    """The moments of one notice on which its deadlines rest."""

    state: str
    closes_at: datetime | None = None


@under(p725("130"))
def acceptance(facts: NoticeClock) -> Deadline | None:
    """The end of the acceptance of alternative proposals, inclusive; the portal itself closes it.

    Interpreted (T-06): "дейін" of the notice of 2022 does not say whether the day is included. It is: a day without
    an hour ends with its last microsecond.
    """
    if facts.closes_at is None or facts.state != InitiationState.PUBLISHED:
        return None
    return at_instant("initiation.acceptance", facts.closes_at, p725("130"), Consequence.ACT)


def alive(facts: NoticeClock) -> tuple[Deadline, ...]:
    """Every deadline that runs in this state."""
    end = acceptance(facts)
    return (end,) if end else ()


def just_after(due_at: datetime) -> datetime:
    """The first instant that is late: deadlines are inclusive to the microsecond (T-06)."""
    return due_at + timedelta(microseconds=1)
