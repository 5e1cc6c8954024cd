"""What of an initiative is public, and when: the register, the recommendation, the comparison with the decision."""

import json

import pytest
from django.urls import reverse

from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.models import Answer
from ppp_portal.comparison.protocols import matrix_context
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.uploads import store_upload
from ppp_portal.documents.values import Both, canonical
from ppp_portal.journal import clock
from projects.actions import ways
from projects.actions.matrix_sheet import print_matrix
from projects.actions.opening import FILE
from tests.projects.alternatives import REASON, compare, open_all, paper, recommend, submitted, written
from tests.projects.factories import published_notice

pytestmark = pytest.mark.django_db
SHEET = "comparison.matrix"


@pytest.fixture
def notice(cast, clock_at):
    """Compared; nothing is recommended or decided."""
    notice = published_notice(cast, clock_at)
    submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    ways.record_alternatives(notice_id=notice.pk, document=paper(), by=cast.staff, **REASON)
    compare(cast, notice)
    notice.refresh_from_db()
    return notice


def public_page(client, notice):
    return client.get(reverse("registry:notice", args=[notice.number])).content.decode()


def test_before_the_decision_the_group_and_the_organiser_read_the_comparison_and_nobody_else(
    cast, notice, client, client_of
):
    order = PrintOrder.objects.get(kind=SHEET)
    printed = carry_out(order)
    room = reverse("projects:group_sheet", args=[notice.pk, "kk"])
    desk = reverse("projects:notice_sheet", args=[notice.pk, "ru"])
    assert client.get(reverse("documents:file", args=[printed["kk"].pk])).status_code == 404
    assert f"{notice.number}/M" not in public_page(client, notice)
    chair, staff = client_of(cast.chair), client_of(cast.staff)
    assert room in chair.get(reverse("projects:group_notice", args=[notice.pk])).content.decode()
    assert b"".join(chair.get(room)).startswith(b"%PDF")
    assert desk in staff.get(reverse("projects:notice_alternatives", args=[notice.pk])).content.decode()
    assert b"".join(staff.get(desk)).startswith(b"%PDF")
    for stranger in (cast.other_staff, cast.bidder_a, cast.member_4):
        assert client_of(stranger).get(room).status_code == 404
        assert client_of(stranger).get(desk).status_code == 404


@pytest.mark.parametrize("move", ["switch_to_tender", "find_need_not_exceeded", "reject_initiative"])
def test_with_the_decision_the_comparison_becomes_public(cast, notice, client, move):
    recommend(cast, notice)
    assert f"{notice.number}/M" not in public_page(client, notice)
    getattr(ways, move)(notice_id=notice.pk, document=paper(), by=cast.head, **REASON)
    parties, public = PrintOrder.objects.filter(kind=SHEET).order_by("ordered_at")
    assert (parties.audience, public.audience) == ("parties", "public")
    # The same data under another number, formed later, now for everybody; nobody gave a file.
    own, shown = (json.loads(order.context) | {"formed": None} for order in (parties, public))
    assert own == shown | {"number": f"{notice.number}/M"}
    assert f"{notice.number}/M" in public_page(client, notice)
    printed = carry_out(public)
    assert b"".join(client.get(reverse("documents:file", args=[printed["ru"].pk]))).startswith(b"%PDF")


def test_the_public_sheet_names_no_file_of_those_who_were_told_that_files_are_not_published(cast, notice):
    kept = store_upload(
        paper("Клиент ТОО «Тайна».pdf"), by=cast.bidder_a, subject=notice.subject, kind=FILE, at=clock.now()
    )
    Answer.objects.filter(column__questionnaire__subject=notice.subject).update(document=kept)
    at = clock.now()
    print_matrix(notice, public=True, by=cast.head, at=at)
    shown = PrintOrder.objects.get(kind=SHEET, audience="public").context
    assert "Тайна" not in shown
    assert f"{notice.number}/M-P" in shown, "another text than that of the group has another number"
    assert "подтверждение приложено" in shown
    matrix = compared.matrix(notice.subject)
    own = matrix_context(matrix, number=notice.number, at=at, body=Both("А", "А"), about=Both("Б", "Б"))
    assert "Тайна" in canonical(own).decode(), "the working group reads on its sheet which file it is"


def test_a_decision_without_a_closed_comparison_publishes_none(cast, clock_at):
    notice = published_notice(cast, clock_at)
    submitted(notice, cast.bidder_a)
    open_all(cast, notice, clock_at)
    ways.withdraw_notice(notice_id=notice.pk, document=paper(), by=cast.head, **REASON)
    assert not PrintOrder.objects.filter(kind=SHEET).exists()


def test_a_bidder_is_told_before_it_submits_what_becomes_public_and_when(cast, clock_at, client_of):
    proposal = written(published_notice(cast, clock_at), cast.bidder_a)
    page = (
        client_of(cast.bidder_a).get(reverse("projects:proposal_submit", args=[proposal.pk])).content.decode()
    )
    for words in ("Журналдан", "қол қойылған ұсынымымен", "шешімімен бірге салыстыру", "жарияланбайды"):
        assert words in page, words
