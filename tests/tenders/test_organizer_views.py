"""The organiser's pages: a draft grows page by page, is published on purpose, and belongs to its organiser alone."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.accounts.approvals import waiting
from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.panel.actions import appoint_commission
from ppp_portal.panel.queries import assignment
from ppp_portal.panel.rules import SeatPlan
from ppp_portal.web.wording import moment
from tenders.actions import amendments, questions
from tenders.actions.drafting import create_tender
from tenders.models import Question, Tender
from tenders.queries import documentation
from tests.tenders.factories import (
    DEPOSIT,
    START,
    make_documentation,
    make_project,
    make_tender,
    published_tender,
)
from tests.tenders.test_publication import PDF, REASON, fill, seat
from tests.tenders.test_publication import draft as draft  # the fixture

pytestmark = pytest.mark.django_db


def url(name: str, *args: object, lang: str = "ru") -> str:
    with override(lang):
        return reverse(f"tenders:{name}", args=args)


PAGES = (
    "organizer_tender",
    "organizer_basics",
    "organizer_calendar",
    "organizer_documentation",
    "organizer_preview",
    "organizer_risks",
    "organizer_check",
    "organizer_publish",
    "organizer_stage_one",
    "organizer_commission",
    "organizer_questions",
    "organizer_amendments",
    "organizer_cancel",
    "organizer_stay",
)
HEAD_PAGES = ("organizer_approve", "organizer_return")


# --- who sees what ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_of_a_draft_opens_for_its_organiser(draft, cast, client_of, language):
    browser = client_of(cast.head)
    for name in (*PAGES, *HEAD_PAGES):
        answer = browser.get(url(name, draft.pk, lang=language))
        assert answer.status_code == 200, name
    for number in range(1, 14):
        answer = browser.get(url("organizer_part", draft.pk, number, lang=language))
        assert answer.status_code == 200, number


def test_another_organiser_a_bidder_and_the_commission_find_nothing(draft, cast, client_of):
    for stranger in (
        cast.other_staff,
        cast.other_head,
        cast.bidder_a,
        cast.outsider,
        cast.chair,
        cast.auditor,
    ):
        browser = client_of(stranger)
        for name in (*PAGES, *HEAD_PAGES):
            assert browser.get(url(name, draft.pk)).status_code == 404, (stranger.role, name)
        assert browser.get(url("organizer_part", draft.pk, 1)).status_code == 404
        assert browser.post(url("organizer_part", draft.pk, 1), {"text_kk": "x"}).status_code == 404
        assert browser.post(url("organizer_attach", draft.pk, 1)).status_code == 404
    for stranger in (cast.bidder_a, cast.outsider, cast.chair):
        browser = client_of(stranger)
        for name in (
            "organizer_tenders",
            "organizer_new_tender",
            "organizer_commissions",
            "organizer_appoint",
        ):
            assert browser.get(url(name)).status_code == 404
    assert client_of(cast.staff).get(url("organizer_approve", draft.pk)).status_code == 404


def test_a_guest_is_sent_to_sign_in(draft, client):
    answer = client.get(url("organizer_tender", draft.pk))
    assert answer.status_code == 302
    assert "next=" in answer["Location"]


# --- projects and new tenders -----------------------------------------------------------------------------


PROJECT = {
    "title_kk": "Жатақхана", "title_ru": "Общежитие", "object_kk": "1 000 орын", "object_ru": "1 000 мест",
    "cost": "5 000 000 000", "cost_with_vat": "yes", "complexity": "no", "sector": "education", "region": "75",
}  # fmt: skip


def test_a_project_card_is_made_and_refused_beside_its_fields(cast, client_of):
    browser = client_of(cast.staff)
    with override("ru"):
        new = reverse("projects:new_project")
    refused = browser.post(new, {**PROJECT, "cost": "5,000", "cost_with_vat": "", "title_ru": ""})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert 'value="5,000"' in page  # what was typed stays
    assert "id_cost_error" in page
    assert all(f'id="id_{name}_error"' in page for name in ("cost_with_vat", "title_ru"))  # all at once
    assert page.count("выше нуля") == 0  # a sum that cannot be read is not said to be below zero
    made = browser.post(new, PROJECT)
    assert made.status_code == 303
    card = browser.get(made["Location"])
    assert 'value="5 000 000 000"' in card.content.decode()
    assert client_of(cast.other_staff).get(made["Location"]).status_code == 404


def test_art42_two_stages_for_a_simple_object_are_refused_beside_the_kind(cast, client_of):
    project = make_project(cast)
    browser = client_of(cast.staff)
    data = {"project": str(project.pk), "kind": "two_stage", "title_kk": "Конкурс", "title_ru": "Конкурс"}
    refused = browser.post(url("organizer_new_tender"), data)
    assert refused.status_code == 422
    assert "#id_kind" in refused.content.decode()
    made = browser.post(url("organizer_new_tender"), {**data, "kind": "open"})
    assert made.status_code == 303
    assert Tender.objects.get().title_ru == "Конкурс"


def test_art42_is_said_together_with_missing_titles_and_the_titles_of_the_card_are_offered(cast, client_of):
    project = make_project(cast)
    browser = client_of(cast.staff)
    form = browser.get(url("organizer_new_tender"), {"project": project.pk}).context["form"]
    assert [form[name].value() for name in ("title_kk", "title_ru")] == [project.title_kk, project.title_ru]
    for typed, said in (
        ({"project": str(project.pk), "kind": "two_stage"}, {"kind", "title_kk", "title_ru"}),
        (
            {"project": str(project.pk), "kind": "two_stage", "title_kk": "я" * 501},
            {"kind", "title_kk", "title_ru"},
        ),
        ({"project": "", "kind": "two_stage"}, {"project", "title_kk", "title_ru"}),
        ({"project": str(project.pk), "kind": ""}, {"kind", "title_kk", "title_ru"}),
    ):
        refused = browser.post(url("organizer_new_tender"), typed)
        assert refused.status_code == 422
        assert set(refused.context["form"].errors) == said, typed
        assert all(len(errors) == 1 for errors in refused.context["form"].errors.values()), typed
    assert not Tender.objects.exists()
    with pytest.raises(Refused) as refused:
        create_tender(project_id=project.pk, kind="open", title_kk=" ", title_ru="Конкурс", by=cast.staff)
    assert [(row.code, row.field) for row in refused.value.refusals] == [
        ("drafting.title_missing", "title_kk")
    ]


def test_p44_a_failed_tender_is_repeated_from_its_page(cast, client_of):
    parent = make_tender(cast, state="failed", ended_at=START, published_at=START)
    make_documentation(parent, posted_at=START)
    browser = client_of(cast.staff)
    form = browser.get(url("organizer_new_tender"), {"parent": parent.pk})
    assert str(parent.pk) in form.content.decode()
    made = browser.post(
        url("organizer_new_tender"),
        {
            "project": str(parent.project_id), "kind": "re_tender", "parent": str(parent.pk),
            "title_kk": "Қайта конкурс", "title_ru": "Повторный конкурс",
        },
    )  # fmt: skip
    assert made.status_code == 303
    assert Tender.objects.get(kind="re_tender").parent == parent


# --- lists ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [3, 300])
def test_the_list_takes_the_same_queries_with_three_rows_and_three_hundred(cast, client_of, rows):
    project = make_project(cast)
    Tender.objects.bulk_create(
        Tender(
            number=f"2026-{n:05d}", project=project, organiser=cast.org_organiser, title_kk=f"Конкурс {n}",
            title_ru=f"Конкурс {n}", created_at=START + timedelta(minutes=n),
        )
        for n in range(rows)
    )  # fmt: skip
    browser = client_of(cast.staff)
    browser.get(url("organizer_tenders"))
    with CaptureQueriesContext(connection) as seen:
        answer = browser.get(url("organizer_tenders"))
    assert answer.status_code == 200
    assert len([q for q in seen if "tenders_" in q["sql"]]) == 2  # tenders, questions
    assert len(seen) <= 8


def test_pages_of_the_list_follow_each_other_without_gap_or_repetition(cast, client_of):
    project = make_project(cast)
    for n in range(45):
        make_tender(cast, project=project, created_at=START + timedelta(minutes=n // 3))
    browser, seen, address = client_of(cast.staff), [], url("organizer_tenders")
    while address:
        answer = browser.get(address)
        seen += [row["tender"].number for row in answer.context["rows"]]
        older = answer.context["page"].older
        address = f"{url('organizer_tenders')}?after={older.replace('+', '%2B')}" if older else ""
    assert len(seen) == len(set(seen)) == 45
    assert browser.get(url("organizer_tenders"), {"after": "nonsense"}).status_code == 200


def test_the_list_is_filtered_by_state_and_by_parts_of_words(cast, client_of, clock_at):
    tender = published_tender(cast, clock_at)
    make_tender(cast, project=tender.project, title_ru="Дорога", title_kk="Жол")
    browser = client_of(cast.staff)
    for asked, count in (
        ({"state": "open"}, 1), ({"state": "preparing"}, 1), ({"state": "review"}, 0),
        ({"q": "общежитий"}, 1), ({"q": "жатақханасын"}, 1), ({"q": tender.number}, 1), ({"q": "мост"}, 0),
    ):  # fmt: skip
        assert len(browser.get(url("organizer_tenders"), asked).context["rows"]) == count, asked


def test_the_deadline_of_a_suspended_tender_is_not_listed_as_if_it_ran(cast, client_of, clock_at):
    tender = published_tender(cast, clock_at)
    Tender.objects.filter(pk=tender.pk).update(state="suspended")
    page = client_of(cast.staff).get(url("organizer_tenders")).content.decode()
    assert "Срок остановлен" in page
    assert moment(tender.closes_at, "short") not in page


# --- the thirteen parts -----------------------------------------------------------------------------------


def test_a_part_is_written_in_both_languages_and_saves_itself(draft, cast, client_of):
    browser = client_of(cast.staff)
    address = url("organizer_part", draft.pk, 3)
    answer = browser.post(
        address, {"text_kk": "Жер 17", "text_ru": "Участок 17"}, headers={"X-Autosave": "1"}
    )
    assert answer.status_code == 204
    assert "Участок 17" in browser.get(address).content.decode()
    further = browser.post(address, {"text_kk": "Жер", "text_ru": "Участок", "then": "next"})
    assert further["Location"] == url("organizer_part", draft.pk, 4)


def test_a_text_of_20000_characters_is_kept_whole(draft, cast, client_of):
    long = "Ұзақ мәтін. " * 1700
    browser = client_of(cast.staff)
    browser.post(url("organizer_part", draft.pk, 1), {"text_kk": long, "text_ru": long})
    text = draft.documentations.get().parts.get(number=1).text_kk
    assert len(text) >= 20_000
    assert text.strip() == long.strip()
    assert browser.get(url("organizer_preview", draft.pk)).status_code == 200


def test_figures_that_differ_are_marked_at_once(draft, cast, client_of):
    browser = client_of(cast.staff)
    browser.post(url("organizer_part", draft.pk, 3), {"text_kk": "Жер 17 га", "text_ru": "Участок 18 га"})
    page = browser.get(url("organizer_part", draft.pk, 3)).content.decode()
    assert "<mark>17</mark>" in page
    assert "<mark>18</mark>" in page
    check = browser.get(url("organizer_check", draft.pk)).content.decode()
    assert "<mark>18</mark>" in check
    assert f"{url('organizer_part', draft.pk, 3)}#id_text_kk" in check


def clauses(count: int, **more: str) -> dict[str, str]:
    data = {
        "clauses-TOTAL_FORMS": str(count), "clauses-INITIAL_FORMS": "0", "clauses-MIN_NUM_FORMS": "0",
        "clauses-MAX_NUM_FORMS": "400", "text_kk": "", "text_ru": "",
    }  # fmt: skip
    for n in range(count):
        data |= {
            f"clauses-{n}-number": f"{n + 1}.1", f"clauses-{n}-essential_term": str(n % 8 + 1),
            f"clauses-{n}-heading_kk": "Талап", f"clauses-{n}-heading_ru": "Условие",
            f"clauses-{n}-text_kk": "мәтін", f"clauses-{n}-text_ru": "текст",
        }  # fmt: skip
    return data | more


def test_a2_12_the_eight_essential_terms_are_the_beginning_of_the_draft_contract(draft, cast, client_of):
    page = client_of(cast.staff).get(url("organizer_part", draft.pk, 5))
    assert page.content.decode().count('name="clauses-') >= 8


def test_clauses_are_added_removed_and_kept_without_a_script(draft, cast, client_of):
    browser = client_of(cast.staff)
    address = url("organizer_part", draft.pk, 5)
    more = browser.post(address, clauses(8, add="clauses"))
    assert more.status_code == 200
    assert 'name="clauses-8-number"' in more.content.decode()
    assert 'value="8.1"' in more.content.decode()
    assert not draft.documentations.get().clauses.exists()
    kept = browser.post(address, clauses(8, **{"clauses-0-closed": "on", "clauses-7-DELETE": "on"}))
    assert kept.status_code == 303
    rows = list(draft.documentations.get().clauses.values_list("number", "closed"))
    assert len(rows) == 7
    assert rows[0] == ("1.1", True)


def test_a_clause_number_said_twice_is_refused_beside_the_second(draft, cast, client_of):
    answer = client_of(cast.staff).post(
        url("organizer_part", draft.pk, 5), clauses(3, **{"clauses-2-number": "1.1"})
    )
    assert answer.status_code == 422
    assert "id_clauses-2-number_error" in answer.content.decode()


def test_part_13_says_which_clauses_are_closed(draft, cast, client_of):
    browser = client_of(cast.staff)
    browser.post(url("organizer_part", draft.pk, 5), clauses(8))
    browser.post(
        url("organizer_part", draft.pk, 13), {"text_kk": "", "text_ru": "", "closed": ["2.1", "5.1"]}
    )
    closed = draft.documentations.get().clauses.filter(closed=True)
    assert set(closed.values_list("number", flat=True)) == {"2.1", "5.1"}


CRITERIA = {
    "projects": "0", "construction_cost": "5 000 000 000", "own_funds": "1 000 000 000", "months": "24",
    "price": "40 000", "higher_share": "40", "secondary_share": "30", "step": "floor", "k1_threshold": "every",
    "k2_transferred": "ignore", "k3_cap": "cap_100", "k3_base": "whole", "k4": "note_cap",
    "k6_unit": "relative", "k6_rows": "sum", "k1_kinds": "construction", "k3_evidence": "as_listed",
    "consortium_projects": "unique", "text_kk": "", "text_ru": "",
}  # fmt: skip


def test_a4_k6_the_field_of_experience_has_no_default(draft, cast, client_of):
    browser = client_of(cast.staff)
    address = url("organizer_part", draft.pk, 6)
    page = browser.get(address).content.decode()
    assert 'name="k6_field" value="any" id="id_k6_field_0" checked' not in page
    browser.post(address, CRITERIA)
    assert "#id_k6_field_0" in browser.get(url("organizer_check", draft.pk)).content.decode()
    browser.post(address, {**CRITERIA, "k6_field": "construction"})
    criteria = draft.documentations.get().criteria
    assert (criteria.k6_field, criteria.price) == ("construction", Decimal(40000))


def test_wrong_thresholds_come_back_as_typed(draft, cast, client_of):
    answer = client_of(cast.staff).post(
        url("organizer_part", draft.pk, 6), {**CRITERIA, "higher_share": "80", "months": "0"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "id_months_error" in page
    assert "id_secondary_share_error" in page
    assert 'value="80"' in page


def test_risks_and_rates_are_rows(draft, cast, client_of):
    browser = client_of(cast.staff)
    risks = {
        "risks-TOTAL_FORMS": "2", "risks-INITIAL_FORMS": "0", "risks-0-code": "R1", "risks-0-bearer": "public",
        "risks-0-name_kk": "Сұраныс", "risks-0-name_ru": "Спрос", "risks-1-code": "", "risks-1-bearer": "public",
    }  # fmt: skip
    assert browser.post(url("organizer_risks", draft.pk), risks).status_code == 303
    assert list(draft.documentations.get().risks.values_list("code", flat=True)) == ["R1"]
    rates = {
        "rates-TOTAL_FORMS": "1", "rates-INITIAL_FORMS": "0", "rates-0-currency": "USD", "rates-0-rate": "512.2",
        "rates-0-on": "2026-03-02", "currency": "USD", "text_kk": "Валюта", "text_ru": "Валюта",
    }  # fmt: skip
    assert browser.post(url("organizer_part", draft.pk, 7), rates).status_code == 303
    assert draft.documentations.get().currency == "USD"
    wrong = browser.post(url("organizer_part", draft.pk, 7), {**rates, "rates-0-on": ""})
    assert wrong.status_code == 422


TERMS = {
    "investments": "18 324 558 000", "budget_kk": "Қала бюджеті", "budget_ru": "Бюджет города",
    "closes_at": "2026-04-15T18:00", "bids_valid_until": "2026-12-31", "text_kk": "", "text_ru": "",
}  # fmt: skip


def test_p31_part_10_shows_the_security_with_its_arithmetic(draft, cast, client_of):
    browser = client_of(cast.staff)
    assert browser.post(url("organizer_part", draft.pk, 10), TERMS).status_code == 303
    page = browser.get(url("organizer_part", draft.pk, 10)).content.decode().replace("\u00a0", " ")
    assert "18 324 558 ₸" in page
    draft.refresh_from_db()
    assert draft.closes_at.isoformat() == "2026-04-15T13:00:00+00:00"


def test_a_deadline_on_a_day_off_says_which_day(draft, cast, client_of):
    browser = client_of(cast.staff)
    browser.post(url("organizer_part", draft.pk, 10), {**TERMS, "closes_at": "2026-04-18T18:00"})
    page = browser.get(url("organizer_part", draft.pk, 10)).content.decode().replace("\u00a0", " ")
    assert "18 апреля 2026" in page


def test_the_deadline_and_the_opening_move_together_in_part_10(draft, cast, client_of):
    browser = client_of(cast.staff)
    first = {**TERMS, "opens_at": "16.04.2026 10:00"}
    assert browser.post(url("organizer_part", draft.pk, 10), first).status_code == 303
    later = {**TERMS, "closes_at": "20.04.2026 18:00"}
    refused = browser.post(url("organizer_part", draft.pk, 10), {**later, "opens_at": first["opens_at"]})
    assert refused.status_code == 422
    assert 'href="#id_opens_at"' in refused.content.decode()
    both = {**later, "opens_at": "21.04.2026 10:00"}
    assert browser.post(url("organizer_part", draft.pk, 10), both).status_code == 303
    twelve = browser.get(url("organizer_part", draft.pk, 12)).content.decode()
    assert 'value="21.04.2026 10:00"' in twelve
    assert f"{url('organizer_part', draft.pk, 10)}#id_closes_at" in twelve


def test_every_line_of_the_check_leads_to_the_field_where_it_is_put_right(draft, cast, client_of):
    browser = client_of(cast.staff)
    documentation = draft.documentations.get()
    documentation.clauses.create(number="3.1", essential_term=3, heading_kk="Мерзімі", heading_ru="Срок")
    documentation.risks.create(code="R7", name_kk="Тәуекел 5", name_ru="Риск 6")
    wanted = re.findall(r'href="([^"#]+)#([^"]+)"', _inside(browser.get(url("organizer_check", draft.pk))))
    assert {"clause-3.1", "risk-R7", "id_closes_at", "id_text_ru"} <= {a for _p, a in wanted}
    pages = {address: browser.get(address).content.decode() for address, _anchor in wanted}
    assert [(p, a) for p, a in wanted if f'id="{a}"' not in pages[p]] == []


def _inside(answer):
    """The page without its frame."""
    return answer.content.decode().partition('id="main"')[2].partition("<footer")[0]


def test_the_page_of_publication_leads_to_no_field_that_is_frozen(draft, cast, client_of):
    fill(draft, cast)
    seat(draft, cast)
    head = client_of(cast.head)
    approving = _inside(head.get(url("organizer_approve", draft.pk)))
    assert f"{url('organizer_part', draft.pk, 12)}#id_opens_at" in approving
    head.post(url("organizer_approve", draft.pk), {"confirmed": "yes"})
    publishing = _inside(head.get(url("organizer_publish", draft.pk)))
    assert url("organizer_part", draft.pk, 12) not in publishing
    assert url("organizer_return", draft.pk) in publishing
    assert url("organizer_return", draft.pk) not in _inside(
        client_of(cast.staff).get(url("organizer_publish", draft.pk))
    )


def test_an_opening_before_the_deadline_is_refused_and_nothing_typed_is_lost(draft, cast, client_of):
    browser = client_of(cast.staff)
    browser.post(url("organizer_part", draft.pk, 10), TERMS)
    data = {
        "opens_at": "2026-04-15T17:00", "opening_place_kk": "3-кабинет", "opening_place_ru": "кабинет 3",
        "text_kk": "Ашу", "text_ru": "Вскрытие",
    }  # fmt: skip
    answer = browser.post(url("organizer_part", draft.pk, 12), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "id_opens_at_error" in page
    assert "2026-04-15T17:00" in page
    assert "кабинет 3" in page


def test_a_file_is_annexed_in_its_language_and_taken_off(draft, cast, client_of):
    browser = client_of(cast.staff)
    data = {
        "file": SimpleUploadedFile("study.pdf", PDF, "application/pdf"), "file_language": "ru",
        "file_title_kk": "ТЭН", "file_title_ru": "ТЭО",
    }  # fmt: skip
    assert browser.post(url("organizer_attach", draft.pk, 2), data).status_code == 303
    row = draft.documentations.get().parts.get(number=2).files.get()
    assert row.document.language == "ru"
    assert (
        client_of(cast.other_staff).post(url("organizer_remove_file", draft.pk, 2, row.pk)).status_code == 404
    )
    assert browser.post(url("organizer_remove_file", draft.pk, 3, row.pk)).status_code == 404
    assert browser.post(url("organizer_remove_file", draft.pk, 2, row.pk)).status_code == 303
    bad = {**data, "file": SimpleUploadedFile("study.pdf", b"MZ\x90", "application/pdf")}
    refused = browser.post(url("organizer_attach", draft.pk, 2), bad)
    assert refused.status_code == 422
    assert "ТЭО" in refused.content.decode()


# --- publication ------------------------------------------------------------------------------------------


def test_the_head_approves_the_years_and_is_told_when_deposits_go_to_somebody_else(draft, cast, client_of):
    fill(draft, cast)
    head = client_of(cast.head)
    page = head.get(url("organizer_approve", draft.pk, lang="en")).content.decode()
    assert re.search(r"Operation, years.*?>\s*10\b", page, re.DOTALL)
    assert "not the organiser" not in page
    Tender.objects.filter(pk=draft.pk).update(deposit_bin=cast.org_other_organiser.bin)
    page = head.get(url("organizer_approve", draft.pk, lang="en")).content.decode()
    assert f"{cast.org_other_organiser.bin} – not the organiser" in page


def test_the_check_page_shows_everything_at_once_with_links_to_the_fields(draft, cast, client_of):
    page = client_of(cast.staff).get(url("organizer_check", draft.pk)).content.decode()
    for part, anchor in (
        (1, "id_text_kk"),
        (2, "files"),
        (6, "id_months"),
        (10, "id_closes_at"),
        (12, "id_opens_at"),
    ):
        assert f"{url('organizer_part', draft.pk, part)}#{anchor}" in page
    assert url("organizer_part", draft.pk, 5) in page


def test_p36_a_missing_commission_is_listed_from_the_first_day_on(draft, cast, client_of):
    browser, address = client_of(cast.staff), url("organizer_commission", draft.pk)
    listed = f'<a href="{address}">'
    assert listed in _inside(browser.get(url("organizer_check", draft.pk))).partition("problems")[2]
    seat(draft, cast)
    assert listed not in _inside(browser.get(url("organizer_check", draft.pk))).partition("problems")[2]


@pytest.mark.parametrize(
    ("changed", "field", "earliest"),
    [
        ({"closes_at": "2026-03-20T18:00"}, "closes_at", "1 апреля 2026"),
        ({"bids_valid_until": "2026-04-20"}, "bids_valid_until", "13 августа 2026"),
    ],
)
def test_p20_dates_that_cannot_be_published_are_kept_and_marked_in_their_part(
    draft, cast, client_of, changed, field, earliest
):
    """The part says at the field from which day on it would be lawful, and is not done."""
    fill(draft, cast)
    browser, ten = client_of(cast.staff), url("organizer_part", draft.pk, 10)
    kept = {
        **DEPOSIT,
        **TERMS,
        "deposit_bin": cast.org_organiser.bin,
        "opens_at": "2026-04-16T10:00",
        "then": "next",
    }
    assert browser.post(ten, kept)["Location"] == url("organizer_part", draft.pk, 11)
    assert 10 not in _waiting(browser, draft)
    saved = browser.post(ten, {**kept, **changed})
    assert saved["Location"] == ten  # first one reads why
    page = browser.get(ten).content.decode().replace("\u00a0", " ")
    assert f'id="id_{field}_error"' in page
    assert earliest in page
    assert 10 in _waiting(browser, draft)


def _waiting(browser, draft):
    """The parts that are not done."""
    items = browser.get(url("organizer_documentation", draft.pk)).context["items"]
    return [number for number, item in enumerate(items, 1) if item["state"] != "done"]


def test_a_draft_is_approved_returned_and_published_on_purpose(draft, cast, client_of):
    fill(draft, cast)
    seat(draft, cast)
    head, staff = client_of(cast.head), client_of(cast.staff)
    assert head.post(url("organizer_approve", draft.pk)).status_code == 422  # the box was not ticked
    assert head.post(url("organizer_approve", draft.pk), {"confirmed": "yes"}).status_code == 303
    back = head.post(url("organizer_return", draft.pk), {"confirmed": "yes", "reason": "Опечатка"})
    assert back.status_code == 303
    head.post(url("organizer_approve", draft.pk), {"confirmed": "yes"})
    page = staff.get(url("organizer_publish", draft.pk)).content.decode().replace("\u00a0", " ")
    assert "5 000 000 ₸" in page
    assert staff.post(url("organizer_publish", draft.pk), {"confirmed": "yes"}).status_code == 303
    draft.refresh_from_db()
    assert draft.state == "accepting"
    again = staff.post(url("organizer_publish", draft.pk), {"confirmed": "yes"})
    assert again.status_code == 422
    for name in (
        "organizer_tender",
        "organizer_documentation",
        "organizer_questions",
        "organizer_amendments",
    ):
        assert staff.get(url(name, draft.pk)).status_code == 200, name
    parts = staff.get(url("organizer_documentation", draft.pk)).content.decode()
    assert url("organizer_part", draft.pk, 13) in parts
    assert "tasks-count" not in parts, "a frozen text is not half complete"
    frozen = staff.post(url("organizer_part", draft.pk, 3), {"text_kk": "x", "text_ru": "x"})
    assert frozen.status_code == 422


def test_publication_without_a_commission_leads_to_the_commission(draft, cast, client_of):
    fill(draft, cast)
    client_of(cast.head).post(url("organizer_approve", draft.pk), {"confirmed": "yes"})
    answer = client_of(cast.staff).post(url("organizer_publish", draft.pk), {"confirmed": "yes"})
    assert answer.status_code == 422
    assert f'href="{url("organizer_commission", draft.pk)}"' in answer.content.decode()


def test_art42_stage_one_is_published_with_its_task_and_without_security(cast, client_of, clock_at, client):
    clock_at.set(START)
    project = make_project(cast, complexity="yes")
    staff = client_of(cast.staff)
    data = {"project": str(project.pk), "kind": "two_stage", "title_kk": "Кешен", "title_ru": "Комплекс"}
    assert staff.post(url("organizer_new_tender"), data).status_code == 303
    tender = Tender.objects.get()
    seat(tender, cast)
    missing = staff.post(url("organizer_stage_one", tender.pk), {"confirmed": "yes"})
    assert f"{url('organizer_basics', tender.pk)}#id_stage1_closes_at" in missing.content.decode()
    before = staff.get(url("organizer_stage_one", tender.pk)).content.decode()
    assert f"{url('organizer_part', tender.pk, 2)}#id_text_kk" in before
    assert 'name="confirmed"' not in before
    task = {"text_kk": "Тапсырма", "text_ru": "Задание", "study": "feasibility"}
    assert staff.post(url("organizer_part", tender.pk, 2), task).status_code == 303
    needs = {"text_kk": "Талаптар", "text_ru": "Требования"}
    assert staff.post(url("organizer_part", tender.pk, 1), needs).status_code == 303
    basics = {"title_kk": "Кешен", "title_ru": "Комплекс", "stage1_closes_at": "2026-04-11T18:00:00"}
    assert staff.post(url("organizer_basics", tender.pk), basics).status_code == 303
    saturday = staff.post(url("organizer_stage_one", tender.pk), {"confirmed": "yes"})
    assert saturday.status_code == 422
    tick = f"{url('organizer_basics', tender.pk)}#id_stage1_off_day_confirmed"
    assert tick in saturday.content.decode()
    assert saturday.context["refusals"][0]["href"] == tick
    assert staff.get(url("organizer_basics", tender.pk)).context["off_day"] == date(2026, 4, 11)
    intended = {**basics, "stage1_off_day_confirmed": "on"}
    assert staff.post(url("organizer_basics", tender.pk), intended).status_code == 303
    assert 'name="confirmed"' in staff.get(url("organizer_stage_one", tender.pk)).content.decode()
    assert staff.post(url("organizer_stage_one", tender.pk), {"confirmed": "yes"}).status_code == 303
    assert staff.get(url("organizer_tender", tender.pk)).status_code == 200
    with override("ru"):
        page = client.get(reverse("registry:tender", args=[tender.number])).content.decode()
    assert "Задание" in page
    assert "Требования" in page
    assert "не требуется" in page


def test_nobody_replaces_unseen_what_a_colleague_saved_in_the_same_part(draft, cast, client_of, clock_at):
    staff, head, address = client_of(cast.staff), client_of(cast.head), url("organizer_part", draft.pk, 9)
    opened = {"since": staff.get(address).context["since"]}
    clock_at.forward(timedelta(minutes=1))
    assert head.post(address, {"text_kk": "Басшы", "text_ru": "Глава", **opened}).status_code == 303
    clock_at.forward(timedelta(minutes=1))
    answer = staff.post(address, {"text_kk": "Маман", "text_ru": "Сотрудник", **opened})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert cast.person_of(cast.head).name_ru in shown
    assert "Маман" in shown
    part = documentation.current(draft).parts.get(number=9)
    assert part.text_kk == "Басшы"
    silently = staff.post(address, {"text_kk": "Маман", **opened}, headers={"X-Autosave": "1"})
    assert silently.status_code == 422
    again = {"text_kk": "Маман", "text_ru": "Сотрудник", "since": answer.context["since"]}
    assert staff.post(address, again).status_code == 303
    part.refresh_from_db()
    assert part.text_kk == "Маман"


# --- commission -------------------------------------------------------------------------------------------


def test_p36_a_commission_is_appointed_by_an_order_and_assigned(draft, cast, client_of):
    browser = client_of(cast.head)
    address = f"{url('organizer_appoint')}?kind=tender&tender={draft.pk}"
    assert browser.get(address).context["form"].initial["kind"] == "tender"
    order = {
        "kind": "tender", "name_kk": "Комиссия", "name_ru": "Комиссия",
        "order_number": "12", "order_date": "2026-02-20",
        f"seat_{cast.chair.person_id}": "chair", f"seat_{cast.deputy.person_id}": "deputy",
        f"seat_{cast.secretary.person_id}": "secretary",
        **{f"seat_{m.person_id}": "member" for m in cast.members},
    }  # fmt: skip
    even = browser.post(address, order)
    assert even.status_code == 422  # six votes
    order |= {f"behind_{cast.member_4.person_id}": str(cast.member_1.person_id)}
    made = browser.post(address, order)
    assert made["Location"] == url("organizer_commission", draft.pk)
    page = browser.get(made["Location"])
    commission = page.context["form"].fields["commission"].choices[0][0]
    assert browser.post(made["Location"], {"commission": commission}).status_code == 303
    assert assignment(draft.subject) is not None
    assert browser.get(url("organizer_commissions")).status_code == 200
    changed = browser.post(
        url("organizer_change_commission", commission),
        {
            **order,
            "order_number": "13",
            f"behind_{cast.member_4.person_id}": "",
            f"seat_{cast.member_4.person_id}": "",
        },
    )
    assert changed.status_code == 303
    assert client_of(cast.other_head).get(url("organizer_change_commission", commission)).status_code == 404


def test_p36_staff_changes_the_commission_of_a_draft_and_the_head_that_of_an_announced_tender(
    draft, cast, client_of
):
    browser, address = client_of(cast.staff), url("organizer_commission", draft.pk)
    first, second = (appointed(cast, number) for number in ("7", "8"))
    for commission in (first, second, first):
        assert browser.post(address, {"commission": str(commission.pk)}).status_code == 303
        assert assignment(draft.subject).commission_id == commission.pk
    Tender.objects.filter(pk=draft.pk).update(state="docs_approved")
    assert browser.post(address, {"commission": str(second.pk)}).status_code == 422
    assert client_of(cast.head).post(address, {"commission": str(second.pk)}).status_code == 303


def test_p36_a_working_group_is_not_offered_to_a_tender_and_is_refused_with_its_words(draft, cast, client_of):
    own, group = appointed(cast, "7"), appointed(cast, "8", kind="group")
    browser, address = client_of(cast.staff), url("organizer_commission", draft.pk)
    offered = browser.get(address).context["form"].fields["commission"].choices
    assert [key for key, _ in offered] == [str(own.pk)]
    assert browser.post(address, {"commission": str(group.pk)}).status_code == 422
    assert assignment(draft.subject) is None
    listed = browser.get(url("organizer_commissions")).content.decode()
    assert (listed.count(">конкурсная комиссия<"), listed.count(">рабочая группа<")) == (1, 1)


def appointed(cast, number, kind="tender"):
    seats = [
        SeatPlan(cast.chair.person_id, "chair"),
        SeatPlan(cast.deputy.person_id, "deputy"),
        *[SeatPlan(member.person_id, "member") for member in cast.members[:3]],
        SeatPlan(cast.secretary.person_id, "secretary"),
    ]
    words = {"name_kk": "Комиссия", "name_ru": "Комиссия", "order_number": number, "kind": kind}
    on, organisation = date(2026, 2, 20), cast.org_organiser.pk
    return appoint_commission(organisation_id=organisation, order_date=on, seats=seats, by=cast.head, **words)


@pytest.mark.parametrize("state", ["accepting", "contracted", "failed", "draft"])
def test_art35_where_a_tender_stands_its_state_is_shown_and_not_a_way_to_another(
    draft, cast, client_of, state
):
    at = None if state == "draft" else clock.now()
    ended = None if state in ("draft", "accepting") else at
    Tender.objects.filter(pk=draft.pk).update(
        state=state, published_at=at, closes_at=at, security_amount=1, results_at=ended, ended_at=ended
    )
    for address in (reverse("projects:projects"), reverse("projects:project", args=[draft.project_id])):
        page = client_of(cast.staff).get(address).content.decode()
        stands = state in ("accepting", "contracted")
        assert (f"?project={draft.project_id}" in page) is not stands
        assert (url("organizer_tender", draft.pk, lang="kk") in page) is stands


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


# --- calendar ---------------------------------------------------------------------------------------------


def test_the_calendar_file_holds_every_deadline(accepting, cast, client_of):
    answer = client_of(cast.staff).get(url("organizer_calendar", accepting.pk))
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.count(b"BEGIN:VEVENT") == 4


# --- two worlds -------------------------------------------------------------------------------------------


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


def test_p41_a_closed_clause_that_repeats_what_bids_better_is_warned_of_and_not_refused(
    draft, cast, client_of
):
    fill(draft, cast)
    seat(draft, cast)
    page = client_of(cast.staff)
    clause = documentation.current(draft).clauses.get(essential_term=3)
    clause.text_kk, clause.text_ru = "Құрылыс 24 айдан аспайды.", "Строительство – не более 24 месяцев."
    clause.save()
    warning = "3.1: 24 is the limit of К4 “Construction period”"
    assert warning not in page.get(url("organizer_check", draft.pk, lang="en")).content.decode()
    clause.closed = True
    clause.save()
    read = page.get(url("organizer_check", draft.pk, lang="en"))
    assert warning in read.content.decode()
    assert read.context["problems"] == []
    criteria = documentation.current(draft).criteria
    criteria.months = None
    criteria.save()
    assert warning not in page.get(url("organizer_check", draft.pk, lang="en")).content.decode()


def test_what_cannot_be_approved_or_published_yet_says_why_and_asks_for_no_press(draft, cast, client_of):
    draft.closes_at = None
    draft.save()
    for who, name in ((cast.head, "organizer_approve"), (cast.staff, "organizer_publish")):
        answer = client_of(who).get(url(name, draft.pk))
        said = {row["href"] for row in answer.context["why_not"]}
        assert answer.status_code == 200
        assert f"{url('organizer_part', draft.pk, 10)}#id_closes_at" in said
        assert 'name="confirmed"' not in answer.content.decode()
        pressed = client_of(who).post(url(name, draft.pk), {"confirmed": "yes"})
        assert pressed.status_code == 422
        assert {row["href"] for row in pressed.context["refusals"]} == said


def test_art42_a_draft_with_a_stage_one_says_what_that_needs_and_warns_of_an_end_it_cannot_have(
    cast, client_of, clock_at
):
    clock_at.set(START)
    tender = make_tender(cast, kind="two_stage", stage1_closes_at=None)
    make_documentation(tender, posted_at=None)
    staff, overview = client_of(cast.staff), url("organizer_tender", tender.pk)
    left = [row["href"] for row in staff.get(overview).context["call"]]
    assert f"{url('organizer_basics', tender.pk)}#id_stage1_closes_at" in left
    assert url("organizer_approve", tender.pk) not in client_of(cast.head).get(overview).content.decode()
    basics = {"title_kk": "Кешен", "title_ru": "Комплекс", "stage1_closes_at": "2026-03-01T18:00:00"}
    told = staff.post(url("organizer_basics", tender.pk), basics, follow=True)
    words = [str(message) for message in told.context["messages"]]
    assert len(words) == 2
    assert "уже прошел" in words[1]
    tender.refresh_from_db()
    assert tender.stage1_closes_at is not None, "kept all the same"


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
