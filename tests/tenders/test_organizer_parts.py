"""The thirteen parts of a draft: written page by page in both languages, checked at once, nothing typed is lost."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tenders.queries import documentation
from tests.tenders.organizer import TERMS, inside, url
from tests.tenders.test_publication import PDF, fill, seat
from tests.tenders.test_publication import draft as draft  # the fixture

pytestmark = pytest.mark.django_db


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
    wanted = re.findall(r'href="([^"#]+)#([^"]+)"', inside(browser.get(url("organizer_check", draft.pk))))
    assert {"clause-3.1", "risk-R7", "id_closes_at", "id_text_ru"} <= {a for _p, a in wanted}
    pages = {address: browser.get(address).content.decode() for address, _anchor in wanted}
    assert [(p, a) for p, a in wanted if f'id="{a}"' not in pages[p]] == []


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
