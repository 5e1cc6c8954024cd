"""A draft is approved, returned and published on purpose, and says beforehand what it still needs."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from tenders.models import Tender
from tests.tenders.factories import (
    DEPOSIT,
    START,
    make_documentation,
    make_project,
    make_tender,
)
from tests.tenders.organizer import TERMS, inside, url
from tests.tenders.test_publication import draft as draft  # the fixture
from tests.tenders.test_publication import fill, seat

pytestmark = pytest.mark.django_db


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
    assert listed in inside(browser.get(url("organizer_check", draft.pk))).partition("problems")[2]
    seat(draft, cast)
    assert listed not in inside(browser.get(url("organizer_check", draft.pk))).partition("problems")[2]


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


def test_the_page_of_publication_leads_to_no_field_that_is_frozen(draft, cast, client_of):
    fill(draft, cast)
    seat(draft, cast)
    head = client_of(cast.head)
    approving = inside(head.get(url("organizer_approve", draft.pk)))
    assert f"{url('organizer_part', draft.pk, 12)}#id_opens_at" in approving
    head.post(url("organizer_approve", draft.pk), {"confirmed": "yes"})
    publishing = inside(head.get(url("organizer_publish", draft.pk)))
    assert url("organizer_part", draft.pk, 12) not in publishing
    assert url("organizer_return", draft.pk) in publishing
    assert url("organizer_return", draft.pk) not in inside(
        client_of(cast.staff).get(url("organizer_publish", draft.pk))
    )


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
