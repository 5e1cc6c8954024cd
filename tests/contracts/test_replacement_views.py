"""Pages of the replacement: the guided case for the organiser, the old and the new partner."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from contracts.actions.replacement import stop_replacement
from contracts.queries import replacement as queries
from ppp_portal.journal.models import Record
from tenders.actions import drafting
from tenders.models import Tender
from tests.contracts import replacing
from tests.contracts.cards import a_card
from tests.contracts.test_ending import end
from tests.contracts.test_extensions import asked
from tests.contracts.test_replacement import act, handed_over, letters, today

pytestmark = pytest.mark.django_db


def url(name, card, *args):
    with override("ru"):
        return reverse(f"contracts:{name}", args=[card.pk, *args])


def text(client, name, card, *args):
    answer = client.get(url(name, card, *args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_before_six_months_the_page_counts_and_offers_nothing(cast, clock_at, client_of):
    card = replacing.registered_card(cast, clock_at)
    replacing.not_performed(cast, card, clock_at, 5)
    page = text(client_of(cast.staff), "card_replacement", card)
    assert "5 / 6" in page
    assert url("open_replacement", card) not in page


def test_the_case_is_opened_on_its_page_after_six_months(cast, clock_at, client_of):
    card = replacing.registered_card(cast, clock_at)
    replacing.not_performed(cast, card, clock_at)
    staff = client_of(cast.head)
    assert url("open_replacement", card) in text(staff, "card_replacement", card)
    assert "Неисполненных месяцев подряд" not in text(staff, "open_replacement", card)
    short = staff.post(url("open_replacement", card), {"confirmed": "yes", "ground_kk": "Негіз"})
    assert short.status_code == 422
    data = {"confirmed": "yes", "ground_kk": "Негіз", "ground_ru": "Основание"}
    assert staff.post(url("open_replacement", card), data).status_code == 303
    page = text(staff, "card_replacement", card)
    for words in ("Дело открыто", "подп. 8) п. 62"):
        assert words in page
    assert queries.latest(card).ground_ru == "Основание"


def test_p62_requests_under_way_are_dropped_in_words_that_say_so_before_and_after(cast, clock_at, client_of):
    card, head = replacing.registered_card(cast, clock_at), client_of(cast.head)
    replacing.not_performed(cast, card, clock_at)
    extension = asked(card, cast.bidder_a, new_ends_on=card.ends_on + timedelta(days=365))
    assignment = replacing.requested(cast, card)
    page = text(head, "open_replacement", card)
    for row in (extension, assignment):
        assert f"№ {row.number} прекращается" in page
    data = {"confirmed": "yes", "ground_kk": "Негіз", "ground_ru": "Основание"}
    assert head.post(url("open_replacement", card), data).status_code == 303
    extension.refresh_from_db()
    assignment.refresh_from_db()
    assert (extension.state, assignment.state) == ("dropped", "dropped")
    for kind, notice in (
        ("card.drop_extension", "card.extension_dropped"),
        ("assignment.drop_assignment", "card.assignment_dropped"),
    ):
        assert Record.objects.filter(kind=kind).exists()
        assert all(letters(notice, by).exists() for by in (cast.head, cast.bidder_a))
    page = text(head, "extension", card, extension.pk)
    assert "открыта замена частного партнера" in page
    assert "Последний день после продления" not in page, "nothing was decided"
    assert "Частный партнер заменяется." in text(head, "card_extensions", card)


def test_art49_a_termination_says_which_requests_end_with_the_contract_and_tells_both_sides(
    cast, clock_at, client_of
):
    card = a_card(cast)
    extension = asked(card, cast.bidder_a)
    assert f"№ {extension.number} прекращается" in text(client_of(cast.head), "card_termination", card)
    end(cast, card, dated_on=today(), effective_on=today())
    assert all(letters("card.extension_lapsed", by).exists() for by in (cast.head, cast.bidder_a))
    page = text(client_of(cast.head), "card_extensions", card)
    assert "Договор расторгнут" in page
    assert "действовал до" not in page


def test_after_a_stopped_case_another_is_opened_from_the_page_on_six_further_months(
    cast, clock_at, client_of
):
    case, head = replacing.opened(cast, clock_at), client_of(cast.head)
    words = {"reason_kk": "Жұмыс басталды.", "reason_ru": "Работы возобновлены."}
    stop_replacement(replacement_id=case.pk, by=cast.head, **words)
    replacing.not_performed(cast, case.card, clock_at, 5, date(2027, 7, 1))
    assert url("open_replacement", case.card) not in text(head, "card_replacement", case.card)
    replacing.not_performed(cast, case.card, clock_at, 1, date(2027, 12, 1))
    assert url("open_replacement", case.card) in text(head, "card_replacement", case.card)


def test_p62_a_step_whose_turn_has_not_come_says_so_and_shows_no_form(cast, clock_at, client_of):
    card, head = replacing.registered_card(cast, clock_at), client_of(cast.head)

    def closed(name, said, *args):
        page = text(head, name, card, *args)
        assert said in page.replace("\xa0", " ")
        assert 'name="confirmed"' not in page
        assert head.post(url(name, card, *args), {"confirmed": "yes"}).status_code == 422

    replacing.not_performed(cast, card, clock_at, 5)
    closed("open_replacement", "подряд не исполнено месяцев: 5")
    replacing.not_performed(cast, card, clock_at, 1, date(2027, 5, 1))
    assert 'name="confirmed"' in text(head, "open_replacement", card)
    case = replacing.begun(cast, clock_at)
    card = case.card
    closed("open_replacement", "По этому договору замена уже идет")
    closed("replacement_tender", "Этот шаг невозможен")
    closed("replacement_step", "расторжение с предыдущим партнером", "s3")
    closed("stop_replacement", "отмените конкурс")
    closed("close_replacement", "Этот шаг невозможен")
    assert url("card_replacement", card) in text(head, "replacement_tender", card).split("<h1")[0]
    replacing.terminated(case, cast)
    assert 'name="confirmed"' in text(head, "replacement_step", card, "s3")
    replacing.entered(case, cast, "s3")
    closed("replacement_step", "Этот шаг уже подтвержден", "s3")


def test_p62_1_where_the_old_documentation_is_not_on_the_portal_nothing_is_said_to_differ_or_not(
    cast, clock_at, client_of
):
    case, head = replacing.begun(cast, clock_at), client_of(cast.head)
    Tender.objects.filter(pk=case.tender_id).update(replaces=None)
    page = text(head, "replacement_changes", case.card).replace("\xa0", " ")
    assert "Сравнивать не с чем: прежней документации на портале нет" in page
    assert url("replacement_differences", case.card) in page
    assert "Пока ничего не отличается" not in page


def test_the_list_of_acts_is_declared_complete_by_the_head_on_its_page(cast, clock_at, client_of):
    case = handed_over(cast, clock_at)
    head, staff = client_of(cast.head), client_of(cast.staff)
    declare = url("replacement_declare", case.card)
    assert declare in text(head, "card_replacement", case.card)
    assert declare not in text(staff, "card_replacement", case.card)
    assert staff.get(declare).status_code == 404
    data = {"confirmed": "yes", "statement_kk": "Салынған жоқ.", "statement_ru": "Ничего не построено."}
    assert head.post(declare, {**data, "statement_ru": ""}).status_code == 422
    assert head.post(declare, data).status_code == 303
    assert "Ничего не построено." in text(head, "card_replacement", case.card)
    assert "s6c" in queries.done(case)


def test_p62_7_the_old_partner_replies_to_the_list_of_acts_on_its_page(cast, clock_at, client_of):
    case = handed_over(cast, clock_at)
    old, reply = client_of(cast.bidder_a), url("replacement_acts_reply", case.card)
    assert old.get(reply).status_code == 404
    replacing.declared(case, cast)
    assert reply in text(old, "card_replacement", case.card)
    for other in (cast.head, cast.bidder_b, cast.bidder_c):
        assert client_of(other).get(reply).status_code == 404
    data = {"confirmed": "yes", "reply_kk": "Акт жоқ.", "reply_ru": "Нет акта."}
    assert old.post(reply, {**data, "reply_ru": ""}).status_code == 422
    assert old.post(reply, {**data, "upload": replacing.pdf("reply.pdf")}).status_code == 303
    for by in (cast.bidder_a, cast.bidder_b, cast.head):
        page = text(client_of(by), "card_replacement", case.card)
        assert "Нет акта." in page
        assert "reply.pdf" in page
        assert reply not in page


def test_differences_are_explained_on_their_page_and_a_reason_is_needed(cast, clock_at, client_of):
    case = replacing.begun(cast, clock_at)
    tender, staff = case.tender, client_of(cast.staff)
    drafting.save_part(tender_id=tender.pk, number=3, text_kk="Каркас 3", text_ru="Каркас 3", by=cast.staff)
    page = text(staff, "replacement_changes", case.card)
    assert "Каркас" in page
    places = [row.place for row in queries.documentation_changes(case)]
    data = {"places": places, "ground": "other", "reason_kk": "Себеп", "reason_ru": ""}
    assert staff.post(url("replacement_changes", case.card), data).status_code == 422
    assert (
        staff.post(url("replacement_changes", case.card), {**data, "reason_ru": "Причина"}).status_code == 303
    )
    assert all(row.why for row in queries.documentation_changes(case))
    assert "Причина" in text(staff, "replacement_changes", case.card)


def test_title_before_money_is_shown_to_both_partners_who_may_change_nothing(cast, clock_at, client_of):
    case = handed_over(cast, clock_at)
    act(case, cast)
    for by in (cast.bidder_a, cast.bidder_b):
        client = client_of(by)
        page = text(client, "card_replacement", case.card)
        assert "Право переходит раньше денег" in page
        assert "10 000 000" in page.replace("\xa0", " ")
        assert url("replacement_act", case.card) not in page
        assert client.get(url("replacement_act", case.card)).status_code == 404
    for by in (cast.bidder_c, cast.other_staff, cast.outsider):
        assert client_of(by).get(url("card_replacement", case.card)).status_code == 404


def test_the_old_partner_finds_its_case_in_its_list_of_contracts(cast, clock_at, client_of):
    case = handed_over(cast, clock_at)
    listed = client_of(cast.bidder_a).get(reverse("contracts:cards")).content.decode()
    assert reverse("contracts:card_replacement", args=[case.card_id]) in listed
    stranger = client_of(cast.bidder_c).get(reverse("contracts:cards")).content.decode()
    assert case.card.number not in stranger


def test_an_act_and_a_paper_are_entered_on_their_pages(cast, clock_at, client_of):
    case, staff = handed_over(cast, clock_at), client_of(cast.staff)
    data = {
        "confirmed": "yes",
        "number": "АВР-7",
        "dated": today().isoformat(),
        "what_kk": "Іргетас",
        "what_ru": "Фундамент",
        "amount": "1 000 000",
    }
    assert staff.post(url("replacement_act", case.card), data).status_code == 422
    assert (
        staff.post(url("replacement_act", case.card), {**data, "upload": replacing.pdf()}).status_code == 303
    )
    step = {"confirmed": "yes", "done_on": today().isoformat(), "number": "12", "upload": replacing.pdf()}
    assert staff.post(url("replacement_step", case.card, "s7"), step).status_code == 303
    page = text(staff, "card_replacement", case.card)
    assert "АВР-7" in page
    assert "s7" in queries.done(case)
    paper = case.acts.get().document_id
    served = staff.get(url("replacement_paper", case.card, paper))
    assert served.status_code == 200
    assert b"".join(served.streaming_content).startswith(b"%PDF")
    assert client_of(cast.bidder_c).get(url("replacement_paper", case.card, paper)).status_code == 404


def test_p62_7_an_accepted_act_is_chosen_on_its_page(cast, clock_at, client_of):
    case, staff = handed_over(cast, clock_at), client_of(cast.staff)
    chosen = url("replacement_accepted_act", case.card)
    assert chosen not in text(staff, "card_replacement", case.card)
    assert staff.get(chosen).status_code == 404
    accepted = replacing.answered(case, "А-1", amount=12_345_000)
    assert chosen in text(staff, "card_replacement", case.card)
    page = staff.get(chosen).content.decode().replace("\xa0", " ")
    assert "А-1" in page
    assert "12 345 000" in page
    assert staff.post(chosen, {"confirmed": "yes"}).status_code == 422
    assert staff.post(chosen, {"confirmed": "yes", "accepted_id": accepted.pk}).status_code == 303
    assert case.acts.get().accepted == accepted
    for stranger in (cast.bidder_a, cast.bidder_c, cast.other_staff):
        assert client_of(stranger).get(chosen).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "replacement_tender",
        "replacement_manager",
        "replacement_start",
        "replacement_act",
        "replacement_payment",
        "replacement_calculation",
        "replacement_file",
    ],
)
def test_every_step_has_its_page_for_the_organiser_only(cast, clock_at, client_of, name):
    case = replacing.begun(cast, clock_at)
    assert "Договор" in text(client_of(cast.staff), name, case.card)
    assert client_of(cast.bidder_a).get(url(name, case.card)).status_code == 404


def test_p62_opening_beside_an_unanswered_proposal_says_that_it_answers_it(cast, clock_at, client_of):
    card = replacing.registered_card(cast, clock_at)
    replacing.not_performed(cast, card, clock_at)
    head, staff = client_of(cast.head), client_of(cast.staff)
    page = text(head, "card_replacement", card)
    assert url("card_six_months", card) in page
    assert "тем самым решил заменить" in page
    asked = text(head, "open_replacement", card)
    assert "ответ руководителя на предложение портала (декабрь 2026 года – май 2027 года)" in asked
    assert url("open_replacement", card) not in text(staff, "card_replacement", card)
    replacing.decided(cast, card)
    assert "тем самым решил заменить" not in text(staff, "card_replacement", card)
    assert url("open_replacement", card) in text(staff, "card_replacement", card)
    assert "ответ руководителя на предложение портала" not in text(staff, "open_replacement", card)


def primary(page):
    """The buttons of the page that are marked as the next step."""
    return re.findall(
        r'class="button primary"[^>]*href="([^"]*)"|href="([^"]*)"[^>]*class="button primary"', page
    )


def test_p62_the_page_says_who_manages_and_names_one_next_step(cast, clock_at, client_of):
    case, head = replacing.begun(cast, clock_at), client_of(cast.head)
    page = text(head, "card_replacement", case.card)
    assert "продолжает управлять объектом" in page
    replacing.won(cast, case)
    page = text(head, "card_replacement", case.card)
    assert "Зарегистрировать расторжение" in page
    assert url("stop_replacement", case.card) not in page  # its tender runs
    assert len(primary(page)) == 1
    replacing.terminated(case, cast)
    page = text(head, "card_replacement", case.card)
    assert "управляет объектом до подписания нового договора, в том числе после расторжения" in page
    assert "Подписать договор с новым партнером" in page
    assert len(primary(page)) == 1
    replacing.concluded(cast, case)
    page = text(head, "card_replacement", case.card)
    assert "подписан, поэтому управление" in page
    assert "Возврат земельного участка" in page
    assert len(primary(page)) == 1
    assert url("close_replacement", case.card) not in page
    assert primary(text(client_of(cast.bidder_a), "card_replacement", case.card)) == []


def next_of_the_list(page):
    """The steps of the list that it calls the next one."""
    rows = re.findall(r"<li>(.*?)</li>", page.partition('<ol class="desk">')[2], re.DOTALL)
    marked = [row for row in rows if "следующий шаг" in row]
    return [re.search(r"<b>(.*?)</b>", row)[1] for row in marked]


def test_p62_the_box_and_the_list_name_the_same_next_step(cast, clock_at, client_of):
    case = replacing.opened(cast, clock_at)
    staff, head = client_of(cast.staff), client_of(cast.head)
    tender = url("replacement_tender", case.card)
    for reader in (staff, head):
        page = text(reader, "card_replacement", case.card)
        assert next_of_the_list(page) == ["Расторжение с предыдущим партнером"]
        assert "Расторжение договора" in page.partition('class="timeline"')[2].partition("Сейчас")[2][:200]
        assert "Зарегистрировать расторжение" in page.partition("Следующий шаг")[2][:300]
        assert page.count(f'href="{tender}"') == 2  # it can be begun meanwhile, from the list too
    assert [found or other for found, other in primary(text(head, "card_replacement", case.card))] == [
        url("card_termination", case.card)
    ]
    assert primary(text(staff, "card_replacement", case.card)) == []
    replacing.terminated(case, cast)
    page = text(staff, "card_replacement", case.card)
    assert next_of_the_list(page) == ["Конкурс по замене частного партнера"]
    assert [found or other for found, other in primary(page)] == [tender]
    assert url("replacement_step", case.card, "s3") in page  # the plot can be returned meanwhile


@pytest.mark.parametrize("name", ["close_replacement", "stop_replacement"])
def test_only_the_head_ends_a_case(cast, clock_at, client_of, name):
    case = replacing.begun(cast, clock_at)
    assert client_of(cast.staff).get(url(name, case.card)).status_code == 404
    assert client_of(cast.head).get(url(name, case.card)).status_code == 200


def test_own_steps_of_the_portal_cannot_be_typed(cast, clock_at, client_of):
    case = replacing.begun(cast, clock_at)
    staff = client_of(cast.staff)
    for code in ("s0", "s1", "s2", "s5", "s5r", "s6c", "sx"):
        assert staff.get(url("replacement_step", case.card, code)).status_code == 404
    assert staff.get(url("replacement_plan", case.card, "s3")).status_code == 200
    page = text(staff, "replacement_step", case.card, "s3")
    assert "подп. 3) п. 62" in page
    assert "605:62(3)" not in page
