"""The log of questions and answers is printed when submission ends, and names nobody (art. 37(4))."""

from datetime import timedelta

import pytest

from ppp_portal.documents.models import PrintOrder
from tenders.actions.cutoff import close_submission
from tenders.models import Tender
from tests.tenders.factories import published_tender

pytestmark = pytest.mark.django_db
TEXTS = {
    "question_kk": "Неше орын?",
    "question_ru": "Сколько мест?",
    "answer_kk": "1 000",
    "answer_ru": "1 000",
}


def closed(tender: Tender, clock_at) -> None:
    clock_at.set(tender.closes_at + timedelta(seconds=1))
    assert close_submission(tender_id=tender.pk)


def test_answers_are_printed_at_the_end_of_submission_without_the_asker(cast, clock_at):
    from tenders.actions import questions

    tender = published_tender(cast, clock_at)
    asked = questions.ask_question(tender_id=tender.pk, text="Сколько мест?", language="ru", by=cast.bidder_a)
    questions.answer_question(question_id=asked.pk, by=cast.staff, **TEXTS)
    questions.ask_question(tender_id=tender.pk, text="Без ответа", language="ru", by=cast.bidder_b)
    closed(tender, clock_at)
    order = PrintOrder.objects.get(kind="tender.answers")
    assert "Сколько мест?" in order.context
    assert "Без ответа" not in order.context
    assert cast.org_a.bin not in order.context
    assert cast.org_a.name_ru not in order.context


def test_nothing_is_printed_when_nobody_asked(cast, clock_at):
    closed(published_tender(cast, clock_at), clock_at)
    assert not PrintOrder.objects.filter(kind="tender.answers").exists()
