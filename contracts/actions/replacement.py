"""A case of replacing the private partner: opened, led step by step, stopped or completed (p. 62).

What the replacement tender and its contract bring about is in :mod:`contracts.actions.replacement_tender`, the
money in :mod:`contracts.actions.compensation`.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts import replacement_deadlines as terms
from contracts.actions.cards import make_card_move, own_card, refuse_card_move
from contracts.actions.months import decide
from contracts.actions.replacement_case import (
    keep_file,
    lock_case,
    make_case_move,
    note_case,
    own_case,
    refuse_case_move,
    take_step,
    tell_case,
)
from contracts.card_states import PRIVATE_PARTS, CardState
from contracts.models import ContractCard, Replacement, ReplacementStep, SixMonths
from contracts.monitoring_states import ProposalAnswer
from contracts.protocols.replacement import case_file
from contracts.queries import cards, monitoring
from contracts.queries import replacement as queries
from contracts.replacement_states import (
    RUNNING,
    ReplacementState,
    StartEvent,
    StepCode,
)
from contracts.rules import replacement as rules
from contracts.rules.texts import refuse_pair
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.bilingual import name_of
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse

# --- the case ---------------------------------------------------------------------------------------------


@transaction.atomic
def open_replacement(
    *,
    card_id: UUID,
    ground_kk: str,
    ground_ru: str,
    by: Actor,
    old_partner_gone: bool = False,
    manager_kk: str = "",
    manager_ru: str = "",
    order_number: str = "",
    upload: UploadedFile | None = None,
) -> Replacement:
    """Open the case on six recorded months of non-performance. People decide: the portal only proposes it.

    The old partner goes on managing the object until the new contract is signed, unless it is gone: then the public
    partner names somebody by an order (``order_number``, ``upload``).
    """
    card = own_card(card_id, by)
    at = clock.now()
    months = queries.failed_months(card)
    proposal = monitoring.standing(card, months)
    facts = rules.OpeningFacts(
        **_standing(card, months, proposal, by),
        ground=(ground_kk, ground_ru),
        manager=(manager_kk, manager_ru),
        old_partner_gone=old_partner_gone,
        order=upload is not None,
    )
    refuse([*_wrong_role(card, by), *rules.refuse_opening(facts)])
    old = next(iter(cards.parties(card, *PRIVATE_PARTS)))
    told = name_of(old)
    case = Replacement(
        card=card,
        number=f"{card.number}/R-{card.replacements.count() + 1}",
        opened_at=at,
        ground_kk=ground_kk.strip(),
        ground_ru=ground_ru.strip(),
        months=queries.month_rows(card, months),
        proposal=proposal,
        old_partner=old.organisation,
        old_name_kk=told.kk,
        old_name_ru=told.ru,
        manager_kk=manager_kk.strip() if old_partner_gone else told.kk,
        manager_ru=manager_ru.strip() if old_partner_gone else told.ru,
    )
    terminated_on = card.ended_on if card.state == CardState.TERMINATED else None
    case.save()
    if proposal is not None and not proposal.answer:
        decide(card, proposal, ProposalAnswer.REPLACE, (case.ground_kk, case.ground_ru), by, at)
    make_card_move(card, "begin_replacement", by=by, at=at, facts={"replacement": case.pk})
    note_case(case, "open_replacement", by=by, at=at, months=[row["month"] for row in case.months])
    recorded, number = (local_day(proposal.proposed_at), proposal.number) if proposal else (local_day(at), "")
    take_step(case, StepCode.NONPERFORMANCE, on=recorded, by=by, at=at, number=number)
    order = keep_file(upload, case, "replacement.order", by, at)
    take_step(case, StepCode.MANAGER, on=local_day(at), by=by, at=at, number=order_number, document=order)
    if terminated_on:
        _take_termination(case, terminated_on, by, at)
    tell_case(case, "opened", "once", at)
    return case


def why_no_opening(card: ContractCard, by: Actor) -> list[Refusal]:
    """Why ``by`` cannot open a case now, whatever is written; its page tells it beforehand."""
    months = queries.failed_months(card)
    facts = _standing(card, months, monitoring.standing(card, months), by)
    return [*_wrong_role(card, by), *rules.refuse_case(rules.StandingFacts(**facts))]


def _standing(
    card: ContractCard, months: tuple[date, ...], proposal: SixMonths | None, by: Actor
) -> dict[str, Any]:
    return {
        "card_state": card.state,
        "running": queries.running(card) is not None,
        "months": months,
        "needed": cards.rules_of(card).nonperformance_months.value,
        "answer": proposal.answer if proposal else "",
        "head": by.role == "head",
    }


def _wrong_role(card: ContractCard, by: Actor) -> list[Refusal]:
    """In which state a partner is replaced, the rules of the case say themselves."""
    return [row for row in refuse_card_move(card, "begin_replacement", by) if row.code != "card.wrong_state"]


def _take_termination(case: Replacement, on: date, by: Actor, at: datetime) -> None:
    """The contract was terminated on its card before the case: the paper lies there."""
    paper = case.card.terminations.first()
    take_step(
        case,
        StepCode.TERMINATION,
        on=on,
        by=by,
        at=at,
        number=paper.number if paper else "",
        document=paper.document if paper else None,
    )


@transaction.atomic
def record_step(
    *,
    replacement_id: UUID,
    code: str,
    done_on: date | None,
    number: str,
    by: Actor,
    note_kk: str = "",
    note_ru: str = "",
    upload: UploadedFile | None = None,
) -> ReplacementStep:
    """Enter the paper that shows a step: land, object, consortium, security of the payment, rights."""
    case = own_case(replacement_id, by)
    at = clock.now()
    refuse(rules.refuse_entered(code))
    facts = rules.StepFacts(
        code=code,
        running=case.state in RUNNING,
        done=queries.done(case),
        on=done_on,
        number=number,
        document=upload is not None,
        today=local_day(at),
    )
    refuse(rules.refuse_step(facts))
    assert done_on is not None
    document = keep_file(upload, case, f"replacement.{code}", by, at)
    if code == StepCode.CONSORTIUM and not case.start_event:
        case.start_event, case.start_on = StartEvent.CONSORTIUM, done_on
    step = take_step(
        case,
        code,
        on=done_on,
        by=by,
        at=at,
        number=number,
        note_kk=note_kk,
        note_ru=note_ru,
        document=document,
    )
    tell_case(case, "step", code, at, step=_step_words(code))
    return step


def why_no_step(case: Replacement, code: str) -> list[Refusal]:
    """Why the paper of a step cannot be entered now, whatever it is; its page tells it beforehand."""
    return rules.refuse_turn(code, queries.done(case), running=case.state in RUNNING)


def _step_words(code: str) -> dict[str, str]:
    from ppp_portal.documents.bilingual import both

    words = both(StepCode(code).label)
    return {"kk": words.kk, "ru": words.ru}


@transaction.atomic
def plan_step(*, replacement_id: UUID, code: str, target_on: date | None, by: Actor) -> ReplacementStep:
    """Set a day for a step to which the order gives no time (I-19). It binds nobody."""
    case = own_case(replacement_id, by)
    at = clock.now()
    refuse(rules.refuse_entered(code))
    over = [] if case.state in RUNNING else [Refusal("replacement.over", queries.basis(code))]
    past = target_on is None or target_on < local_day(at)
    day = [Refusal("replacement.target_day", queries.basis(code), field="target_on")] if past else []
    refuse([*over, *day])
    step, _new = ReplacementStep.objects.update_or_create(
        replacement=case, code=code, defaults={"target_on": target_on}
    )
    note_case(case, "plan_step", by=by, at=at, basis=queries.basis(code), step=code, target_on=target_on)
    return step


@transaction.atomic
def name_manager(
    *,
    replacement_id: UUID,
    manager_kk: str,
    manager_ru: str,
    order_number: str,
    done_on: date | None,
    by: Actor,
    upload: UploadedFile | None = None,
) -> Replacement:
    """The old partner is gone: the public partner names who manages the object until the new contract (p. 62(5))."""
    case = own_case(replacement_id, by)
    at = clock.now()
    taken = {code: day for code, day in queries.done(case).items() if code != StepCode.MANAGER}
    running = case.state in RUNNING and StepCode.CONTRACT not in taken
    facts = rules.StepFacts(
        StepCode.MANAGER, running, taken, done_on, order_number, upload is not None, local_day(at)
    )
    refuse([*rules.refuse_step(facts), *refuse_pair("manager", (manager_kk, manager_ru), rules.CONTRACT)])
    assert done_on is not None
    case.manager_kk, case.manager_ru = manager_kk.strip(), manager_ru.strip()
    order = keep_file(upload, case, "replacement.order", by, at)
    take_step(case, StepCode.MANAGER, on=done_on, by=by, at=at, number=order_number, document=order)
    tell_case(case, "step", f"{StepCode.MANAGER}:{case.version}", at, step=_step_words(StepCode.MANAGER))
    return case


# --- the end ----------------------------------------------------------------------------------------------


@transaction.atomic
def close_replacement(*, replacement_id: UUID, by: Actor) -> Replacement:
    """Every step is shown and the money paid: the case is completed and its file printed."""
    case = own_case(replacement_id, by)
    at = clock.now()
    if case.state == ReplacementState.CLOSED:
        return case
    refuse(why_no_closing(case, by))
    make_case_move(case, "close_replacement", by=by, at=at)
    print_case(case, by, at)
    tell_case(case, "closed", "once", at)
    return case


def why_no_closing(case: Replacement, by: Actor) -> list[Refusal]:
    """Why the case cannot be completed now; its page tells it beforehand."""
    university, left = queries.has_university(case), queries.compensation(case).left
    return [
        *refuse_case_move(case, "close_replacement", by),
        *rules.refuse_closing(queries.done(case), university, left),
    ]


def why_no_stopping(case: Replacement, by: Actor) -> list[Refusal]:
    """Why the case cannot be stopped now, for whatever reason; its page tells it beforehand."""
    terminated = StepCode.TERMINATION in queries.done(case)
    return [
        *refuse_case_move(case, "stop_replacement", by),
        *rules.refuse_stopping(terminated, queries.tender_runs(case)),
    ]


@transaction.atomic
def stop_replacement(*, replacement_id: UUID, reason_kk: str, reason_ru: str, by: Actor) -> Replacement:
    """The old partner performs again: the contract goes on with it."""
    case = own_case(replacement_id, by)
    at = clock.now()
    if case.state == ReplacementState.STOPPED:
        return case
    refuse([*why_no_stopping(case, by), *refuse_pair("reason", (reason_kk, reason_ru), rules.P62)])
    case.stop_reason_kk, case.stop_reason_ru = reason_kk.strip(), reason_ru.strip()
    make_case_move(
        case, "stop_replacement", by=by, at=at, reason_kk=case.stop_reason_kk, reason_ru=case.stop_reason_ru
    )
    make_card_move(case.card, "keep_old_partner", by=by, at=at, facts={"replacement": case.pk})
    print_case(case, by, at)
    tell_case(case, "stopped", "once", at)
    return case


@transaction.atomic
def print_file(*, replacement_id: UUID, by: Actor) -> Replacement:
    """The case file as it stands, in both languages: for a court, an auditor or the new partner."""
    case = own_case(replacement_id, by)
    print_case(case, by, clock.now())
    return case


def print_case(case: Replacement, by: Actor, at: datetime) -> None:
    request_print(
        "replacement.file",
        case_file(case, at),
        key=f"replacement.file:{case.pk}:{case.version}",
        subject=case.subject,
        at=at,
        by=by,
        audience="parties",
    )


@transaction.atomic
def remind_terms(replacement_id: UUID) -> bool:
    """The ten working days or the 270 days end within a week: whoever has to act is told, once of each term."""
    case = lock_case(replacement_id)
    at = clock.now()
    near = [term for term in queries.alive(case) if terms.to_remind_of(term, at, case.reminded_at)]
    if not near:
        return False
    case.reminded_at = at
    for term in near:
        facts = {"term": term.kind, "due_at": term.due_at}
        note_case(case, "term_near", by=SYSTEM, at=at, basis=term.basis, **facts)
        kind = f"{term.kind.removeprefix('replacement.')}_due"
        to = queries.debtors(case, term.kind, at)
        tell_case(case, kind, term.due_at.isoformat(), at, to=to, due_at=term.due_at)
    return True


@transaction.atomic
def wake_case(replacement_id: UUID) -> bool:
    """The ten working days or the 270 days are over: both sides are told; people decide what follows."""
    case = lock_case(replacement_id)
    at = clock.now()
    since = case.next_deadline_at
    if since is None or since >= at:
        return False
    late = [term for term in queries.alive(case) if term.passed(at) and term.due_at >= since]
    for term in late:
        facts = {"term": term.kind, "due_at": term.due_at}
        note_case(case, "term_passed", by=SYSTEM, at=at, basis=term.basis, **facts)
        kind = f"{term.kind.removeprefix('replacement.')}_late"
        tell_case(case, kind, term.due_at.isoformat(), at, due_at=term.due_at)
    return bool(late)
