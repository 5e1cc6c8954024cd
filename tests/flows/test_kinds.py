"""What sets a re-tender and a replacement tender apart (p. 44, 62(1)), from the draft to the announcement."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.values import untranslated
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refused
from tenders import clockwork
from tenders.actions import annexes, drafting, publication
from tenders.models import DocumentationFile, Tender
from tenders.queries.documentation import adjustments, current
from tests.tenders.commission import seat
from tests.tenders.factories import DAY, START, make_tender, published_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(cast, clock_at):
    """``ended("failed")``: a published tender that came to this end."""

    def end(state, organiser=None):
        tender = published_tender(cast, clock_at, published_at=START)
        Tender.objects.filter(pk=tender.pk).update(
            state=state, ended_at=clock.now(), results_at=clock.now(), organiser=organiser or tender.organiser
        )
        return Tender.objects.get(pk=tender.pk)

    return end


def begin(cast, source, kind, **links):
    return drafting.create_tender(
        project_id=source.project_id,
        kind=kind,
        title_kk="Конкурс",
        title_ru="Конкурс",
        by=cast.staff,
        **links,
    )


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return [refusal.code for refusal in caught.value.refusals]


def announced(cast, tender, days):
    """Approved and published; bids close after so many days."""
    closes_at = (clock.now() + timedelta(days=days)).replace(hour=13, minute=0, second=0, microsecond=0)
    drafting.save_terms(
        tender_id=tender.pk,
        by=cast.staff,
        closes_at=closes_at,
        opens_at=closes_at + DAY,
        bids_valid_until=(closes_at + 150 * DAY).date(),
        opening_place_kk="Алматы",
        opening_place_ru="Алматы",
        off_day_confirmed=True,
    )
    seat(cast, tender)
    annex(cast, tender)
    publication.approve_documentation(tender_id=tender.pk, by=cast.head)
    return publication.publish_tender(tender_id=tender.pk, by=cast.staff)


def annex(cast, tender):
    """The study of part 2, in both languages, where it was not copied with the parts."""
    if DocumentationFile.objects.filter(part__documentation=current(tender)).exists():
        return
    for language in ("kk", "ru"):
        annexes.attach_file(
            tender_id=tender.pk,
            number=2,
            upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf"),
            language=language,
            title_kk="ТЭН",
            title_ru="ТЭО",
            by=cast.staff,
        )


@pytest.mark.parametrize("state", ["cancelled", "contracted", "accepting"])
def test_p44_a_re_tender_needs_a_failed_parent_of_the_same_organiser(cast, ended, state):
    stands = {"contracted": ["drafting.has_partner"], "accepting": ["drafting.another_runs"]}.get(state, [])
    assert codes(begin, cast, ended(state), "re_tender") == ["drafting.no_failed_parent", *stands]
    parent = ended(state)
    said = codes(begin, cast, parent, "re_tender", parent_id=parent.pk)
    assert said == ["drafting.no_failed_parent", *stands]
    foreign = ended("failed", cast.org_other_organiser)
    own = make_tender(cast)
    assert codes(begin, cast, own, "re_tender", parent_id=foreign.pk) == ["drafting.no_failed_parent"]


def test_p44_a_re_tender_names_its_parent_and_its_clocks_are_shorter(cast, ended):
    parent = ended("failed")
    child = begin(cast, parent, "re_tender", parent_id=parent.pk)
    child = announced(cast, child, 16)
    order = PrintOrder.objects.get(key__startswith=f"tender.announcement:{child.pk}")
    assert parent.number in str(order.context)
    terms = {term.kind: term.due_at for term in clockwork.alive(child)}
    closes = local_day(terms["tender.cutoff"])
    assert closes - local_day(terms["tender.last_question"]) == 15 * DAY
    assert closes - local_day(terms["tender.amendment_freeze"]) == 10 * DAY
    assert codes(begin, cast, parent, "re_tender", parent_id=parent.pk) == [
        "drafting.repeated_already",
        "drafting.another_runs",
    ]


def test_p44_sixteen_days_are_too_few_where_nothing_failed_before(cast, ended):
    parent = ended("contracted")
    first = begin(cast, parent, "replacement", replaces_id=parent.pk, replaces_contract="75-0003")
    assert "publication.too_short" in codes(announced, cast, first, 16)


def test_p62_a_replacement_tender_needs_its_contract(cast, ended):
    concluded = ended("contracted")
    assert codes(begin, cast, concluded, "replacement", replaces_id=concluded.pk) == ["drafting.no_contract"]
    failed = ended("failed")
    links = {"replaces_id": failed.pk, "replaces_contract": "75-0003"}
    assert codes(begin, cast, failed, "replacement", **links) == ["drafting.not_concluded"]
    foreign = ended("contracted", cast.org_other_organiser)
    links = {"replaces_id": foreign.pk, "replaces_contract": "75-0003"}
    assert codes(begin, cast, make_tender(cast), "replacement", **links) == ["drafting.not_concluded"]


def test_p62_a_replacement_tender_names_its_contract_and_shows_every_changed_part(
    cast, ended, client_of, client
):
    concluded = ended("contracted")
    staff = client_of(cast.staff)
    with override("ru"):
        page = staff.get(reverse("tenders:organizer_tender", args=[concluded.pk])).content.decode()
        new = reverse("tenders:organizer_new_tender")
    assert f"{new}?replaces={concluded.pk}" in page
    begun = staff.get(f"{new}?replaces={concluded.pk}").content.decode()
    assert f'value="{concluded.pk}" selected' in begun
    data = {
        "project": str(concluded.project_id),
        "kind": "replacement",
        "replaces": str(concluded.pk),
        "replaces_contract": "75-0003 от 01.02.2026",
        "title_kk": "Ауыстыру",
        "title_ru": "Замена",
    }
    assert staff.post(new, data).status_code == 303
    tender = Tender.objects.get(kind="replacement")
    kk, ru = "Қаңқасы салынған: 3 қабат.", "Каркас возведен: 3 этажа."
    drafting.save_part(tender_id=tender.pk, number=3, text_kk=kk, text_ru=ru, by=cast.staff)
    places = {
        place for place, _was, _now in adjustments(tender, current(tender)) if place.startswith("parts")
    }
    assert places == {"parts.3.kk", "parts.3.ru"}
    with override("ru"):
        shown = staff.get(reverse("tenders:organizer_adjustments", args=[tender.pk])).content.decode()
    assert "Каркас" in shown
    assert "75-0003" in shown
    tender = announced(cast, tender, 45)
    order = PrintOrder.objects.get(key__startswith=f"tender.announcement:{tender.pk}")
    assert untranslated(order.context) == []
    for words in ("75-0003", concluded.number, kk, ru, "Текст части 3."):
        assert words in str(order.context)
    with override("ru"):
        public = client.get(reverse("registry:tender", args=[tender.number])).content.decode()
    assert "75-0003" in public


def test_p62_the_re_tender_of_a_failed_replacement_replaces_the_same_partner(cast, ended):
    concluded = ended("contracted")
    first = begin(cast, concluded, "replacement", replaces_id=concluded.pk, replaces_contract="75-0003")
    Tender.objects.filter(pk=first.pk).update(state="failed", ended_at=clock.now())
    again = begin(cast, first, "re_tender", parent_id=first.pk)
    assert (again.replaces, again.replaces_contract) == (concluded, "75-0003")
