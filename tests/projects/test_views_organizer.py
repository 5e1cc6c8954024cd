"""The organiser's pages of cards and notices, and what the public reads of a notice."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.law.refusals import Refused
from projects import wording
from projects.actions import initiation
from projects.forms.cards import ProjectForm
from projects.models import InitiationNotice, Project
from projects.queries.initiation import CARD_SAYS
from projects.views.organizer_cards import counted
from tests.documents.files import PDF
from tests.projects.factories import DAY, OWN, SAID, START, almaty_project, proposed

pytestmark = pytest.mark.django_db


def at(name, *args, lang="ru"):
    with override(lang):
        return reverse(name, args=args)


def rows(prefix, *given, add=""):
    data = {f"{prefix}-TOTAL_FORMS": str(len(given)), f"{prefix}-INITIAL_FORMS": "0"}
    for place, row in enumerate(given):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return {**data, "add": add} if add else data


WHOLE = {
    "name_kk": "Камералар",
    "name_ru": "Камеры",
    "unit_kk": "дана",
    "unit_ru": "шт.",
    "quantity": "5957",
}
PART = {**WHOLE, "name_kk": "бұрылмалы", "name_ru": "поворотные", "quantity": "711", "part": "on"}


def test_parts_that_do_not_sum_are_told_with_what_was_typed(cast, client_of):
    project = almaty_project(cast)
    url = at("projects:parameters", project.pk)
    answer = client_of(cast.staff).post(url, rows("parameters", WHOLE, PART))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "711" in page
    assert "бұрылмалы" in page
    fixed = {**PART, "name_kk": "бекітілген", "name_ru": "стационарные", "quantity": "5246"}
    answer = client_of(cast.staff).post(url, rows("parameters", WHOLE, PART, fixed))
    assert answer.status_code == 303
    assert project.parameters.count() == 3


def test_a_row_is_added_without_a_script(cast, client_of):
    project = almaty_project(cast)
    for name, row in (("parameters", WHOLE), ("steps", {"body_kk": "Мәслихат", "body_ru": "Маслихат"})):
        answer = client_of(cast.staff).post(at(f"projects:{name}", project.pk), rows(name, row, add=name))
        assert answer.status_code == 200
        assert f'name="{name}-1-' in answer.content.decode()


@pytest.mark.parametrize(("lang", "whole"), [("ru", "Напишите целое число"), ("kk", "Бүтін санды")])
def test_what_cannot_be_read_on_a_card_and_what_the_rules_refuse_is_said_at_once(
    cast, client_of, lang, whole
):
    project = almaty_project(cast)
    wrong = {
        "title_kk": "Камералар",
        "cost": "18 млрд",
        "start_year": "двадцать",
        "end_year": "3000",
        "complexity": "no",
    }
    errors = {"title_ru", "object_kk", "object_ru", "cost", "cost_with_vat", "start_year", "end_year"}
    for url in (at("projects:new_project", lang=lang), at("projects:project", project.pk, lang=lang)):
        answer = client_of(cast.staff).post(url, wrong)
        found = answer.context["form"].errors
        assert answer.status_code == 422
        assert set(found) == errors, url
        assert all(len(said) == 1 for said in found.values()), url
        assert whole in found["start_year"][0]
        assert "2100" in found["end_year"][0] or "2140" in found["end_year"][0]
        assert "44" in found["cost_with_vat"][0]  # the paragraph stands beside what a rule says
        assert "Ensure" not in answer.content.decode()
    project.refresh_from_db()
    assert project.cost > 0


def test_what_a_living_notice_froze_is_said_together_with_what_cannot_be_read(cast, client_of, published):
    url = at("projects:project", published.project_id)
    typed = client_of(cast.staff).get(url).context["form"].initial
    sent = {name: value for name, value in typed.items() if value not in (None, False)}
    sent |= {"cost_with_vat": "no", "creation_months": "семь", "title_ru": "Другое"}
    errors = client_of(cast.staff).post(url, sent).context["form"].errors
    assert "creation_months" in errors
    assert len(errors["creation_months"]) == 1
    assert published.number in errors["title_ru"][0]


def test_p11_a_local_body_is_told_that_the_region_is_not_its_own_and_the_card_is_kept(cast, client_of):
    project = almaty_project(cast)
    url = at("projects:project", project.pk)
    told = "Это не регион вашей организации"
    for region, expected in (("75", False), ("71", True), ("", False)):
        Project.objects.filter(pk=project.pk).update(region=region)
        assert (told in client_of(cast.staff).get(url).content.decode()) is expected


def test_a_card_is_changed_and_its_versions_are_compared(cast, client_of):
    project = almaty_project(cast)
    browser = client_of(cast.staff)
    card = {
        **{name: getattr(project, name) for name in ("title_kk", "title_ru", "object_kk", "object_ru")},
        "cost": "18 324 558",
        "cost_unit": "1000",
        "cost_with_vat": "yes",
        "complexity": "n.a.",
        "start_year": "2022",
        "end_year": "2033",
        "creation_months": "6",
        "operation_years": "10",
    }
    assert browser.post(at("projects:project", project.pk), card).status_code == 303
    assert browser.post(at("projects:project", project.pk), {**card, "cost": "19 000 000"}).status_code == 303
    project.refresh_from_db()
    assert project.cost == 19_000_000_000
    newest = project.versions.last().number
    page = browser.get(at("projects:difference", project.pk, newest)).content.decode()
    assert "19 000 000 000" in page.replace("\xa0", " ")
    assert browser.post(at("projects:project", project.pk), {**card, "end_year": "2021"}).status_code == 422


def test_an_approval_keeps_its_document(cast, client_of):
    project = almaty_project(cast)
    browser = client_of(cast.staff)
    given = {"body_kk": "Мәслихат", "body_ru": "Маслихат", "done_on": "2026-01-10"}
    upload = SimpleUploadedFile("decision.pdf", PDF)
    data = rows("steps", {**given, "file": upload})
    assert browser.post(at("projects:steps", project.pk), data).status_code == 303
    step = project.approval_steps.get()
    url = at("projects:step_document", project.pk, step.pk)
    assert b"".join(browser.get(url).streaming_content) == PDF
    assert client_of(cast.other_staff).get(url).status_code == 404


def test_a_notice_is_written_checked_and_published_on_purpose(cast, client_of, clock_at):
    clock_at.set(START)
    project = almaty_project(cast)
    browser = client_of(cast.staff)
    answer = browser.post(at("projects:begin_notice", project.pk))
    notice = InitiationNotice.objects.get()
    assert answer.url.endswith(f"{notice.pk}/text/")
    overview = at("projects:notice", notice.pk)
    assert "Закон" in browser.get(overview).content.decode()
    closes = (START + 28 * DAY).strftime("%Y-%m-%dT18:00:00")
    data = {**SAID, "initiator_id": str(cast.org_d.pk), "closes_at": closes}
    data["ground_document"] = SimpleUploadedFile("patent.pdf", PDF)
    assert browser.post(at("projects:edit_notice", notice.pk), data).status_code == 303
    asked = rows("requirements", OWN)
    assert browser.post(at("projects:requirements", notice.pk), asked).status_code == 303
    assert browser.get(at("projects:publish_notice", notice.pk)).status_code == 404
    head = client_of(cast.head)
    page = head.get(overview).content.decode()
    assert at("projects:publish_notice", notice.pk) in page
    assert head.get(at("projects:publish_notice", notice.pk)).status_code == 200
    notice.refresh_from_db()
    assert notice.state == "draft"
    assert head.post(at("projects:publish_notice", notice.pk), {"confirmed": "yes"}).status_code == 303
    notice.refresh_from_db()
    assert notice.state == "published"
    assert browser.get(at("projects:edit_notice", notice.pk)).status_code == 303


def test_an_unfinished_notice_is_refused_with_the_way_to_each_field(cast, client_of, clock_at):
    clock_at.set(START)
    project = almaty_project(cast)
    client_of(cast.staff).post(at("projects:begin_notice", project.pk))
    notice = InitiationNotice.objects.get()
    answer = client_of(cast.head).post(at("projects:publish_notice", notice.pk), {"confirmed": "yes"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f"{at('projects:edit_notice', notice.pk)}#id_closes_at" in page
    assert at("projects:requirements", notice.pk) in page


def test_an_end_of_the_acceptance_that_is_too_early_is_kept_and_told_beside_its_field(
    cast, client_of, clock_at, draft
):
    clock_at.set(START)
    browser, page = client_of(cast.staff), at("projects:edit_notice", draft.pk)
    for days, early in ((19, True), (21, False)):
        closes = (START + days * DAY).strftime("%d.%m.%Y 18:00")
        answer = browser.post(
            page, {**SAID, "initiator_id": str(cast.org_d.pk), "closes_at": closes}, follow=True
        )
        told = answer.context["form"].noticed.get("closes_at", [])
        assert bool(told) == early, told
        if early:
            assert "22\xa0марта\xa02026" in told[0]  # twenty days after 2 March
            assert "п. 130 приказа № 725" in told[0]
            assert "пока нельзя" in answer.content.decode()


def test_only_who_may_be_a_private_partner_is_offered_as_the_initiator(cast, client_of, draft):
    form = client_of(cast.staff).get(at("projects:edit_notice", draft.pk)).context["form"]
    offered = {key for key, _name in form.fields["initiator_id"].choices}
    assert cast.org_d.pk in offered
    unfit = (cast.org_organiser, cast.org_audit, cast.org_operator, cast.org_state_company)
    assert not offered & {one.pk for one in unfit}
    with pytest.raises(Refused) as refused:
        initiation.save_notice(notice_id=draft.pk, by=cast.staff, initiator_id=cast.org_audit.pk)
    assert [one.code for one in refused.value.refusals] == ["notice.initiator_not_private"]


def test_the_card_says_what_a_notice_will_need_and_what_of_it_is_missing(cast, client_of):
    project = almaty_project(cast, sector="", operation_years=None)
    project.parameters.all().delete()
    page = client_of(cast.staff).get(at("projects:project", project.pk))
    assert page.context["lacks"] == "Отрасль, Эксплуатация, лет, Технические параметры"
    assert page.context["lacks"] in page.content.decode()
    label = re.search(r'<label[^>]*for="id_sector">.*?</label>', page.content.decode(), re.S)
    assert "нужно для уведомления" in label[0]
    assert "необязательно" not in label[0]


def test_whatever_a_notice_asks_of_the_card_is_marked_at_its_field():
    asked = set(CARD_SAYS) | {"payments_kk", "payments_ru"}
    at_once = {"cost"}  # the card itself is not kept without it
    assert asked - at_once == set(ProjectForm.needed_for)


def test_an_amendment_is_proposed_read_and_posted(cast, client_of, published, clock_at):
    browser = client_of(cast.staff)
    url = at("projects:amendments", published.pk)
    closes = (published.closes_at + 2 * DAY).strftime("%Y-%m-%dT18:00:00")
    text = {**OWN, "text_kk": "кемінде 2 жоба", "text_ru": "не менее 2 проектов"}
    typed = {
        **{name: value for name, value in SAID.items() if name != "ground"},
        **rows("requirements", text),
        "closes_at": closes,
        "reason_kk": "Талап нақтыланды",
        "reason_ru": "",
    }
    assert browser.post(url, typed).status_code == 422
    assert browser.post(url, {**typed, "reason_ru": "Требование уточнено"}).status_code == 303
    waiting = published.amendments.get()
    head = client_of(cast.head)
    assert "не менее" in head.get(at("projects:post_amendment", published.pk)).content.decode()
    refused = head.post(at("projects:post_amendment", published.pk), {"confirmed": "yes", "seen": "x"})
    assert refused.status_code == 422
    seen = {"confirmed": "yes", "seen": waiting.approval.digest}
    assert head.post(at("projects:post_amendment", published.pk), seen).status_code == 303
    published.refresh_from_db()
    assert published.edition == 2
    public = client_of(cast.outsider).get(at("registry:notice_amendment", published.number, 1))
    assert "Требование уточнено" in public.content.decode()
    with override("ru"):
        assert [wording.place(f"{part}.2.text") for part in ("requirements", "steps")] == [
            "Требование 2 · Текст",
            "Согласование 2 · Текст",
        ]


def test_the_card_of_a_published_notice_says_where_it_is_changed_and_is_changed_there(
    cast, client_of, published
):
    browser = client_of(cast.staff)
    amendments = at("projects:amendments", published.pk)
    for name in ("project", "parameters"):
        assert amendments in browser.get(at(f"projects:{name}", published.project_id)).content.decode()
    page = browser.get(amendments).content.decode()
    assert 'name="card-operation_years"' in page
    assert 'name="parameters-0-quantity"' in page
    project = published.project
    card = {f"card-{name}": value for name, value in ProjectForm.values_of(project).items() if value}
    given = [
        {**row, "quantity": row["quantity"] or "", "part": "on" if row["part"] else ""}
        for row in counted(project)
    ]
    typed = {
        **{name: value for name, value in SAID.items() if name != "ground"},
        **rows("requirements", OWN),
        **rows("parameters", *given),
        "requirements-INITIAL_FORMS": "1",
        "parameters-INITIAL_FORMS": str(len(given)),
        **card,
        "card-operation_years": "",
        "closes_at": (published.closes_at + 2 * DAY).strftime("%Y-%m-%dT18:00:00"),
        "reason_kk": "Мерзім нақтыланды",
        "reason_ru": "Срок уточнен",
    }
    assert browser.post(amendments, {**typed, "card-operation_years": "40"}).status_code == 422
    more = browser.post(amendments, {**typed, "add": "parameters"})
    assert more.status_code == 200
    assert f'name="parameters-{len(given)}-name_kk"' in more.content.decode()
    answer = browser.post(amendments, {**typed, "card-operation_years": "9"})
    assert answer.status_code == 303, answer.content.decode()
    changes = published.amendments.get().changes
    assert ["operation_years", 10, 9] in changes
    assert not [change for change in changes if change[0].startswith(("parameters", "cost", "object"))]


def test_an_amendment_is_declined_with_a_reason(cast, client_of, published):
    waiting = proposed(cast, published)
    head = client_of(cast.head)
    url = at("projects:decline_amendment", published.pk)
    seen = {"confirmed": "yes", "seen": waiting.approval.digest}
    assert head.post(url, seen).status_code == 422
    assert head.post(url, {**seen, "reason": "Қажет емес"}).status_code == 303
    assert head.get(url).status_code == 404


def test_another_organiser_finds_none_of_these_pages(cast, client_of, published):
    stranger = client_of(cast.other_head)
    for name in (
        "notice",
        "edit_notice",
        "requirements",
        "preview",
        "ground",
        "publish_notice",
        "amendments",
    ):
        assert stranger.get(at(f"projects:{name}", published.pk)).status_code == 404
    for name in ("project", "parameters", "steps", "versions"):
        assert stranger.get(at(f"projects:{name}", published.project_id)).status_code == 404
    assert Project.objects.count() == 1


# --- the public -------------------------------------------------------------------------------------------


def test_a_draft_is_not_public_and_a_published_notice_is(client, draft, cast, clock_at):
    assert client.get(at("registry:notice", draft.number)).status_code == 404
    assert draft.number not in client.get(at("registry:notices")).content.decode()


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_the_public_reads_every_field_of_the_notice_but_not_the_initiator(client, published, cast, lang):
    page = client.get(at("registry:notice", published.number, lang=lang)).content.decode()
    page = page.replace("\xa0", " ")
    for said in (
        "18 324 558 000",
        "18 324 558 ",
        "5957",
        "5 957",
        "711",
        "5 246",
        "2022–2033",
        SAID["phone"],
    ):
        assert said in page, said
    assert OWN["text_kk"] in page
    assert OWN["text_ru"] in page
    assert cast.org_d.name_ru not in page
    assert published.number in client.get(at("registry:notices", lang=lang)).content.decode()


def test_the_page_tells_what_was_published_and_not_what_the_card_says_today(client, published):
    Project.objects.update(cost=1)
    page = client.get(at("registry:notice", published.number)).content.decode().replace("\xa0", " ")
    assert "18 324 558 000" in page


def test_the_deadline_goes_into_a_calendar(client, published):
    answer = client.get(at("registry:notice_calendar", published.number))
    assert answer["Content-Type"].startswith("text/calendar")
    assert published.closes_at.strftime("%Y%m%dT%H%M%SZ") in answer.content.decode()
    again = client.get(
        at("registry:notice_calendar", published.number), headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304


def test_after_its_last_instant_a_notice_reads_closed_before_any_sweep(client, published, clock_at):
    clock_at.set(published.closes_at + timedelta(microseconds=1))
    page = client.get(at("registry:notice", published.number)).content.decode()
    assert "прием закрыт" in page.lower() or "acceptance closed" in page.lower()


def test_a_draft_keeps_blanks(cast, client_of, draft):
    answer = client_of(cast.staff).post(at("projects:edit_notice", draft.pk), {"phone": "1"})
    assert answer.status_code == 303, answer.context["form"].errors
    draft.refresh_from_db()
    assert (draft.phone, draft.initiator_id, draft.closes_at) == ("1", None, None)


def test_the_desk_tells_who_does_the_next_step_of_a_notice(cast, client_of, published):
    waiting = proposed(cast, published)
    desk = client_of(cast.head).get(at("desk:desk")).content.decode()
    assert at("projects:amendments", published.pk) in desk
    assert (
        at("projects:amendments", published.pk)
        not in client_of(cast.staff).get(at("desk:desk")).content.decode()
    )
    assert waiting.approval.proposed_by_id == cast.staff.person_id
