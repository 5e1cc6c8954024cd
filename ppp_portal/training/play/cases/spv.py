"""A student campus of special significance: the winner's project company signs, on the commission's decision."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from ppp_portal.law.calendar import local_day
from ppp_portal.training.play import announcing, bidding, contracting, judging
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.bidders import C, D
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.themes import CAMPUS
from tenders.models import Tender

COMPANY = ("26054099150", "«Тұран Кампус Алматы» ЖШС", "ТОО «Туран Кампус Алматы»")
WINNER = replace(
    D,
    projects=5,
    risks=("R1", "R6"),
    own=Decimal(3_550_000_000),
    months=26,
    price="37000",
    summary="Для проекта создадим отдельную компанию: строительство 26 месяцев, эксплуатация 15 лет.",
    spv=COMPANY[2],
)
OTHER = replace(
    C,
    member="",
    projects=4,
    own=Decimal(2_982_000_000),
    months=27,
    price="38000",
    summary="2 400 орындық қалашықты екі кезеңмен 27 айда саламыз.",
)
GUARANTEE = Decimal(1_420_000_000)


def play(stage: Stage) -> Tender:
    """Ends with the contract that the winner's company signed, guaranteed by a bank."""
    closes = moment(local_day(stage.now()) + timedelta(days=50), 18)
    tender = announcing.announce(stage, CAMPUS, closes, closes + timedelta(hours=16), "24-Н")
    stage.next_day(8)
    bidding.bid(stage, tender, OTHER)
    bidding.bid(stage, tender, WINNER)
    judging.open_bids(stage, tender)
    stage.next_day()
    judging.admit(stage, tender)
    stage.next_day()
    judging.evaluate(stage, tender)
    judging.negotiate(stage, tender, WINNER.who)
    judging.results(stage, tender)
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    stage.next_day(2)
    company = contracting.found_company(stage, WINNER.who, *COMPANY)
    stage.next_day()
    contracting.declare_company(stage, tender, WINNER.who, GUARANTEE)
    contracting.agree_terms(stage, tender, WINNER.who)
    contracting.sign(stage, tender, company)
    contracting.register(stage, tender, "75-0040")
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    contracting.settle_ledger(stage, tender)
    return tender
