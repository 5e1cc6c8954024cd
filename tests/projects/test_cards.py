"""Project cards: parameters that sum, approvals with their document, versions with their difference."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction
from django.urls import reverse

from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from projects.actions import amending, initiation
from projects.actions.cards import change_project, create_project, set_parameters, set_steps
from projects.actions.ways import withdraw_notice
from projects.forms.cards import ProjectForm
from projects.models import Project, ProjectVersion
from projects.queries.cards import parameters, version, versions
from projects.queries.differences import differences
from projects.queries.initiation import form_of
from tenders.queries.beside import beside
from tests.documents.files import PDF
from tests.projects.alternatives import REASON, paper
from tests.projects.factories import COST, proposed

pytestmark = pytest.mark.django_db

CARD = {
    "title_kk": "Бейнебақылау жүйесі",
    "title_ru": "Система видеонаблюдения",
    "object_kk": "5957 камера",
    "object_ru": "5957 камер",
    "cost": COST,
    "cost_with_vat": True,
}
CAMERAS = {"name_kk": "Камералар", "name_ru": "Камеры", "unit_kk": "дана", "unit_ru": "шт."}


def rows(*quantities):
    return [
        {**CAMERAS, "quantity": Decimal(quantity), "part": place > 0}
        for place, quantity in enumerate(quantities)
    ]


@pytest.fixture
def project(cast):
    return create_project(by=cast.staff, **CARD)


def test_parts_that_do_not_sum_are_refused_and_the_card_stays_as_it_was(cast, project):
    set_parameters(project_id=project.pk, parameters=rows(5957, 711, 5246), by=cast.staff)
    with pytest.raises(Refused) as refused:
        set_parameters(project_id=project.pk, parameters=rows(5957, 711, 5200), by=cast.staff)
    assert [r.code for r in refused.value.refusals] == ["project.parts_do_not_sum"]
    ((whole, parts),) = parameters(Project.objects.get(pk=project.pk))
    assert (whole.quantity, [part.quantity for part in parts]) == (5957, [711, 5246])


def test_thousands_of_tenge_are_kept_as_tenge_and_shown_both_ways():
    data = {**CARD, "cost": "18 324 558", "cost_unit": "1000", "cost_with_vat": "yes", "complexity": "no"}
    form = ProjectForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["cost"] == COST
    shown = ProjectForm.values_of(Project(cost=COST, cost_unit=1000))
    assert (shown["cost"], shown["cost_unit"]) == (Decimal("18324558"), 1000)


def test_a_sum_that_the_unit_cannot_hold_is_shown_in_tenge():
    shown = ProjectForm.values_of(Project(cost=COST + 1, cost_unit=1000))
    assert (shown["cost"], shown["cost_unit"]) == (COST + 1, 1)


def test_every_change_leaves_a_version_and_the_difference_can_be_read(cast, project):
    change_project(project_id=project.pk, cost=COST + 1, by=cast.staff)
    change_project(project_id=project.pk, cost=COST + 1, by=cast.staff)
    assert [row.number for row in versions(project)] == [2, 1]
    first, second = version(project, 1), version(project, 2)
    assert differences(first.snapshot, second.snapshot) == [
        ("cost", "18324558000.00", "18324558001.00"),
    ]
    assert Record.objects.filter(stream=project.stream).count() == 2


def test_a_sum_read_back_from_the_table_is_the_sum_that_was_typed(cast, project):
    change_project(project_id=project.pk, cost=Decimal("18324558000"), by=cast.staff)
    assert [row.number for row in versions(project)] == [1]


def test_a_version_is_written_once(project):
    with pytest.raises(InternalError), transaction.atomic():
        ProjectVersion.objects.filter(project=project).update(sha256="0" * 64)


STEP = {"body_kk": "Мәслихат", "body_ru": "Маслихат", "due_on": date(2026, 3, 1)}


def test_an_approval_without_its_document_is_refused_and_the_document_stays_with_its_row(cast, project):
    done = {**STEP, "done_on": date(2026, 3, 1)}
    with pytest.raises(Refused) as refused:
        set_steps(project_id=project.pk, steps=[done], by=cast.staff)
    assert [r.code for r in refused.value.refusals] == ["project.approval_without_document"]
    upload = SimpleUploadedFile("decision.pdf", PDF)
    set_steps(project_id=project.pk, steps=[{**done, "file": upload}], by=cast.staff)
    step = project.approval_steps.get()
    assert step.document.filename == "decision.pdf"
    set_steps(project_id=project.pk, steps=[{**done, "pk": step.pk}], by=cast.staff)
    assert project.approval_steps.get().document_id == step.document_id


def test_another_organiser_finds_no_card(cast, project):
    with pytest.raises(Project.DoesNotExist):
        change_project(project_id=project.pk, cost=COST, by=cast.other_staff)


def test_a_second_card_of_one_title_is_kept_only_with_words(cast, project):
    again = {**CARD, "title_ru": "  система   Видеонаблюдения "}
    with pytest.raises(Refused) as refused:
        create_project(by=cast.staff, **{**again, "title_kk": "Басқа атау"})
    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.field) == ("project.twin", "twin_reason")
    create_project(by=cast.other_staff, **again)  # another organiser's card is its own
    second = create_project(by=cast.staff, twin_reason="Екінші кезек", **again)
    kept = Record.objects.get(kind="project.second_card", stream=second.stream)
    assert "Екінші кезек" in bytes(kept.body).decode()
    assert not Record.objects.filter(kind="project.second_card", stream=project.stream).exists()


def test_the_page_of_a_new_card_asks_for_the_words_and_loses_nothing(cast, project, client_of):
    browser, url = client_of(cast.staff), reverse("projects:new_project")
    typed = {**CARD, "cost": "18 324 558", "cost_unit": "1000", "cost_with_vat": "yes", "complexity": "no"}
    assert "twin_reason" not in browser.get(url).content.decode()
    answer = browser.post(url, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'name="twin_reason"' in page
    assert "5957 камера" in page
    assert browser.post(url, {**typed, "twin_reason": "Екінші кезек"}).status_code == 303
    assert Project.objects.filter(title_ru=CARD["title_ru"]).count() == 2


# --- what a living notice has published -------------------------------------------------------------------


def almaty(notice):
    return Project.objects.get(pk=notice.project_id)


def test_art44_2_what_a_living_notice_published_stays_on_the_card(cast, published):
    card = {"project_id": published.project_id, "by": cast.staff}
    for values in ({"cost": COST + 1}, {"operation_years": 11}, {"title_ru": "Другое название"}):
        with pytest.raises(Refused) as refused:
            change_project(**card, **values)
        (refusal,) = refused.value.refusals
        assert (refusal.code, refusal.field) == ("project.announced", *values)
        assert refusal.params == {"notice": published.number}
    with pytest.raises(Refused) as refused:
        set_parameters(**card, parameters=rows(6000))
    assert [r.code for r in refused.value.refusals] == ["project.announced"]
    assert almaty(published).cost == COST
    change_project(**card, cost=COST, standard_kk="", operation_years=10)  # the same again is no change
    set_steps(**card, steps=[{"body_kk": "Әкімдік", "body_ru": "Акимат"}])  # approvals are not published


def test_a_draft_and_an_ended_notice_leave_the_card_free(cast, draft):
    card = {"project_id": draft.project_id, "by": cast.staff}
    change_project(**card, operation_years=9)
    draft.refresh_from_db()
    published = initiation.publish_notice(notice_id=draft.pk, by=cast.head)
    with pytest.raises(Refused):
        change_project(**card, operation_years=10)
    withdraw_notice(notice_id=published.pk, document=paper(), by=cast.head, **REASON)
    assert change_project(**card, operation_years=10).operation_years == 10


def test_figures_of_the_card_change_with_an_amendment_that_the_head_posts(cast, published):
    cameras = rows(6000, 711, 5289)
    amendment = proposed(
        cast, published, card={"cost": COST + 1000, "operation_years": 9}, parameters=cameras
    )
    assert (almaty(published).cost, almaty(published).operation_years) == (COST, 10)
    places = {place for place, _before, _after in amendment.changes}
    assert {"cost", "operation_years", "parameters.1.quantity", "parameters.1.parts.2.quantity"} <= places
    notice = amending.post_notice_amendment(
        amendment_id=amendment.pk, seen=amendment.approval.digest, by=cast.head
    )
    card = almaty(published)
    assert (card.cost, card.operation_years) == (COST + 1000, 9)
    assert (notice.form["cost"], notice.form["operation_years"]) == ("18324559000.00", 9)
    assert notice.form == form_of(notice)  # the card says what the notice says
    ((whole, parts),) = parameters(card)
    assert (whole.quantity, [part.quantity for part in parts]) == (6000, [711, 5289])
    assert Record.objects.filter(kind="project.amended", stream=card.stream).exists()


def test_an_amendment_brings_no_card_that_the_rules_refuse(cast, published):
    with pytest.raises(Refused) as refused:
        proposed(cast, published, card={"cost": Decimal(0)}, parameters=rows(6000, 711, 5200))
    codes = {r.code for r in refused.value.refusals}
    assert {"project.cost_not_positive", "project.parts_do_not_sum"} <= codes


def test_art44_3_no_tender_is_offered_on_a_project_whose_partner_is_sought_directly(
    cast, published, client_of
):
    """What the page does not offer the action refuses, by one reading of the notices."""
    staff, project = client_of(cast.staff), published.project
    begin = f"{reverse('tenders:organizer_new_tender')}?project={project.pk}"
    notice = reverse("projects:notice", args=[published.pk])
    pages = reverse("projects:projects"), reverse("projects:project", args=[project.pk])

    def offered():
        return [begin in staff.get(page).content.decode() for page in pages]

    assert offered() == [False, False]
    assert all(notice in staff.get(page).content.decode() for page in pages)
    assert beside(project.pk).notice == published.number
    published.state, published.ended_at = "withdrawn", clock.now()
    published.save(update_fields=["state", "ended_at"])
    assert offered() == [True, True]
    assert beside(project.pk).notice == ""
