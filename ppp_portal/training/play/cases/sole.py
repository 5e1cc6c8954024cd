"""A dormitory of 400 places with one bidder: p. 41 negotiates with the sole bidder too; the contract follows."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from ppp_portal.documents.values import Both
from ppp_portal.law.calendar import local_day
from ppp_portal.training.play import announcing, bidding, contracting, judging
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.bidders import A
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.themes import MEDEU
from tenders.models import Tender

SOLE = replace(
    A,
    projects=2,
    risks=("R2",),
    own=Decimal(540_800_000),
    months=14,
    price="35000",
    not_similar=1,
    summary="400 орындық жатақхананы 14 айда салып, пайдалануға береміз.",
)
NOT_BUILT = Both(
    kk="Қонақүйді пайдалану құрылыс жобасы емес (4-қосымшаның К1 ескертпесі).",
    ru="Эксплуатация гостиницы не является проектом строительства (примечание К1 приложения 4).",
)


def play(stage: Stage) -> Tender:
    """Ends with the registered contract of the only bidder, without any tie or rank to decide."""
    tender = announce_and_bid(stage)
    judging.open_bids(stage, tender)
    stage.next_day()
    judging.admit(stage, tender)
    stage.next_day()
    judging.evaluate(stage, tender, {(SOLE.who, "k1", 2): (0, NOT_BUILT)})
    judging.negotiate(stage, tender, SOLE.who)
    judging.results(stage, tender)
    contracting.conclude(stage, tender, SOLE.who, "75-0009")
    stage.next_day()
    bidding.give_back(stage, *bidding.due_now(tender))
    contracting.settle_ledger(stage, tender)
    return tender


def announce_and_bid(stage: Stage) -> Tender:
    closes = moment(local_day(stage.now()) + timedelta(days=36), 18)
    tender = announcing.announce(stage, MEDEU, closes, closes + timedelta(hours=16), "27-Н")
    stage.next_day(6)
    bidding.bid(stage, tender, SOLE)
    return tender
