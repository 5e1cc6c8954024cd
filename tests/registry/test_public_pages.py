"""What everybody reads of a tender: announced ones only, the same with bids as without."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.journal import outbox
from ppp_portal.panel.actions import declare
from tenders.actions import amendments, cutoff, drafting, questions
from tenders.actions.bids import open_bid, withdraw_bid
from tenders.models import Follower, Question, Tender
from tests.registry.worlds import normalised, with_bids
from tests.tenders.amending import post_amendment
from tests.tenders.factories import START, make_project, make_tender, published_tender, submitted_bid
from tests.tenders.test_publication import REASON, seat

pytestmark = pytest.mark.django_db


def url(name: str, *args: object, lang: str = "ru") -> str:
    with override(lang):
        return reverse(f"registry:{name}", args=args)


@pytest.fixture
def tender(cast, clock_at) -> Tender:
    return published_tender(cast, clock_at)


# --- what is public ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_everybody_reads_an_announced_tender_in_three_languages(tender, client, language):
    for name in ("tender", "documentation", "questions", "calendar"):
        answer = client.get(url(name, tender.number, lang=language))
        assert answer.status_code == 200, name
    page = client.get(url("tender", tender.number, lang=language)).content.decode()
    assert (tender.title_ru if language == "ru" else tender.title_kk) in page
    for name in ("home", "tenders"):
        assert tender.number in client.get(url(name, lang=language)).content.decode()


def test_a_draft_does_not_exist_for_the_public(cast, client, client_of):
    draft = make_tender(cast)
    for browser in (client, client_of(cast.bidder_a), client_of(cast.outsider), client_of(cast.staff)):
        for name in ("tender", "documentation", "questions", "calendar"):
            assert browser.get(url(name, draft.number)).status_code == 404
        assert draft.number not in browser.get(url("tenders")).content.decode()


def test_a_tender_cancelled_before_its_announcement_stays_unknown(cast, client):
    ended = make_tender(cast, state="cancelled", ended_at=START)
    assert client.get(url("tender", ended.number)).status_code == 404


def test_p20_the_object_is_read_as_it_was_posted_whatever_becomes_of_the_project_card(tender, client):
    documentation = tender.documentations.get()
    documentation.form = {"object": {"kk": "1 000 орын", "ru": "1 000 мест"}}
    documentation.save()
    tender.project.object_ru = "2 000 мест"
    tender.project.save()
    page = client.get(url("tender", tender.number)).content.decode()
    assert "1 000 мест" in page
    assert "2 000 мест" not in page


def test_only_posted_versions_and_posted_amendments_are_read(tender, cast, client, clock_at):
    number = tender.number
    assert client.get(url("version", number, 1)).status_code == 200
    approval = amendments.propose_amendment(tender_id=tender.pk, by=cast.staff, **REASON)
    amendments.announce_amendment(
        tender_id=tender.pk, approval_id=approval.pk, seen=approval.digest, by=cast.head
    )
    drafting.save_part(
        tender_id=tender.pk, number=3, text_kk="Құпия жоба", text_ru="Тайный черновик", by=cast.staff
    )
    assert client.get(url("tender", number)).context["paused"]
    assert client.get(url("version", number, 2)).status_code == 404
    assert client.get(url("amendment", number, 1)).status_code == 404
    assert "Тайный черновик" not in client.get(url("documentation", number)).content.decode()
    assert REASON["reason_ru"] in client.get(url("tender", number)).content.decode()
    study = tender.documentations.get(version=2).parts.get(number=2)
    annex(study)
    post_amendment(cast, tender)
    page = client.get(url("amendment", number, 1)).content.decode()
    assert "<ins>" in page
    assert "черновик" in page
    assert client.get(url("version", number, 1)).status_code == 200


def annex(part) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from ppp_portal.documents.uploads import store_upload
    from ppp_portal.journal.actor import SYSTEM
    from tenders.models import DocumentationFile
    from tests.tenders.test_publication import PDF

    document = store_upload(
        SimpleUploadedFile("study.pdf", PDF, "application/pdf"), by=SYSTEM, subject="x", kind="tender.annex",
        at=START, audience="public", language="",
    )  # fmt: skip
    DocumentationFile.objects.create(part=part, document=document, title_kk="ТЭН", title_ru="ТЭО")


def test_papers_are_read_in_both_languages(tender, client):
    from ppp_portal.documents.actions import request_print
    from ppp_portal.journal.actor import SYSTEM
    from tenders.protocols.announcement import announcement
    from tenders.queries.documentation import current

    request_print(
        "tender.announcement", announcement(tender, current(tender)), key="a", subject=tender.subject, at=START,
        by=SYSTEM, audience="public",
    )  # fmt: skip
    assert client.get(url("tender", tender.number)).status_code == 200
    outbox.drain()
    page = client.get(url("tender", tender.number)).content.decode()
    assert page.count("application/pdf") == 2


def test_the_page_stops_saying_accepting_at_the_deadline_itself(tender, client, clock_at):
    clock_at.set(tender.closes_at)
    assert client.get(url("tender", tender.number)).context["phase"].accepting
    clock_at.set(tender.closes_at + timedelta(microseconds=1))
    assert not client.get(url("tender", tender.number)).context["phase"].accepting
    assert client.get(url("tenders"), {"state": "open"}).context["rows"] == []
    assert len(client.get(url("tenders"), {"state": "review"}).context["rows"]) == 1


# --- lists ------------------------------------------------------------------------------------------------


def many(cast, count: int) -> None:
    project = make_project(cast)
    Tender.objects.bulk_create(
        Tender(
            number=f"2026-{n:05d}", project=project, organiser=cast.org_organiser, title_kk=f"Мектеп {n}",
            title_ru=f"Школа {n}", created_at=START, published_at=START + timedelta(minutes=n),
            closes_at=START + timedelta(days=40), security_amount=1, state="accepting",
        )
        for n in range(count)
    )  # fmt: skip


@pytest.mark.parametrize("rows", [3, 300])
def test_the_public_list_takes_the_same_queries_with_three_rows_and_three_hundred(cast, client, rows):
    many(cast, rows)
    client.get(url("tenders"))
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(url("tenders"), {"q": "школа"})
    assert len(answer.context["rows"]) == min(rows, 20)
    assert len(seen) == 4  # the clock twice, the page, the organisers


def test_art42_a_tender_in_stage_one_is_among_those_that_take_bids_with_the_end_of_stage_one(
    cast, client, clock_at
):
    many(cast, 3)
    clock_at.set(START + timedelta(days=1))
    client.get(url("home"))
    with CaptureQueriesContext(connection) as before:
        client.get(url("home"))
    ends = START + timedelta(days=9)
    Tender.objects.filter(number="2026-00001").update(
        kind="two_stage", state="stage1_accepting", stage1_published_at=START, stage1_closes_at=ends,
        published_at=None, closes_at=None, investments=4_321_000_000,
    )  # fmt: skip
    with CaptureQueriesContext(connection) as seen:
        home = client.get(url("home"))
    assert len(home.context["closing"]) == 3
    assert home.context["closing"][0]["tender"].number == "2026-00001", "its end is the nearest"
    assert len(seen) == len(before)
    row = home.context["closing"][0]
    assert (row["ends_at"], row["stage_one"]) == (ends, True)
    page = client.get(url("tenders"), {"state": "open", "kind": "two_stage"}).content.decode()
    assert "первый этап" in page
    assert "321" not in page + home.content.decode(), "the sum is announced with stage two"
    assert '<div class="v">—' not in page.split('data-label="Окончание приема заявок"')[-1]
    clock_at.set(ends + timedelta(microseconds=1))
    assert len(client.get(url("home")).context["closing"]) == 2


def test_pages_follow_each_other_without_gap(cast, client):
    many(cast, 45)
    seen, after = [], ""
    while True:
        answer = client.get(url("tenders"), {"after": after})
        seen += [row["tender"].number for row in answer.context["rows"]]
        after = answer.context["page"].older
        if not after:
            break
    assert seen == [f"2026-{n:05d}" for n in reversed(range(45))]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "общежитий"}, 1), ({"q": "ЖАТАҚХАНАНЫ"}, 1), ({"q": "2026-0000"}, 1), ({"q": "мост"}, 0),
        ({"q": "%"}, 1), ({"q": "' OR 1=1"}, 0), ({"kind": "open"}, 1), ({"kind": "two_stage"}, 0),
        ({"kind": "nonsense"}, 0), ({"state": "open"}, 1), ({"state": "preparing"}, 1), ({"state": "x" * 999}, 1),
        ({"after": "2026_x"}, 1), ({"q": "\x00"}, 1), ({"organiser": "000000000000"}, 0),
    ],
)  # fmt: skip
def test_the_list_is_searched_and_filtered(tender, client, asked, found):
    answer = client.get(url("tenders"), asked)
    assert answer.status_code == 200
    assert len(answer.context["rows"]) == found


def test_search_is_served_by_its_indexes(cast):
    from tenders.queries.listing import matching

    many(cast, 300)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Tender.objects.filter(matching("жатақханасын")).explain()
    assert all(name in plan for name in ("tenders_search_number", "tenders_search_kk", "tenders_search_ru"))


# --- questions --------------------------------------------------------------------------------------------


def answer_many(tender, cast, count):
    Question.objects.bulk_create(
        Question(
            tender=tender, number=n, asked_by=cast.org_a, asker_id=cast.bidder_a.person_id, language="ru",
            text="как спросили", asked_at=START, answer_due_at=START, question_kk=f"Сұрақ {n}",
            question_ru=f"Вопрос {n}", answer_kk="Иә " * 200, answer_ru="Да " * 200, answered_at=START,
        )
        for n in range(1, count + 1)
    )  # fmt: skip


def test_two_hundred_answers_are_read_page_by_page_newest_first_and_name_nobody(tender, cast, client):
    answer_many(tender, cast, 200)
    client.get(url("questions", tender.number))
    with CaptureQueriesContext(connection) as seen:
        page = client.get(url("questions", tender.number)).content.decode()
    assert page.count("<details") == 20
    assert len(seen) <= 6
    address, numbers = url("questions", tender.number), []
    while address:
        rows = client.get(address).context["answers"]
        numbers += [row.number for row in rows.rows]
        address = f"{url('questions', tender.number)}?after={rows.following}" if rows.following else ""
    assert numbers == list(range(200, 0, -1))
    for nonsense in ("x", "0", "-1", "9" * 50, "٣"):
        assert client.get(url("questions", tender.number), {"after": nonsense}).status_code == 200
    assert cast.org_a.name_ru not in page
    assert "как спросили" not in page


def test_a_bidder_asks_here_and_is_hidden(tender, cast, client, client_of):
    browser = client_of(cast.bidder_a)
    assert url("ask", tender.number) in browser.get(url("questions", tender.number)).content.decode()
    blank = browser.post(url("ask", tender.number), {"text": "", "language": "ru"})
    assert blank.status_code == 422
    asked = browser.post(url("ask", tender.number), {"text": "Сколько мест? " * 1400, "language": "ru"})
    assert asked.status_code == 303
    assert Question.objects.get().asked_by == cast.org_a
    assert "Сколько мест" not in client.get(url("questions", tender.number)).content.decode()
    for stranger in (cast.staff, cast.chair, cast.auditor):
        assert client_of(stranger).get(url("ask", tender.number)).status_code == 404


# --- following --------------------------------------------------------------------------------------------


def test_following_is_everybodys_own_affair(tender, cast, client, client_of):
    assert client.post(url("follow", tender.number)).status_code == 302  # to sign in
    browser = client_of(cast.bidder_a)
    assert browser.post(url("follow", tender.number), {"follow": "yes"}).status_code == 303
    assert Follower.objects.filter(tender=tender).count() == 1
    assert browser.get(url("tender", tender.number)).context["follows"]
    assert not client_of(cast.bidder_b).get(url("tender", tender.number)).context["follows"]
    browser.post(url("follow", tender.number), {"follow": "no"})
    assert not Follower.objects.filter(tender=tender).exists()


# --- calendar ---------------------------------------------------------------------------------------------


def test_the_calendar_file_is_unchanged_while_the_tender_is(tender, client):
    first = client.get(url("calendar", tender.number))
    assert b"DTSTART:20260411T040000Z" in first.content
    again = client.get(url("calendar", tender.number), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


# --- two worlds -------------------------------------------------------------------------------------------


def test_nobody_can_tell_seven_bids_from_none(tender, cast, client, client_of, clock_at):
    browsers = [client, client_of(cast.outsider), client_of(cast.chair), client_of(cast.auditor)]
    names = [
        ("home",),
        ("tenders",),
        *((n, tender.number) for n in ("tender", "documentation", "questions", "calendar")),
    ]
    addresses = [url(*name) for name in names] + [f"{url('tenders')}?q=общежитие"]

    def everything():
        return [normalised(browser.get(address)) for browser in browsers for address in addresses]

    questions.follow(tender_id=tender.pk, by=cast.outsider)
    open_bid(tender_id=tender.pk, by=cast.outsider)  # the own bid is shown to its bidder, in both worlds
    before = everything()
    with_bids(tender, cast)
    assert everything() == before


def test_a_bidder_is_led_to_the_own_bid_and_nobody_else_learns_of_it(tender, cast, client, client_of):
    page = url("tender", tender.number)
    bidder, other = client_of(cast.bidder_a), client_of(cast.bidder_b)
    assert "Подготовить заявку" in bidder.get(page).content.decode()
    bid = submitted_bid(tender, cast.bidder_a, "A").bid
    shown = bidder.get(page).content.decode()
    assert "Подготовить заявку" not in shown
    assert str(bid.pk) in shown
    assert "представлена, запечатана" in shown
    for stranger in (client, other, client_of(cast.staff), client_of(cast.chair)):
        assert str(bid.pk) not in stranger.get(page).content.decode()
    assert "Подготовить заявку" in other.get(page).content.decode()
    withdraw_bid(bid_id=bid.pk, by=cast.bidder_a)
    assert "Подготовить заявку" in bidder.get(page).content.decode()


def test_a_member_of_the_commission_and_a_program_cannot_tell_either(tender, cast, client, client_of):
    seat(tender, cast)
    declare(subject=tender.subject, no_conflict=True, by=cast.chair, stream=tender.stream)
    with override("ru"):
        pages = [reverse("tenders:commission"), reverse("desk:desk")]
        names = ("commission_tender", "commission_declaration", "commission_opening", "commission_papers")
        pages += [reverse(f"tenders:{name}", args=[tender.pk]) for name in names]
    feeds = ["/api/v1/tenders", f"/api/v1/tenders/{tender.number}"]
    members = [client_of(actor) for actor in (cast.chair, cast.secretary, cast.head)]

    def everything():
        return [normalised(b.get(page)) for b in members for page in pages] + [
            normalised(client.get(feed)) for feed in feeds
        ]

    before = everything()
    assert {200} <= {status for status, _body, _headers in before}
    with_bids(tender, cast)
    assert everything() == before


def test_the_close_itself_tells_nothing_of_the_number_of_bids(cast, client, clock_at):
    project = None
    pages = []
    for bids in (False, True):
        tender = published_tender(cast, clock_at, **({"project": project} if project else {}))
        project = tender.project
        if bids:
            with_bids(tender, cast)
        clock_at.set(tender.closes_at + timedelta(microseconds=1))
        cutoff.close_submission(tender_id=tender.pk)
        body = normalised(client.get(url("tender", tender.number)))[1]
        pages.append(body.replace(tender.number.encode(), b"N").replace(str(tender.pk).encode(), b"P"))
        clock_at.set(START)
    assert pages[0] == pages[1]
