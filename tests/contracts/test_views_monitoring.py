"""Pages of monitoring and of the end of a contract: each side finds its own steps, strangers find nothing."""

import re
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from contracts.models import (
    AcceptanceAct,
    Asset,
    Duty,
    Finding,
    MonitoringMonth,
    MonitoringReport,
    PartnerReport,
)
from ppp_portal.law.calendar import ALMATY
from tests.contracts.cards import a_card
from tests.contracts.test_ending import NOW, close, end, line
from tests.contracts.test_monitoring import JANUARY, late, mark, play, proof

pytestmark = pytest.mark.django_db
MARK = {
    "mark": "not_performed",
    "reason_kk": "Жұмыс жүргізілмеді",
    "reason_ru": "Работы не велись",
    "dated_on": "2026-02-03",
}


@pytest.fixture
def card(cast, clock_at):
    clock_at.set(datetime(2026, 1, 5, 10, tzinfo=ALMATY))
    return a_card(cast)


def at(card, name, *args):
    return reverse(f"contracts:{name}", args=[card.pk, *args])


def post(client, url, **data):
    return client.post(url, {"confirmed": "yes", **data})


def strangers_find_nothing(client_of, cast, url):
    for stranger in (cast.other_staff, cast.other_head, cast.bidder_b, cast.outsider):
        assert client_of(stranger).get(url).status_code == 404


def test_a_month_is_marked_and_replied_to_on_its_page(cast, client_of, clock_at, card):
    clock_at.set(datetime(2026, 2, 3, 10, tzinfo=ALMATY))
    url = at(card, "card_month", 2026, 1)
    staff, partner = client_of(cast.staff), client_of(cast.bidder_a)
    assert staff.get(url).status_code == 404
    assert staff.get(f"{url}?mark=1").status_code == 200
    assert post(staff, url, **{**MARK, "dated_on": "2026-01-20"}).status_code == 422
    bare = post(staff, url, **MARK).context["form"]
    assert (list(bare.errors), bare.non_field_errors()) == (
        ["upload"],
        [],
    )  # what is wrong with a file: beside it
    response = post(staff, url, **MARK, upload=proof())
    assert (response.status_code, response["Location"]) == (303, at(card, "card_monitoring"))
    assert partner.get(f"{url}?reply=1").status_code == 200
    assert post(partner, url, reply_kk="Қаражат жоқ", reply_ru="Нет средств").status_code == 303
    row = MonitoringMonth.objects.get()
    assert (row.replied_at is not None, row.mark) == (True, "not_performed")
    page = staff.get(url).content.decode()
    assert "Нет средств" in page
    strangers_find_nothing(client_of, cast, url)


def test_the_page_of_monitoring_shows_typed_dates_beside_registration_and_the_count(
    cast, client_of, clock_at, card
):
    mark(cast, clock_at, card, JANUARY, dated_on=date(2026, 2, 2))
    url = at(card, "card_monitoring")
    for reader in (cast.staff, cast.head, cast.bidder_a):
        page = client_of(reader).get(url).content.decode()
        assert "02.02.2026" in page
        assert re.search(r"03\.02\.2026\W+10:00", page)
    assert client_of(cast.staff).get(at(card, "card_month", 2026, 13)).status_code == 404
    strangers_find_nothing(client_of, cast, url)


def test_p62_only_the_head_is_asked_to_decide_on_six_months(cast, client_of, clock_at, card):
    play(cast, clock_at, card, "nnnnnn")
    url = at(card, "card_six_months")
    assert url in client_of(cast.head).get(at(card, "card_monitoring")).content.decode()
    assert url not in client_of(cast.staff).get(at(card, "card_monitoring")).content.decode()
    assert client_of(cast.staff).get(url).status_code == 404
    head = client_of(cast.head)
    assert post(head, url, answer="replace").status_code == 422
    assert post(head, url, answer="replace", reason_kk="Алты ай", reason_ru="Шесть").status_code == 303
    assert head.get(url).status_code == 404
    strangers_find_nothing(client_of, cast, url)


def test_p62_a_proposal_whose_months_no_longer_count_is_shown_as_waiting_and_not_as_six_failed_months(
    cast, client_of, clock_at, card
):
    play(cast, clock_at, card, "nnnnnn")
    pages = [at(card, "card_monitoring"), at(card, "card_six_months")]
    failed, changed = "жауабымен орындалмаған деп жазылған", "бұл алты ай енді қатарынан есептелмейді"
    head = client_of(cast.head)
    assert failed in head.get(pages[0]).content.decode().replace("\xa0", " ")
    again = {"correction_kk": "Қате", "correction_ru": "Ошибка", "upload": None}
    mark(cast, clock_at, card, date(2026, 6, 1), done=True, **again)
    for url in pages:
        page = head.get(url).content.decode().replace("\xa0", " ")
        assert changed in page
        assert failed not in page
    assert pages[1] in head.get(pages[0]).content.decode()
    reason = {"reason_kk": "Орындалды", "reason_ru": "Исполнено"}
    assert post(head, pages[1], answer="replace", **reason).status_code == 422
    assert post(head, pages[1], answer="continue", **reason).status_code == 303


def test_obligations_are_entered_shown_by_month_and_noted_as_done(cast, client_of, clock_at, card):
    staff = client_of(cast.staff)
    duty = {
        "side": "private",
        "direction": "conditions",
        "title_kk": "Есеп беру",
        "title_ru": "Отчет",
        "clause_kk": "7-тармақ",
        "clause_ru": "Пункт 7",
        "due_on": "2026-02-10",
        "every": "3",
    }
    assert post(staff, at(card, "add_duty"), **duty).status_code == 422
    assert post(staff, at(card, "add_duty"), **duty, until="2026-12-31").status_code == 303
    assert Duty.objects.count() == 4
    assert post(staff, at(card, "fill_calendar")).status_code == 303
    page = client_of(cast.bidder_a).get(at(card, "card_calendar_month", 2026, 2)).content.decode()
    assert "Есеп беру" in page
    assert "Бұл айда ештеңе жоқ." not in page
    idle = staff.get(at(card, "card_calendar_month", 2031, 3)).content.decode()
    assert "Бұл айда ештеңе жоқ." in idle
    assert staff.get(at(card, "card_calendar_month", 2026, 13)).status_code == 404
    first = Duty.objects.first()
    assert post(staff, at(card, "duty_done", first.pk), done_on="2026-01-06").status_code == 422
    met = {"done_on": "2026-01-05", "upload": proof()}
    assert post(staff, at(card, "duty_done", first.pk), **met).status_code == 303
    for name in ("card_calendar", "add_duty", "fill_calendar"):
        strangers_find_nothing(client_of, cast, at(card, name))
    strangers_find_nothing(client_of, cast, at(card, "duty_done", first.pk))


def test_reports_of_both_sides_are_registered_on_their_pages(cast, client_of, clock_at, card):
    clock_at.set(datetime(2026, 4, 3, 10, tzinfo=ALMATY))
    period = {"period_from": "2026-01-01", "period_to": "2026-03-31", "dated_on": "2026-04-03"}
    partner, staff = client_of(cast.bidder_a), client_of(cast.staff)
    report = {**period, "number": "О-1", "summary_kk": "Есеп", "summary_ru": "Отчет"}
    late = post(partner, at(card, "new_report"), **{**report, "dated_on": "2026-03-31"}, upload=proof())
    assert late.status_code == 422
    assert post(partner, at(card, "new_report"), **report, upload=proof()).status_code == 303
    assert staff.get(at(card, "new_report")).status_code == 404
    words = {f"{name}_{lang}": "Мәтін" for name in ("conditions", "environment") for lang in ("kk", "ru")}
    assert post(staff, at(card, "conclude"), number="М-1", **period, **words).status_code == 303
    assert partner.get(at(card, "conclude")).status_code == 404
    assert (PartnerReport.objects.count(), MonitoringReport.objects.count()) == (1, 1)
    page = partner.get(at(card, "card_monitoring")).content.decode()
    assert "О-1" in page
    assert "М-1" in page


def test_evidence_is_said_to_be_required_for_a_month_not_performed(cast, client_of, clock_at, card):
    clock_at.set(datetime(2026, 3, 3, 10, tzinfo=ALMATY))
    with override("ru"):
        url = at(card, "card_month", 2026, 1)
    page = client_of(cast.staff).get(f"{url}?mark=1").content.decode()
    assert "обязателен, если месяц не исполнен" in page
    assert "(необязательно)" not in page
    assert "Срок отметки истек" in page


def test_why_a_month_marked_late_counts_is_said_by_the_head_on_its_page(cast, client_of, clock_at, card):
    late(cast, clock_at, card, date(2025, 6, 1))
    page, url = at(card, "card_month", 2025, 6), at(card, "admit_month", 2025, 6)
    head = client_of(cast.head)
    assert url in head.get(page).content.decode()
    for tab in ("card_monitoring", "card_replacement"):
        shown = head.get(at(card, tab)).content.decode()
        assert "2025 жылғы маусым: " in re.sub(r"\s+", " ", shown)
        assert "басшының себебін күтеді" in shown
        assert url in shown
        assert url not in client_of(cast.staff).get(at(card, tab)).content.decode()
    assert url not in client_of(cast.staff).get(page).content.decode()
    assert client_of(cast.staff).get(url).status_code == 404
    words = {"admission_kk": "Акт табылды", "admission_ru": "Акт найден", "paper_on": "2025-07-01"}
    assert post(head, url, **words).status_code == 422
    assert post(head, url, **words, upload=proof()).status_code == 303
    assert "Акт найден" in client_of(cast.bidder_a).get(page).content.decode()
    assert head.get(url).status_code == 404


def test_a_finding_is_unseen_by_the_partner_until_it_is_notified(cast, client_of, clock_at, card):
    staff, partner = client_of(cast.staff), client_of(cast.bidder_a)
    words = {"text_kk": "Қоқыс", "text_ru": "Мусор", "clause_kk": "9-тармақ", "clause_ru": "Пункт 9"}
    days = {"found_on": "2026-01-05", "remedy_on": "2026-01-25"}
    given = {"number": "Н-1", "direction": "environment", **words}
    assert post(staff, at(card, "new_finding"), **given).status_code == 422
    assert post(staff, at(card, "new_finding"), **given, **days).status_code == 303
    row = Finding.objects.get()
    page = at(card, "card_finding", row.pk)
    assert partner.get(page).status_code == 404
    assert "Н-1" not in partner.get(at(card, "card_monitoring")).content.decode()
    notice = at(card, "finding_step", row.pk, "notify")
    assert 'value="25.01.2026"' in staff.get(notice).content.decode()
    assert post(staff, notice, remedy_on="2026-01-25").status_code == 303
    assert partner.get(page).status_code == 200
    asked = partner.get(at(card, "card_monitoring")).content.decode()
    assert "Жауап мерзімі: " in re.sub(r"\s+", " ", asked)  # the day beside the state says what it is
    reply = at(card, "finding_reply", row.pk)
    assert post(partner, reply, reply_kk="Шығарамыз", reply_ru="Вывезем").status_code == 303
    assert post(staff, at(card, "finding_step", row.pk, "escalate")).status_code == 303
    close_url = at(card, "finding_step", row.pk, "close")
    assert post(staff, close_url, outcome_kk="Шығарылды", outcome_ru="Вывезен").status_code == 303
    assert "Вывезен" in partner.get(page).content.decode()
    assert staff.get(at(card, "finding_step", row.pk, "erase")).status_code == 404
    strangers_find_nothing(client_of, cast, page)


def test_an_act_is_handed_in_by_the_partner_and_answered_by_the_public_side(cast, client_of, clock_at, card):
    staff, partner = client_of(cast.staff), client_of(cast.bidder_a)
    act = {
        "number": "А-1",
        "title_kk": "Іргетас",
        "title_ru": "Фундамент",
        "amount": "1 250 000,50",
        "dated_on": "2026-01-05",
    }
    assert post(partner, at(card, "new_act"), **act).status_code == 422
    assert post(partner, at(card, "new_act"), **act, upload=proof()).status_code == 303
    row = AcceptanceAct.objects.get()
    asked = staff.get(at(card, "act_step", row.pk, "accept")).content.decode().replace("\xa0", " ")
    assert all(
        said in asked for said in ("1 250 000,50 ₸", row.title, card.title)
    )  # what cannot be undone says of what sum
    assert post(staff, at(card, "act_step", row.pk, "return"), reason_kk="Қол жоқ").status_code == 422
    assert post(staff, at(card, "act_step", row.pk, "accept")).status_code == 303
    assert partner.get(at(card, "act_step", row.pk, "accept")).status_code == 404
    assert partner.get(at(card, "card_act", row.pk)).status_code == 200
    strangers_find_nothing(client_of, cast, at(card, "card_act", row.pk))


def test_the_contract_ends_and_is_handed_over_on_its_pages(cast, client_of, clock_at, card):
    clock_at.set(NOW)
    head, staff, partner = client_of(cast.head), client_of(cast.staff), client_of(cast.bidder_a)
    given = {
        "ground": "agreement",
        "number": "Д-5",
        "dated_on": "2026-05-20",
        "effective_on": "2026-05-31",
        "reason_kk": "Келісім",
        "reason_ru": "Соглашение",
    }
    url = at(card, "card_termination")
    assert staff.get(url).status_code == 404
    assert post(head, url, **given).status_code == 422
    assert post(head, url, **given, upload=proof()).status_code == 303
    asset = {
        "name_kk": "Ғимарат",
        "name_ru": "Здание",
        "quantity": "1",
        "unit_kk": "дана",
        "unit_ru": "штука",
        "book_value": "250 000 000",
        "condition_kk": "жарамды",
        "condition_ru": "исправно",
        "bearer": "public",
        "basis_kk": "5-тармақ",
        "basis_ru": "Пункт 5",
    }
    for _ in range(2):
        assert post(staff, at(card, "add_asset"), **asset).status_code == 303
    second = Asset.objects.get(number=2)
    assert post(staff, at(card, "remove_asset", second.pk)).status_code == 303
    assert staff.get(at(card, "remove_asset", second.pk)).status_code == 404
    place = {"handed_on": "2026-06-01", "place_kk": "Астана қ.", "place_ru": "г. Астана"}
    assert post(staff, at(card, "close_list"), **place).status_code == 303
    sign = at(card, "sign_hand_over")
    assert staff.get(sign).status_code == 404
    assert post(head, sign, seen="x").status_code == 422
    for client in (head, partner):
        asked = client.get(sign).context
        assert [row["order"].kind for row in asked["papers"]] == ["card.hand_over"]
        seen = asked["form"].initial["seen"]
        assert post(client, sign, seen=seen).status_code == 303
    page = partner.get(at(card, "card_handover")).content.decode()
    assert "Ғимарат" in page
    assert "250" in page
    strangers_find_nothing(client_of, cast, at(card, "card_handover"))


def test_a_hand_over_taken_back_can_be_corrected_on_its_page(cast, client_of, clock_at, card):
    clock_at.set(NOW)
    end(cast, card)
    line(cast, card)
    close(cast, card)
    staff = client_of(cast.staff)
    assert post(staff, at(card, "add_asset")).status_code == 422
    assert post(staff, at(card, "recall_list")).status_code == 303
    assert at(card, "add_asset") in staff.get(at(card, "card_handover")).content.decode()
