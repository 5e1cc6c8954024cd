"""Which commission works on a tender is chosen knowing what else it is busy with."""

import pytest
from django.urls import reverse

from ppp_portal.panel.queries import assignment
from tests.tenders.commission import seat
from tests.tenders.factories import published_tender
from tests.tenders.staying import cancel

pytestmark = pytest.mark.django_db


def test_p36_a_choice_of_a_commission_names_the_other_tenders_it_is_busy_with(cast, clock_at, client_of):
    first, other = published_tender(cast, clock_at), published_tender(cast, clock_at, number="2026-00099")
    seat(cast, first)
    staff, page = client_of(cast.staff), reverse("tenders:organizer_commission", args=[other.pk])
    english = page.replace("/kk/", "/en/")
    assert f"other work: {first.number}" in staff.get(english).content.decode()
    assert "other work: none" in staff.get(english.replace(str(other.pk), str(first.pk))).content.decode()
    cancel(first, cast)
    assert "other work: none" in staff.get(english).content.decode()


def test_p36_the_one_at_work_is_chosen_already_else_the_newest(cast, clock_at, client_of):
    tender = published_tender(cast, clock_at)
    staff, page = client_of(cast.staff), reverse("tenders:organizer_commission", args=[tender.pk])
    assert staff.get(page).context["form"]["commission"].value() == ""
    seat(cast, tender)
    other = published_tender(cast, clock_at, number="2026-00099")
    at_work = str(assignment(tender.subject).commission_id)
    for pk in (tender.pk, other.pk):
        form = staff.get(page.replace(str(tender.pk), str(pk))).context["form"]
        assert form["commission"].value() == at_work
