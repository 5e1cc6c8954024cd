"""A college dormitory: nobody bids; the tender fails under p. 44(1), and a re-tender is announced as its child."""

from datetime import timedelta

from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.training.play import announcing, judging
from ppp_portal.training.play.announcing import moment
from ppp_portal.training.play.stage import Stage
from ppp_portal.training.play.table import declare
from ppp_portal.training.play.themes import COLLEGE
from tenders.actions import drafting
from tenders.models import Tender


def play(stage: Stage) -> Tender:
    """Ends with the signed protocol of the failed tender and the announced re-tender with its shorter clocks."""
    tender = fail_for_want_of_bids(stage)
    stage.next_day(3)
    child = stage.do(
        "staff",
        "starts the re-tender with the documentation of its parent",
        drafting.create_tender,
        project_id=tender.project_id,
        kind="re_tender",
        title_kk=f"{COLLEGE.title_kk} (қайта конкурс)",
        title_ru=f"{COLLEGE.title_ru} (повторный конкурс)",
        parent_id=tender.pk,
    )
    closes = moment(clock.calendar().next_working(local_day(stage.now()) + timedelta(days=18)), 18)
    announcing.set_dates(stage, child, closes, closes + timedelta(hours=16))
    announcing.seat_commission(stage, child, "18-Н")
    announcing.publish(stage, child)
    return tender


def fail_for_want_of_bids(stage: Stage) -> Tender:
    """Published, asked about, and never bid for: the portal proposes the failure, the commission confirms it."""
    closes = moment(local_day(stage.now()) + timedelta(days=37), 18)
    tender = announcing.announce(stage, COLLEGE, closes, closes + timedelta(hours=16), "15-Н")
    stage.next_day(2)
    question = announcing.ask(
        stage, "bidder_b", tender, "Возможно ли увеличить платеж за место с учетом роста тарифов?", "ru"
    )
    stage.next_day(2)
    announcing.answer(
        stage,
        question,
        (
            "Тарифтердің өсуін ескере отырып, орын үшін төлемді арттыруға бола ма?",
            "Возможно ли увеличить платеж за место с учетом роста тарифов?",
        ),
        (
            "Жоқ. Төлем 32 000 теңгеден аспайды, тариф тәуекелін мемлекет көтереді.",
            "Нет. Платеж не превышает 32 000 тенге, тарифный риск несет государство.",
        ),
    )
    assert tender.opens_at is not None
    stage.go_to(tender.opens_at)
    declare(stage, tender)
    return judging.fail(stage, tender, "44-1")
