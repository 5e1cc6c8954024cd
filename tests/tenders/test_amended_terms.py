"""While an amendment is prepared, what is in force stays in force; posting changes everything at once."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.accounts.models import Organisation
from ppp_portal.desk.queries import desk
from ppp_portal.journal import clock, outbox
from ppp_portal.law.refusals import Refused
from ppp_portal.notices.models import Notice
from tenders import clockwork, deadlines
from tenders.actions import amendments, annexes, drafting, publication, questions
from tenders.models import Bid, Tender
from tenders.queries import changes
from tenders.queries import security as securities
from tests.tenders.amending import post_amendment
from tests.tenders.factories import DAY, drafted_bid, make_project
from tests.tenders.test_publication import (  # noqa: F401  (fixtures)
    CLOSES,
    PDF,
    REASON,
    codes,
    draft,
    fill,
    published,
    seat,
)

pytestmark = pytest.mark.django_db
STOP = datetime(2026, 3, 10, 6, 0, tzinfo=UTC)
NEW = {
    "title_kk": "Жатақхана мен асхана салу",
    "title_ru": "Строительство общежития и столовой",
    "investments": Decimal("6000000000"),
    "budget_kk": "Облыстық бюджет",
    "budget_ru": "Областной бюджет",
    "opening_place_kk": "7-кабинет",
    "opening_place_ru": "кабинет 7",
    "bids_valid_until": date(2027, 3, 31),
}
NEW_TEXTS = ("столовой", "6 000 000 000", "кабинет 7", "6 000 000 ₸")


@pytest.fixture
def bid(published, cast) -> Bid:  # noqa: F811
    """A draft with the whole security of the first documentation."""
    return drafted_bid(published, cast.bidder_a)


@pytest.fixture
def amending(published, bid, cast, clock_at) -> Tender:  # noqa: F811
    """The published tender with an announced amendment that changes its terms and one threshold."""
    clock_at.set(STOP)
    proposal = amendments.propose_amendment(tender_id=published.pk, by=cast.staff, **REASON)
    amendments.announce_amendment(
        tender_id=published.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    drafting.save_terms(tender_id=published.pk, by=cast.staff, **NEW)
    drafting.save_criteria(
        tender_id=published.pk, thresholds={"months": 30}, policies={}, evidence={}, by=cast.staff
    )
    return Tender.objects.get(pk=published.pk)


def status(client, document_id) -> int:
    """Of the public address of a file, read to its end."""
    answer = client.get(reverse("documents:file", args=[document_id]))
    assert not answer.streaming or b"".join(answer.streaming_content) == PDF
    return answer.status_code


def read(client, name: str, *args: object) -> str:
    with override("ru"):
        answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, name
    return answer.content.decode().replace("\u00a0", " ")


def test_p20_terms_of_an_amendment_in_work_are_on_no_public_page(amending, client_of):
    guest = Client()
    pages = [
        read(guest, "registry:tender", amending.number),
        read(guest, "registry:documentation", amending.number),
        read(guest, "registry:tenders"),
        read(guest, "registry:home"),
        read(guest, "registry:calendar", amending.number),
        guest.get("/api/v1/tenders").content.decode(),
        guest.get(f"/api/v1/tenders/{amending.number}").content.decode(),
    ]
    for page in pages:
        assert not [text for text in (*NEW_TEXTS, "6000000000", "асхана") if text in page]
    assert "5 000 000 ₸" in pages[0]
    found = guest.get(reverse("registry:tenders"), {"q": "столовой"}).content.decode()
    assert amending.number not in found


def test_a1_10_the_head_posts_the_very_text_that_somebody_else_submitted(amending, cast):
    posting = {"tender_id": amending.pk}
    submitted = amendments.submit_amendment(by=cast.staff, **posting)
    posting |= {"approval_id": submitted.pk, "seen": submitted.digest}
    with pytest.raises(Refused) as caught:
        amendments.post_amendment(by=cast.staff, **posting)
    assert codes(caught) == {"tender.wrong_role"}
    drafting.save_terms(tender_id=amending.pk, by=cast.staff, title_ru="Строительство столовой на 500 мест")
    with pytest.raises(Refused) as caught:
        amendments.post_amendment(by=cast.head, **posting)
    assert codes(caught) == {"amendment.text_changed"}
    assert Tender.objects.get(pk=amending.pk).state == "suspended"
    drafting.save_terms(tender_id=amending.pk, by=cast.staff, title_ru=NEW["title_ru"])
    amendments.post_amendment(by=cast.head, **posting)
    assert Tender.objects.get(pk=amending.pk).state == "accepting"


@pytest.mark.parametrize(
    ("closes_at", "said"),
    [
        (datetime(2026, 5, 3, 13, 0, tzinfo=UTC), {"publication.off_day"}),
        (
            datetime(2026, 5, 3, 13, 0, 0, 123, tzinfo=UTC),
            {"publication.off_day", "publication.cutoff_fraction"},
        ),
        (datetime(2026, 5, 5, 13, 0, 0, 123, tzinfo=UTC), {"publication.cutoff_fraction"}),
    ],
)
def test_a1_10_an_amended_end_of_submission_is_checked_as_the_first_one(amending, cast, closes_at, said):
    with pytest.raises(Refused) as caught:
        amendments.submit_amendment(tender_id=amending.pk, by=cast.staff, closes_at=closes_at)
    assert codes(caught) == said


def test_a1_10_the_head_posts_an_end_on_a_day_off_that_was_confirmed(amending, cast):
    sunday = datetime(2026, 5, 3, 13, 0, tzinfo=UTC)
    tender = post_amendment(cast, amending, closes_at=sunday, off_day_confirmed=True)
    assert (tender.closes_at, tender.off_day_confirmed) == (sunday, True)


def test_a33_a_restored_end_on_a_day_off_is_shown_before_anybody_decides(amending, cast, clock_at, client_of):
    opened = amending.amendments.get()
    day_off = datetime(2026, 5, 2, 9, 0, tzinfo=UTC)  # a Saturday
    clock_at.set(day_off - opened.remaining)
    page = read(client_of(cast.staff), "tenders:organizer_submit_amendment", amending.pk)
    assert "нерабочий день" in page
    clock_at.forward(3 * DAY)
    assert "нерабочий день" not in read(
        client_of(cast.staff), "tenders:organizer_submit_amendment", amending.pk
    )


def test_art37_5_the_time_that_was_left_is_shown_to_the_second(amending, cast, client_of):
    opened = amending.amendments.get()
    whole = timedelta(days=12, hours=3, minutes=4)
    for remaining, shown in (
        (whole, "12 д. 3 ч 4 мин<"),
        (whole + timedelta(seconds=5), "12 д. 3 ч 4 мин 5 с<"),
    ):
        opened.remaining = remaining
        opened.save(update_fields=["remaining"])
        assert shown in read(client_of(cast.staff), "tenders:organizer_submit_amendment", amending.pk)


def test_a1_10_a_head_who_submitted_the_text_does_not_post_it_alone(amending, cast):
    submitted = amendments.submit_amendment(tender_id=amending.pk, by=cast.head)
    with pytest.raises(Refused) as caught:
        amendments.post_amendment(
            tender_id=amending.pk, approval_id=submitted.pk, seen=submitted.digest, by=cast.head
        )
    assert codes(caught) == {"approval.own"}


def test_art37_the_desk_asks_for_the_amended_text_until_it_is_submitted_then_the_head_alone(amending, cast):
    def mine_and_others(actor):
        with override("en"):
            mine, others = desk(actor, clock.now())
            return {str(thing.what) for thing in mine}, {str(thing.what) for thing in others}

    asked = "Amend the documentation and submit it to the head"
    assert asked in mine_and_others(cast.staff)[0]
    amendments.submit_amendment(tender_id=amending.pk, by=cast.staff)
    mine, others = mine_and_others(cast.staff)
    assert asked not in mine
    assert "The head posts the amended documentation" in others
    mine, others = mine_and_others(cast.head)
    assert "Read and post the amended documentation" in mine
    assert "The head posts the amended documentation" not in mine | others


def test_p31_the_security_asked_for_stays_until_the_amendment_is_posted(amending, bid, cast, client_of):
    assert securities.amount_of(amending).amount == Decimal("5000000.00")
    for name in ("tenders:bid", "tenders:bid_security", "tenders:bid_offer"):
        page = read(client_of(cast.bidder_a), name, bid.pk)
        assert not [text for text in NEW_TEXTS if text in page], name
    post_amendment(cast, amending)
    assert "6 000 000 ₸" in read(client_of(cast.bidder_a), "tenders:bid_security", bid.pk)


def test_a_bid_is_scored_by_the_thresholds_in_force(amending, cast):
    from tenders.queries.bids import current_documentation

    assert current_documentation(amending).criteria.months == 24
    post_amendment(cast, amending)
    assert current_documentation(amending).criteria.months == 30


def test_posting_puts_every_term_in_force_at_once(amending, cast, client_of):
    post_amendment(cast, amending)
    tender = Tender.objects.get(pk=amending.pk)
    assert {name: getattr(tender, name) for name in NEW} == NEW
    assert tender.security_amount == Decimal("6000000.00")
    guest = Client()
    page = read(guest, "registry:tender", tender.number)
    assert not [text for text in NEW_TEXTS if text not in page]
    posted = json.loads(guest.get(f"/api/v1/tenders/{tender.number}").content)
    assert posted["documentation"]["investments"] == posted["investments"] == "6000000000.00"
    assert posted["documentation"]["sha256"] == tender.documentations.get(version=2).sha256


def test_a_superseded_version_is_read_with_the_terms_it_had(amending, cast, client_of):
    post_amendment(cast, amending)
    old = read(Client(), "registry:version", amending.number, 1)
    assert "5 000 000 000" in old
    assert "кабинет 3" in old
    assert not [text for text in NEW_TEXTS if text in old.split("doc-part", 1)[1]]


def test_the_difference_page_names_every_changed_term_before_and_after_posting(amending, cast, client_of):
    wanted = {"title", "investments", "opening_place", "bids_valid_until", "budget", "thresholds"}
    row = amending.amendments.get()
    assert {place.split(".")[0] for place, _old, _new in amendments.differences(amending, row)} == wanted
    staff = read(client_of(cast.staff), "tenders:organizer_amendments", amending.pk)
    assert "6000000000" in staff
    post_amendment(cast, amending)
    tender, row = Tender.objects.get(pk=amending.pk), amending.amendments.get()
    assert {place.split(".")[0] for place, _old, _new in amendments.differences(tender, row)} == wanted
    assert changes.differences(tender, row.before, row.after)
    assert "столовой" in read(Client(), "registry:amendment", tender.number, row.number)


def test_the_organiser_edits_what_it_drafted_and_reads_it_whole(amending, cast, client_of):
    staff = client_of(cast.staff)
    assert "6000000000" in read(staff, "tenders:organizer_part", amending.pk, 10).replace(" ", "")
    assert "кабинет 7" in read(staff, "tenders:organizer_part", amending.pk, 12)
    assert "столовой" in read(staff, "tenders:organizer_basics", amending.pk)
    assert "6 000 000 ₸" in read(staff, "tenders:organizer_preview", amending.pk)


def test_an_amendment_that_is_cancelled_with_its_tender_changes_no_term(amending, cast):
    from tenders.actions import cancelling

    proposal = cancelling.propose_cancellation(tender_id=amending.pk, by=cast.staff, **REASON)
    cancelling.cancel_tender(
        tender_id=amending.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    tender = Tender.objects.get(pk=amending.pk)
    assert (tender.investments, tender.title_ru) == (Decimal("5000000000.00"), "Строительство общежития")


def test_p31_a_bidder_whose_security_became_too_small_is_told_and_nobody_else(amending, cast):
    post_amendment(cast, amending)
    outbox.drain()
    told = Notice.objects.filter(kind="security.fell_short")
    assert set(told.values_list("person_id", flat=True)) == {cast.bidder_a.person_id}


def test_p31_a_security_that_still_suffices_is_not_spoken_of(amending, cast):
    drafting.save_terms(tender_id=amending.pk, by=cast.staff, investments=Decimal("4000000000"))
    post_amendment(cast, amending)
    outbox.drain()
    assert not Notice.objects.filter(kind="security.fell_short").exists()


def test_wrong_terms_of_an_amendment_are_refused_when_they_are_written(amending, cast):
    with pytest.raises(Refused) as caught:
        drafting.save_terms(tender_id=amending.pk, by=cast.staff, investments=Decimal(0), closes_at=CLOSES)
    assert codes(caught) == {"amendment.cutoff_when_posting", "security.no_investments"}


# --- stage one is announced, the rest is not --------------------------------------------------------------


def test_art42_the_dates_of_stage_two_are_nobodys_before_it_is_published(cast, clock_at, client_of):
    clock_at.set(datetime(2026, 3, 2, 4, 0, tzinfo=UTC))
    project = make_project(cast, complexity="yes")
    staged = drafting.create_tender(
        project_id=project.pk, kind="two_stage", title_kk="Жатақхана", title_ru="Общежитие", by=cast.staff
    )
    fill(staged, cast)
    drafting.save_terms(
        tender_id=staged.pk, by=cast.staff, stage1_closes_at=datetime(2026, 3, 20, 13, 0, tzinfo=UTC)
    )
    seat(staged, cast)
    publication.publish_stage_one(tender_id=staged.pk, by=cast.staff)
    tender = Tender.objects.get(pk=staged.pk)
    assert (tender.closes_at, tender.opens_at) == (None, None)
    guest = Client()
    card = json.loads(guest.get(f"/api/v1/tenders/{tender.number}").content)
    assert (card["closes_at"], card["investments"], card["documentation"]) == (None, None, None)
    assert "15 апреля" not in guest.get(f"/ru/tenders/{tender.number}/").content.decode()
    tender.state = "stage1_closed"
    tender.save()
    drafting.save_terms(tender_id=tender.pk, by=cast.staff, title_kk="Басқа атау", title_ru="Другое название")
    assert "Другое название" not in read(guest, "registry:tender", tender.number)
    from tenders.queries.documentation import current
    from tenders.queries.terms import drafted

    stated = drafted(tender, current(tender))
    assert (stated.closes_at, stated.title_ru) == (CLOSES, "Другое название")


# --- annexes ----------------------------------------------------------------------------------------------


def annex(tender: Tender, cast, number: int = 4, language: str = ""):
    return annexes.attach_file(
        tender_id=tender.pk, number=number, upload=SimpleUploadedFile("plan.pdf", PDF, "application/pdf"),
        language=language, title_kk="Жоспар", title_ru="План", by=cast.staff,
    )  # fmt: skip


def test_p20_a_file_of_a_draft_is_the_organisers_only_and_everybodys_after_publication(
    draft,  # noqa: F811
    cast,
    client_of,
):
    fill(draft, cast)
    seat(draft, cast)
    row = annex(draft, cast)
    public = reverse("documents:file", args=[row.document_id])
    own = reverse("tenders:organizer_file", args=[draft.pk, 4, row.pk])
    for reader in (None, cast.outsider, cast.bidder_a, cast.other_staff, cast.staff):
        assert (client_of(reader) if reader else Client()).get(public).status_code == 404
        assert (client_of(reader) if reader else Client()).get(
            reverse("documents:check", args=[row.document_id])
        ).status_code == 404
    answer = client_of(cast.staff).get(own)
    assert b"".join(answer.streaming_content) == PDF
    assert client_of(cast.other_staff).get(own).status_code == 404
    assert client_of(cast.bidder_a).get(own).status_code == 404
    publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    publication.publish_tender(tender_id=draft.pk, by=cast.staff)
    row.refresh_from_db()
    answer = Client().get(reverse("documents:file", args=[row.document_id]))
    assert b"".join(answer.streaming_content) == PDF
    with override("ru"):
        address = reverse("documents:file", args=[row.document_id])
    assert address in read(Client(), "registry:documentation", draft.number)


def test_the_auditor_is_given_a_posted_annex_once(published, cast):  # noqa: F811
    from ppp_portal.desk.queries.auditor import originals

    rows = [row for row in originals(published) if row.filename == "study.pdf"]
    assert [row.audience for row in rows] == ["public"]


def test_a_file_annexed_by_an_amendment_waits_for_the_posting(amending, cast, client_of):
    row = annex(amending, cast)
    guest = Client()
    assert status(guest, row.document_id) == 404
    before = amending.documentations.get(version=1).parts.get(number=2).files.get().document_id
    assert status(guest, before) == 200
    post_amendment(cast, amending)
    row.refresh_from_db()
    assert status(guest, row.document_id) == 200
    unchanged = amending.documentations.get(version=2).parts.get(number=2).files.get().document_id
    assert unchanged == before


def test_p20_a_file_in_one_language_stops_the_approval_until_its_translation_is_annexed(
    draft,  # noqa: F811
    cast,
):
    fill(draft, cast)
    annex(draft, cast, language="ru")
    with pytest.raises(Refused) as caught:
        publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    assert codes(caught) == {"documentation.annex_one_language"}
    assert caught.value.refusals[0].params == {"part": 4, "kk": 0, "ru": 1}
    annex(draft, cast, language="kk")
    publication.approve_documentation(tender_id=draft.pk, by=cast.head)


# --- questions while the clock stands still ---------------------------------------------------------------


def test_a07_who_could_ask_when_the_clock_stopped_may_ask_until_it_runs_again(
    amending, cast, clock_at, client_of
):
    clock_at.set(CLOSES + timedelta(days=3))  # past every date of the old calendar
    facts = clockwork.clock_facts(amending)
    assert deadlines.last_question(facts) is None
    asking = client_of(cast.bidder_a).get(f"/en/tenders/{amending.number}/questions/").content.decode()
    assert f"/tenders/{amending.number}/ask/" in asking
    guest = Client().get(f"/en/tenders/{amending.number}/questions/").content.decode()
    assert "Questions are taken while the clock stands still" in guest
    assert (
        questions.ask_question(tender_id=amending.pk, text="?", language="kk", by=cast.bidder_a).number == 1
    )


def test_a07_a_window_that_was_over_when_the_clock_stopped_is_over_still(
    published,  # noqa: F811
    cast,
    clock_at,
    client_of,
):
    clock_at.set(datetime(2026, 3, 20, 6, 0, tzinfo=UTC))  # 26 days ahead: no more questions, still amendable
    proposal = amendments.propose_amendment(tender_id=published.pk, by=cast.staff, **REASON)
    amendments.announce_amendment(
        tender_id=published.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    with pytest.raises(Refused) as caught:
        questions.ask_question(tender_id=published.pk, text="?", language="kk", by=cast.bidder_a)
    assert codes(caught) == {"question.late_when_stopped"}
    page = client_of(cast.bidder_a).get(f"/en/tenders/{published.number}/questions/").content.decode()
    assert "was over when the clock stopped" in page
    assert f"/tenders/{published.number}/ask/" not in page


# --- public partners --------------------------------------------------------------------------------------


def test_p2_1_only_the_state_and_what_it_holds_by_half_is_a_public_partner(draft, cast):  # noqa: F811
    with pytest.raises(Refused) as caught:
        drafting.save_terms(tender_id=draft.pk, by=cast.staff, public_partner_ids=[cast.org_a.pk])
    assert codes(caught) == {"organisation.may_not_be_public_partner"}
    drafting.save_terms(tender_id=draft.pk, by=cast.staff, public_partner_ids=[cast.org_university.pk])
    assert set(draft.public_partners.all()) == {cast.org_university}
    Organisation.objects.filter(pk=cast.org_university.pk).update(confirmed_at=None)
    with pytest.raises(Refused) as caught:
        drafting.save_terms(tender_id=draft.pk, by=cast.staff, public_partner_ids=[cast.org_university.pk])
    assert codes(caught) == {"organisation.unconfirmed"}


def test_public_partners_are_found_added_and_taken_off_on_their_page(draft, cast, client_of):  # noqa: F811
    address, staff = reverse("tenders:organizer_partners", args=[draft.pk]), client_of(cast.staff)
    university = cast.org_university
    found = staff.get(address, {"q": university.name_ru.split()[0]}).content.decode()
    assert university.bin in found
    assert university.bin in staff.get(address, {"q": university.bin}).content.decode()
    assert cast.org_a.bin not in staff.get(address, {"q": cast.org_a.name_ru}).content.decode()
    assert staff.post(address, {"organisation": university.pk}).status_code == 303
    assert list(draft.public_partners.all()) == [university]
    refused = staff.post(address, {"organisation": cast.org_a.pk})
    assert refused.status_code == 422
    assert list(draft.public_partners.all()) == [university]
    assert staff.post(address, {"organisation": university.pk, "remove": "yes"}).status_code == 303
    assert not draft.public_partners.exists()
    for stranger in (cast.other_staff, cast.bidder_a, cast.auditor):
        assert client_of(stranger).get(address).status_code == 404


def test_the_announcement_names_the_public_partners(draft, cast):  # noqa: F811
    from ppp_portal.documents.models import PrintOrder

    fill(draft, cast)
    seat(draft, cast)
    drafting.save_terms(tender_id=draft.pk, by=cast.staff, public_partner_ids=[cast.org_university.pk])
    publication.approve_documentation(tender_id=draft.pk, by=cast.head)
    publication.publish_tender(tender_id=draft.pk, by=cast.staff)
    order = PrintOrder.objects.get(kind="tender.announcement")
    facts = json.dumps(json.loads(order.context)["facts"], ensure_ascii=False)
    assert cast.org_university.name_kk in facts
    assert cast.org_university.name_ru in facts


def test_a_public_partner_named_by_an_amendment_joins_when_it_is_posted(amending, cast, client_of):
    drafting.save_terms(tender_id=amending.pk, by=cast.staff, public_partner_ids=[cast.org_university.pk])
    guest, name = Client(), cast.org_university.name_ru
    assert name not in read(guest, "registry:tender", amending.number)
    assert not amending.public_partners.exists()
    changed = {place for place, _old, _new in amendments.differences(amending, amending.amendments.get())}
    assert f"public_partners.{cast.org_university.bin}" in changed
    post_amendment(cast, amending)
    assert name in read(guest, "registry:tender", amending.number)
    assert name in read(guest, "registry:amendment", amending.number, 1)


# --- figures are compared once ----------------------------------------------------------------------------


def test_figures_are_compared_when_a_text_is_saved_and_pages_only_read_them(
    draft,  # noqa: F811
    cast,
    client_of,
    monkeypatch,
):
    fill(draft, cast)
    drafting.save_part(tender_id=draft.pk, number=3, text_kk="12 орын", text_ru="13 мест", by=cast.staff)
    compared = []
    monkeypatch.setattr("ppp_portal.law.figures.compare", lambda kk, ru: compared.append(kk))
    address = f"/en/organizer/tenders/{draft.pk}/documentation/"
    assert "Figures differ" in client_of(cast.staff).get(address).content.decode()
    assert not [text for text in compared if "бөлім" in text or "12 орын" in text]


def test_a_text_changed_by_another_way_is_compared_anew(draft, cast):  # noqa: F811
    from tenders.queries.readiness import readiness

    fill(draft, cast)
    documentation = draft.documentations.get()
    documentation.parts.filter(number=3).update(text_kk="12 орын", text_ru="13 мест")
    differing = {refusal.params["place"] for refusal in readiness(draft, documentation).figures}
    assert differing == {"text_3"}
