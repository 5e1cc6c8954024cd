"""The bidder's pages: the desk, the workbench, files, the consortium, the last step, the receipt."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from ppp_portal.journal import outbox
from projects.models import Project
from tenders.actions import bids, cutoff, opening
from tenders.forms.bids import SECTIONS
from tenders.models import Bid, BidFile, ConsortiumMember, Submission
from tenders.queries import bids as queries
from tests.tenders.commission import confirm_securities, seat, sit
from tests.tenders.factories import DAY, drafted_bid, offered, published_tender, submitted_bid

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def tender(cast, clock_at):
    return published_tender(cast, clock_at)


@pytest.fixture
def bid(cast, tender):
    return drafted_bid(tender, cast.bidder_a)


@pytest.fixture
def browser(cast, client_of):
    return client_of(cast.bidder_a)


def url(name, *args):
    return reverse(f"tenders:{name}", args=args)


def pages_of(bid):
    """Every address of a bid that answers a GET."""
    names = ["bid", "bid_check", "bid_files", "bid_consortium", "bid_submit", "bid_withdraw"]
    return [url(name, bid.pk) for name in [*names, *(f"bid_{section}" for section in SECTIONS)]]


# --- who sees what ----------------------------------------------------------------------------------------


def test_every_page_opens_for_the_own_organisation_and_for_nobody_else(cast, bid, client_of):
    submission = bids.submit_bid(bid_id=bid.pk, key=uuid4(), by=cast.bidder_a)
    own = client_of(cast.bidder_a)
    pages = [
        *pages_of(bid),
        url("receipt", bid.pk, submission.receipt_number),
        url("receipt_json", bid.pk, submission.receipt_number),
    ]
    for page in pages:
        assert own.get(page).status_code == 200, page
    others = ("bidder_b", "outsider", "staff", "head", "chair", "custodian", "auditor", "admin")
    for other in others:
        browser = client_of(getattr(cast, other))
        for page in pages:
            assert browser.get(page).status_code == 404, (other, page)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_pages_speak_every_language(cast, bid, browser, language):
    with override(language):
        for page in [*pages_of(bid), url("bidder"), url("invitations")]:
            assert browser.get(page).status_code == 200


def test_strangers_change_nothing(cast, bid, client_of):
    browser = client_of(cast.bidder_b)
    file = bids.add_file(
        bid_id=bid.pk, upload=bids.sealed_file(bid, "a.pdf", PDF, "application/pdf"), by=cast.bidder_a
    )
    for page in [
        url("bid_offer", bid.pk),
        url("bid_files", bid.pk),
        url("bid_file_remove", bid.pk, file.pk),
        url("bid_consortium", bid.pk),
        url("bid_documentation", bid.pk),
        url("bid_submit", bid.pk),
        url("bid_withdraw", bid.pk),
    ]:
        assert browser.post(page, {"confirmed": "yes"}).status_code == 404, page
    assert BidFile.objects.count() == 1
    assert browser.get(url("bid_file", bid.pk, file.pk)).status_code == 404


# --- the desk ---------------------------------------------------------------------------------------------


def test_the_desk_begins_a_bid_once(cast, tender, browser):
    page = browser.get(url("bidder"))
    assert tender.number in page.content.decode()
    for _ in range(2):
        answer = browser.post(url("bid_begin", tender.pk))
        assert answer.status_code == 303
    assert Bid.objects.count() == 1
    assert answer["Location"] == url("bid", Bid.objects.get().pk)
    begun = browser.get(url("bidder")).content.decode()
    assert "begun a bid in every tender" in begun
    assert "No tender takes bids" not in begun, "one takes bids: the own one stands above"


def test_the_desk_costs_the_same_with_one_bid_and_with_three(
    cast, clock_at, browser, django_assert_max_num_queries
):
    def queries_for(count):
        for _ in range(count):
            bids.open_bid(tender_id=published_tender(cast, clock_at).pk, by=cast.bidder_a)
        with django_assert_max_num_queries(40) as seen:
            assert browser.get(url("bidder")).status_code == 200
        return len(seen)

    assert queries_for(1) == queries_for(2)


def test_after_the_last_instant_the_page_says_closed_and_offers_nothing(cast, bid, browser, clock_at):
    clock_at.set(bid.tender.closes_at)
    assert url("bid_submit", bid.pk) in browser.get(url("bid", bid.pk)).content.decode()
    clock_at.set(bid.tender.closes_at + timedelta(microseconds=1))
    page = browser.get(url("bid", bid.pk)).content.decode()
    assert "submission closed" in page
    for read in (
        page,
        browser.get(url("bidder")).content.decode(),
        browser.get("/en/desk/").content.decode(),
    ):
        assert "not submitted, acceptance is over" in read
    assert url("bid_submit", bid.pk) not in page
    answer = browser.post(url("bid_submit", bid.pk), {"confirmed": "yes", "key": uuid4(), "incomplete": "on"})
    assert answer.status_code == 422
    assert "too late" in answer.content.decode()


# --- the sections -----------------------------------------------------------------------------------------


def offer(revision, **changes):
    return {
        "revision": revision,
        "language": "kk",
        "summary": "Қысқаша",
        "months": "20",
        "price": "35 000",
        "headcount": "90",
        **changes,
    }


def test_a_section_is_saved_and_the_next_one_follows(cast, bid, browser):
    answer = browser.post(url("bid_offer", bid.pk), offer(2, then="next"))
    assert (answer.status_code, answer["Location"]) == (303, url("bid_projects", bid.pk))
    content = queries.draft_content(bid)
    assert (content["offer"]["price"], content["summary"]) == ("35000", "Қысқаша")
    assert len(content["projects"]) == 3  # the other sections stand


def test_a_section_that_saves_itself_answers_only_when_and_which_revision(cast, bid, browser):
    answer = browser.post(url("bid_offer", bid.pk), offer(2), headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    assert set(answer.json()) == {"revision", "message"}
    assert answer.json()["revision"] == 3
    assert "35" not in answer.json()["message"].replace("2035", "") or "sealed" in answer.json()["message"]


def test_two_windows_nothing_typed_is_lost(cast, bid, browser):
    browser.post(url("bid_offer", bid.pk), offer(2, summary="бірінші терезе"))
    answer = browser.post(url("bid_offer", bid.pk), offer(2, summary="екінші терезе"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "another window" in page
    assert "екінші терезе" in page
    assert 'name="revision" value="3"' in page
    assert queries.draft_content(bid)["summary"] == "бірінші терезе"
    answer = browser.post(url("bid_offer", bid.pk), offer(2), headers={"X-Autosave": "1"})
    assert answer.status_code == 409


def test_an_amount_that_cannot_be_read_is_kept_as_typed_and_named(cast, bid, browser):
    browser.post(url("bid_offer", bid.pk), offer(2, price="35,000"))
    page = browser.get(url("bid_offer", bid.pk)).content.decode()
    assert 'value="35,000"' in page
    assert "two ways" in page
    assert "#id_price" in page
    assert "Before the submission this has to be corrected" in page  # it is kept: the save was no mistake
    assert "thing has to be corrected" not in page
    assert "two ways" in browser.get(url("bid_check", bid.pk)).content.decode()


def test_what_cannot_be_read_is_named_by_its_field_and_leads_to_it_on_every_page(cast, bid, browser):
    """The label of the field, the row of a table; the same said beside the field itself."""
    browser.post(url("bid_offer", bid.pk), offer(2, price="35,000"))
    broken = rows(
        {"title": "Бар", "form": "equity", "amount": "100"}, {"title": "Жоқ", "amount": "сто"}, revision=3
    )
    assert browser.post(url("bid_funds", bid.pk), broken).status_code == 303
    check = browser.get(url("bid_check", bid.pk)).content.decode()
    for name, label, anchor in (
        ("offer", "K5: payment for a place of residence a month, ₸", "id_price"),
        ("funds", "Row 2, Amount, ₸", "id_rows-1-amount"),
    ):
        assert f'href="{url(f"bid_{name}", bid.pk)}#{anchor}"' in check
        assert label in check
        page = browser.get(url(f"bid_{name}", bid.pk)).content.decode()
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
        assert f'id="{anchor}_error"' in page


def test_every_point_of_the_private_check_and_what_prevents_the_submission_leads_to_its_field(
    cast, tender, browser
):
    begun = bids.open_bid(tender_id=tender.pk, by=cast.bidder_a)
    check = browser.get(url("bid_check", begun.pk)).content.decode()
    wanted = re.findall(rf'href="({url("bid", begun.pk)}[a-z]+/)#([\w-]+)"', check)
    assert len(wanted) >= 16
    for address, anchor in wanted:
        assert f'id="{anchor}"' in browser.get(address).content.decode(), (address, anchor)
    assert f'href="{url("bid_security", begun.pk)}"' in check.partition("What still prevents")[2]


def test_l32_1_8_funds_below_a_fifth_are_told_to_the_bidder_alone_and_prevent_nothing(
    cast, tender, bid, browser
):
    """The cost in the documentation is 5 000 000 000 ₸; the drafted bid states exactly a fifth of it."""
    pages = [url(name, bid.pk) for name in ("bid_check", "bid_submit")]
    assert not any("found to qualify" in browser.get(page).content.decode() for page in pages)
    content = queries.draft_content(bid)
    stated = {f"statement_{n}": row["statement"] for n, row in content["qualification"].items()}
    given = {f"file_{n}": row["file"] or "" for n, row in content["qualification"].items()}
    sums = {"tax_debt": "0", "own_funds": "999 999 999,99", "borrowed_funds": "0"}
    poor = {"revision": 2, **stated, **given, **sums, "guarantee_file": content["guarantee_file"] or ""}
    assert browser.post(url("bid_qualification", bid.pk), poor).status_code == 303
    for page in pages:
        shown = browser.get(page).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        assert "By these sums you would not be found to qualify" in shown
        assert "The funds are below the required 1 000 000 000 ₸" in shown
        assert "art. 32" in shown
    bids.submit_bid(bid_id=bid.pk, key=uuid4(), by=cast.bidder_a)


def test_sums_of_a_bid_are_shown_in_groups_and_sent_back_as_shown_change_nothing(cast, bid, browser):
    browser.post(url("bid_offer", bid.pk), offer(2, price="35000"))
    shown = browser.get(url("bid_offer", bid.pk)).content.decode()
    price = re.search(r'name="price" value="([^"]*)"', shown)[1]
    assert price == "35 000"
    assert browser.post(url("bid_offer", bid.pk), offer(3, price=price)).status_code == 303
    assert queries.draft(bid).revision == 3
    amounts = re.findall(r'-amount" value="([^"]*)"', browser.get(url("bid_funds", bid.pk)).content.decode())
    assert any(" " in amount for amount in amounts)
    assert not any(re.search(r"\d{4}", amount) for amount in amounts)


def test_l4_months_with_which_no_contract_can_be_signed_are_told_to_the_bidder_alone(
    cast, tender, bid, browser
):
    """25 years of operation and 70 months of construction are more than thirty years."""
    Project.objects.filter(pk=tender.project_id).update(operation_years=25)
    for months, told in (("60", False), ("61", True), ("70", True)):
        bid.refresh_from_db()
        browser.post(url("bid_offer", bid.pk), offer(queries.draft(bid).revision, months=months))
        for name in ("bid_check", "bid_offer"):
            page = browser.get(url(name, bid.pk)).content.decode()
            assert ("could not be signed" in page) is told, (name, months)
    assert "could not be signed" not in browser.get(f"/en/tenders/{tender.number}/").content.decode()


def rows(*given, revision=2):
    data = {"revision": revision, "rows-TOTAL_FORMS": len(given), "rows-INITIAL_FORMS": 0}
    for number, row in enumerate(given):
        data.update({f"rows-{number}-{name}": value for name, value in row.items()})
    return data


def test_rows_of_evidence_are_added_changed_and_left_out(cast, bid, browser):
    data = rows(
        {"title": "Мектеп", "year": "2021", "kind": "construction", "member": cast.org_a.bin},
        {"title": "Жойылатын", "DELETE": "on"},
        {"title": "", "kind": "construction"},
    )
    assert browser.post(url("bid_projects", bid.pk), data).status_code == 303
    assert [row["title"] for row in queries.draft_content(bid)["projects"]] == ["Мектеп"]
    parts = {row["url"]: row["state"] for row in browser.get(url("bid", bid.pk)).context["parts"]}
    assert parts[url("bid_projects", bid.pk)] == "wait", "begun, though without a file"


def test_risks_are_those_of_the_documentation(cast, bid, browser):
    page = browser.get(url("bid_risks", bid.pk)).content.decode()
    assert "Сұраныс тәуекелі" in page or "Риск спроса" in page or "R5" in page
    assert not re.search(r"\bR4\b", page)  # the private partner bears it anyway
    data = rows({"code": "R1"}, {"code": "R5", "accepted": "on", "page": "7"})
    browser.post(url("bid_risks", bid.pk), data)
    assert queries.draft_content(bid)["risks"] == [{"code": "R5", "file": None, "page": "7"}]


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_posted_as_it_was_shown_changes_nothing(cast, bid, browser, name):
    page = browser.get(url(f"bid_{name}", bid.pk))
    data = {"revision": page.context["revision"]}
    for form in [page.context["form"]] if page.context["form"] else page.context["table"].forms:
        for bound in form:
            value = bound.value()
            if value not in (None, False):
                data[bound.html_name] = "on" if value is True else value
    if page.context["table"]:
        data["rows-TOTAL_FORMS"], data["rows-INITIAL_FORMS"] = page.context["table"].total_form_count(), 0
    before = queries.draft_content(bid)
    assert browser.post(url(f"bid_{name}", bid.pk), data).status_code == 303
    assert queries.draft_content(bid) == before


def test_the_bidder_sees_its_own_points_with_their_arithmetic(cast, bid, browser):
    page = browser.get(url("bid", bid.pk)).content.decode()
    assert "<svg" in page
    assert "x = 10 × (P0 − P) ÷ P0" in page
    assert "− 36\u00a0000) ÷" in page


# --- files ------------------------------------------------------------------------------------------------


def test_a_file_is_sealed_on_arrival_and_comes_back_as_it_was(cast, bid, browser, settings):
    upload = SimpleUploadedFile("Кепілдік.pdf", PDF, "application/pdf")
    assert browser.post(url("bid_files", bid.pk), {"file": upload}).status_code == 303
    file = BidFile.objects.get()
    with override("kk"):  # in the language of its name, where nothing is marked
        assert "Кепілдік.pdf" in browser.get(url("bid_files", bid.pk)).content.decode()
    answer = browser.get(url("bid_file", bid.pk, file.pk))
    assert answer.content == PDF
    assert "attachment" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    browser.post(url("bid_file_remove", bid.pk, file.pk))
    assert BidFile.objects.count() == 0


@pytest.mark.parametrize(("name", "data"), [("a.exe", b"MZ"), ("a.pdf", b"words"), ("a.pdf", b"")])
def test_a_refused_file_leaves_no_ciphertext(cast, bid, browser, settings, name, data):
    before = {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    answer = browser.post(url("bid_files", bid.pk), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()} == before


def test_p27_after_the_end_no_file_is_offered_for_removal_and_what_stands_is_not_called_late(
    cast, tender, browser, clock_at
):
    bid = drafted_bid(tender, cast.bidder_a)
    upload = SimpleUploadedFile("Кепілдік.pdf", PDF, "application/pdf")
    browser.post(url("bid_files", bid.pk), {"file": upload})
    bids.submit_bid(bid_id=bid.pk, key=uuid4(), by=cast.bidder_a)
    file, remove = BidFile.objects.get(), url("bid_file_remove", bid.pk, BidFile.objects.get().pk)
    assert remove in browser.get(url("bid_files", bid.pk)).content.decode()
    clock_at.set(tender.closes_at + timedelta(microseconds=1))
    Bid.objects.filter(pk=bid.pk).update(state="opened")
    page = browser.get(url("bid_files", bid.pk)).content.decode()
    assert url("bid_file", bid.pk, file.pk) in page
    assert remove not in page
    answer = browser.post(remove, follow=True).content.decode()
    assert "stands as it was received" in answer
    assert "too late" not in answer
    assert BidFile.objects.filter(pk=file.pk).exists()


# --- the consortium ---------------------------------------------------------------------------------------


def test_inviting_answering_and_removing(cast, bid, browser, client_of):
    answer = browser.post(url("bid_consortium", bid.pk), {"bin": cast.org_consortium_member.bin})
    assert answer.status_code == 303
    member = ConsortiumMember.objects.get()
    invited = client_of(cast.member_company)
    assert cast.org_a.bin in invited.get(url("invitation", member.pk)).content.decode()
    assert client_of(cast.outsider).get(url("invitation", member.pk)).status_code == 404
    # without the box nothing happens
    assert invited.post(url("invitation", member.pk), {"answer": "accept"}).status_code == 422
    answer = invited.post(url("invitation", member.pk), {"answer": "accept", "confirmed": "yes"})
    assert answer.status_code == 303
    member.refresh_from_db()
    assert member.confirmed_at
    assert invited.get(url("bid", bid.pk)).status_code == 404  # the content is the lead's alone
    assert browser.post(url("bid_member_remove", bid.pk, member.pk)).status_code == 303
    assert not ConsortiumMember.objects.exists()


def test_an_unknown_bin_is_told_beside_its_field(cast, bid, browser):
    answer = browser.post(url("bid_consortium", bid.pk), {"bin": "070340007367"})
    assert answer.status_code == 422
    assert "No organisation" in answer.content.decode()


# --- the last step ----------------------------------------------------------------------------------------


def test_an_incomplete_bid_is_submitted_only_by_a_box_of_its_own(cast, bid, browser):
    page = browser.get(url("bid_submit", bid.pk)).content.decode()
    assert "incomplete" in page
    key = str(uuid4())
    answer = browser.post(url("bid_submit", bid.pk), {"confirmed": "yes", "key": key})
    assert (answer.status_code, Submission.objects.count()) == (422, 0)
    data = {"confirmed": "yes", "key": key, "incomplete": "on"}
    answer = browser.post(url("bid_submit", bid.pk), data)
    receipt = Submission.objects.get()
    assert answer["Location"] == url("receipt", bid.pk, receipt.receipt_number)
    browser.post(url("bid_submit", bid.pk), data)  # the button pressed twice
    assert Submission.objects.count() == 1


def test_a_complete_bid_needs_no_such_box(cast, bid, browser):
    file = bids.add_file(
        bid_id=bid.pk, upload=bids.sealed_file(bid, "a.pdf", PDF, "application/pdf"), by=cast.bidder_a
    )
    content = offered(bid.tender, member=cast.org_a.bin, file=file.pk)
    bids.save_draft(bid_id=bid.pk, content=content, revision=2, by=cast.bidder_a)
    assert "is incomplete" not in browser.get(url("bid_submit", bid.pk)).content.decode()
    answer = browser.post(url("bid_submit", bid.pk), {"confirmed": "yes", "key": uuid4()})
    assert answer.status_code == 303


def test_without_the_confirmation_nothing_happens(cast, bid, browser):
    browser.post(url("bid_submit", bid.pk), {"key": uuid4(), "incomplete": "on"})
    browser.post(url("bid_withdraw", bid.pk), {})
    assert Bid.objects.get().state == "draft"


def test_p27_what_was_received_is_not_offered_again_until_something_changes(cast, tender, browser, clock_at):
    submission = submitted_bid(tender, cast.bidder_a)
    bid, page = submission.bid, url("bid_submit", submission.bid.pk)
    shown = browser.get(page).content.decode()
    assert 'name="confirmed"' not in shown
    assert submission.receipt_number in shown
    assert "The draft has not changed since" in shown
    assert "Submit the changed bid" not in browser.get(url("bid", bid.pk)).content.decode()
    clock_at.forward(timedelta(minutes=1))
    content = {**queries.draft_content(bid), "summary": "Қысқаша"}
    bids.save_draft(bid_id=bid.pk, content=content, revision=queries.draft(bid).revision, by=cast.bidder_a)
    assert 'name="confirmed"' in browser.get(page).content.decode()
    clock_at.set(tender.closes_at + timedelta(seconds=1))
    late = browser.get(page).content.decode()
    assert 'name="confirmed"' not in late
    assert "Submission ended on" in late
    assert "you can change or withdraw" not in late
    refused = browser.post(page, {"confirmed": "yes", "key": uuid4(), "incomplete": "on"})
    assert refused.status_code == 422
    assert "came too late" in refused.content.decode()


def test_p27_the_page_of_a_submitted_bid_begins_a_change_and_says_that_submission_ended(
    cast, tender, browser, clock_at
):
    bid = submitted_bid(tender, cast.bidder_a).bid
    page = browser.get(url("bid", bid.pk)).content.decode()
    assert re.search(rf'href="{url("bid_offer", bid.pk)}"[^>]*>\s*Change the bid', page)
    assert reverse("registry:tender", args=[tender.number]) in page
    assert "Submission ends (inclusive)" in page
    clock_at.set(tender.closes_at + timedelta(seconds=1))
    for name in ("bid", "bid_security"):
        late = browser.get(url(name, bid.pk)).content.decode()
        assert "Submission ended (inclusive)" in late
        assert "Submission ends (inclusive)" not in late
        assert "the term is over" not in late
        assert "Change the bid" not in late


def test_after_the_opening_the_bidder_reads_what_was_submitted_and_not_what_was_typed_since(
    cast, clock_at, browser
):
    tender = published_tender(cast, clock_at)
    seat(cast, tender)
    bid = drafted_bid(tender, cast.bidder_a)
    browser.post(url("bid_files", bid.pk), {"file": SimpleUploadedFile("a.pdf", PDF, "application/pdf")})
    bids.submit_bid(bid_id=bid.pk, key=uuid4(), by=cast.bidder_a)
    submitted_bid(tender, cast.bidder_b, "B")
    received = queries.draft_content(bid)["summary"]
    clock_at.forward(timedelta(minutes=1))
    bids.save_draft(
        bid_id=bid.pk, content={"summary": "Кейін"}, revision=queries.draft(bid).revision, by=cast.bidder_a
    )
    assert "What was submitted" not in browser.get(url("bid", bid.pk)).content.decode()
    assert "File sealed" in browser.get(url("bid_files", bid.pk)).content.decode()
    confirm_securities(cast, tender)
    clock_at.set(tender.opens_at)
    cutoff.close_submission(tender_id=tender.pk)
    sit(cast, tender, "opening")
    for actor in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=actor)
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    front = browser.get(url("bid", bid.pk)).content.decode()
    assert "What was submitted" in front
    for name in [*SECTIONS, "files", "consortium"]:
        assert url(f"bid_{name}", bid.pk) in front
        page = browser.get(url(f"bid_{name}", bid.pk))
        assert page.status_code == 200
        assert "Save and go on" not in page.content.decode()
    offer_page = browser.get(url("bid_offer", bid.pk)).content.decode()
    assert "File sealed" not in browser.get(url("bid_files", bid.pk)).content.decode()
    assert "<fieldset disabled>" in offer_page
    assert received in offer_page
    assert "Кейін" not in offer_page


def test_p28_a_member_who_answered_since_is_a_reason_to_submit_again(cast, tender, browser):
    bid = submitted_bid(tender, cast.bidder_a).bid
    assert queries.stands_as_submitted(queries.own_bid(cast.org_a.pk, bid.pk))
    member = bids.invite_member(bid_id=bid.pk, bin=cast.org_consortium_member.bin, by=cast.bidder_a)
    assert queries.stands_as_submitted(queries.own_bid(cast.org_a.pk, bid.pk))
    bids.answer_invitation(member_id=member.pk, accept=True, by=cast.member_company)
    assert not queries.stands_as_submitted(queries.own_bid(cast.org_a.pk, bid.pk))
    assert 'name="confirmed"' in browser.get(url("bid_submit", bid.pk)).content.decode()


def test_what_prevents_the_submission_is_told_all_at_once_and_privately(cast, tender, browser):
    bid = bids.open_bid(tender_id=tender.pk, by=cast.bidder_a)
    bids.invite_member(bid_id=bid.pk, bin=cast.org_consortium_member.bin, by=cast.bidder_a)
    page = browser.get(url("bid_check", bid.pk)).content.decode()
    for words in ("has not confirmed yet", "is not lodged yet"):
        assert words in page
    data = {"confirmed": "yes", "key": uuid4(), "incomplete": "on"}
    answer = browser.post(url("bid_submit", bid.pk), data)
    assert answer.status_code == 422
    assert "is not lodged yet" in answer.content.decode()


def test_the_receipt_has_json_and_two_pdfs_for_its_own_organisation(cast, tender, browser, client_of):
    submission = submitted_bid(tender, cast.bidder_a)
    number, bid = submission.receipt_number, submission.bid
    page = browser.get(url("receipt", bid.pk, number)).content.decode()
    assert submission.blob in page.replace("<wbr>", "")
    told = json.loads(browser.get(url("receipt_json", bid.pk, number)).content)
    assert (told["receipt"], told["sha256"], told["format"]) == (number, submission.blob, "ppp-receipt/1")
    assert told["received_at"].endswith("Z")
    assert browser.get(url("receipt_pdf", bid.pk, number, "kk")).status_code == 404  # not printed yet
    outbox.drain()
    for language in ("kk", "ru"):
        address = url("receipt_pdf", bid.pk, number, language)
        answer = browser.get(address)
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        assert client_of(cast.bidder_b).get(address).status_code == 404
        assert client_of(cast.staff).get(address).status_code == 404


def test_withdrawing_on_the_page(cast, tender, browser):
    bid = submitted_bid(tender, cast.bidder_a).bid
    asked = browser.get(url("bid_withdraw", bid.pk)).content.decode()
    assert asked.count(f'href="{url("bid", bid.pk)}"') == 2, "the crumbs lead back, as on every page of a bid"
    answer = browser.post(url("bid_withdraw", bid.pk), {"confirmed": "yes"})
    assert (answer.status_code, Bid.objects.get().state) == (303, "withdrawn")
    assert browser.get(url("bid", bid.pk)).status_code == 200


def test_a_newer_documentation_is_confirmed_on_the_front_page(cast, bid, browser):
    from tests.tenders.factories import make_documentation

    make_documentation(bid.tender, posted_at=bid.tender.published_at + DAY, version=2)
    assert "documentation was changed" in browser.get(url("bid", bid.pk)).content.decode()
    browser.post(url("bid_documentation", bid.pk))
    assert "documentation was changed" not in browser.get(url("bid", bid.pk)).content.decode()


def test_stage_one_asks_for_no_price(cast, clock_at, browser):
    tender = published_tender(cast, clock_at, kind="two_stage", state="stage1_accepting")
    tender.stage1_closes_at = tender.published_at + 10 * DAY
    tender.save()
    bid = bids.open_bid(tender_id=tender.pk, by=cast.bidder_a)
    page = browser.get(url("bid", bid.pk)).content.decode()
    assert url("bid_offer", bid.pk) in page
    assert url("bid_funds", bid.pk) not in page
    assert browser.get(url("bid_funds", bid.pk)).status_code == 404


def test_p27_changes_that_were_never_submitted_are_told_on_every_page_on_the_way(
    cast, bid, browser, clock_at
):
    bids.submit_bid(bid_id=bid.pk, key=uuid4(), by=cast.bidder_a)
    told = "Your changes are not submitted"
    assert told not in browser.get(url("bid", bid.pk)).content.decode()
    clock_at.forward(timedelta(minutes=1))
    bids.save_draft(
        bid_id=bid.pk, content={"summary": "Жаңа"}, revision=queries.draft(bid).revision, by=cast.bidder_a
    )
    assert told in browser.get(url("bid", bid.pk)).content.decode()
    assert "changes not submitted" in browser.get(url("bidder")).content.decode()
    assert (
        "Changes of the bid are not submitted: version 1 counts" in browser.get("/en/desk/").content.decode()
    )
    bids.submit_bid(bid_id=bid.pk, key=uuid4(), by=cast.bidder_a)
    assert told not in browser.get(url("bid", bid.pk)).content.decode()
