"""What the technical administrator looks up of projects and contracts: the outline, and nothing to change."""

from datetime import date, datetime

import pytest
from django.contrib import admin
from django.urls import reverse

from contracts.models import MonitoringMonth
from ppp_portal.comparison.models import Questionnaire
from ppp_portal.law.calendar import ALMATY
from projects.models import AlternativeProposal, InitiationNotice
from tests.contracts.cards import a_card
from tests.contracts.test_monitoring import mark

pytestmark = pytest.mark.django_db
ROOMS = ("contracts", "projects", "comparison")
REGISTERS = [
    f"{model._meta.app_label}_{model._meta.model_name}"
    for model in admin.site._registry
    if model._meta.app_label in ROOMS
]


def test_registers_of_projects_and_contracts_show_and_never_change(cast, client_of):
    assert {name.split("_")[0] for name in REGISTERS} == set(ROOMS)
    technical, head = client_of(cast.admin), client_of(cast.head)
    for name in REGISTERS:
        assert technical.get(reverse(f"admin:{name}_changelist")).status_code == 200, name
        assert technical.get(reverse(f"admin:{name}_add")).status_code == 403, name
        assert head.get(reverse(f"admin:{name}_changelist")).status_code == 404, name


def test_a_register_shows_a_month_without_its_text_and_takes_no_change(cast, client_of, clock_at):
    clock_at.set(datetime(2026, 1, 5, 10, tzinfo=ALMATY))
    row = mark(cast, clock_at, a_card(cast), date(2026, 1, 1))
    technical = client_of(cast.admin)
    address = reverse("admin:contracts_monitoringmonth_change", args=[row.pk])
    page = technical.get(address).content.decode()
    assert all(text not in page for text in ("Работы не велись", "Нет средств", "Қаражат жоқ"))
    assert technical.post(address, {"mark": "performed"}).status_code == 403
    assert MonitoringMonth.objects.get().mark == "not_performed"


def test_neither_proposals_nor_the_initiator_nor_answers_stand_in_a_register():
    assert AlternativeProposal not in admin.site._registry
    assert "initiator" not in admin.site._registry[InitiationNotice].fields
    shown = [model for model in admin.site._registry if model._meta.app_label == "comparison"]
    assert shown == [Questionnaire]
