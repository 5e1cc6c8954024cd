"""A campus of 2 400 places, technically complex: proposals are discussed, the invited bid, one of them wins."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from ppp_portal.documents.values import Both
from ppp_portal.law.calendar import local_day
from ppp_portal.training.play import bidding, judging, stage_one
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.bidders import A, B, C
from ppp_portal.training.play.judging import Rejection
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.themes import CAMPUS
from tenders.models import Tender

OWN = Decimal(2_900_000_000)
BEST = replace(A, own=OWN, months=26, price="36000")
OTHER = replace(B, own=OWN, months=29, price="41000", form="deposit")
TURNED_DOWN = replace(C, own=OWN, member="")
BANKRUPT = Rejection(
    code="qualification",
    kk="Банкроттық рәсімі басталғаны туралы сот ұйғарымы бар.",
    ru="Есть определение суда о возбуждении процедуры банкротства.",
    requirement=4,
)
HEATING = Both(
    kk="Жылу көзі ретінде газ қазандығымен қатар жылу сорғысына да рұқсат етіледі.",
    ru="Источником тепла наряду с газовой котельной допускается тепловой насос.",
)
PHASES = Both(
    kk="Объект 2 кезеңмен тапсырылады: алғашқы 1 200 орын 18 айда.",
    ru="Объект сдается в 2 очереди: первые 1 200 мест за 18 месяцев.",
)


def play(stage: Stage) -> Tender:
    """Ends with the signed results: three proposals, two invited, two bids, one winner."""
    closes = moment(local_day(stage.now()) + timedelta(days=24), 18)
    tender = stage_one.announce(stage, CAMPUS, "two_stage", closes, "31-Н")
    stage.next_day(4)
    for offer in (BEST, OTHER, TURNED_DOWN):
        stage_one.apply(stage, tender, offer)
    stage_one.review(stage, tender, {TURNED_DOWN.who: BANKRUPT})
    stage_one.discuss(stage, tender, HEATING, PHASES)
    stage.next_day(5)
    closes = moment(local_day(stage.now()) + timedelta(days=36), 18)
    stage_one.invite(stage, CAMPUS, tender, closes, closes + timedelta(hours=16), HEATING, PHASES)
    stage.next_day(5)
    for offer in (BEST, OTHER):
        bidding.bid(stage, tender, offer)
    judging.open_bids(stage, tender)
    stage.next_day()
    judging.admit(stage, tender)
    stage.next_day()
    judging.evaluate(stage, tender)
    judging.negotiate(stage, tender, BEST.who)
    return judging.results(stage, tender)
