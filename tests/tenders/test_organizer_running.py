"""The organiser's pages of a tender that is announced: questions, amendments, a cancellation, a stay."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ppp_portal.accounts.approvals import waiting
from ppp_portal.web.wording import moment
from tenders.actions import amendments, questions
from tenders.models import Question, Tender
from tests.tenders.factories import (
    START,
    make_documentation,
    make_tender,
    published_tender,
)
from tests.tenders.organizer import url
from tests.tenders.test_publication import PDF, REASON
from tests.tenders.test_publication import draft as draft  # the fixture

pytestmark = pytest.mark.django_db


# --- questions --------------------------------------------------------------------------------------------


@pytest.fixture
def accepting(cast, clock_at) -> Tender:
    return published_tender(cast, clock_at)


def test_a_question_is_answered_in_both_languages_and_its_asker_never_shown(accepting, cast, client_of):
    questions.ask_question(
        tender_id=accepting.pk, text="Орын саны 1 000 бе?", language="kk", by=cast.bidder_a
    )
    browser = client_of(cast.staff)
    inbox = browser.get(url("organizer_questions", accepting.pk)).content.decode()
    assert "Орын саны" in inbox
    assert cast.org_a.name_ru not in inbox
    assert cast.org_a.name_kk not in inbox
    address = url("organizer_answer", accepting.pk, 1)
    assert "Орын саны 1 000 бе?" in browser.get(address).content.decode()
    half = browser.post(
        address, {"question_kk": "1 000 бе?", "question_ru": "1 000?", "answer_kk": "Иә", "answer_ru": ""}
    )
    assert half.status_code == 422
    assert "id_answer_ru_error" in half.content.decode()
    full = {"question_kk": "1 000 бе?", "question_ru": "1 000?", "answer_kk": "Иә", "answer_ru": "Да"}
    assert browser.post(address, full).status_code == 303
    assert Question.objects.get().answer_ru == "Да"
    assert client_of(cast.other_staff).get(address).status_code == 404


# --- amendment, cancellation, stay ------------------------------------------------------------------------


def test_art37_5_after_the_last_day_for_amendments_the_page_gives_the_reason_and_no_form(
    accepting, cast, client_of, clock_at
):
    staff, page = client_of(cast.staff), url("organizer_amendments", accepting.pk)
    assert 'name="reason_kk"' in staff.get(page).content.decode()
    clock_at.set(accepting.closes_at - timedelta(days=1))
    shown = staff.get(page)
    assert [reason.code for reason in shown.context["too_late"]] == ["amendment.frozen"]
    assert 'name="reason_kk"' not in shown.content.decode()
    assert shown.context["too_late"][0].message in shown.content.decode()
    assert staff.post(page, REASON).status_code == 422


def test_an_organiser_who_has_nothing_to_do_is_told_when_the_commission_opens_the_bids(
    accepting, cast, client_of, clock_at
):
    staff, page = client_of(cast.staff), url("organizer_tender", accepting.pk)

    def waits():
        return staff.get(page).context["waits"]

    assert not waits(), "the documentation can still be amended"
    clock_at.set(accepting.closes_at - timedelta(days=1))
    before = waits()
    clock_at.set(accepting.closes_at + timedelta(minutes=1))
    after = waits()
    assert moment(accepting.opens_at, lang="ru") in before
    assert moment(accepting.opens_at, lang="ru") in after
    assert before != after
    assert after in staff.get(page).content.decode()


def test_art37_5_an_amendment_is_proposed_announced_edited_and_posted(accepting, cast, client_of, clock_at):
    staff, head = client_of(cast.staff), client_of(cast.head)
    page = url("organizer_amendments", accepting.pk)
    assert staff.post(page, {"reason_kk": "Себеп", "reason_ru": ""}).status_code == 422
    assert staff.post(page, REASON).status_code == 303
    assert staff.get(url("organizer_announce", accepting.pk)).status_code == 404
    assert head.get(url("organizer_proposals")).context["rows"]
    seen = waiting("tender.amendment", accepting.subject).digest
    address = url("organizer_announce", accepting.pk)
    assert seen in head.get(address).content.decode()
    assert head.post(address, {"confirmed": "yes", "seen": "0" * 64}).status_code == 422
    assert head.post(address, {"confirmed": "yes", "seen": seen}).status_code == 303
    clock_at.forward(timedelta(days=2))
    unchanged = staff.post(url("organizer_submit_amendment", accepting.pk), {"confirmed": "yes"})
    assert unchanged.status_code == 422
    staff.post(url("organizer_part", accepting.pk, 3), {"text_kk": "Жаңа мәтін", "text_ru": "Новый текст"})
    differences = staff.get(page).content.decode()
    assert "<ins>" in differences
    assert staff.post(url("organizer_attach", accepting.pk, 2), {
        "file": SimpleUploadedFile("study.pdf", PDF, "application/pdf"), "file_language": "both",
        "file_title_kk": "ТЭН", "file_title_ru": "ТЭО",
    }).status_code == 303  # fmt: skip
    before = accepting.closes_at
    submitting, posting = (
        url("organizer_submit_amendment", accepting.pk),
        url("organizer_post_amendment", accepting.pk),
    )
    assert head.get(posting).status_code == 404
    assert "2026" in staff.get(submitting).content.decode()
    assert staff.post(submitting, {"confirmed": "yes"}).status_code == 303
    assert staff.get(submitting).status_code == 404
    assert staff.get(posting).status_code == 404
    assert [row["url"] for row in head.get(url("organizer_proposals")).context["rows"]] == [posting]
    seen = waiting("tender.amended_text", accepting.subject).digest
    assert seen in head.get(posting).content.decode()
    assert head.post(posting, {"confirmed": "yes", "seen": "0" * 64}).status_code == 422
    assert head.post(posting, {"confirmed": "yes", "seen": seen}).status_code == 303
    accepting.refresh_from_db()
    assert accepting.closes_at == before + timedelta(days=2)


def test_the_head_declines_a_proposal_with_a_reason(accepting, cast, client_of):
    amendments.propose_amendment(tender_id=accepting.pk, by=cast.staff, **REASON)
    head = client_of(cast.head)
    address = url("organizer_decline", accepting.pk, "amendment")
    seen = waiting("tender.amendment", accepting.subject).digest
    assert head.post(address, {"confirmed": "yes", "seen": seen, "reason": ""}).status_code == 422
    assert head.post(address, {"confirmed": "yes", "seen": seen, "reason": "Не нужно"}).status_code == 303
    assert waiting("tender.amendment", accepting.subject) is None
    assert client_of(cast.staff).get(address).status_code == 404


def test_art35_a_cancellation_takes_two_people(accepting, cast, client_of):
    assert client_of(cast.staff).post(url("organizer_cancel", accepting.pk), REASON).status_code == 303
    head = client_of(cast.head)
    address = url("organizer_cancel_confirm", accepting.pk)
    seen = waiting("tender.cancellation", accepting.subject).digest
    assert head.get(address).status_code == 200
    assert head.post(address, {"confirmed": "yes", "seen": seen}).status_code == 303
    accepting.refresh_from_db()
    assert accepting.state == "cancelled"
    assert head.get(url("organizer_tender", accepting.pk)).status_code == 200


def test_art57_3_a_stay_keeps_the_time_and_ends(accepting, cast, client_of, clock_at):
    head, staff = client_of(cast.head), client_of(cast.staff)
    address, confirm = url("organizer_stay", accepting.pk), url("organizer_stay_confirm", accepting.pk)
    assert staff.post(address, {**REASON, "act": "", "act_date": ""}).status_code == 422
    given = {**REASON, "act": "Определение суда № 5", "act_date": date(2026, 3, 1).isoformat()}
    assert staff.post(address, given).status_code == 303
    assert (
        "Определение суда № 5"
        in head.get(url("organizer_proposals")).content.decode() + head.get(confirm).content.decode()
    )
    proposal = waiting("tender.stay", accepting.subject)
    assert head.post(confirm, {"confirmed": "yes", "seen": proposal.digest}).status_code == 303
    before = accepting.closes_at
    clock_at.forward(timedelta(days=3))
    end = url("organizer_end_stay", accepting.pk)
    assert staff.post(end, {"act": ""}).status_code == 422
    given = {"act": "Определение суда № 6", "act_date": date(2026, 3, 2).isoformat()}
    assert staff.post(end, given).status_code == 303
    assert "Определение суда № 6" in staff.get(end).content.decode()
    ending, proposal = (
        url("organizer_end_stay_confirm", accepting.pk),
        waiting("tender.stay_end", accepting.subject),
    )
    assert "Определение суда № 6" in head.get(ending).content.decode()
    assert staff.get(ending).status_code == 404
    assert head.post(ending, {"seen": proposal.digest}).status_code == 422
    assert head.post(ending, {"confirmed": "yes", "seen": proposal.digest}).status_code == 303
    accepting.refresh_from_db()
    assert accepting.closes_at == before + timedelta(days=3)
    assert staff.get(end).status_code == staff.get(confirm).status_code == 404


def test_art42_while_stage_one_runs_the_organiser_reads_what_comes_next(cast, client_of, clock_at):
    clock_at.set(START)
    tender = make_tender(
        cast,
        kind="two_stage",
        state="stage1_accepting",
        stage1_closes_at=START + timedelta(days=18),
        stage1_published_at=START,
    )
    make_documentation(tender, posted_at=None)
    staff, overview = client_of(cast.staff), url("organizer_tender", tender.pk)
    assert "Затем комиссия вскрывает их" in staff.get(overview).content.decode()
    for address in (url("organizer_documentation", tender.pk), url("organizer_part", tender.pk, 9)):
        shown = staff.get(address).content.decode()
        assert "Пока идет первый этап" in shown
        assert "Опубликованный текст" not in shown
    listed = staff.get(url("organizer_tenders"))
    assert listed.context["rows"][0]["ends_at"] == tender.stage1_closes_at
    assert "20 марта 2026" in listed.content.decode().replace("\u00a0", " ")
    clock_at.set(tender.stage1_closes_at + timedelta(days=1))
    assert "принимает решение по каждому кандидату" in staff.get(overview).content.decode()
    titles = {"title_kk": "Кешен", "title_ru": "Комплекс"}
    Tender.objects.filter(pk=tender.pk).update(state="stage1_closed")
    told = staff.post(url("organizer_basics", tender.pk), titles, follow=True)
    assert "Вступит в силу с размещением" in told.content.decode()


# --- calendar ---------------------------------------------------------------------------------------------


def test_the_calendar_file_holds_every_deadline(accepting, cast, client_of):
    answer = client_of(cast.staff).get(url("organizer_calendar", accepting.pk))
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.count(b"BEGIN:VEVENT") == 4


def test_the_organiser_cannot_tell_seven_bids_from_none(accepting, cast, client_of):
    from tests.registry.worlds import normalised, with_bids

    browser = client_of(cast.head)
    names = ("organizer_tender", "organizer_documentation", "organizer_questions", "organizer_amendments",
             "organizer_commission", "organizer_cancel", "organizer_stay", "organizer_calendar",
             "organizer_preview")  # fmt: skip
    addresses = [url(name, accepting.pk) for name in names] + [
        url("organizer_tenders"),
        url("organizer_proposals"),
    ]
    before = [normalised(browser.get(address)) for address in addresses]
    with_bids(accepting, cast)
    after = [normalised(browser.get(address)) for address in addresses]
    assert before == after
