"""What may be recorded about a contract in force (appendix 2, p. 99-100). Pure: facts in, every refusal out.

Interpreted (M-02): a paper is back-dated when its date lies further back than a paper travels, a number of working
days in the rule pack; the typed date and the time of registration always stand side by side.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.rules.texts import Texts, refuse_texts
from ppp_portal.law.acts import p605, under
from ppp_portal.law.calendar import ONE_DAY, WorkingCalendar, add_months
from ppp_portal.law.refusals import Refusal

TERMS, DIRECTIONS = p605("A2.99"), p605("A2.100")
ALIVE = ("in_force", "replacing")


@dataclass(frozen=True)
class PaperFacts:
    """A typed date, the day of registration, and the first day that is not back-dating."""

    dated_on: date | None
    today: date
    earliest: date
    field: str = "dated_on"


def earliest_paper_day(today: date, working_days: int, calendar: WorkingCalendar) -> date:
    """The earliest date a paper registered today may bear: so many working days back."""
    day = today
    while working_days:
        day -= ONE_DAY
        working_days -= calendar.is_working(day)
    return day


@under(TERMS)
def refuse_dated(paper: PaperFacts, over: date) -> list[Refusal]:
    """A paper speaks of a time that was over on its date: ``over`` is the first day after it. One date, one refusal."""
    if paper.dated_on is not None and paper.dated_on < over:
        params = {"from": max(over, paper.earliest)}
        return [Refusal("monitoring.dated_before_end", TERMS, params, paper.field)]
    return refuse_backdated(paper)


@under(TERMS)
def refuse_backdated(paper: PaperFacts) -> list[Refusal]:
    """A paper bears a date, neither a coming one nor one further back than a paper travels."""
    if paper.dated_on is None:
        return [Refusal("monitoring.no_date", TERMS, field=paper.field)]
    if paper.dated_on > paper.today:
        return [Refusal("monitoring.date_ahead", TERMS, {"today": paper.today}, paper.field)]
    if paper.dated_on < paper.earliest:
        params = {"dated": paper.dated_on, "today": paper.today, "earliest": paper.earliest}
        return [Refusal("monitoring.backdated", TERMS, params, paper.field)]
    return []


@under(TERMS)
def refuse_over(state: str) -> list[Refusal]:
    """Only a contract that is in force is monitored."""
    return [] if state in ALIVE else [Refusal("monitoring.contract_over", TERMS)]


@under(TERMS)
def refuse_head(role: str) -> list[Refusal]:
    """What binds the public side is decided by the organiser's head."""
    return [] if role == "head" else [Refusal("card.wrong_role", TERMS)]


# --- months -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MarkFacts:
    """The mark of one month as it is entered. ``marked``: it has a mark already; ``correction`` says why anew.
    ``ran``: the contract was not terminated before this month, or its new partner had entered by its end.
    """

    month: date
    mark: str
    texts: Texts
    paper: PaperFacts
    evidence: bool
    first_month: date
    last_day: date
    marked: bool = False
    counted: bool = False
    ran: bool = True


@under(TERMS)
def refuse_mark(facts: MarkFacts) -> list[Refusal]:
    """A month is marked once it is over, within the contract, in words; not performed only with evidence."""
    following = add_months(facts.month, 1)
    refusals = []
    if facts.month < facts.first_month or facts.month > facts.last_day:
        refusals.append(Refusal("monitoring.month_outside", TERMS, field="month"))
    elif not facts.ran:
        refusals.append(Refusal("monitoring.month_between", p605("62"), field="month"))
    if facts.paper.today < following:
        refusals.append(Refusal("monitoring.month_runs", TERMS, {"from": following}, "month"))
    if facts.mark not in ("performed", "not_performed"):
        refusals.append(Refusal("monitoring.no_mark", TERMS, field="mark"))
    if facts.mark == "not_performed" and not facts.evidence:
        refusals.append(Refusal("monitoring.no_evidence", TERMS, field="file"))
    if facts.counted:
        refusals.append(Refusal("monitoring.month_counted", p605("62"), field="mark"))
    over = facts.paper.today >= following
    dated = refuse_dated(facts.paper, following) if over else refuse_backdated(facts.paper)
    return refusals + refuse_texts(facts.texts) + dated


@dataclass(frozen=True)
class AdmissionFacts:
    """Why a month marked late counts. ``waits``: the mark stands and is late; ``admitted``: it was said already."""

    month: date
    waits: bool
    admitted: bool
    role: str
    texts: Texts
    paper_on: date | None
    file: bool
    today: date


@under(p605("62"))
def refuse_admission(facts: AdmissionFacts) -> list[Refusal]:
    """A month marked late counts when the head says why, once, on a paper of that month or later (M-06)."""
    if not facts.waits:
        return [Refusal("monitoring.not_late", p605("62"))]
    if facts.admitted:
        return [Refusal("monitoring.admitted", p605("62"))]
    refusals = refuse_head(facts.role) + refuse_texts(facts.texts)
    if facts.paper_on is None:
        refusals.append(Refusal("monitoring.no_date", p605("62"), field="paper_on"))
    elif not facts.month <= facts.paper_on <= facts.today:
        params = {"from": facts.month, "to": facts.today}
        refusals.append(Refusal("monitoring.admission_day", p605("62"), params, "paper_on"))
    if not facts.file:
        refusals.append(Refusal("monitoring.no_file", p605("62"), field="upload"))
    return refusals


@under(TERMS)
def refuse_reply(texts: Texts, *, asked: bool, replied: bool) -> list[Refusal]:
    """The other side replies once, in both languages, to what it was told."""
    if not asked:
        return [Refusal("monitoring.nothing_to_reply", TERMS)]
    if replied:
        return [Refusal("monitoring.replied", TERMS)]
    return refuse_texts(texts)


@under(TERMS)
def refuse_predecessors_month(own: bool) -> list[Refusal]:
    """Nobody answers for a predecessor; ``own``: whoever replies was a partner in this month already (M-01)."""
    return [] if own else [Refusal("monitoring.predecessors_month", TERMS)]


# --- reports, duties, findings, acts ----------------------------------------------------------------------


@dataclass(frozen=True)
class PeriodFacts:
    """A report of either side. ``same_period``: one for exactly these days exists; both ends included."""

    number: str
    number_taken: bool
    period_from: date | None
    period_to: date | None
    same_period: bool
    texts: Texts
    paper: PaperFacts
    file: bool = True


@under(TERMS, DIRECTIONS)
def refuse_report(facts: PeriodFacts) -> list[Refusal]:
    """A report has a number, a period that is over, both languages, its file, and no date further back."""
    refusals = refuse_number(facts.number, facts.number_taken)
    first, last = facts.period_from, facts.period_to
    dated = refuse_backdated(facts.paper)
    if first is None or last is None:
        empty = "period_from" if first is None else "period_to"
        refusals.append(Refusal("monitoring.no_period", TERMS, field=empty))
    elif first > last:
        refusals.append(Refusal("monitoring.period_backwards", TERMS, field="period_to"))
    elif last >= facts.paper.today:
        refusals.append(Refusal("monitoring.period_runs", TERMS, {"last": last}, "period_to"))
    else:
        dated = refuse_dated(facts.paper, last + ONE_DAY)
    if facts.same_period:
        refusals.append(Refusal("monitoring.period_reported", TERMS, field="period_to"))
    if not facts.file:
        refusals.append(Refusal("monitoring.no_file", TERMS, field="file"))
    return refusals + refuse_texts(facts.texts) + dated


@under(TERMS)
def refuse_number(number: str, taken: bool) -> list[Refusal]:
    """Every paper has a number of its own within the contract."""
    if not number.strip():
        return [Refusal("monitoring.no_number", TERMS, field="number")]
    return [Refusal("monitoring.number_taken", TERMS, field="number")] if taken else []


@dataclass(frozen=True)
class DutyFacts:
    """An obligation of the calendar; ``every`` months until ``until``, or once."""

    texts: Texts
    due_on: date | None
    starts_on: date | None
    ends_on: date
    every: int = 0
    until: date | None = None


@under(TERMS)
def refuse_duty(facts: DutyFacts) -> list[Refusal]:
    """An obligation says what, under which clause and by when, within the contract."""
    refusals = refuse_texts(facts.texts)
    last = facts.until or facts.due_on
    if facts.due_on is None:
        refusals.append(Refusal("monitoring.no_due_day", TERMS, field="due_on"))
    elif (facts.starts_on and facts.due_on < facts.starts_on) or facts.due_on > facts.ends_on:
        refusals.append(Refusal("monitoring.due_outside", TERMS, {"ends_on": facts.ends_on}, "due_on"))
    if facts.every and facts.until is None:
        refusals.append(Refusal("monitoring.no_until", TERMS, field="until"))
    elif facts.due_on and last and not facts.due_on <= last <= facts.ends_on:
        refusals.append(Refusal("monitoring.due_outside", TERMS, {"ends_on": facts.ends_on}, "until"))
    return refusals


def repeated(due_on: date, every: int, until: date | None) -> list[date]:
    """The days of an obligation that recurs every so many months; the last days of months stay last days."""
    if not every or until is None:
        return [due_on]
    days, step = [due_on], every
    while (day := add_months(due_on, step)) <= until:
        days.append(day)
        step += every
    return days


@under(TERMS)
def refuse_done(done_on: date | None, today: date, document: bool) -> list[Refusal]:
    """What was done bears a day that has come, and its paper; both dates stand side by side (M-02)."""
    refusals = []
    if done_on is None or done_on > today:
        refusals.append(Refusal("monitoring.done_day", TERMS, {"today": today}, "done_on"))
    if not document:
        refusals.append(Refusal("monitoring.no_file", TERMS, field="upload"))
    return refusals


@dataclass(frozen=True)
class FindingFacts:
    """A breach as it is written down."""

    number: str
    number_taken: bool
    texts: Texts
    direction: str
    remedy_on: date | None
    paper: PaperFacts


@under(TERMS, DIRECTIONS)
def refuse_finding(facts: FindingFacts) -> list[Refusal]:
    """A finding has a number, one of the two directions, its clause, the day it was found and a day to remedy it."""
    refusals = refuse_number(facts.number, facts.number_taken) + refuse_texts(facts.texts)
    if facts.direction not in ("conditions", "environment"):
        refusals.append(Refusal("monitoring.no_direction", DIRECTIONS, field="direction"))
    if facts.remedy_on is None or facts.remedy_on <= facts.paper.today:
        refusals.append(Refusal("monitoring.remedy_day", TERMS, {"today": facts.paper.today}, "remedy_on"))
    return refusals + refuse_backdated(facts.paper)


@under(TERMS)
def refuse_remedy_day(remedy_on: date, today: date) -> list[Refusal]:
    """A breach is told while there is time to remedy it: a day that went by before the notice is set anew."""
    if remedy_on > today:
        return []
    return [Refusal("monitoring.remedy_day", TERMS, {"today": today}, "remedy_on")]


@dataclass(frozen=True)
class ActFacts:
    """An act of acceptance as the private partner hands it in, ₸."""

    number: str
    number_taken: bool
    texts: Texts
    amount: Decimal | None
    paper: PaperFacts
    file: bool


@under(TERMS)
def refuse_act(facts: ActFacts) -> list[Refusal]:
    """An act has a number, says in both languages what is handed in, names a sum and brings its file."""
    refusals = refuse_number(facts.number, facts.number_taken) + refuse_texts(facts.texts)
    if facts.amount is None or facts.amount <= 0:
        refusals.append(Refusal("monitoring.no_amount", TERMS, field="amount"))
    if not facts.file:
        refusals.append(Refusal("monitoring.no_file", TERMS, field="file"))
    return refusals + refuse_backdated(facts.paper)
