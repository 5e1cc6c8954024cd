"""A contract in force is watched: months and replies, a breach, acts of works, the report of monitoring.

Every step here acts at once and lets no time pass, so that it can be appointed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from contracts.actions import acceptance, findings, months, performance
from contracts.models import ContractCard, MonitoringMonth
from ppp_portal.documents.values import Both
from ppp_portal.journal import clock
from ppp_portal.law.calendar import ONE_DAY, add_months, local_day
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.papers import upload
from ppp_portal.training.play.stage import Stage

Act = Callable[[], object]
MARKED_AFTER, ANSWERED_AFTER = 3, 5  # working days after the end of the month


@dataclass(frozen=True)
class Watched:
    """A card and the private partner's person on the stage."""

    card: ContractCard
    partner: str


def working_moment(day: date, working_days: int, hour: int = 10) -> datetime:
    """That hour of the n-th working day after ``day``."""
    return moment(clock.calendar().add_working_days(day, working_days), hour)


def morning(at: datetime) -> datetime:
    """Ten o'clock of the first working day not before that day."""
    return moment(clock.calendar().next_working(local_day(at)), 10)


def appoint_after(stage: Stage, day: date, plan: Iterable[tuple[int, Act]]) -> datetime:
    """Appoint each step so many working days after ``day``; the moment of the last."""
    last = moment(day, 10)
    for working_days, act in plan:
        last = working_moment(day, working_days)
        stage.appoint(last, act)
    return last


# --- months -----------------------------------------------------------------------------------------------


def performed(stage: Stage, watched: Watched, month: date, done: Both) -> MonitoringMonth:
    return stage.do(
        "staff",
        f"marks {month:%m.%Y} as performed",
        months.record_month,
        card_id=watched.card.pk,
        month=month,
        mark="performed",
        reason_kk=done.kk,
        reason_ru=done.ru,
        dated_on=local_day(stage.now()),
    )


def not_performed(stage: Stage, watched: Watched, month: date, missing: Both) -> MonitoringMonth:
    return stage.do(
        "staff",
        f"marks {month:%m.%Y} as not performed, with the act of the inspection",
        months.record_month,
        card_id=watched.card.pk,
        month=month,
        mark="not_performed",
        reason_kk=missing.kk,
        reason_ru=missing.ru,
        dated_on=local_day(stage.now()),
        upload=upload("inspection.pdf", "Тексеру актісі", f"{month:%m.%Y}", missing.kk),
    )


def answer(stage: Stage, watched: Watched, month: date, said: Both) -> None:
    row = MonitoringMonth.objects.get(card=watched.card, month=month, corrected_at=None)
    stage.do(
        watched.partner,
        f"answers about {month:%m.%Y}",
        months.reply_month,
        month_id=row.pk,
        reply_kk=said.kk,
        reply_ru=said.ru,
    )


def appoint_idle_months(
    stage: Stage, watched: Watched, first: date, said: Iterable[tuple[Both, Both]]
) -> datetime:
    """From ``first`` on, month after month: not performed, and the partner's answer. The moment of the last."""
    last = stage.now()
    for number, (missing, reply) in enumerate(said):
        month = add_months(first, number)
        over = add_months(month, 1) - ONE_DAY
        last = appoint_after(
            stage,
            over,
            [
                (MARKED_AFTER, partial(not_performed, stage, watched, month, missing)),
                (ANSWERED_AFTER, partial(answer, stage, watched, month, reply)),
            ],
        )
    return last


def appoint_good_months(stage: Stage, watched: Watched, done: Both) -> None:
    """A contract that is performed: from this month on every one is marked so."""
    for number in range(12):
        month = add_months(local_day(stage.now()).replace(day=1), number)
        over = add_months(month, 1) - ONE_DAY
        stage.appoint(working_moment(over, MARKED_AFTER), partial(performed, stage, watched, month, done))


# --- what is found, what is accepted, what is reported ----------------------------------------------------


@dataclass(frozen=True)
class Breach:
    """What was found under which clause, to be remedied within so many days, and what the partner says."""

    number: str
    text: Both
    clause: Both
    remedy_days: int
    reply: Both


def notify_breach(stage: Stage, watched: Watched, breach: Breach) -> None:
    """Written down and sent in one moment; a day to remedy it is set."""
    today = local_day(stage.now())
    finding = stage.do(
        "staff",
        "writes down a breach",
        findings.write_finding,
        card_id=watched.card.pk,
        number=breach.number,
        direction="conditions",
        text_kk=breach.text.kk,
        text_ru=breach.text.ru,
        clause_kk=breach.clause.kk,
        clause_ru=breach.clause.ru,
        found_on=today,
        remedy_on=clock.calendar().add_working_days(today, breach.remedy_days),
        upload=upload("photographs.pdf", "Фототіркеу", breach.text.kk),
    )
    stage.do("staff", "sends the notice of breach", findings.notify_finding, finding_id=finding.pk)


def answer_breach(stage: Stage, watched: Watched, breach: Breach) -> None:
    finding = watched.card.findings.get(number=breach.number)
    stage.do(
        watched.partner,
        "answers the notice of breach",
        findings.reply_finding,
        finding_id=finding.pk,
        reply_kk=breach.reply.kk,
        reply_ru=breach.reply.ru,
    )


@dataclass(frozen=True)
class Works:
    """An act of finished works, ₸; ``within`` of it stands in the design estimate."""

    number: str
    what: Both
    amount: Decimal
    within: Decimal


def hand_in(stage: Stage, watched: Watched, works: Works) -> None:
    stage.do(
        watched.partner,
        f"hands in the act {works.number}",
        acceptance.hand_in_act,
        card_id=watched.card.pk,
        number=works.number,
        title_kk=works.what.kk,
        title_ru=works.what.ru,
        amount=works.amount,
        dated_on=local_day(stage.now()),
        upload=upload("act.pdf", works.number, works.what.kk, works.what.ru),
    )


def accept(stage: Stage, watched: Watched, works: Works) -> None:
    act = watched.card.acts.get(number=works.number)
    stage.do("staff", f"accepts the act {works.number}", acceptance.accept_act, act_id=act.pk)


@dataclass(frozen=True)
class Report:
    """The public partner's report in the two directions of monitoring."""

    number: str
    conditions: Both
    environment: Both


def conclude(stage: Stage, watched: Watched, first: date, last: date, report: Report) -> None:
    stage.do(
        "staff",
        f"concludes the monitoring of {first:%d.%m.%Y}–{last:%d.%m.%Y}",
        performance.conclude,
        card_id=watched.card.pk,
        number=report.number,
        period_from=first,
        period_to=last,
        conditions_kk=report.conditions.kk,
        conditions_ru=report.conditions.ru,
        environment_kk=report.environment.kk,
        environment_ru=report.environment.ru,
        dated_on=local_day(stage.now()),
    )


def report_of_partner(
    stage: Stage, watched: Watched, first: date, last: date, number: str, said: Both
) -> None:
    stage.do(
        watched.partner,
        f"reports of {first:%d.%m.%Y}–{last:%d.%m.%Y}",
        performance.hand_in_report,
        card_id=watched.card.pk,
        number=number,
        period_from=first,
        period_to=last,
        summary_kk=said.kk,
        summary_ru=said.ru,
        dated_on=local_day(stage.now()),
        upload=upload("report.pdf", number, said.kk, said.ru),
    )


def oblige(
    stage: Stage, watched: Watched, due_on: date, what: Both, clause: Both, side: str = "private"
) -> None:
    stage.do(
        "staff",
        "enters an obligation into the calendar",
        performance.add_duty,
        card_id=watched.card.pk,
        side=side,
        direction="conditions",
        title_kk=what.kk,
        title_ru=what.ru,
        clause_kk=clause.kk,
        clause_ru=clause.ru,
        due_on=due_on,
    )
