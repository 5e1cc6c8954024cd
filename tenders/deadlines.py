"""Which deadlines of a tender are alive in which state: pure, from facts."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.calendar import WorkingCalendar
from ppp_portal.law.deadlines import Consequence, Deadline, at_instant, calendar_days, calendar_days_before
from ppp_portal.law.packs import RulePack
from tenders.states import TenderState

ACCEPTING = (TenderState.ACCEPTING, TenderState.SUSPENDED)


@dataclass(frozen=True)
class TenderClock:
    """The moments of one tender on which its deadlines rest. ``pack`` holds the numbers of the law."""

    state: str
    pack: RulePack
    short_clocks: bool = False
    stage1_closes_at: datetime | None = None
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    results_at: datetime | None = None
    negotiation_due_at: datetime | None = None
    stopped_at: datetime | None = None  # when an announced amendment stopped the clock of submission
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)


@under(p605("27"))
def cutoff(facts: TenderClock) -> Deadline | None:
    """The end of submission, inclusive. At its passing the portal closes the tender by itself."""
    if facts.closes_at is None or facts.state != TenderState.ACCEPTING:
        return None
    return at_instant("tender.cutoff", facts.closes_at, p605("27"), Consequence.ACT)


@under(law("42"))
def stage_one_cutoff(facts: TenderClock) -> Deadline | None:
    if facts.stage1_closes_at is None or facts.state != TenderState.STAGE1_ACCEPTING:
        return None
    return at_instant("tender.stage_one_cutoff", facts.stage1_closes_at, law("42"), Consequence.ACT)


@under(law("37(4)"))
def last_question(facts: TenderClock) -> Deadline | None:
    """The last moment for a question: so many calendar days before the cut-off. While the cut-off itself stands
    still no such day is known; see :func:`questions_taken`."""
    return _question_window(facts) if facts.state == TenderState.ACCEPTING else None


@under(law("37(4)"), law("37(5)"))
def questions_taken(facts: TenderClock, at: datetime) -> bool:
    """Whether a question comes in time.

    Interpreted (A-07): an amendment stops this clock with that of submission. Whoever could ask when it stopped may
    ask until it runs again; a window that was over then is over still.
    """
    moment = facts.stopped_at if facts.state == TenderState.SUSPENDED else at
    window = _question_window(facts)
    return window is not None and moment is not None and not window.passed(moment)


def _question_window(facts: TenderClock) -> Deadline | None:
    if facts.closes_at is None or facts.state not in ACCEPTING:
        return None
    days = facts.pack.retender_question_window_days if facts.short_clocks else facts.pack.question_window_days
    return calendar_days_before(
        "tender.last_question", facts.closes_at, days.value, law("37(4)"), Consequence.ALERT, facts.calendar
    )


@under(law("37(5)"))
def amendment_freeze(facts: TenderClock) -> Deadline | None:
    """The last moment at which an amendment may be announced."""
    if facts.closes_at is None or facts.state != TenderState.ACCEPTING:
        return None
    days = (
        facts.pack.retender_amendment_freeze_days if facts.short_clocks else facts.pack.amendment_freeze_days
    )
    return calendar_days_before(
        "tender.amendment_freeze",
        facts.closes_at,
        days.value,
        law("37(5)"),
        Consequence.ALERT,
        facts.calendar,
    )


@under(p605("A1.10(12)"))
def opening(facts: TenderClock) -> Deadline | None:
    """The announced hour of the opening; the commission opens, the portal only reminds."""
    if facts.opens_at is None or facts.state not in (TenderState.ACCEPTING, TenderState.CLOSED):
        return None
    return at_instant("tender.opening", facts.opens_at, p605("A1.10(12)"), Consequence.ALERT)


@under(p605("41"))
def negotiation(facts: TenderClock) -> Deadline | None:
    if facts.negotiation_due_at is None or facts.state != TenderState.NEGOTIATION:
        return None
    return at_instant("tender.negotiation", facts.negotiation_due_at, p605("41"), Consequence.ALERT)


@under(p605("51"))
def signing_window(facts: TenderClock) -> Deadline | None:
    """The contract is signed not later than the last instant of day 90 after the summing-up; never moved (T-02)."""
    if facts.results_at is None or facts.state != TenderState.RESULTS_SIGNED:
        return None
    return signing_term(facts.results_at, facts.pack, facts.calendar)


@under(p605("51"))
def signing_term(results_at: datetime, pack: RulePack, calendar: WorkingCalendar) -> Deadline:
    """Day 90 after the summing-up, which is the signing of the protocol of results: the portal publishes it with the
    last signature, so both days are one (T-03). A ceiling, never moved (T-01, T-02).

    The Kazakh "бастап" may take the day of the summing-up itself as day 1 (D-16): the other reading is shown.
    """
    return calendar_days(
        "tender.signing_window",
        results_at,
        pack.signing_window_days.value,
        p605("51"),
        Consequence.ACT,
        calendar,
        start_day_disputed=True,
    )


def alive(facts: TenderClock) -> tuple[Deadline, ...]:
    """Every deadline that runs in this state, earliest first."""
    every = (
        stage_one_cutoff(facts),
        last_question(facts),
        amendment_freeze(facts),
        cutoff(facts),
        opening(facts),
        negotiation(facts),
        signing_window(facts),
    )
    return tuple(sorted((d for d in every if d is not None), key=lambda d: d.due_at))


def next_wake(facts: TenderClock, at: datetime) -> datetime | None:
    """When the sweep must look again: at the first deadline with which the portal itself acts.

    A passed one is returned as it is, so that an outage is caught up.
    """
    return min((d.due_at for d in alive(facts) if d.consequence is Consequence.ACT), default=None)


def just_after(due_at: datetime) -> datetime:
    """The first instant that is late: deadlines are inclusive to the microsecond (T-06)."""
    return due_at + timedelta(microseconds=1)
