"""A dormitory of 1 000 places: four bidders, questions, a consortium, a change, a withdrawal, a contract.

The totals are those of the scoring README: A 60, B 58, C 64, D 55.
"""

from dataclasses import replace
from datetime import timedelta

from ppp_portal.documents.values import Both
from ppp_portal.law.calendar import local_day
from ppp_portal.training.play import announcing, bidding, contracting, judging
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.bidders import A, B, C, D, Offer
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.themes import DORMITORY
from tenders.models import Tender

FIRST_D = replace(D, months=17, price="39500", summary="Срок строительства 17 месяцев.")
OUTSIDER = Offer(
    "outsider",
    1,
    (),
    A.own * 4 / 5,
    24,
    "39000",
    40,
    30,
    "Жабдықтау тәжірибеміз бар, құрылысты қосалқы мердігермен орындаймыз.",
)
CLAUSE = (
    "3.2",
    "Пайдалану кезеңі – 10 жыл. Авариялық жағдайларға 2 сағат ішінде, қысқы маусымда 1 сағат ішінде әрекет етіледі.",
    "Эксплуатационный период – 10 лет. На аварийные ситуации партнер реагирует в течение 2 часов, в зимний сезон в "
    "течение 1 часа.",
)
REMARKS = (
    (
        "secretary",
        "3.2-тармақ: студенттер қыста тұратындықтан, авариялық жағдайларға әрекет ету уақытын қысқартуды сұраймыз.",
        "Пункт 3.2: студенты живут и зимой, поэтому просим сократить время реагирования на аварии.",
    ),
    (
        "bidder_c",
        "Келісеміз: қысқы маусымда 1 сағат, басқа уақытта 2 сағат ұсынамыз.",
        "Согласны: предлагаем 1 час в зимний сезон и 2 часа в остальное время.",
    ),
)
DISSENT = Both(
    kk="Құрылыс мерзімі тым қысқа, іске асыру тәуекелі ескерілмеген деп есептеймін.",
    ru="Считаю, что срок строительства слишком короткий, а риск реализации не учтен.",
)


def play(stage: Stage) -> Tender:
    """Ends with the registered contract and every security settled."""
    tender = announce(stage)
    bid_in_turn(stage, tender)
    judging.open_bids(stage, tender)
    stage.next_day()
    judging.admit(stage, tender, absent=("member_3",))
    stage.next_day(2)
    judging.evaluate(stage, tender)
    stage.next_day()
    judging.negotiate(stage, tender, C.who, CLAUSE, REMARKS)
    judging.results(stage, tender, against={"member_2": DISSENT})
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    contracting.conclude(stage, tender, C.who)
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    contracting.settle_ledger(stage, tender)
    return tender


def announce(stage: Stage) -> Tender:
    """Publication, and two questions answered for everybody."""
    closes = moment(local_day(stage.now()) + timedelta(days=42), 18)
    tender = announcing.announce(stage, DORMITORY, closes, closes + timedelta(hours=16), "12-Н")
    stage.next_day(3)
    announcing.ask_and_answer(stage, DORMITORY, tender)
    announcing.follow(stage, tender, ("bidder_d",))
    return tender


def bid_in_turn(stage: Stage, tender: Tender) -> None:
    """Five bids: one is changed before the deadline, one withdrawn and its security returned."""
    stage.next_day(6)
    bidding.bid(stage, tender, A)
    bidding.bid(stage, tender, B)
    stage.next_day(3)
    bidding.bid(stage, tender, C)
    gone = bidding.bid(stage, tender, OUTSIDER)
    changed = bidding.bid(stage, tender, FIRST_D)
    stage.next_day(2)
    bidding.withdraw(stage, gone, OUTSIDER)
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    bidding.change(stage, changed, D, bidding.figures(D))
