"""Which commission works on a tender is chosen knowing what else it is busy with."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ppp_portal.panel.queries import assignment
from tests.projects.alternatives import seat as seat_group
from tests.projects.factories import published_notice
from tests.tenders.commission import seat
from tests.tenders.factories import make_project, published_tender
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


def test_p36_the_list_of_commissions_says_what_each_works_on_until_it_has_ended(
    cast, clock_at, client_of, django_assert_num_queries
):
    tender, notice = published_tender(cast, clock_at), published_notice(cast)
    seat(cast, tender)
    seat_group(cast, notice)
    staff, page = client_of(cast.staff), reverse("tenders:organizer_commissions")
    read = staff.get(page)
    works = {
        row["commission"].kind: [number for number, _url in row["works"]] for row in read.context["rows"]
    }
    assert works == {"tender": [tender.number], "group": [notice.number]}
    for name, key in (("tenders:organizer_tender", tender.pk), ("projects:notice", notice.pk)):
        assert f'href="{reverse(name, args=[key])}"' in read.content.decode()
    other = published_tender(cast, number="2026-00099", project=make_project(cast))
    with CaptureQueriesContext(connection) as few:
        staff.get(page)
    seat(cast, other)
    with django_assert_num_queries(len(few)):
        staff.get(page)
    cancel(tender, cast)
    rows = staff.get(page).context["rows"]
    assert sorted(number for row in rows for number, _url in row["works"]) == sorted(
        [notice.number, other.number]
    )
