"""What sets a re-tender and a replacement tender apart (p. 44, 62(1)), from the draft to the announcement."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from contracts.actions.replacement_tender import explain_changes
from contracts.queries.replacement import documentation_changes
from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.values import untranslated
from ppp_portal.journal import clock
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refused
from tenders import clockwork
from tenders.actions import annexes, drafting, publication
from tenders.models import DocumentationFile, Tender
from tenders.queries.documentation import adjustments, current
from tests.contracts import replacing
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
    ready(cast, tender, days)
    return published(cast, tender)


def ready(cast, tender, days):
    """Terms, commission and study are there, nobody has approved yet."""
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


def published(cast, tender):
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


def explained(cast, case):
    """Whatever differs from the old documentation has its reason."""
    explain_changes(
        replacement_id=case.pk,
        places=[row.place for row in documentation_changes(case)],
        ground="performed",
        reason_kk="Қаңқа салынды.",
        reason_ru="Каркас возведен.",
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


def test_p44_sixteen_days_are_too_few_where_nothing_failed_before(cast, clock_at):
    case = replacing.begun(cast, clock_at)
    ready(cast, case.tender, 16)
    explained(cast, case)
    assert "publication.too_short" in codes(published, cast, case.tender)


def test_p62_a_replacement_tender_needs_its_contract(cast, ended):
    concluded = ended("contracted")
    assert codes(begin, cast, concluded, "replacement", replaces_id=concluded.pk) == ["drafting.no_contract"]
    failed = ended("failed")
    links = {"replaces_id": failed.pk, "replaces_contract": "75-0003"}
    assert codes(begin, cast, failed, "replacement", **links) == ["drafting.not_concluded"]
    foreign = ended("contracted", cast.org_other_organiser)
    links = {"replaces_id": foreign.pk, "replaces_contract": "75-0003"}
    assert codes(begin, cast, make_tender(cast), "replacement", **links) == ["drafting.not_concluded"]


def test_p62_1_a_replacement_tender_begins_only_in_its_case(cast, ended, client_of):
    concluded = ended("contracted")
    links = {"replaces_id": concluded.pk, "replaces_contract": "75-0003"}
    assert codes(begin, cast, concluded, "replacement", **links) == ["replacement.outside_case"]
    assert codes(begin, cast, concluded, "replacement", replaces_contract="77") == [
        "replacement.outside_case"
    ]
    data = {
        "project": str(concluded.project_id),
        "kind": "replacement",
        "replaces": str(concluded.pk),
        "replaces_contract": "75-0003",
        "title_kk": "Ауыстыру",
        "title_ru": "Замена",
    }
    with override("ru"):
        answer = client_of(cast.staff).post(reverse("tenders:organizer_new_tender"), data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["kind"]
    assert not Tender.objects.filter(kind="replacement").exists()


def test_p62_1_a_waiting_case_lets_no_tender_begin_beside_it(cast, clock_at):
    case = replacing.opened(cast, clock_at)
    old = case.card.contract.tender
    links = {"replaces_id": old.pk, "replaces_contract": case.card.number}
    assert codes(begin, cast, old, "replacement", **links) == ["replacement.outside_case"]


def test_p62_a_replacement_tender_names_its_contract_and_shows_every_changed_part(
    cast, clock_at, client_of, client
):
    staff, case = client_of(cast.staff), replacing.begun(cast, clock_at)
    tender, number = case.tender, case.card.number
    concluded = tender.replaces
    kk, ru = "Қаңқасы салынған: 3 қабат.", "Каркас возведен: 3 этажа."
    drafting.save_part(tender_id=tender.pk, number=3, text_kk=kk, text_ru=ru, by=cast.staff)
    places = {
        place for place, _was, _now in adjustments(tender, current(tender)) if place.startswith("parts")
    }
    assert places == {"parts.3.kk", "parts.3.ru"}
    with override("ru"):
        shown = staff.get(reverse("tenders:organizer_adjustments", args=[tender.pk])).content.decode()
    assert "Каркас" in shown
    assert number in shown
    ready(cast, tender, 45)
    explained(cast, case)
    tender = published(cast, tender)
    order = PrintOrder.objects.get(key__startswith=f"tender.announcement:{tender.pk}")
    assert untranslated(order.context) == []
    for words in (number, concluded.number, kk, ru, "Текст части 3."):
        assert words in str(order.context)
    with override("ru"):
        public = client.get(reverse("registry:tender", args=[tender.number])).content.decode()
    assert number in public


def test_p62_the_re_tender_of_a_failed_replacement_replaces_the_same_partner(cast, clock_at):
    case = replacing.begun(cast, clock_at)
    first = case.tender
    Tender.objects.filter(pk=first.pk).update(state="failed", ended_at=clock.now())
    again = begin(cast, first, "re_tender", parent_id=first.pk)
    assert (again.replaces, again.replaces_contract) == (first.replaces, case.card.number)
