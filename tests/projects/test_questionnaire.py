"""The questionnaire of the working group: the same questions to all, answered until one moment known to all."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.actions import Ask, Reply
from ppp_portal.comparison.models import Questionnaire
from ppp_portal.desk.queries import initiatives as desk
from ppp_portal.journal import clock
from ppp_portal.journal.models import OutboxMessage, Record
from ppp_portal.law.refusals import Refused
from ppp_portal.notices.wrapping import unwrap_all
from projects.actions import comparing
from tests.projects.alternatives import TICK, open_all, submitted
from tests.projects.factories import DAY, published_notice

pytestmark = pytest.mark.django_db


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


@pytest.fixture
def opened(cast, clock_at):
    """One proposal, opened; the questions are written and not sent."""
    notice = published_notice(cast, clock_at)
    proposal = submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    comparing.write_questions(
        notice_id=notice.pk,
        title_kk="Салыстыру",
        title_ru="Сравнение",
        questions=[Ask("Бағасы", "Цена", "number")],
        by=cast.secretary,
    )
    proposal.refresh_from_db()
    return proposal


def send(cast, proposal, days=7):
    until = clock.now() + days * DAY
    comparing.send_questions(notice_id=proposal.notice_id, answers_until=until, by=cast.secretary)
    return until


def answer(cast, proposal, price=5):
    replies = [Reply(1, figure=Decimal(price))]
    comparing.answer_questions(proposal_id=proposal.pk, replies=replies, by=cast.bidder_a)


def test_nothing_is_asked_without_an_end_of_the_answers(cast, opened):
    for until, refused in ((None, "comparison.until_missing"), (clock.now(), "comparison.until_too_soon")):
        with pytest.raises(Refused) as found:
            comparing.send_questions(notice_id=opened.notice_id, answers_until=until, by=cast.secretary)
        assert codes(found) == [refused]
    assert compared.questionnaire(opened.notice.subject).state == "draft"


def test_answers_are_open_to_the_last_instant_and_refused_with_words_after_it(
    cast, opened, clock_at, client_of
):
    until = send(cast, opened)
    answer(cast, opened)
    clock_at.set(until)
    answer(cast, opened, 6)
    clock_at.set(until + TICK)
    with pytest.raises(Refused) as refused:
        answer(cast, opened, 4)
    assert codes(refused) == ["comparison.answers_closed"]
    bidder, url = client_of(cast.bidder_a), reverse("projects:proposal_questionnaire", args=[opened.pk])
    late = bidder.post(url, {"1-state": "given", "1-figure": "4"})
    assert late.status_code == 422
    assert "Жауаптар" in late.content.decode()
    page = bidder.get(url).content.decode()
    assert "Жауаптар енді қабылданбайды" in page
    assert "<fieldset disabled>" in page
    assert "Жауаптарды жіберу" not in page
    (kept,) = compared.answers_of(compared.column_of(opened.notice.subject, cast.org_a.pk)).values()
    assert kept.number == 6


def test_the_desk_and_the_page_of_a_bidder_say_until_when(cast, opened, clock_at, client_of):
    until = send(cast, opened)
    (thing,) = desk.of_bidder(cast.bidder_a, clock.now())
    assert thing.due_at == until
    page = client_of(cast.bidder_a).get(reverse("projects:proposal", args=[opened.pk])).content.decode()
    assert "Жауаптарды қабылдаудың соңы" in page
    told = OutboxMessage.objects.filter(kind="notices.deliver", payload__kind="proposal.questionnaire")
    assert [row.payload["person"] for row in told] == [cast.bidder_a.person_id]
    clock_at.set(until + TICK)
    assert desk.of_bidder(cast.bidder_a, clock.now()) == []
    asked = reverse("projects:proposal_questionnaire", args=[opened.pk])
    assert (
        asked
        not in client_of(cast.bidder_a).get(reverse("projects:proposal", args=[opened.pk])).content.decode()
    )


def test_until_the_end_nothing_is_closed_and_nobody_is_noted_as_silent(cast, opened, clock_at, client_of):
    until = send(cast, opened)
    chair, room = client_of(cast.chair), reverse("projects:group_notice", args=[opened.notice_id])
    assert "close-comparison" not in chair.get(room).content.decode()
    column = compared.column_of(opened.notice.subject, cast.org_a.pk)
    for act in (
        lambda: comparing.close_group_comparison(notice_id=opened.notice_id, by=cast.chair),
        lambda: comparing.note_silence(notice_id=opened.notice_id, column_id=column.pk, by=cast.chair),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused)[0] == "comparison.still_open"
    clock_at.set(until + TICK)
    comparing.note_silence(notice_id=opened.notice_id, column_id=column.pk, by=cast.chair)
    assert "close-comparison" in chair.get(room).content.decode()


def test_the_end_is_put_off_for_everybody_and_both_moments_stand_in_the_journal(
    cast, opened, clock_at, client_of
):
    until = send(cast, opened)
    clock_at.set(until + TICK)  # also for whoever came late
    chair, url = client_of(cast.chair), reverse("projects:group_until", args=[opened.notice_id])
    assert chair.post(url, {"answers_until": until.strftime("%d.%m.%Y 09:00")}).status_code == 422
    later = (until + 5 * DAY).strftime("%d.%m.%Y 18:00")
    assert client_of(cast.member_1).post(url, {"answers_until": later}).status_code == 422
    assert chair.post(url, {"answers_until": later}).status_code == 303
    sheet = compared.questionnaire(opened.notice.subject)
    assert sheet.answers_until > until + 4 * DAY
    kept = bytes(Record.objects.get(kind="comparison.put_off").body).decode()
    assert f"{until:%Y-%m-%dT%H:%M}" in kept
    assert f"{sheet.answers_until:%Y-%m-%dT%H:%M}" in kept
    told = OutboxMessage.objects.filter(payload__kind="proposal.questionnaire_put_off")
    assert told.count() == 1
    answer(cast, opened)
    assert timedelta(0) < sheet.answers_until - clock.now()


REASON = {"reason_kk": "Барлығы жауап берді", "reason_ru": "Все ответили"}


def test_the_end_is_brought_forward_for_a_reason_that_everybody_is_told_and_never_into_the_past(
    cast, opened, client_of
):
    until = send(cast, opened, days=50)
    chair, url = client_of(cast.chair), reverse("projects:group_until", args=[opened.notice_id])
    sooner = (clock.now() + 7 * DAY).strftime("%d.%m.%Y 18:00")
    for sent in (
        {"answers_until": sooner},  # no reason
        {"answers_until": (clock.now() - DAY).strftime("%d.%m.%Y 18:00"), **REASON},
        {"answers_until": clock.now().strftime("%d.%m.%Y 23:59"), **REASON},  # not a whole working day
        {"answers_until": until.replace(year=2062).strftime("%d.%m.%Y 18:00")},
    ):
        assert chair.post(url, sent).status_code == 422
    assert chair.post(url, {"answers_until": sooner, **REASON}).status_code == 303
    sheet = compared.questionnaire(opened.notice.subject)
    assert sheet.answers_until < until
    kept = bytes(Record.objects.get(kind="comparison.brought_forward").body).decode()
    assert f"{until:%Y-%m-%dT%H:%M}" in kept
    assert REASON["reason_ru"] in kept
    (told,) = OutboxMessage.objects.filter(payload__kind="proposal.questionnaire_brought_forward")
    said = {language: unwrap_all(told.payload["params"], language)["reason"] for language in ("kk", "ru")}
    assert said == {"kk": REASON["reason_kk"], "ru": REASON["reason_ru"]}
    assert chair.post(url, {"answers_until": f"{until:%d.%m.%Y} 18:00"}).status_code == 303  # and back again
    assert OutboxMessage.objects.filter(payload__kind="proposal.questionnaire_put_off").count() == 1


def test_questions_sent_without_an_end_get_one_and_everybody_is_told(cast, opened, client_of):
    send(cast, opened)
    Questionnaire.objects.update(answers_until=None)  # as those were sent that had no end yet
    OutboxMessage.objects.all().delete()
    chair, room = client_of(cast.chair), reverse("projects:group_notice", args=[opened.notice_id])
    url = reverse("projects:group_until", args=[opened.notice_id])
    assert f'href="{url}"' in chair.get(room).content.decode()
    assert f'href="{url}"' not in client_of(cast.member_1).get(room).content.decode()
    assert chair.get(url).status_code == 200
    week = (clock.now() + 7 * DAY).strftime("%d.%m.%Y 18:00")
    assert chair.post(url, {"answers_until": week}).status_code == 303
    assert compared.questionnaire(opened.notice.subject).answers_until is not None
    assert Record.objects.filter(kind="comparison.end_set").exists()
    assert OutboxMessage.objects.filter(payload__kind="proposal.questionnaire").count() == 1
