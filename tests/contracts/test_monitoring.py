"""Monitoring a contract in force, played through its actions."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.actions.acceptance import accept_act, hand_in_act, return_act
from contracts.actions.card_life import reach_milestone
from contracts.actions.findings import (
    close_finding,
    escalate_finding,
    notify_finding,
    reply_finding,
    write_finding,
)
from contracts.actions.months import admit_month, answer_six_months, record_month, reply_month
from contracts.actions.performance import add_duty, conclude, fill_calendar, hand_in_report, note_done
from contracts.models import CardParty, ContractCard, MonitoringMonth, SixMonths
from contracts.protocols import monitoring as papers
from contracts.queries import monitoring as queries
from ppp_portal.desk.queries import watching
from ppp_portal.documents import values
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import clock
from ppp_portal.journal.models import OutboxMessage, Record
from ppp_portal.law.calendar import ALMATY, add_months, local_day
from ppp_portal.law.refusals import Refused
from tenders import sweep
from tests.contracts.cards import a_card

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 1)


def proof(name="act.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", "application/pdf")


def after(month, days=3):
    """So many days into the month that follows, at ten in the morning."""
    following = add_months(month, 1)
    return datetime(following.year, following.month, 1, 10, tzinfo=ALMATY) + timedelta(days=days - 1)


@pytest.fixture
def card(cast, clock_at):
    clock_at.set(datetime(2026, 1, 5, 10, tzinfo=ALMATY))
    return a_card(cast)


def told(kind):
    """Who is to get a notice of this kind."""
    letters = OutboxMessage.objects.filter(payload__kind=kind)
    return {letter.payload["person"] for letter in letters}


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def mark(cast, clock_at, card, month, done=False, reply=True, **overrides):
    at = clock_at.set(after(month))
    row = record_month(
        **{
            "card_id": card.pk,
            "month": month,
            "mark": "performed" if done else "not_performed",
            "reason_kk": "Жұмыс жүргізілмеді",
            "reason_ru": "Работы не велись",
            "dated_on": local_day(at),
            "upload": None if done else proof(),
            "by": cast.staff,
            **overrides,
        }
    )
    if reply and not done:
        reply_month(month_id=row.pk, reply_kk="Қаражат жоқ", reply_ru="Нет средств", by=cast.bidder_a)
    return row


def play(cast, clock_at, card, pattern):
    """n not performed and replied, s not performed and silent, p performed, - no mark."""
    for place, letter in enumerate(pattern):
        month = add_months(JANUARY, place)
        if letter != "-":
            mark(cast, clock_at, card, month, done=letter == "p", reply=letter == "n")
        if letter == "s":
            clock_at.forward(timedelta(days=20))
            sweep.run()


# --- six months -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "proposed"),
    [("nnnnn", 0), ("nnnnnn", 1), ("nnnnn-n", 0), ("nnnpnnn", 0), ("nnnsnn", 1), ("nnnnnnn", 1)],
)
def test_p62_the_portal_proposes_after_six_recorded_months_and_people_decide(
    cast, clock_at, card, pattern, proposed
):
    play(cast, clock_at, card, pattern)
    assert queries.proposals(card).count() == proposed
    assert Record.objects.filter(kind="card.six_months").count() == proposed
    card.refresh_from_db()
    assert card.state == "in_force"  # nobody is replaced by the portal


def test_p62_the_sixth_month_waits_for_the_partners_reply(cast, clock_at, card):
    play(cast, clock_at, card, "nnnnn")
    row = mark(cast, clock_at, card, date(2026, 6, 1), reply=False)
    assert not queries.proposals(card).exists()
    reply_month(month_id=row.pk, reply_kk="Қаражат жоқ", reply_ru="Нет средств", by=cast.bidder_a)
    proposal = queries.open_proposal(card)
    assert (proposal.first_month, proposal.last_month) == (JANUARY, date(2026, 6, 1))
    context = PrintOrder.objects.get(pk=proposal.pair).context
    assert "Қаражат жоқ" in str(context)


def test_p62_a_corrected_mark_takes_the_ground_from_the_proposal(cast, clock_at, card):
    play(cast, clock_at, card, "nnnnnn")
    again = {
        "correction_kk": "Қате",
        "correction_ru": "Ошибка",
        "dated_on": local_day(clock_at.forward(timedelta())),
    }
    row = record_month(
        card_id=card.pk,
        month=date(2026, 3, 1),
        mark="performed",
        reason_kk="Орындалды",
        reason_ru="Исполнено",
        by=cast.staff,
        **again,
    )
    assert [old.corrected_at is None for old in queries.marks_of(card, row.month)] == [True, False]
    with pytest.raises(Refused) as refused:
        answer_six_months(card_id=card.pk, answer="replace", reason_kk="а", reason_ru="а", by=cast.head)
    assert codes(refused) == ["monitoring.run_broken"]


def test_p62_the_head_decides_once_and_then_the_months_stay(cast, clock_at, card):
    play(cast, clock_at, card, "nnnnnn")
    words = {"reason_kk": "Алты ай", "reason_ru": "Шесть месяцев"}
    with pytest.raises(Refused) as refused:
        answer_six_months(card_id=card.pk, answer="replace", by=cast.staff, **words)
    assert codes(refused) == ["card.wrong_role"]
    answer_six_months(card_id=card.pk, answer="replace", by=cast.head, **words)
    with pytest.raises(Refused) as refused:
        answer_six_months(card_id=card.pk, answer="continue", by=cast.head, **words)
    assert codes(refused) == ["monitoring.proposal_answered"]
    with pytest.raises(Refused) as refused:
        mark(
            cast,
            clock_at,
            card,
            date(2026, 3, 1),
            done=True,
            dated_on=date(2026, 4, 3),
            correction_kk="Қате",
            correction_ru="Ошибка",
        )
    assert "monitoring.month_counted" in codes(refused)


def late(cast, clock_at, card, month, **overrides):
    """A month not performed, marked at this very moment."""
    at = clock_at.forward(timedelta())
    row = record_month(
        **{
            "card_id": card.pk,
            "month": month,
            "mark": "not_performed",
            "reason_kk": "Жұмыс жүргізілмеді",
            "reason_ru": "Работы не велись",
            "dated_on": local_day(at),
            "upload": proof(),
            "by": cast.staff,
            **overrides,
        }
    )
    return reply_month(month_id=row.pk, reply_kk="Қаражат жоқ", reply_ru="Нет средств", by=cast.bidder_a)


def test_p62_six_months_written_down_in_one_sitting_propose_nothing(cast, clock_at, card):
    for number in range(6):
        late(cast, clock_at, card, add_months(date(2024, 1, 1), number))
    assert queries.run(card) == ()
    assert not queries.proposals(card).exists()


def test_p62_a_gap_filled_later_counts_once_the_head_has_said_why_on_a_paper(cast, clock_at, card):
    play(cast, clock_at, card, "nnnnn")
    clock_at.set(datetime(2026, 7, 30, 10, tzinfo=ALMATY))
    row = late(cast, clock_at, card, date(2026, 6, 1))
    assert (row.late, queries.open_proposal(card)) == (True, None)
    said = {"month_id": row.pk, "admission_kk": "Акт жоғалған", "admission_ru": "Акт был утерян"}
    said |= {"paper_on": date(2026, 7, 2), "upload": proof()}
    with pytest.raises(Refused) as refused:
        admit_month(**said, by=cast.staff)
    assert codes(refused) == ["card.wrong_role"]
    admit_month(**said, by=cast.head)
    assert told("card.month_admitted") >= {cast.bidder_a.person_id, cast.staff.person_id}
    proposal = queries.open_proposal(card)
    assert proposal.first_month == JANUARY
    assert "Акт был утерян" in str(PrintOrder.objects.get(pk=proposal.pair).context)
    with pytest.raises(Refused) as refused:
        admit_month(**said, by=cast.head)
    assert codes(refused) == ["monitoring.admitted"]


def test_p62_a_performed_month_turned_round_by_a_correction_does_not_count_by_itself(cast, clock_at, card):
    play(cast, clock_at, card, "nnpnnn")
    row = late(cast, clock_at, card, date(2026, 3, 1), correction_kk="Қате", correction_ru="Ошибка")
    assert row.late
    assert queries.run(card) == (date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1))
    words = {"admission_kk": "Сот шешімі", "admission_ru": "Решение суда", "paper_on": date(2026, 6, 20)}
    admit_month(month_id=row.pk, **words, by=cast.head, upload=proof())
    assert len(queries.run(card)) == 6


# --- months -----------------------------------------------------------------------------------------------


def test_a_back_dated_mark_is_refused_and_both_dates_are_kept(cast, clock_at, card):
    with pytest.raises(Refused) as refused:
        mark(cast, clock_at, card, date(2026, 2, 1), dated_on=date(2026, 1, 20))
    (refusal,) = refused.value.refusals  # of one date one thing is said: from when on it would do
    assert (refusal.code, refusal.params) == ("monitoring.dated_before_end", {"from": date(2026, 3, 1)})
    row = mark(cast, clock_at, card, date(2026, 2, 1), dated_on=date(2026, 3, 2))
    assert (row.dated_on, local_day(row.registered_at)) == (date(2026, 3, 2), date(2026, 3, 3))


def test_a_mark_is_given_anew_only_with_the_reason_of_its_correction(cast, clock_at, card):
    mark(cast, clock_at, card, JANUARY)
    with pytest.raises(Refused) as refused:
        mark(cast, clock_at, card, JANUARY)
    assert codes(refused) == ["monitoring.no_correction"]
    assert MonitoringMonth.objects.count() == 1


def test_a_month_without_a_mark_is_noticed_once_and_told_to_the_public_side(cast, clock_at, card):
    mark(cast, clock_at, card, JANUARY, done=True)
    clock_at.set(datetime(2026, 3, 10, 10, tzinfo=ALMATY))
    sweep.run()
    assert not card.gaps.exists()  # ten working days to write the act
    clock_at.set(datetime(2026, 3, 31, 10, tzinfo=ALMATY))
    sweep.run()
    sweep.run()
    gap = card.gaps.get()
    assert gap.month == date(2026, 2, 1)
    assert gap.effective_at < gap.noticed_at
    assert told("card.month_gap") == {cast.staff.person_id, cast.head.person_id}


def test_the_partner_is_reminded_once_three_days_before_its_time_to_reply_is_over(cast, clock_at, card):
    row = mark(cast, clock_at, card, JANUARY, reply=False)
    clock_at.set(row.reply_due_at - timedelta(days=3, microseconds=1))
    sweep.run()
    assert told("card.month_reply_due") == set()
    clock_at.set(row.reply_due_at - timedelta(days=3))
    sweep.run()
    sweep.run()
    assert told("card.month_reply_due") == {cast.bidder_a.person_id}
    assert Record.objects.filter(stream=card.stream, kind="card.month_reply_due").count() == 1


def test_who_has_replied_is_not_reminded(cast, clock_at, card):
    row = mark(cast, clock_at, card, JANUARY)
    clock_at.set(row.reply_due_at - timedelta(days=1))
    sweep.run()
    assert told("card.month_reply_due") == set()


def lapse_of_time(row, clock_at):
    """What the portal does a day before the time to reply is over and just after it."""
    clock_at.set(row.reply_due_at - timedelta(days=1))
    sweep.run()
    clock_at.set(row.reply_due_at + timedelta(microseconds=1))
    sweep.run()
    kinds = Record.objects.filter(kind__in=["card.month_reply_due", "card.month_silence"])
    return [kind.removeprefix("card.month_") for kind in kinds.order_by("id").values_list("kind", flat=True)]


@pytest.mark.parametrize(
    ("state", "done"),
    [("terminated", ["reply_due", "silence"]), ("replacing", ["silence"])],
)
def test_p62_a_partner_to_be_replaced_answers_for_its_months_and_is_reminded_while_they_can_open_a_case(
    cast, clock_at, card, state, done
):
    row = mark(cast, clock_at, card, JANUARY, reply=False)
    ContractCard.objects.update(state=state, ended_on=JANUARY)
    assert lapse_of_time(row, clock_at) == done


def test_p62_nobody_is_asked_about_the_months_of_a_predecessor(cast, clock_at, card):
    row = mark(cast, clock_at, card, JANUARY, reply=False)
    CardParty.objects.filter(card=card).update(until_on=date(2026, 2, 1))
    words = {"name_kk": "В", "name_ru": "В", "part": "private_partner"}
    CardParty.objects.create(card=card, organisation=cast.org_b, since_on=date(2026, 2, 1), **words)
    assert lapse_of_time(row, clock_at) == []
    CardParty.objects.filter(card=card, organisation=cast.org_b).update(since_on=date(2026, 1, 15))
    assert lapse_of_time(row, clock_at) == ["reply_due", "silence"], (
        "of the month of its entry a part is its own"
    )


def test_p62_a_new_partner_is_not_asked_for_a_month_of_its_predecessor_and_cannot_answer_for_it(
    cast, clock_at, client_of, card
):
    row = mark(cast, clock_at, card, JANUARY, reply=False)
    CardParty.objects.filter(card=card).update(until_on=date(2026, 2, 10))
    words = {"name_kk": "В", "name_ru": "В", "part": "private_partner"}
    CardParty.objects.create(card=card, organisation=cast.org_b, since_on=date(2026, 2, 10), **words)
    with pytest.raises(Refused) as refused:
        reply_month(month_id=row.pk, reply_kk="Қаражат жоқ", reply_ru="Нет средств", by=cast.bidder_b)
    assert codes(refused) == ["monitoring.predecessors_month"]
    page = reverse("contracts:card_month", args=[card.pk, 2026, 1])
    assert "?reply=1" not in client_of(cast.bidder_b).get(page).content.decode()
    assert watching.of_private(cast.bidder_b, clock.now()) == []
    record_month(
        card_id=card.pk,
        month=date(2025, 12, 1),
        mark="not_performed",
        reason_kk="Жұмыс жүргізілмеді",
        reason_ru="Работы не велись",
        dated_on=local_day(clock.now()),
        upload=proof(),
        by=cast.staff,
    )
    assert cast.bidder_b.person_id not in told("card.month_not_performed")
    own = mark(cast, clock_at, card, date(2026, 2, 1), reply=False)
    assert cast.bidder_b.person_id in told("card.month_not_performed")
    assert len(watching.of_private(cast.bidder_b, clock.now())) == 1
    reply_month(month_id=own.pk, reply_kk="Қаражат жоқ", reply_ru="Нет средств", by=cast.bidder_b)


@pytest.mark.parametrize(
    ("state", "proposed"), [("in_force", 1), ("terminated", 1), ("expired", 0), ("replacing", 0)]
)
def test_p62_a_case_is_proposed_only_where_one_can_be_opened(cast, clock_at, card, state, proposed):
    play(cast, clock_at, card, "nnnnn")
    row = mark(cast, clock_at, card, add_months(JANUARY, 5), reply=False)
    ContractCard.objects.update(state=state, ended_on=None if state == "in_force" else date(2026, 7, 1))
    reply_month(month_id=row.pk, reply_kk="Қаражат жоқ", reply_ru="Нет средств", by=cast.bidder_a)
    assert queries.proposals(card).count() == proposed


def test_p62_a_proposal_waits_for_nobody_once_its_contract_has_expired(cast, clock_at, client_of, card):
    play(cast, clock_at, card, "nnnnnn")
    assert len(watching.of_organiser(cast.head, clock.now())) == 1
    ContractCard.objects.update(state="expired", ended_on=date(2026, 7, 1))
    assert watching.of_organiser(cast.head, clock.now()) == []
    page = reverse("contracts:card_six_months", args=[card.pk])
    assert client_of(cast.head).get(page).status_code == 404
    with pytest.raises(SixMonths.DoesNotExist):
        answer_six_months(card_id=card.pk, answer="replace", reason_kk="а", reason_ru="а", by=cast.head)


def test_the_sweep_for_gaps_asks_as_often_about_many_contracts_as_about_one(cast, clock_at, card):
    def asked() -> int:
        at = clock.now()
        with CaptureQueriesContext(connection) as seen:
            found = queries.cards_with_a_gap(at, 100)
        assert len(found) == ContractCard.objects.count()
        return len(seen)

    clock_at.set(datetime(2026, 3, 31, 10, tzinfo=ALMATY))
    one = asked()
    for number in range(5):
        a_card(cast, number=f"ГЧП-{90 + number}")
    ContractCard.objects.update(created_at=card.created_at)
    assert (one, asked()) == (3, 3)  # the calendar, and each of two months


def test_silence_of_the_partner_is_noted_when_its_time_is_over(cast, clock_at, card):
    row = mark(cast, clock_at, card, JANUARY, reply=False)
    clock_at.set(row.reply_due_at)
    sweep.run()
    row.refresh_from_db()
    assert row.silent_at is None
    clock_at.set(row.reply_due_at + timedelta(microseconds=1))
    sweep.run()
    row.refresh_from_db()
    assert row.silent_at is not None
    reply_month(month_id=row.pk, reply_kk="Кеш жауап", reply_ru="Поздний ответ", by=cast.bidder_a)
    assert b'"late":true' in bytes(Record.objects.get(kind="card.reply_month").body)


# --- duties, reports, findings, acts ----------------------------------------------------------------------


def test_the_calendar_is_made_from_the_contract_and_reminds_each_side(cast, clock_at):
    clock_at.set(datetime(2026, 1, 5, 10, tzinfo=ALMATY))
    milestone = {
        "period": "operation",
        "title_kk": "Жөндеу",
        "title_ru": "Ремонт",
        "due_on": date(2026, 2, 1),
    }
    card = a_card(cast, milestones=[milestone])
    assert fill_calendar(card_id=card.pk, by=cast.staff) == 1
    assert fill_calendar(card_id=card.pk, by=cast.staff) == 0
    rows = add_duty(
        card_id=card.pk,
        side="private",
        direction="environment",
        title_kk="Тоқсандық есеп",
        title_ru="Квартальный отчет",
        clause_kk="7-тармақ",
        clause_ru="Пункт 7",
        due_on=date(2026, 4, 15),
        every=3,
        until=date(2026, 12, 31),
        by=cast.staff,
    )
    assert [row.due_on.month for row in rows] == [4, 7, 10]
    clock_at.set(datetime(2026, 1, 26, 10, tzinfo=ALMATY))
    sweep.run()
    sweep.run()
    assert told("card.duty_due") == {p.person_id for p in (cast.staff, cast.head, cast.bidder_a)}
    reached = {"milestone_id": card.milestones.get().pk, "done_on": date(2026, 1, 25), "by": cast.staff}
    with pytest.raises(Refused) as refused:
        reach_milestone(**reached)
    assert codes(refused) == ["monitoring.no_file"]
    reach_milestone(**reached, upload=proof())
    done = card.duties.exclude(milestone=None).get()
    assert done.done_on == date(2026, 1, 25)
    clock_at.set(datetime(2026, 5, 1, 10, tzinfo=ALMATY))
    assert queries.overdue(queries.duties(card), date(2026, 5, 1)) == [rows[0]]
    with pytest.raises(Refused) as refused:
        note_done(duty_id=rows[0].pk, done_on=date(2026, 4, 30), by=cast.staff)
    assert codes(refused) == ["monitoring.no_file"]
    note_done(duty_id=rows[0].pk, done_on=date(2026, 4, 30), by=cast.staff, upload=proof())
    assert queries.overdue(queries.duties(card), date(2026, 5, 1)) == []


REPORT = {
    "number": "О-1",
    "period_from": date(2026, 1, 1),
    "period_to": date(2026, 3, 31),
    "summary_kk": "Есеп",
    "summary_ru": "Отчет",
    "dated_on": date(2026, 4, 3),
}


def test_a_back_dated_report_of_the_partner_is_refused(cast, clock_at, card):
    clock_at.set(datetime(2026, 4, 20, 10, tzinfo=ALMATY))
    with pytest.raises(Refused) as refused:
        hand_in_report(card_id=card.pk, by=cast.bidder_a, upload=proof(), **REPORT)
    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.field) == ("monitoring.backdated", "dated_on")
    row = hand_in_report(
        card_id=card.pk, by=cast.bidder_a, upload=proof(), **{**REPORT, "dated_on": date(2026, 4, 20)}
    )
    assert local_day(row.registered_at) == row.dated_on
    with pytest.raises(Refused) as refused:
        hand_in_report(
            card_id=card.pk, by=cast.bidder_a, upload=proof(), **{**REPORT, "dated_on": date(2026, 4, 20)}
        )
    assert codes(refused) == ["monitoring.number_taken", "monitoring.period_reported"]


def a_finding(cast, card, today, number="Н-1"):
    return write_finding(
        card_id=card.pk,
        number=number,
        direction="environment",
        text_kk="Қоқыс шығарылмаған",
        text_ru="Мусор не вывезен",
        clause_kk="9-тармақ",
        clause_ru="Пункт 9",
        found_on=today,
        remedy_on=today + timedelta(days=14),
        by=cast.staff,
        upload=proof("photo.pdf"),
    )


def test_a_finding_is_notified_replied_to_escalated_and_remedied(cast, clock_at, card):
    finding = a_finding(cast, card, date(2026, 1, 5))
    with pytest.raises(Refused) as refused:
        reply_finding(finding_id=finding.pk, reply_kk="а", reply_ru="а", by=cast.bidder_a)
    assert codes(refused) == ["monitoring.nothing_to_reply"]
    finding = notify_finding(finding_id=finding.pk, by=cast.staff)
    assert finding.reply_due_at.astimezone(ALMATY).date() == date(2026, 1, 20)  # 7 January is a day off
    reply_finding(finding_id=finding.pk, reply_kk="Шығарамыз", reply_ru="Вывезем", by=cast.bidder_a)
    escalate_finding(finding_id=finding.pk, by=cast.staff)
    finding = close_finding(finding_id=finding.pk, outcome_kk="Шығарылды", outcome_ru="Вывезен", by=cast.head)
    assert (finding.state, finding.reply_ru) == ("remedied", "Вывезем")
    with pytest.raises(Refused) as refused:
        notify_finding(finding_id=finding.pk, by=cast.staff)
    assert codes(refused) == ["monitoring.wrong_state"]


def test_a_finding_whose_remedy_day_went_by_is_told_with_a_new_one(cast, clock_at, card):
    finding = a_finding(cast, card, date(2026, 1, 5))  # to be remedied by the 19th
    clock_at.set(datetime(2026, 1, 19, 10, tzinfo=ALMATY))
    with pytest.raises(Refused) as refused:
        notify_finding(finding_id=finding.pk, by=cast.staff)
    assert codes(refused) == ["monitoring.remedy_day"]
    finding = notify_finding(finding_id=finding.pk, remedy_on=date(2026, 2, 2), by=cast.staff)
    assert (finding.state, finding.remedy_on) == ("notified", date(2026, 2, 2))
    assert "2026-02-02" in str(PrintOrder.objects.get(pk=finding.pair).context)


def an_act(cast, card, number="А-1", dated_on=date(2026, 1, 5)):
    return hand_in_act(
        card_id=card.pk,
        number=number,
        title_kk="Іргетас",
        title_ru="Фундамент",
        amount=Decimal("1250000.50"),
        dated_on=dated_on,
        by=cast.bidder_a,
        upload=proof(),
    )


def test_silence_on_an_act_is_noted_and_accepts_nothing(cast, clock_at, card):
    act = an_act(cast, card)
    clock_at.set(act.due_at)
    sweep.run()
    act.refresh_from_db()
    assert act.state == "submitted"
    clock_at.set(act.due_at + timedelta(microseconds=1))
    sweep.run()
    act.refresh_from_db()
    assert act.state == "silent"
    assert queries.accepted_total(card) == 0
    act = accept_act(act_id=act.pk, by=cast.staff)
    assert (act.state, queries.accepted_total(card)) == ("accepted", Decimal("1250000.50"))


def test_an_act_is_returned_only_with_reasons_in_both_languages(cast, clock_at, card):
    act = an_act(cast, card)
    with pytest.raises(Refused) as refused:
        return_act(act_id=act.pk, reason_kk="Қол жоқ", reason_ru="", by=cast.staff)
    assert codes(refused) == ["text.missing"]
    assert return_act(act_id=act.pk, reason_kk="Қол жоқ", reason_ru="Нет подписи", by=cast.staff).state == (
        "returned"
    )


def conclusion(cast, card):
    return conclude(
        card_id=card.pk,
        number="М-1",
        period_from=date(2026, 1, 1),
        period_to=date(2026, 3, 31),
        conditions_kk="Шарттар тексерілді",
        conditions_ru="Условия проверены",
        environment_kk="Қоршаған орта тексерілді",
        environment_ru="Окружающая среда проверена",
        dated_on=date(2026, 4, 20),
        by=cast.staff,
    )


def test_p100_the_monitoring_report_speaks_of_both_directions_and_of_what_it_rests_on(cast, clock_at, card):
    finding = a_finding(cast, card, date(2026, 1, 5))
    notify_finding(finding_id=finding.pk, by=cast.staff)
    an_act(cast, card)
    mark(cast, clock_at, card, JANUARY)
    clock_at.set(datetime(2026, 4, 20, 10, tzinfo=ALMATY))
    row = conclusion(cast, card)
    text = str(PrintOrder.objects.get(pk=row.pair).context)
    for said in ("Мусор не вывезен", "Фундамент", "Работы не велись", "Окружающая среда проверена"):
        assert said in text


def test_every_paper_of_monitoring_has_its_words_in_both_languages(cast, clock_at, card):
    finding = notify_finding(finding_id=a_finding(cast, card, date(2026, 1, 5)).pk, by=cast.staff)
    act = an_act(cast, card)
    play(cast, clock_at, card, "nnnnnn")
    at = clock_at.set(datetime(2026, 4, 20, 10, tzinfo=ALMATY))
    row = conclusion(cast, card)
    found = queries.in_period(card, row.period_from, row.period_to)
    for context in (
        papers.breach_notice(finding, at, cast.staff),
        papers.acceptance_act(act, at, cast.staff, accepted=True),
        papers.acceptance_act(act, at, cast.staff, accepted=False),
        papers.conclusion(card, row, found, at, cast.staff),
        papers.six_months(card, queries.open_proposal(card), at),
    ):
        assert values.untranslated(context) == []


def test_strangers_find_nothing_to_monitor(cast, clock_at, card):
    row = mark(cast, clock_at, card, JANUARY, reply=False)
    for stranger in (cast.other_staff, cast.bidder_a, cast.outsider):
        with pytest.raises(ContractCard.DoesNotExist):
            a_finding(type("Other", (), {"staff": stranger}), card, date(2026, 2, 3))
    for stranger in (cast.staff, cast.bidder_b, cast.outsider):
        with pytest.raises(ContractCard.DoesNotExist):
            reply_month(month_id=row.pk, reply_kk="а", reply_ru="а", by=stranger)
