"""What becomes of it: registered and published, or not concluded and whose fault that was."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from contracts import deadlines, queries
from contracts.actions.moving import lock, make_move, note, of_organiser, refuse_move, tell
from contracts.models import Contract
from contracts.protocols.outcome import lapse_note
from contracts.protocols.signing import contract_card
from contracts.rules import signing as rules
from contracts.states import BEFORE_SIGNED, CONCLUDED, Fault
from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.calendar import end_of_day, local_day
from ppp_portal.law.refusals import Refusal, refuse
from tenders.actions.outcome import decide_fault, record_lapse
from tenders.actions.security import due_returns, open_forfeiture_case
from tenders.rules.documentation import Pair
from tenders.states import LapseFault

REFUSED, UNSIGNED = "33-2-refused", "33-2-unsigned"


@transaction.atomic
def register_contract(*, contract_id: UUID, number: str, date: date | None, by: Actor) -> Contract:
    """Enter number and day of registration: the contract is in force, the winner's security falls due (art. 39(7))."""
    contract = of_organiser(contract_id, by)
    at = clock.now()
    if contract.state == "registered":
        return contract
    signed_on = local_day(contract.signed_at) if contract.signed_at else None
    refuse(
        [
            *refuse_move(contract, "register_contract", by),
            *rules.refuse_registration(number, date, signed_on, local_day(at)),
        ]
    )
    assert date is not None
    contract.registration_number, contract.registered_on, contract.registered_at = number.strip(), date, at
    facts = {"registration": contract.registration_number, "registered_on": date}
    make_move(contract, "register_contract", by=by, at=at, facts=facts)
    in_force_at = min(at, end_of_day(date))
    due_returns(contract.tender, "contract", [contract.bid], at, by, happened_at=in_force_at)
    tell(contract, "registered", "once", at, registration=contract.registration_number)
    return contract


@transaction.atomic
def publish_contract(*, contract_id: UUID, by: Actor) -> Contract:
    """Show everybody the card of the contract, in both languages."""
    contract = of_organiser(contract_id, by)
    at = clock.now()
    if contract.published_at is not None:
        return contract
    refuse([] if contract.state in CONCLUDED else [Refusal("contract.not_signed", rules.P48)])
    contract.published_at = at
    order = request_print(
        "contract.card",
        contract_card(contract, at),
        key=f"contract.card:{contract.pk}",
        subject=contract.subject,
        at=at,
        by=by,
        audience="public",
    )
    contract.card_pair = order.pk
    note(contract, "published", by=by, at=at, basis=[rules.P48], facts={"pair": order.pk})
    return contract


@transaction.atomic
def lapse_contract(tender_id: UUID) -> bool:
    """Day 90 is over and nothing was signed: the portal says so and asks people whose fault it is (p. 51)."""
    found = queries.before_signed(tender_id)
    if found is None:
        return False
    contract = lock(found.pk)
    at = clock.now()
    if contract.state not in BEFORE_SIGNED or at <= contract.due_at:
        return False
    contract.lapsed_at = at
    effective = contract.due_at
    make_move(
        contract,
        "lapse_contract",
        by=SYSTEM,
        at=at,
        effective_at=effective,
        facts={"due_at": contract.due_at},
    )
    record_lapse(tender_id=tender_id, fault=LapseFault.UNDECIDED, reason=Pair(), by=SYSTEM)
    tell(contract, "lapsed", "once", at, due_at=contract.due_at)
    return True


@transaction.atomic
def follow_lapse(*, tender_id: UUID, fault: str, reason: Pair, by: Actor, at: datetime) -> None:
    """The tender was recorded as evaded elsewhere: its unsigned contract lapses with it, under the same fault."""
    contract = queries.before_signed(tender_id)
    if contract is None:
        return
    contract = lock(contract.pk)
    contract.lapsed_at = at
    decided = fault != LapseFault.UNDECIDED
    if decided:
        _blame(contract, fault, reason, by, at)
    make_move(contract, "lapse_contract", by=by, at=at, facts={"fault": fault})
    if decided:
        _follow(contract, UNSIGNED if at > contract.due_at else REFUSED, by, at)
    else:
        tell(contract, "lapsed", "once", at, due_at=contract.due_at)


@transaction.atomic
def record_refusal(*, contract_id: UUID, reason: Pair, document: str, by: Actor) -> Contract:
    """The winner refused, in a letter or on record, before the window ended: an evasion (p. 33(2))."""
    contract = of_organiser(contract_id, by)
    at = clock.now()
    if contract.state == "lapsed" and contract.fault == Fault.WINNER:
        return contract
    refuse(
        [
            *refuse_move(contract, "lapse_contract", by),
            *rules.refuse_window(at, contract.due_at),
            *rules.refuse_refusal_record(reason, document),
        ]
    )
    paper = document.strip()
    said = Pair(f"{reason.kk.strip()} ({paper})", f"{reason.ru.strip()} ({paper})")
    contract.lapsed_at = at
    _blame(contract, Fault.WINNER, said, by, at)
    make_move(
        contract, "lapse_contract", by=by, at=at, facts={"fault": Fault.WINNER, "document": document.strip()}
    )
    record_lapse(tender_id=contract.tender_id, fault=Fault.WINNER, reason=said, by=by)
    _follow(contract, REFUSED, by, at)
    return contract


@transaction.atomic
def record_fault(*, contract_id: UUID, fault: str, reason: Pair, by: Actor) -> Contract:
    """After day 90 the head says whose fault it was; the tender waits for it. Only the winner's opens a forfeiture."""
    contract = of_organiser(contract_id, by)
    at = clock.now()
    if contract.fault and (contract.fault, contract.fault_reason_kk) == (fault, reason.kk.strip()):
        return contract
    wrong = [] if by.role == "head" else [Refusal("contract.wrong_role", rules.EVASION)]
    refuse([*wrong, *rules.refuse_fault(contract.state, contract.fault, fault, reason)])
    decide_fault(tender_id=contract.tender_id, fault=fault, reason=reason, by=by)
    _blame(contract, fault, reason, by, at)
    facts = {
        "fault": fault,
        "reason_kk": contract.fault_reason_kk,
        "reason_ru": contract.fault_reason_ru,
    }
    note(contract, "fault_recorded", by=by, at=at, basis=[rules.EVASION, rules.P51], facts=facts)
    _follow(contract, UNSIGNED, by, at)
    return contract


def _blame(contract: Contract, fault: str, reason: Pair, by: Actor, at: datetime) -> None:
    contract.fault = fault
    contract.fault_reason_kk, contract.fault_reason_ru = reason.kk.strip(), reason.ru.strip()
    contract.fault_at, contract.fault_by_id = at, by.person_id


def _follow(contract: Contract, ground: str, by: Actor, at: datetime) -> None:
    """The note that nothing was concluded is printed; the security is kept for a decision or falls due."""
    paper = lapse_note(contract, at)
    order = request_print(
        "contract.lapse",
        paper,
        key=f"contract.lapse:{contract.pk}",
        subject=contract.subject,
        at=at,
        by=by,
        audience="parties",
    )
    contract.lapse_pair = order.pk
    contract.save(update_fields=["lapse_pair"])
    if contract.fault == Fault.WINNER:
        open_forfeiture_case(contract.bid, ground=ground, protocol=paper["number"], at=at)
    else:
        due_returns(contract.tender, "lapse", [contract.bid], at, by)
    tell(contract, "fault", "once", at)


@transaction.atomic
def alert(contract_id: UUID) -> bool:
    """Days 60, 75, 85 and 90 of the window: both sides are told what is left."""
    contract = lock(contract_id)
    at = clock.now()
    if contract.next_alert_at is None or contract.next_alert_at > at:
        return False
    numbers = queries.rules_of(contract)
    come = deadlines.reached(contract.results_at, numbers, at)
    waits = contract.state in BEFORE_SIGNED and at <= contract.due_at
    if come is not None and waits:
        tell(contract, "window_ending", str(come.day), at, day=come.day, due_at=contract.due_at)
    contract.next_alert_at = deadlines.next_alert(contract.results_at, numbers, at) if waits else None
    contract.save(update_fields=["next_alert_at"])
    return True
