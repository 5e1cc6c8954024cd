"""Project cards: parameters that sum, approvals with their document, versions with their difference."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction

from ppp_portal.journal.models import Record
from ppp_portal.law.refusals import Refused
from projects.actions.cards import change_project, create_project, set_parameters, set_steps
from projects.forms.cards import ProjectForm
from projects.models import Project, ProjectVersion
from projects.queries.cards import parameters, version, versions
from projects.queries.differences import differences
from tests.documents.files import PDF
from tests.projects.factories import COST

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
