"""The tables refuse nonsense by themselves."""

import pytest
from django.db import IntegrityError, transaction

from projects.models import InitiationNotice, ProjectParameter
from tests.projects.factories import almaty_project, drafted_notice, published_notice

pytestmark = pytest.mark.django_db


def test_the_real_notice_stands_as_rows(cast, clock_at):
    notice = published_notice(cast, clock_at)
    assert notice.requirements.filter(kind="qualification").count() == 8
    assert sum(p.quantity for p in notice.project.parameters.filter(parent__position=1)) == 711 + 5246


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "published"},
        {"state": "closed"},
        {"state": "rejected"},
    ],
)
def test_a_state_is_tied_to_its_facts(cast, changed):
    notice = drafted_notice(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        InitiationNotice.objects.filter(pk=notice.pk).update(**changed)


def test_one_live_notice_on_one_project(cast):
    notice = drafted_notice(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        drafted_notice(cast, project=notice.project)


def test_a_quantity_is_above_zero(cast):
    project = almaty_project(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectParameter.objects.create(project=project, position=9, name_kk="а", name_ru="а", quantity=0)
