"""A contract that is not performed for six months: the partner is replaced by tender, its costs are compensated."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from contracts.actions import card_life, compensation, ending, hand_over, months, replacement_tender
from contracts.actions import replacement as actions
from contracts.models import ContractCard, HandOver, Replacement
from contracts.queries import cards, of_tender
from contracts.queries import replacement as queries
from ppp_portal.journal import clock
from ppp_portal.law.calendar import ALMATY, ONE_DAY, add_months, local_day
from ppp_portal.training.play import announcing, bidding, contracting, judging, watching
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.bidders import B, C
from ppp_portal.training.play.cases import sole
from ppp_portal.training.play.cases.replacement_texts import (
    ACTS,
    ASSETS,
    BREACH,
    BUILT,
    BUILT_FIRST,
    CREDITORS,
    DECLARED,
    ENDED,
    FIRST_REPORT,
    FRAME,
    GROUND,
    IDLE,
    PLACE,
    PREPARED,
    REPORT,
    RETURNED,
    SCHEDULE,
    UNIVERSITY,
    WHY,
    WITHOUT_ACT,
)
from ppp_portal.training.play.papers import upload
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.watching import Watched, Works, working_moment
from tenders.actions import drafting, publication
from tenders.models import Tender

BEGINS = datetime(
    2025, 12, 8, 9, 0, tzinfo=ALMATY
)  # ends within a year whose monthly calculation index is known
OLD, NEW = sole.SOLE.who, C.who
OWN = Decimal(530_400_000)
BEST = replace(C, own=OWN, months=11, price="35500", member="", summary="Құрылысты 11 айда аяқтаймыз.")
OTHER = replace(B, own=OWN, months=12, price="36500", summary="Достроим объект за 12 месяцев.")


def play(stage: Stage) -> Replacement:
    """Ends with the new partner on the card, the rights passed and every confirmed tenge paid."""
    card = concluded(stage)
    stage.go_to(appoint_neglect(stage, card))
    case = queries.latest(card)
    assert case is not None
    stage.next_day(3)
    tender = begin(stage, case)
    stage.go_to(appoint_return(stage, case))
    award(stage, case, tender)
    finish(stage, case)
    return queries.by_id(case.pk)


# --- from the first month to the case ---------------------------------------------------------------------


def concluded(stage: Stage) -> ContractCard:
    """A contract concluded on this portal, with the university of its consortium contract on the card."""
    contract = of_tender(sole.play(stage).pk)
    assert contract is not None
    card = ContractCard.objects.get(contract=contract)
    stage.do(
        "staff",
        "enters the university that signed the consortium contract",
        card_life.change_card,
        card_id=card.pk,
        rows={"parties": [UNIVERSITY]},
        basis_kk="Консорциум шарты, № 3-К",
        basis_ru="Договор консорциума № 3-К",
        upload=upload("consortium.pdf", "Консорциум шарты", "№ 3-К"),
    )
    return cards.by_id(card.pk)


def appoint_neglect(stage: Stage, card: ContractCard) -> datetime:
    """Two months are performed, six are not; the contract ends, what was built is handed over, the case opens."""
    watched = Watched(card, OLD)
    first = add_months(local_day(stage.now()).replace(day=1), 1)
    idle, quarter = add_months(first, 1), add_months(first, 3)
    stage.appoint(
        working_moment(first - ONE_DAY, watching.MARKED_AFTER),
        lambda: watching.performed(stage, watched, add_months(first, -1), PREPARED),
    )
    watching.oblige(stage, watched, quarter - ONE_DAY, FRAME, SCHEDULE)
    for number, works in enumerate(ACTS):
        watching.appoint_after(
            stage,
            first,
            [
                (6 + 8 * number, partial(watching.hand_in, stage, watched, works)),
                (9 + 8 * number, partial(watching.accept, stage, watched, works)),
            ],
        )
    watching.appoint_after(
        stage,
        idle - ONE_DAY,
        [
            (2, lambda: watching.report_of_partner(stage, watched, first, idle - ONE_DAY, "1", FIRST_REPORT)),
            (3, lambda: watching.performed(stage, watched, first, BUILT_FIRST)),
            (14, lambda: watching.notify_breach(stage, watched, BREACH)),
            (18, lambda: watching.answer_breach(stage, watched, BREACH)),
        ],
    )
    stage.appoint(
        working_moment(quarter, 7),
        lambda: watching.conclude(stage, watched, first, quarter - ONE_DAY, REPORT),
    )
    last = watching.appoint_idle_months(stage, watched, idle, IDLE)
    return watching.appoint_after(
        stage,
        local_day(last),
        [
            (2, lambda: decide(stage, card)),
            (5, lambda: terminate(stage, card)),
            (7, lambda: list_assets(stage, card)),
            (8, lambda: sign_hand_over(stage, card)),
            (9, lambda: open_case(stage, card)),
        ],
    )


def decide(stage: Stage, card: ContractCard) -> None:
    """The portal has proposed; the head decides."""
    stage.do(
        "head",
        "decides that the partner is to be replaced",
        months.answer_six_months,
        card_id=card.pk,
        answer="replace",
        reason_kk=GROUND["ground_kk"],
        reason_ru=GROUND["ground_ru"],
    )


def terminate(stage: Stage, card: ContractCard) -> None:
    today = local_day(stage.now())
    stage.do(
        "head",
        "registers the agreement that ends the contract",
        ending.terminate_card,
        card_id=card.pk,
        ground="agreement",
        number="11-Р",
        dated_on=today,
        effective_on=today,
        upload=upload("termination.pdf", "Шартты бұзу туралы келісім", "№ 11-Р"),
        **ENDED,
    )


def list_assets(stage: Stage, card: ContractCard) -> None:
    """What the contract leaves behind, line by line; the closed list is printed."""

    def listed() -> None:
        for asset in ASSETS:
            hand_over.add_asset(card_id=card.pk, by=stage["staff"], **asset)

    stage.together("staff", f"lists what is handed over: {len(ASSETS)} lines", listed)
    stage.do(
        "staff",
        "closes the list",
        hand_over.close_list,
        card_id=card.pk,
        handed_on=local_day(stage.now()),
        place_kk=PLACE.kk,
        place_ru=PLACE.ru,
    )


def sign_hand_over(stage: Stage, card: ContractCard) -> None:
    for who in (OLD, "head"):
        seen = HandOver.objects.get(card=card).digest
        stage.do(who, "signs the act of hand-over", hand_over.sign_hand_over, card_id=card.pk, seen=seen)


def open_case(stage: Stage, card: ContractCard) -> Replacement:
    return stage.do(
        "staff", "opens the case of replacement", actions.open_replacement, card_id=card.pk, **GROUND
    )


# --- the tender -------------------------------------------------------------------------------------------


def begin(stage: Stage, case: Replacement) -> Tender:
    """The old documentation with one adjusted part: without a reason the head cannot approve it."""
    card = case.card
    begun: Replacement = stage.do(
        "staff",
        "begins the replacement tender with the terms of the creditor",
        replacement_tender.begin_tender,
        replacement_id=case.pk,
        contract_kind="additional",
        title_kk=card.title_kk,
        title_ru=card.title_ru,
        upload=upload("creditor.pdf", "Тұмар Банк", "Берешекті ауыстыруға келісім"),
        **CREDITORS,
    )
    tender = begun.tender
    assert tender is not None
    stage.do(
        "staff",
        "adjusts the part about the place to what was built",
        drafting.save_part,
        tender_id=tender.pk,
        number=3,
        text_kk=BUILT.kk,
        text_ru=BUILT.ru,
    )
    closes = moment(clock.calendar().next_working(local_day(stage.now()) + timedelta(days=40)), 18)
    announcing.set_dates(stage, tender, closes, closes + timedelta(hours=16))
    announcing.seat_commission(stage, tender, "64-Н")
    approve: dict[str, Any] = {"tender_id": tender.pk}
    stage.refused("head", "approves the documentation", publication.approve_documentation, **approve)
    stage.do(
        "staff",
        "explains what differs from the old documentation",
        replacement_tender.explain_changes,
        replacement_id=case.pk,
        places=[row.place for row in queries.documentation_changes(begun)],
        ground="performed",
        **WHY,
    )
    announcing.publish(stage, tender)
    return tender


def step(
    stage: Stage,
    case: Replacement,
    code: str,
    what: str,
    number: str,
    kk: str = "",
    ru: str = "",
    on: date | None = None,
) -> None:
    """The paper of one step, dated today unless it is an older one."""
    stage.do(
        "staff",
        what,
        actions.record_step,
        replacement_id=case.pk,
        code=code,
        done_on=on or local_day(stage.now()),
        number=number,
        note_kk=kk,
        note_ru=ru,
        upload=upload(f"{code}.pdf", what, number),
    )


def appoint_return(stage: Stage, case: Replacement) -> datetime:
    """While the tender runs land and object come back, and the acts of the old partner's costs are entered."""
    return watching.appoint_after(
        stage,
        local_day(stage.now()),
        [
            (3, lambda: step(stage, case, "s3", "enters the act on the return of the land", "2-Ж")),
            (8, lambda: return_object(stage, case)),
            (10, lambda: enter_acts(stage, case)),
        ],
    )


def return_object(stage: Stage, case: Replacement) -> None:
    """The inventory is the act of hand-over, with the day on which both sides signed it."""
    act = HandOver.objects.get(card=case.card)
    assert act.signed_at is not None
    step(
        stage,
        case,
        "s4",
        "enters the inventory of the unfinished object",
        act.number,
        RETURNED.kk,
        RETURNED.ru,
        local_day(act.signed_at),
    )


def enter_acts(stage: Stage, case: Replacement) -> None:
    for works in ACTS:
        enter_act(stage, case, works)


def enter_act(stage: Stage, case: Replacement, works: Works) -> None:
    stage.do(
        "staff",
        f"takes over the accepted act {works.number}",
        compensation.take_over_act,
        replacement_id=case.pk,
        accepted_id=case.card.acts.get(number=works.number).pk,
        within_design=works.within,
    )


def award(stage: Stage, case: Replacement, tender: Tender) -> None:
    """Two bids, one winner, an additional contract, its registration."""
    stage.next_day(2)
    for offer in (BEST, OTHER):
        bidding.bid(stage, tender, offer)
    judging.open_bids(stage, tender)
    stage.next_day()
    judging.admit(stage, tender)
    stage.next_day()
    judging.evaluate(stage, tender)
    judging.negotiate(stage, tender, NEW)
    judging.results(stage, tender)
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    contracting.conclude(stage, tender, NEW, "75-0041")
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))


# --- rights and money -------------------------------------------------------------------------------------


def finish(stage: Stage, case: Replacement) -> None:
    """Rights within ten working days; the 270 days run from the agreement with the university; acts, then money."""
    stage.next_day(3)
    step(stage, case, "s7", "enters the act by which all rights pass", "9-П")
    stage.next_day(2)
    step(stage, case, "s6", "enters the additional agreement to the consortium contract", "3-К/1")
    stage.refused(
        "staff",
        "enters costs without an act",
        compensation.add_act,
        replacement_id=case.pk,
        dated=local_day(stage.now()),
        **WITHOUT_ACT,
    )
    stage.next_day()
    stage.do("staff", "prints the calculation", compensation.print_calculation, replacement_id=case.pk)
    stage.do(
        "head",
        "declares the list of acts complete",
        compensation.declare_acts,
        replacement_id=case.pk,
        **DECLARED,
    )
    for number, days, amount in (("ПП-51", 40, Decimal(300_000_000)), ("ПП-88", 90, Decimal(300_700_000))):
        stage.next_day(days)
        stage.do(
            "staff",
            f"enters the payment {number} of the new partner",
            compensation.add_payment,
            replacement_id=case.pk,
            number=number,
            paid_on=local_day(stage.now()),
            amount=amount,
            upload=upload("payment.pdf", number),
        )
    stage.next_day()
    stage.do("head", "completes the replacement", actions.close_replacement, replacement_id=case.pk)
