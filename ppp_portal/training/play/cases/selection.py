"""A dormitory with a qualification selection: one of three applicants is admitted; the tender fails under p. 44(4)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from ppp_portal.law.calendar import local_day
from ppp_portal.training.play import judging, stage_one
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.bidders import A, B, D
from ppp_portal.training.play.judging import Rejection
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.themes import NAURYZBAY
from tenders.models import Tender

OWN = Decimal(800_000_000)
APPLICANTS = tuple(replace(offer, own=OWN, form="deposit") for offer in (A, B, D))
IN_DEBT = Rejection(
    code="qualification",
    kk="Салық берешегі 6 айлық есептік көрсеткіштен асады, талап орындалмаған.",
    ru="Налоговая задолженность превышает 6 месячных расчетных показателей, требование не выполнено.",
    requirement=2,
    found={"tax_debt": Decimal(41_300)},
)
LISTED = Rejection(
    code="qualification",
    kk="Мемлекеттік сатып алуға жосықсыз қатысушылардың тізілімінде тұр.",
    ru="Состоит в реестре недобросовестных участников государственных закупок.",
    requirement=7,
)


def play(stage: Stage) -> Tender:
    """Ends with the signed protocol of the failed tender, before anybody could bid."""
    closes = moment(local_day(stage.now()) + timedelta(days=18), 18)
    tender = stage_one.announce(stage, NAURYZBAY, "selection", closes, "33-Н")
    stage.next_day(3)
    for offer in APPLICANTS:
        stage_one.apply(stage, tender, offer)
    stage_one.review(stage, tender, {B.who: IN_DEBT, D.who: LISTED})
    stage.next_day()
    return judging.fail(stage, tender, "44-4")
