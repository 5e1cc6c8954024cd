"""Months performed and not performed: marked, replied to, left unanswered; the proposal of p. 62."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts import monitoring_deadlines
from contracts.actions.cards import card_of_a_party, lock_card, note_card, own_card, tell_card
from contracts.models import ContractCard, MonitoringMonth, MonthGap, SixMonths
from contracts.monitoring_states import Mark
from contracts.protocols.monitoring import six_months
from contracts.queries import cards
from contracts.queries import monitoring as queries
from contracts.rules import monitoring as rules
from contracts.rules import nonperformance
from contracts.states import Side
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse


def partners_card(card_id: UUID, by: Actor) -> ContractCard:
    """The card, held alone, for the private partner's people. Raises ``DoesNotExist`` for everybody else."""
    card = card_of_a_party(card_id, by)
    if cards.card_side(card, by) != Side.PRIVATE:
        raise ContractCard.DoesNotExist
    return card


def paper(
    card: ContractCard, dated_on: date | None, at: datetime, field: str = "dated_on"
) -> rules.PaperFacts:
    """A typed date beside the day of registration."""
    today = local_day(at)
    days = cards.rules_of(card).paper_travel_working_days.value
    return rules.PaperFacts(dated_on, today, rules.earliest_paper_day(today, days, clock.calendar()), field)


def spoken(month: date) -> dict[str, date]:
    """A month as a notice says it."""
    return {"month": month}


def _tell(card: ContractCard, kind: str, row: MonitoringMonth, at: datetime, **params: Any) -> None:
    """A notice about one month, which leads to its page."""
    tell_card(
        card,
        kind,
        str(row.pk),
        at,
        url_name="contracts:card_month",
        url_more=(row.month.year, row.month.month),
        month=spoken(row.month),
        **params,
    )


@transaction.atomic
def record_month(
    *,
    card_id: UUID,
    month: date,
    mark: str,
    reason_kk: str,
    reason_ru: str,
    dated_on: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
    document: Document | None = None,
    correction_kk: str = "",
    correction_ru: str = "",
) -> MonitoringMonth:
    """Mark a month; a mark that stands is corrected by a new one with its reason, and stays readable.

    A month not performed opens the time for the private partner's reply.
    """
    card = own_card(card_id, by)
    at = clock.now()
    month = month.replace(day=1)
    old = queries.mark_of(card, month)
    texts = {"reason": (reason_kk, reason_ru)}
    correction = (correction_kk.strip(), correction_ru.strip())
    if old is not None and any(correction):
        texts["correction"] = correction
    refuse(
        [
            *rules.refuse_over(card.state),
            *(
                [Refusal("monitoring.no_correction", rules.TERMS, field="correction_kk")]
                if old and not any(correction)
                else []
            ),
            *rules.refuse_mark(
                rules.MarkFacts(
                    month=month,
                    mark=mark,
                    texts=texts,
                    paper=paper(card, dated_on, at),
                    evidence=bool(upload or document),
                    first_month=queries.first_month(card),
                    last_day=card.ends_on,
                    ran=queries.ran(card, month),
                    counted=queries.counted(card, month),
                )
            ),
        ]
    )
    assert dated_on is not None
    if upload is not None:
        document = store_upload(upload, by=by, subject=card.subject, kind="card.month_evidence", at=at)
    if old is not None:
        old.corrected_at = at
        old.correction_kk, old.correction_ru = correction
        old.save()
    row = MonitoringMonth(
        card=card,
        month=month,
        mark=mark,
        reason_kk=reason_kk.strip(),
        reason_ru=reason_ru.strip(),
        dated_on=dated_on,
        registered_at=at,
        evidence=document,
        late=nonperformance.marked_late(
            mark,
            at,
            queries.gap_from(card, month),
            before=old.mark if old else "",
            before_late=bool(old and old.late),
        ),
    )
    if mark == Mark.NOT_PERFORMED:
        row.reply_due_at = monitoring_deadlines.reply(at, cards.rules_of(card), clock.calendar()).due_at
    row.save()
    told = {
        "month": month,
        "mark": mark,
        "dated_on": dated_on,
        "late": row.late,
        "evidence": document.sha256 if document else None,
        "corrects": old.pk if old else None,
    }
    note_card(card, "record_month", by=by, at=at, basis=[rules.TERMS], facts=told)
    if row.reply_due_at is not None and queries.asks(row):
        _tell(card, "month_not_performed", row, at, sides="private", due_at=row.reply_due_at)
    if row.late:
        _tell(card, "month_late", row, at, sides="public")
    _propose(card, at)
    return row


@transaction.atomic
def admit_month(
    *,
    month_id: int,
    admission_kk: str,
    admission_ru: str,
    paper_on: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
) -> MonitoringMonth:
    """The head says why a month that was marked late counts, with a paper; its date stands beside (M-06)."""
    card = own_card(queries.month_by_id(month_id).card_id, by)
    at = clock.now()
    row = queries.month_by_id(month_id)
    refuse(
        rules.refuse_admission(
            rules.AdmissionFacts(
                month=row.month,
                waits=row.late and row.corrected_at is None,
                admitted=row.admitted_at is not None,
                role=by.role,
                texts={"admission": (admission_kk, admission_ru)},
                paper_on=paper_on,
                file=upload is not None,
                today=local_day(at),
            )
        )
    )
    assert upload is not None
    row.admission_paper = store_upload(
        upload, by=by, subject=card.subject, kind="card.month_admission", at=at
    )
    row.admission_kk, row.admission_ru = admission_kk.strip(), admission_ru.strip()
    row.admission_on, row.admitted_at = paper_on, at
    row.save()
    told = {"month": row.month, "paper_on": paper_on, "document": row.admission_paper.sha256}
    note_card(card, "admit_month", by=by, at=at, basis=[nonperformance.SIX_MONTHS], facts=told)
    _tell(card, "month_admitted", row, at)
    _propose(card, at)
    return row


@transaction.atomic
def reply_month(
    *, month_id: int, reply_kk: str, reply_ru: str, by: Actor, upload: UploadedFile | None = None
) -> MonitoringMonth:
    """A private partner of that month says what it has to say to it. Late replies are kept as well."""
    card = partners_card(queries.month_by_id(month_id).card_id, by)
    at = clock.now()
    row = queries.month_by_id(month_id)
    asked = row.mark == Mark.NOT_PERFORMED and row.corrected_at is None
    own = queries.asks(row, organisation_id=by.organisation_id)
    refuse(
        rules.refuse_predecessors_month(own)
        + rules.refuse_reply({"reply": (reply_kk, reply_ru)}, asked=asked, replied=row.replied_at is not None)
    )
    if upload is not None:
        row.reply_file = store_upload(upload, by=by, subject=card.subject, kind="card.month_reply", at=at)
    row.reply_kk, row.reply_ru, row.replied_at = reply_kk.strip(), reply_ru.strip(), at
    row.save()
    told = {"month": row.month, "late": bool(row.silent_at)}
    note_card(card, "reply_month", by=by, at=at, basis=[rules.TERMS], facts=told)
    _tell(card, "month_replied", row, at, sides="public")
    _propose(card, at)
    return row


@transaction.atomic
def remind_reply(month_id: int) -> bool:
    """Tell the private partner once that its time to reply is nearly over: its silence lets the month count (p. 62)."""
    card = lock_card(queries.month_by_id(month_id).card_id)
    at = clock.now()
    row = queries.month_by_id(month_id)
    awaited = queries.to_remind().filter(pk=row.pk).exists()
    if not awaited or row.reply_due_at is None or at > row.reply_due_at:
        return False
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    note_card(card, "month_reply_due", by=SYSTEM, at=at, basis=[rules.TERMS], facts={"month": row.month})
    _tell(card, "month_reply_due", row, at, sides="private", due_at=row.reply_due_at)
    return True


@transaction.atomic
def note_month_silence(month_id: int) -> bool:
    """The time for the reply is over: the silence is noted, and the month counts (M-01)."""
    card = lock_card(queries.month_by_id(month_id).card_id)
    at = clock.now()
    row = queries.month_by_id(month_id)
    awaited = queries.unanswered().filter(pk=row.pk).exists()
    if not awaited or row.reply_due_at is None or at <= row.reply_due_at:
        return False
    row.silent_at = at
    row.save(update_fields=["silent_at"])
    note_card(
        card,
        "month_silence",
        by=SYSTEM,
        at=at,
        basis=[rules.TERMS],
        facts={"month": row.month},
        effective_at=row.reply_due_at,
    )
    _propose(card, at)
    return True


@transaction.atomic
def note_gaps(card_id: UUID) -> int:
    """Tell the public side of months that went by without a mark. They never count (p. 62)."""
    card = lock_card(card_id)
    at = clock.now()
    known = set(card.gaps.values_list("month", flat=True))
    found = [month for month in queries.gaps(card, at) if month not in known]
    for month in found:
        due = monitoring_deadlines.gap_noticed(month, cards.rules_of(card), clock.calendar())
        MonthGap.objects.create(card=card, month=month, effective_at=due, noticed_at=at)
        note_card(
            card,
            "month_gap",
            by=SYSTEM,
            at=at,
            basis=[nonperformance.SIX_MONTHS],
            facts={"month": month},
            effective_at=due,
        )
        tell_card(
            card,
            "month_gap",
            str(month),
            at,
            sides="public",
            url_name="contracts:card_monitoring",
            month=spoken(month),
        )
    return len(found)


# --- six months -------------------------------------------------------------------------------------------


def _propose(card: ContractCard, at: datetime) -> None:
    """When six consecutive months count, propose the case of p. 62, once for each run. People decide.

    Only where a case can be opened: no partner of an expired contract is replaced.
    """
    if card.state not in queries.REPLACEABLE:
        return
    needed = cards.rules_of(card).nonperformance_months.value
    run = nonperformance.proposes(queries.facts(queries.months(card)), needed, queries.first_counted(card))
    if not run or queries.proposals(card).filter(first_month__gte=run[0]).exists():
        return
    proposal = SixMonths(card=card, first_month=run[0], last_month=run[-1], proposed_at=at)
    proposal.save()
    proposal.pair = request_print(
        "card.six_months",
        six_months(card, proposal, at),
        key=f"card.six_months:{proposal.pk}",
        subject=card.subject,
        at=at,
        by=SYSTEM,
        audience="parties",
    ).pk
    proposal.save(update_fields=["pair"])
    told = {"first_month": run[0], "last_month": run[-1], "proposal": proposal.pk}
    note_card(card, "six_months", by=SYSTEM, at=at, basis=[nonperformance.SIX_MONTHS], facts=told)
    tell_card(card, "six_months", str(run[0]), at, url_name="contracts:card_monitoring", first=spoken(run[0]))


@transaction.atomic
def answer_six_months(*, card_id: UUID, answer: str, reason_kk: str, reason_ru: str, by: Actor) -> SixMonths:
    """The organiser's head decides on the proposal, with reasons; the portal itself replaces nobody."""
    card = own_card(card_id, by)
    at = clock.now()
    proposal = queries.open_proposal(card) or queries.proposals(card).exclude(answer="").first()
    if proposal is None:
        raise SixMonths.DoesNotExist
    run = queries.run(card)
    stands = nonperformance.stands(run, proposal.first_month, proposal.last_month)
    refuse(
        [
            *rules.refuse_head(by.role),
            *nonperformance.refuse_answer(
                answer, (reason_kk, reason_ru), answered=bool(proposal.answer), stands=stands
            ),
        ]
    )
    decide(card, proposal, answer, (reason_kk.strip(), reason_ru.strip()), by, at)
    _propose(card, at)
    return proposal


def decide(
    card: ContractCard, proposal: SixMonths, answer: str, reason: tuple[str, str], by: Actor, at: datetime
) -> None:
    """Keep the head's decision. A case that the head opens itself is this decision too."""
    proposal.answer, proposal.answered_at = answer, at
    proposal.reason_kk, proposal.reason_ru = reason
    proposal.save()
    told = {"proposal": proposal.pk, "answer": answer}
    note_card(card, "answer_six_months", by=by, at=at, basis=[nonperformance.SIX_MONTHS], facts=told)
