"""A dormitory of 750 places: an amendment stops the clock of submission; one bid is not admitted, one is left."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from ppp_portal.law.calendar import local_day
from ppp_portal.training.play import announcing, bidding, contracting, judging, texts
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.bidders import A, B
from ppp_portal.training.play.judging import Rejection
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.themes import NAURYZBAY
from tenders.actions import amendments, drafting
from tenders.models import Tender

KEPT = replace(
    A,
    projects=3,
    own=Decimal(975_000_000),
    months=19,
    price="34000",
    summary="750 орындық жатақхананы 19 айда салып береміз.",
)
LATER = replace(
    B,
    projects=4,
    own=Decimal(858_000_000),
    months=20,
    price="30000",
    summary="Снижаем платеж за место за счет собственного производства.",
)
CHANGED = replace(LATER, months=19, price="30400", summary="Учтена новая площадь участка; срок 19 месяцев.")
CORRECTED = replace(NAURYZBAY, hectares="1,7")
REASON = (
    "Жер кадастры деректері нақтыланды: учаске ауданы 1,5 га емес, 1,7 га, желілерге дейін 120 м.",
    "Уточнены данные земельного кадастра: площадь участка не 1,5 га, а 1,7 га, до сетей 120 м.",
)
TAX = Rejection(
    "qualification",
    "Салық органының анықтамасына сай 41 300 теңге берешек 6 АЕК-тен асады (32-баптың 1-тармағының 2) тармақшасы).",
    "По справке налогового органа задолженность 41 300 тенге превышает 6 МРП (подпункт 2) пункта 1 статьи 32).",
    requirement=2,
    found={"tax_debt": Decimal(41_300)},
)


def play(stage: Stage) -> Tender:
    """Ends with the registered contract of the bidder that was left after the admission."""
    closes = moment(local_day(stage.now()) + timedelta(days=45), 18)
    tender = announcing.announce(stage, NAURYZBAY, closes, closes + timedelta(hours=16), "21-Н")
    stage.next_day(4)
    kept = bidding.bid(stage, tender, KEPT)
    later = bidding.bid(stage, tender, LATER)
    stage.next_day(2)
    amend(stage, tender)
    stage.next_day()
    bidding.confirm(stage, kept, KEPT)
    bidding.submit(stage, kept, KEPT, "submits the bid again under the amended documentation")
    stage.next_day(2)
    bidding.confirm(stage, later, LATER)
    bidding.change(stage, later, LATER, bidding.figures(CHANGED))
    judging.open_bids(stage, tender)
    stage.next_day()
    judging.admit(stage, tender, {LATER.who: TAX})
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    judging.evaluate(stage, tender)
    judging.negotiate(stage, tender, KEPT.who)
    judging.results(stage, tender)
    contracting.conclude(stage, tender, KEPT.who, "75-0024")
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    contracting.settle_ledger(stage, tender)
    return tender


def amend(stage: Stage, tender: Tender) -> None:
    """The staff proposes, the head announces: submission stands still until the amended text is posted."""
    proposed = stage.do(
        "staff",
        "proposes to amend the documentation",
        amendments.propose_amendment,
        tender_id=tender.pk,
        reason_kk=REASON[0],
        reason_ru=REASON[1],
    )
    stage.pass_time(hours=2)
    stage.do(
        "head",
        "announces the amendment: the clock of submission stops",
        amendments.announce_amendment,
        tender_id=tender.pk,
        approval_id=proposed.pk,
        seen=proposed.digest,
    )
    stage.next_day(3)
    kk = (
        f"Объект {NAURYZBAY.where_kk} орналасады. Учаске ауданы {CORRECTED.hectares} га, инженерлік желілерге "
        "қосылу нүктелері шекарадан 120 метрден алыс емес."
    )
    ru = (
        f"Объект расположен {NAURYZBAY.where_ru}. Площадь участка {CORRECTED.hectares} га, точки подключения к "
        "инженерным сетям не далее 120 метров от границы."
    )
    stage.do(
        "staff",
        "writes part 3 anew",
        drafting.save_part,
        tender_id=tender.pk,
        number=3,
        text_kk=kk,
        text_ru=ru,
    )
    stage.do(
        "staff",
        "writes the plot anew in clause 2.1 of the draft contract, part 5",
        drafting.set_clauses,
        tender_id=tender.pk,
        clauses=texts.clauses(CORRECTED),
    )
    submitted = stage.do(
        "staff",
        "submits the amended documentation to the head",
        amendments.submit_amendment,
        tender_id=tender.pk,
    )
    stage.do(
        "head",
        "posts the amended documentation: the remaining time runs on",
        amendments.post_amendment,
        tender_id=tender.pk,
        approval_id=submitted.pk,
        seen=submitted.digest,
    )
