"""What the new partner pays the old one: acts, payments, the 270 days, the calculation on paper (p. 62(7))."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts.actions.replacement_case import (
    keep_file,
    note_case,
    old_partners_case,
    own_case,
    take_step,
    tell_case,
)
from contracts.models import CapitalAct, CompensationPayment, Replacement
from contracts.protocols.replacement import calculation
from contracts.queries import replacement as queries
from contracts.replacement_states import RUNNING, StartEvent, StepCode
from contracts.rules import compensation as rules
from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse


def _refuse_over(case: Replacement) -> list[Refusal]:
    if case.state not in RUNNING:
        return [Refusal("replacement.over", rules.COSTS)]
    if StepCode.COMPENSATION in queries.done(case):
        return [Refusal("replacement.step_done", rules.COSTS)]
    return []


def _refuse_act(case: Replacement) -> list[Refusal]:
    declared = [Refusal("replacement.acts_declared", rules.COSTS)] if case.acts_closed_at else []
    return _refuse_over(case) or declared


@transaction.atomic
def add_act(
    *,
    replacement_id: UUID,
    number: str,
    dated: date | None,
    what_kk: str,
    what_ru: str,
    amount: Decimal | None,
    by: Actor,
    within_design: Decimal | None = None,
    upload: UploadedFile | None = None,
) -> CapitalAct:
    """Enter an act of works that confirms capital costs of the old partner. Without the act there is no sum.

    For acts that were never handed in on this portal; the others are taken over as they were accepted.
    """
    case = own_case(replacement_id, by)
    at = clock.now()
    today = local_day(at)
    twice = case.acts.filter(number=number.strip()).exists()
    refuse(
        [
            *_refuse_act(case),
            *([Refusal("replacement.number_taken", rules.COSTS, field="number")] if twice else []),
            *rules.refuse_typed_act(number, {act.number: act.state for act in queries.handed_in(case)}),
            *rules.refuse_act(
                number, dated, (what_kk, what_ru), amount, within_design, upload is not None, today
            ),
        ]
    )
    assert dated is not None
    assert amount is not None
    return _count(
        case,
        by,
        at,
        number=number.strip(),
        dated=dated,
        what_kk=what_kk.strip(),
        what_ru=what_ru.strip(),
        amount=amount,
        within_design=within_design,
        document=keep_file(upload, case, "replacement.act", by, at),
    )


@transaction.atomic
def take_over_act(
    *, replacement_id: UUID, accepted_id: int | None, by: Actor, within_design: Decimal | None = None
) -> CapitalAct:
    """Count an act that the public side accepted in the monitoring: number, day, works, sum and file are its own."""
    case = own_case(replacement_id, by)
    at = clock.now()
    act = next((row for row in queries.to_take_over(case) if row.pk == accepted_id), None)
    refuse([*_refuse_act(case), *rules.refuse_accepted_act(act.amount if act else None, within_design)])
    assert act is not None
    twice = case.acts.filter(number=act.number).exists()
    refuse([Refusal("replacement.number_taken", rules.COSTS, field="accepted_id")] if twice else [])
    return _count(
        case,
        by,
        at,
        accepted=act,
        number=act.number,
        dated=act.dated_on,
        what_kk=act.title_kk,
        what_ru=act.title_ru,
        amount=act.amount,
        within_design=within_design,
        document=act.document,
    )


def _count(case: Replacement, by: Actor, at: datetime, **values: Any) -> CapitalAct:
    act = CapitalAct.objects.create(replacement=case, recorded_at=at, **values)
    facts = {
        "act": act.number,
        "dated": act.dated,
        "amount": act.amount,
        "within_design": act.within_design,
        **({"accepted": act.accepted_id} if act.accepted_id else {}),
    }
    note_case(case, "add_act", by=by, at=at, basis=rules.COSTS, document=act.document_id, **facts)
    return act


@transaction.atomic
def add_payment(
    *,
    replacement_id: UUID,
    number: str,
    paid_on: date | None,
    amount: Decimal | None,
    by: Actor,
    upload: UploadedFile | None = None,
) -> CompensationPayment:
    """Enter a payment with its proof. With the last tenge of a complete list the step is taken."""
    case = own_case(replacement_id, by)
    at = clock.now()
    sums, taken = queries.compensation(case), queries.done(case)
    twice = case.payments.filter(number=number.strip()).exists()
    refuse(
        [
            *_refuse_over(case),
            *([Refusal("replacement.number_taken", rules.COSTS, field="number")] if twice else []),
            *rules.refuse_payment(
                sums,
                number,
                amount,
                paid_on,
                upload is not None,
                local_day(at),
                StepCode.CONTRACT in taken,
            ),
        ]
    )
    assert paid_on is not None
    assert amount is not None
    payment = CompensationPayment.objects.create(
        replacement=case,
        number=number.strip(),
        paid_on=paid_on,
        amount=amount,
        document=keep_file(upload, case, "replacement.payment", by, at),
        recorded_at=at,
    )
    facts = {"payment": payment.number, "paid_on": paid_on, "amount": amount}
    note_case(case, "add_payment", by=by, at=at, basis=rules.COSTS, document=payment.document_id, **facts)
    _finish(case, by, at)
    return payment


@transaction.atomic
def declare_acts(*, replacement_id: UUID, statement_kk: str, statement_ru: str, by: Actor) -> Replacement:
    """The head declares the list of acts complete; both partners are told. Where no cost is confirmed, says why.

    Only after it can the last payment end the step.
    """
    case = own_case(replacement_id, by)
    at = clock.now()
    handed_in = queries.handed_in(case)
    facts = rules.ActsFacts(
        head=by.role == "head",
        running=case.state in RUNNING,
        declared=case.acts_closed_at is not None,
        handed_over=StepCode.OBJECT in queries.done(case),
        waiting=[act.number for act in handed_in if act.answered_at is None],
        missing=[act.number for act in queries.to_take_over(case)],
        statement=(statement_kk, statement_ru),
    )
    refuse(rules.refuse_declaration(facts))
    case.acts_closed_at = at
    case.acts_statement_kk, case.acts_statement_ru = statement_kk.strip(), statement_ru.strip()
    sums = queries.compensation(case)
    note_case(case, "declare_acts", by=by, at=at, basis=rules.COSTS, acts=case.acts.count(), due=sums.due)
    tell_case(case, "acts_declared", "once", at, amount=sums.due)
    _finish(case, by, at)
    return case


@transaction.atomic
def reply_to_acts(
    *, replacement_id: UUID, reply_kk: str, reply_ru: str, by: Actor, upload: UploadedFile | None = None
) -> Replacement:
    """The old partner says what it has to say to the list of acts. What was calculated is printed anew with it."""
    case = old_partners_case(replacement_id, by)
    at = clock.now()
    declared, replied = case.acts_closed_at is not None, case.acts_replied_at is not None
    refuse(rules.refuse_acts_reply(declared, replied, (reply_kk, reply_ru)))
    case.acts_reply_file = keep_file(upload, case, "replacement.acts_reply", by, at)
    case.acts_reply_kk, case.acts_reply_ru, case.acts_replied_at = reply_kk.strip(), reply_ru.strip(), at
    note_case(case, "reply_to_acts", by=by, at=at, basis=rules.COSTS, document=case.acts_reply_file_id)
    if StepCode.COMPENSATION in queries.done(case):
        _print(case, by, at)
    tell_case(case, "acts_replied", "once", at)
    return case


def _finish(case: Replacement, by: Actor, at: datetime) -> None:
    """Everything on a complete list is paid: the step is taken and the calculation printed."""
    sums, last = queries.compensation(case), case.payments.last()
    if case.acts_closed_at is None or sums.left:
        return
    take_step(
        case,
        StepCode.COMPENSATION,
        on=last.paid_on if last else local_day(at),
        number=last.number if last else "",
        note_kk=case.acts_statement_kk,
        note_ru=case.acts_statement_ru,
        by=by,
        at=at,
    )
    _print(case, by, at)
    tell_case(case, "paid", "once", at, amount=sums.due)


@transaction.atomic
def set_start(
    *,
    replacement_id: UUID,
    start_event: str,
    start_on: date | None,
    source_kk: str,
    source_ru: str,
    by: Actor,
    upload: UploadedFile | None = None,
) -> Replacement:
    """Say from what the 270 days run: the order does not (T-04). The day of the event is taken from its own step.

    Said once; afterwards the head changes it, on a paper of both partners (``upload``).
    """
    case = own_case(replacement_id, by)
    at = clock.now()
    taken = queries.done(case)
    before = case.start_on
    refuse(
        [
            *_refuse_over(case),
            *rules.refuse_new_start(before is not None, by.role == "head", upload is not None),
            *rules.refuse_start(start_event, start_on, (source_kk, source_ru), taken, local_day(at)),
        ]
    )
    paper = keep_file(upload, case, "replacement.start", by, at)
    known = {
        StartEvent.CONSORTIUM: taken.get(StepCode.CONSORTIUM),
        StartEvent.REGISTRATION: taken.get(StepCode.REGISTRATION),
    }
    case.start_event = start_event
    case.start_on = known.get(StartEvent(start_event)) or start_on
    case.start_source_kk, case.start_source_ru = source_kk.strip(), source_ru.strip()
    facts = {"event": start_event, "start_on": case.start_on, "source_kk": source_kk, "source_ru": source_ru}
    changed = {"before": before, "document": paper.pk if paper else None}
    note_case(case, "set_start", by=by, at=at, basis=rules.COSTS, **facts, **changed)
    tell_case(case, "start", str(case.version), at, start_on=case.start_on)
    return case


@transaction.atomic
def print_calculation(*, replacement_id: UUID, by: Actor) -> Replacement:
    """The compensation on paper: every act, the design estimate beside it, the payments, the 270 days."""
    case = own_case(replacement_id, by)
    at = clock.now()
    refuse([] if case.acts.exists() else [Refusal("replacement.nothing_confirmed", rules.COSTS)])
    _print(case, by, at)
    return case


def _print(case: Replacement, by: Actor, at: datetime) -> None:
    request_print(
        "replacement.compensation",
        calculation(case, at),
        key=f"replacement.compensation:{case.pk}:{case.version}",
        subject=case.subject,
        at=at,
        by=by,
        audience="parties",
    )
