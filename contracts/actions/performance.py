"""What both sides record of the performance: duties of the calendar, the partner's reports, the conclusion."""

from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts.actions.cards import lock_card, note_card, own_card, tell_card
from contracts.actions.months import paper, partners_card
from contracts.models import Duty, MonitoringReport, PartnerReport
from contracts.monitoring_states import Direction
from contracts.protocols.monitoring import conclusion
from contracts.queries import monitoring as queries
from contracts.rules import monitoring as rules
from contracts.states import Side
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse

PAGE = "contracts:card_monitoring"


@transaction.atomic
def add_duty(
    *,
    card_id: UUID,
    side: str,
    direction: str,
    title_kk: str,
    title_ru: str,
    clause_kk: str,
    clause_ru: str,
    due_on: date | None,
    by: Actor,
    every: int = 0,
    until: date | None = None,
) -> list[Duty]:
    """Put an obligation of the contract into the calendar; one that recurs stands on each of its days."""
    card = own_card(card_id, by)
    at = clock.now()
    refusals = rules.refuse_over(card.state) + rules.refuse_duty(
        rules.DutyFacts(
            texts={"title": (title_kk, title_ru), "clause": (clause_kk, clause_ru)},
            due_on=due_on,
            starts_on=card.starts_on,
            ends_on=card.ends_on,
            every=every,
            until=until,
        )
    )
    if side not in Side.values:
        refusals.append(Refusal("monitoring.no_side", rules.TERMS, field="side"))
    if direction not in Direction.values:
        refusals.append(Refusal("monitoring.no_direction", rules.DIRECTIONS, field="direction"))
    refuse(refusals)
    assert due_on is not None
    rows = [
        Duty.objects.create(
            card=card,
            side=side,
            direction=direction,
            title_kk=title_kk.strip(),
            title_ru=title_ru.strip(),
            clause_kk=clause_kk.strip(),
            clause_ru=clause_ru.strip(),
            due_on=day,
        )
        for day in rules.repeated(due_on, every, until)
    ]
    told = {"duties": [row.pk for row in rows], "side": side, "first": due_on, "every": every}
    note_card(card, "add_duty", by=by, at=at, basis=[rules.TERMS], facts=told)
    return rows


@transaction.atomic
def fill_calendar(*, card_id: UUID, by: Actor) -> int:
    """Make the calendar from the contract: its milestones, and its last day with the hand-over. Once each."""
    card = own_card(card_id, by)
    at = clock.now()
    refuse(rules.refuse_over(card.state))
    known = set(card.duties.exclude(milestone=None).values_list("milestone", flat=True))
    rows = [
        Duty.objects.create(
            card=card,
            side=Side.PRIVATE,
            direction=Direction.CONDITIONS,
            title_kk=row.title_kk,
            title_ru=row.title_ru,
            clause_kk="Шарттың кезеңдері",
            clause_ru="Этапы договора",
            due_on=row.due_on,
            milestone=row,
            done_on=row.done_on,
            noted_at=row.noted_at,
        )
        for row in card.milestones.all()
        if row.pk not in known
    ]
    if rows:
        told = {"duties": [row.pk for row in rows]}
        note_card(card, "fill_calendar", by=by, at=at, basis=[rules.TERMS], facts=told)
    return len(rows)


def follow_milestone(*, milestone_id: int, at: datetime) -> None:
    """What was made from a milestone is done when the milestone is; recorded there."""
    row = Duty.objects.select_related("milestone").filter(milestone_id=milestone_id, done_on=None).first()
    if row is not None and row.milestone is not None:
        row.done_on, row.noted_at, row.document = row.milestone.done_on, at, row.milestone.document
        row.save(update_fields=["done_on", "noted_at", "document"])


@transaction.atomic
def note_done(*, duty_id: int, done_on: date | None, by: Actor, upload: UploadedFile | None = None) -> Duty:
    """The public side notes that an obligation was met; the typed day stands beside the time of registration."""
    card = own_card(Duty.objects.values_list("card_id", flat=True).get(pk=duty_id), by)
    at = clock.now()
    row = Duty.objects.get(pk=duty_id)
    if row.done_on is not None:
        return row
    refuse(rules.refuse_done(done_on, local_day(at), upload is not None))
    if upload is not None:
        row.document = store_upload(upload, by=by, subject=card.subject, kind="card.duty", at=at)
    row.done_on, row.noted_at = done_on, at
    row.save()
    told = {"duty": row.pk, "due_on": row.due_on, "done_on": done_on}
    note_card(card, "note_done", by=by, at=at, basis=[rules.TERMS], facts=told)
    return row


@transaction.atomic
def remind_duty(duty_id: int) -> bool:
    """Tell the side that owes it, and the public side, that an obligation falls due."""
    card = lock_card(Duty.objects.values_list("card_id", flat=True).get(pk=duty_id))
    at = clock.now()
    row = Duty.objects.get(pk=duty_id)
    if row.reminded_at or row.done_on:
        return False
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    told = {"duty": row.pk, "due_on": row.due_on}
    note_card(card, "duty_due", by=SYSTEM, at=at, basis=[rules.TERMS], facts=told)
    sides = "public private" if row.side == Side.PRIVATE else "public"
    tell_card(card, "duty_due", str(row.pk), at, sides=sides, url_name=PAGE, due_on=row.due_on)
    return True


@transaction.atomic
def hand_in_report(
    *,
    card_id: UUID,
    number: str,
    period_from: date | None,
    period_to: date | None,
    summary_kk: str,
    summary_ru: str,
    dated_on: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
) -> PartnerReport:
    """The private partner reports of a period that is over. A back-dated report is refused."""
    card = partners_card(card_id, by)
    at = clock.now()
    same = card.reports.filter(period_from=period_from, period_to=period_to)
    refuse(
        rules.refuse_over(card.state)
        + rules.refuse_report(
            rules.PeriodFacts(
                number=number,
                number_taken=card.reports.filter(number=number.strip()).exists(),
                period_from=period_from,
                period_to=period_to,
                same_period=bool(period_from and period_to) and same.exists(),
                texts={"summary": (summary_kk, summary_ru)},
                paper=paper(card, dated_on, at),
                file=upload is not None,
            )
        )
    )
    assert upload is not None
    assert period_from is not None
    assert period_to is not None
    assert dated_on is not None
    row = PartnerReport.objects.create(
        card=card,
        number=number.strip(),
        period_from=period_from,
        period_to=period_to,
        summary_kk=summary_kk.strip(),
        summary_ru=summary_ru.strip(),
        dated_on=dated_on,
        registered_at=at,
        document=store_upload(upload, by=by, subject=card.subject, kind="card.report", at=at),
    )
    told = {"report": row.pk, "from": period_from, "to": period_to, "dated_on": dated_on}
    note_card(card, "hand_in_report", by=by, at=at, basis=[rules.TERMS], facts=told)
    tell_card(card, "report_handed_in", str(row.pk), at, sides="public", url_name=PAGE, report=row.number)
    return row


@transaction.atomic
def conclude(
    *,
    card_id: UUID,
    number: str,
    period_from: date | None,
    period_to: date | None,
    conditions_kk: str,
    conditions_ru: str,
    environment_kk: str,
    environment_ru: str,
    dated_on: date | None,
    by: Actor,
) -> MonitoringReport:
    """The public partner's report of monitoring in both directions, printed with what it rests on."""
    card = own_card(card_id, by)
    at = clock.now()
    same = card.conclusions.filter(period_from=period_from, period_to=period_to)
    texts = {
        "conditions": (conditions_kk, conditions_ru),
        "environment": (environment_kk, environment_ru),
    }
    refuse(
        rules.refuse_report(
            rules.PeriodFacts(
                number=number,
                number_taken=card.conclusions.filter(number=number.strip()).exists(),
                period_from=period_from,
                period_to=period_to,
                same_period=bool(period_from and period_to) and same.exists(),
                texts=texts,
                paper=paper(card, dated_on, at),
            )
        )
    )
    assert period_from is not None
    assert period_to is not None
    assert dated_on is not None
    row = MonitoringReport.objects.create(
        card=card,
        number=number.strip(),
        period_from=period_from,
        period_to=period_to,
        conditions_kk=conditions_kk.strip(),
        conditions_ru=conditions_ru.strip(),
        environment_kk=environment_kk.strip(),
        environment_ru=environment_ru.strip(),
        dated_on=dated_on,
        registered_at=at,
    )
    row.pair = request_print(
        "card.monitoring",
        conclusion(card, row, queries.in_period(card, period_from, period_to), at, by),
        key=f"card.monitoring:{row.pk}",
        subject=card.subject,
        at=at,
        by=by,
        audience="parties",
    ).pk
    row.save(update_fields=["pair"])
    told = {"report": row.pk, "from": period_from, "to": period_to, "dated_on": dated_on}
    note_card(card, "conclude", by=by, at=at, basis=[rules.TERMS, rules.DIRECTIONS], facts=told)
    tell_card(card, "conclusion", str(row.pk), at, url_name=PAGE, report=row.number)
    return row
