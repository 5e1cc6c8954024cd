"""The organiser's pages: who sees them, its projects, its lists, the commission of a tender."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.journal import clock
from ppp_portal.law.refusals import Refused
from ppp_portal.panel.actions import appoint_commission
from ppp_portal.panel.queries import assignment
from ppp_portal.panel.rules import SeatPlan
from ppp_portal.web.wording import moment
from tenders.actions.drafting import create_tender
from tenders.models import Tender
from tests.tenders.factories import (
    START,
    make_documentation,
    make_project,
    make_tender,
    published_tender,
)
from tests.tenders.organizer import url
from tests.tenders.test_publication import draft as draft  # the fixture

pytestmark = pytest.mark.django_db


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
