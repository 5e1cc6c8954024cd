"""A contract that is not performed for six months: the partner is replaced by tender, its costs are compensated."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contracts.actions import card_life, compensation, months, replacement_tender
from contracts.actions import replacement as actions
from contracts.models import ContractCard, MonitoringMonth, Replacement
from contracts.queries import cards, of_tender
from contracts.queries import replacement as queries
from ppp_portal.law.calendar import add_months, local_day
from ppp_portal.training.play import announcing, bidding, contracting, judging
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.bidders import B, C
from ppp_portal.training.play.cases import sole
from ppp_portal.training.play.cases.extension import refused, upload
from ppp_portal.training.play.stage import Stage
from tenders.actions import drafting, publication
from tenders.models import Tender

OLD, NEW = sole.SOLE.who, C.who
OWN = Decimal(530_400_000)
BEST = replace(C, own=OWN, months=11, price="35500", member="", summary="Құрылысты 11 айда аяқтаймыз.")
OTHER = replace(B, own=OWN, months=12, price="36500", summary="Достроим объект за 12 месяцев.")
IDLE = {
    "reason_kk": "Құрылыс алаңында жұмыс жүргізілмеді, техника мен жұмысшылар болмады.",
    "reason_ru": "Работы на площадке не велись, техники и рабочих не было.",
}
REPLY = {
    "reply_kk": "Банк қаржыландыруды тоқтатты, жұмысты жалғастыруға мүмкіндік жоқ.",
    "reply_ru": "Банк прекратил финансирование, продолжать работы нет возможности.",
}
GROUND = {
    "ground_kk": "Жекеше әріптес қатарынан 6 ай шартты орындаған жоқ, қаржыландыруды қалпына келтірмеді.",
    "ground_ru": "Частный партнер 6 месяцев подряд не исполнял договор и не восстановил финансирование.",
}
CREDITORS = {
    "creditor_terms_kk": "«Тұмар Банк» АҚ-ға 180 000 000 теңге берешек банктің келісімімен жаңа әріптеске өтеді.",
    "creditor_terms_ru": "Долг 180 000 000 тенге перед «Тұмар Банк» АҚ с согласия банка переходит к новому партнеру.",
}
BUILT = (
    "Медеу ауданы, 0,9 га учаске. Іргетас пен 6 қабаттың 3-еуінің қаңқасы салынған, олар жаңа әріптеске беріледі.",
    "Медеуский район, участок 0,9 га. Возведены фундамент и каркас 3 из 6 этажей, они передаются новому партнеру.",
)
WHY = {
    "reason_kk": "Орындалған бөлік: № 7 орындалған жұмыстар актісі бойынша іргетас пен 3 қабат.",
    "reason_ru": "Исполненная часть: фундамент и 3 этажа по акту выполненных работ № 7.",
}
ACTS = (
    ("АВР-5", "Іргетас", "Фундамент", Decimal(214_500_000), Decimal(214_500_000)),
    ("АВР-7", "3 қабаттың қаңқасы", "Каркас 3 этажей", Decimal(386_200_000), Decimal(371_000_000)),
)


def play(stage: Stage) -> Replacement:
    """Ends with the new partner on the card, the rights passed and every confirmed tenge paid."""
    card = neglected(stage)
    case = open_case(stage, card)
    tender = begin(stage, case)
    hand_back(stage, case)
    award(stage, case, tender)
    finish(stage, case)
    return queries.by_id(case.pk)


# --- six months -------------------------------------------------------------------------------------------


def neglected(stage: Stage) -> ContractCard:
    """A contract concluded on this portal; after the first quarter nothing is built for six months."""
    contract = of_tender(sole.play(stage).pk)
    assert contract is not None
    card = ContractCard.objects.get(contract=contract)
    stage.do(
        "staff",
        "enters the university that signed the consortium contract",
        card_life.change_card,
        card_id=card.pk,
        rows={
            "parties": [
                {
                    "part": "university",
                    "name_kk": "«Медеу қолданбалы ғылымдар университеті» КЕАҚ",
                    "name_ru": "НАО «Медеуский университет прикладных наук»",
                }
            ]
        },
        basis_kk="Консорциум шарты, № 3-К",
        basis_ru="Договор консорциума № 3-К",
        upload=upload("consortium.pdf", "Консорциум шарты", "№ 3-К"),
    )
    first = add_months(local_day(stage.now()).replace(day=1), 1)
    for number in range(6):
        month_of(stage, card, add_months(first, number))
    return cards.by_id(card.pk)


def month_of(stage: Stage, card: ContractCard, month: date) -> None:
    """On the third working day after its end the month is marked; the partner answers within its time."""
    stage.go_to(moment(add_months(month, 1), 9))
    stage.next_day(3)
    row: MonitoringMonth = stage.do(
        "staff",
        f"marks {month:%m.%Y} as not performed, with the act of the inspection",
        months.record_month,
        card_id=card.pk,
        month=month,
        mark="not_performed",
        dated_on=local_day(stage.now()),
        upload=upload("inspection.pdf", "Тексеру актісі", f"{month:%m.%Y}"),
        **IDLE,
    )
    stage.next_day(2)
    stage.do(OLD, f"answers about {month:%m.%Y}", months.reply_month, month_id=row.pk, **REPLY)


def open_case(stage: Stage, card: ContractCard) -> Replacement:
    """The portal has proposed; the head decides, the staff opens the case."""
    stage.next_day(2)
    stage.do(
        "head",
        "decides that the partner is to be replaced",
        months.answer_six_months,
        card_id=card.pk,
        answer="replace",
        reason_kk=GROUND["ground_kk"],
        reason_ru=GROUND["ground_ru"],
    )
    stage.pass_time(hours=1)
    return stage.do(
        "staff", "opens the case of replacement", actions.open_replacement, card_id=card.pk, **GROUND
    )


# --- the tender -------------------------------------------------------------------------------------------


def begin(stage: Stage, case: Replacement) -> Tender:
    """The old documentation with one adjusted part: without a reason the head cannot approve it."""
    stage.next_day(3)
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
        text_kk=BUILT[0],
        text_ru=BUILT[1],
    )
    closes = moment(local_day(stage.now()) + timedelta(days=40), 18)
    announcing.set_dates(stage, tender, closes, closes + timedelta(hours=16))
    announcing.seat_commission(stage, tender, "64-Н")
    approve: dict[str, Any] = {"tender_id": tender.pk}
    refused(stage, "head", "approves the documentation", publication.approve_documentation, **approve)
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
    stage: Stage, case: Replacement, code: str, what: str, number: str, kk: str = "", ru: str = ""
) -> None:
    """The paper of one step, dated today."""
    stage.do(
        "staff",
        what,
        actions.record_step,
        replacement_id=case.pk,
        code=code,
        done_on=local_day(stage.now()),
        number=number,
        note_kk=kk,
        note_ru=ru,
        upload=upload(f"{code}.pdf", what, number),
    )


def hand_back(stage: Stage, case: Replacement) -> None:
    """While the tender runs the contract is terminated, land and object come back."""
    stage.next_day(3)
    step(stage, case, "s0t", "enters the agreement on the termination", "11-Р")
    stage.next_day(5)
    step(stage, case, "s3", "enters the act on the return of the land", "2-Ж")
    stage.next_day(4)
    step(
        stage,
        case,
        "s4",
        "enters the inventory of the unfinished object",
        "3-И",
        "Тізімдемеде 48 жол, 3 қабаттың қаңқасы.",
        "В описи 48 строк, каркас 3 этажей.",
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
    sum_one: dict[str, Any] = {
        "number": "АВР-9",
        "amount": Decimal(40_000_000),
        "dated": local_day(stage.now()),
    }
    refused(
        stage,
        "staff",
        "enters costs without an act",
        compensation.add_act,
        replacement_id=case.pk,
        what_kk="Қосалқы жұмыстар",
        what_ru="Вспомогательные работы",
        **sum_one,
    )
    for number, kk, ru, amount, within in ACTS:
        stage.do(
            "staff",
            f"enters the act {number}",
            compensation.add_act,
            replacement_id=case.pk,
            number=number,
            dated=local_day(stage.now()),
            what_kk=kk,
            what_ru=ru,
            amount=amount,
            within_design=within,
            upload=upload("act.pdf", number, kk, ru),
        )
    stage.next_day()
    stage.do("staff", "prints the calculation", compensation.print_calculation, replacement_id=case.pk)
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
