"""A dormitory of 500 places: day 91; the head records that the winner evaded; forfeiture; the next best signs."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from ppp_portal.law.calendar import local_day
from ppp_portal.training.play import announcing, bidding, contracting, judging
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.bidders import A, D
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.table import protocol, sitting
from ppp_portal.training.play.themes import TURKSIB
from tenders.actions import evaluation, outcome
from tenders.models import Tender
from tenders.rules.documentation import Pair

WINNER = replace(
    D,
    projects=4,
    own=Decimal(792_000_000),
    months=15,
    price="31000",
    summary="Строим за 15 месяцев по проекту повторного применения.",
)
SECOND = replace(
    A,
    projects=3,
    risks=("R1",),
    own=Decimal(660_000_000),
    months=18,
    price="33000",
    summary="500 орындық жатақхананы 18 айда салып, өзіміз пайдаланамыз.",
)
REASON = Pair(
    "Жеңімпаз шартқа қол қоюға шақыру алған, 90 күн ішінде жауап бермеді; екі ескерту хаты жіберілді.",
    "Победитель получил приглашение подписать договор и за 90 дней не ответил; направлены два напоминания.",
)
DECISION = Pair(
    "Жеңімпаз шарт жасасудан жалтарды: шарт 90 күн ішінде жасалмады.",
    "Победитель уклонился от заключения договора: договор не заключен в течение 90 дней.",
)


def play(stage: Stage) -> Tender:
    """Ends with the first security in the budget and the contract with the next best bidder in force."""
    tender = _to_results(stage)
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    held = contracting.evade(stage, tender, REASON)
    contracting.forfeit(stage, held, DECISION)
    stage.next_day()
    with sitting(stage, tender, "evaluation") as table:
        table.decide("the evader's bid is dropped", outcome.put_reselection, tender_id=tender.pk)
        stage.do("chair", "returns to the scored bids", outcome.reselect_after_evasion, tender_id=tender.pk)
        table.decide("the next bid is the best", evaluation.put_result, tender_id=tender.pk)
        stage.pass_time(minutes=30)
    protocol(stage, tender, "tender.evaluation", table)
    judging.negotiate(stage, tender, SECOND.who)
    judging.results(stage, tender)
    contracting.conclude(stage, tender, SECOND.who, "75-0031")
    contracting.settle_ledger(stage, tender)
    return tender


def _to_results(stage: Stage) -> Tender:
    closes = moment(local_day(stage.now()) + timedelta(days=38), 12)
    tender = announcing.announce(stage, TURKSIB, closes, closes + timedelta(hours=4), "18-Н")
    stage.next_day(5)
    bidding.bid(stage, tender, WINNER)
    bidding.bid(stage, tender, SECOND)
    judging.open_bids(stage, tender)
    stage.next_day()
    judging.admit(stage, tender)
    stage.next_day(2)
    judging.evaluate(stage, tender)
    judging.negotiate(stage, tender, WINNER.who)
    return judging.results(stage, tender)
