"""Everybody's first page says what waits; the auditor's room shows everything of a mandate and nothing of others."""

import hashlib
import html
import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from contracts.actions import sign_contract
from contracts.models import SpvClaim
from ppp_portal.accounts.models import Approval, Person
from ppp_portal.desk.queries import auditor, desk
from ppp_portal.desk.records import KINDS
from ppp_portal.desk.waiting import Waiting, by_deadline
from ppp_portal.documents.actions import carry_out
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from ppp_portal.journal.records import record
from tenders.actions import cutoff
from tenders.actions.bids import open_bid
from tenders.actions.drafting import save_part, set_rates
from tenders.actions.questions import ask_question
from tenders.models import Bid, BidSecurity, OpenedBid, Tender
from tests.contracts.factories import drafted, in_signing, signed
from tests.contracts.motions import decide, seat_commission
from tests.tenders.commission import opened_tender
from tests.tenders.factories import make_documentation, make_tender, published_tender, submitted_bid

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender(cast, clock_at):
    return published_tender(cast, clock_at)


def desk_of(client) -> str:
    answer = client.get(reverse("desk:desk"), headers={"accept-language": "ru"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_guest_is_asked_to_sign_in():
    assert Client().get("/ru/desk/").status_code == 302


def test_the_organiser_is_asked_to_answer_with_the_day_by_which(tender, cast, client_of):
    ask_question(tender_id=tender.pk, text="Сколько мест?", language="ru", by=cast.bidder_a)
    page = client_of(cast.staff).get("/en/desk/").content.decode()
    assert "Answer the questions: 1" in page
    assert tender.number in page


def test_the_organiser_reads_of_the_bids_nothing_but_the_deadline(tender, cast, client_of):
    before = client_of(cast.head).get("/en/desk/").content.decode()
    open_bid(tender_id=tender.pk, by=cast.bidder_a)
    after = client_of(cast.head).get("/en/desk/").content.decode()
    assert _named(before) == _named(after)
    assert "Bidders prepare their bids" in after


def test_a_bidder_is_led_to_the_own_draft(tender, cast, client_of):
    bid = open_bid(tender_id=tender.pk, by=cast.bidder_a)
    page = client_of(cast.bidder_a).get("/en/desk/").content.decode()
    assert f"/en/bidder/bids/{bid.pk}/" in page
    assert str(bid.pk) not in client_of(cast.bidder_b).get("/en/desk/").content.decode()


def test_what_blocks_a_table_stands_above_what_has_a_day_and_that_above_the_rest():
    rest, late = Waiting("declare", "", ""), Waiting("later", "", "", due_at=datetime(2026, 3, 9, tzinfo=UTC))
    soon = Waiting("soon", "", "", due_at=datetime(2026, 3, 5, tzinfo=UTC))
    vote = Waiting("vote", "", "", blocks=True)
    assert by_deadline([rest, late, soon, vote]) == [vote, soon, late, rest]


@pytest.mark.parametrize(
    "role", ["staff", "chair", "member_1", "secretary", "custodian", "bidder_a", "auditor", "admin"]
)
def test_every_role_has_a_first_page(tender, cast, client_of, role):
    for language in ("kk", "ru", "en"):
        assert client_of(getattr(cast, role)).get(f"/{language}/desk/").status_code == 200


def test_the_desk_asks_the_database_as_often_for_three_tenders_as_for_thirty(
    cast, client_of, clock_at, django_assert_num_queries
):
    counts = []
    for many in (3, 30):
        for _turn in range(many):
            make_tender(cast)
        client = client_of(cast.staff)
        client.get("/en/desk/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/en/desk/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_an_auditor_reads_the_organisations_of_the_mandate_and_each_view_is_recorded(tender, cast, client_of):
    client = client_of(cast.auditor)
    assert tender.number in client.get(reverse("desk:audited_tenders")).content.decode()
    assert client.get(reverse("desk:audited_tender", args=[tender.pk])).status_code == 200
    assert client.get(reverse("desk:audited_journal", args=[tender.pk])).status_code == 200
    viewed = Record.objects.filter(kind="audit.viewed")
    assert {bytes(row.body).decode().split('"page":"')[1].split('"')[0] for row in viewed} == {
        "audited_tender",
        "audited_journal",
    }


def test_an_auditor_reads_the_journal_as_a_list_of_who_did_what_when(cast, clock_at, client_of):
    tender = opened_tender(cast, clock_at, {"A": cast.bidder_a, "C": cast.bidder_c})
    address = reverse("desk:audited_journal_page", args=[tender.pk]).replace("/kk/", "/en/")
    shown = client_of(cast.auditor).get(address).content.decode()
    assert "The bids were opened" in shown
    assert "Bid of" in shown
    assert cast.org_a.name_kk in html.unescape(shown)
    assert Person.objects.get(pk=cast.chair.person_id).name_kk in html.unescape(shown)
    opened = Record.objects.get(stream=tender.stream, kind="tender.open_bids")
    line = [row.pk for row in auditor.records(tender)].index(opened.pk) + 1  # in the file beside it
    assert re.search(rf"\s{line}\s+<div[^>]*><code>tender.open_bids", shown)
    kinds = {row.kind for row in auditor.records(tender)}
    assert kinds - KINDS.keys() == set(), "every record is told in words"
    assert client_of(cast.staff).get(address).status_code == 404


def test_the_journal_is_read_page_by_page_and_no_record_twice(tender, cast, client_of, monkeypatch):
    monkeypatch.setattr(auditor, "PER_PAGE", 2)
    with transaction.atomic():
        for number in range(5):
            record("question.asked", stream=tender.stream, by=cast.staff, at=clock.now(), facts={"n": number})
    seen, numbers, after = [], [], ""
    while True:
        rows, after = auditor.lines(tender, after)
        seen += [row.record.pk for row in rows]
        numbers += [row.number for row in rows]
        if not after:
            break
    assert seen == [row.pk for row in auditor.records(tender)]
    assert numbers == list(range(1, len(seen) + 1))
    assert (
        client_of(cast.auditor)
        .get(reverse("desk:audited_journal_page", args=[tender.pk]) + f"?after={'9' * 40}")
        .status_code
        == 200
    )


def test_a_change_of_the_draft_says_what_it_changed(cast):
    tender = make_tender(cast)
    make_documentation(tender, posted_at=None)
    save_part(tender_id=tender.pk, number=4, text_kk="Мәтін", text_ru="Текст", by=cast.staff)
    set_rates(tender_id=tender.pk, rates=[], by=cast.staff)
    with translation.override("en"):
        told = [row.what for row in auditor.lines(tender, "")[0] if row.record.kind == "tender.edited"]
    assert told[-2:] == [
        "The draft of the documentation: part 4 was changed",
        "The draft of the documentation: currency rates were changed",
    ]


def test_the_archive_keeps_the_files_of_each_bidder_in_a_folder_of_its_own(cast, clock_at, client_of):
    tender = opened_tender(cast, clock_at, {"A": cast.bidder_a, "C": cast.bidder_c})
    for bid in Bid.objects.all():
        carry_out(PrintOrder.objects.get(kind="tender.receipt", subject=bid.stream))
    answer = client_of(cast.auditor).get(reverse("desk:audited_archive", args=[tender.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        folders = {name.partition("/")[0] for name in archive.namelist() if "/" in name}
        sums = archive.read("SHA256SUMS").decode()
        for line in sums.splitlines():
            sha256, _space, name = line.partition("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == sha256
    assert len(folders) == 2
    for place, organisation in enumerate((cast.org_a, cast.org_c), start=1):
        assert any(f.startswith(f"0{place} ") and f.endswith(organisation.bin) for f in folders)


def test_an_auditor_downloads_every_paper_in_one_archive(tender, cast, client_of):
    answer = client_of(cast.auditor).get(reverse("desk:audited_archive", args=[tender.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.testzip() is None


def test_outside_the_mandate_a_tender_does_not_exist(tender, cast, client_of):
    tender.organiser = cast.org_other_organiser
    tender.save()
    for name in ("audited_tender", "audited_journal", "audited_archive", "audited_evaluation"):
        assert client_of(cast.auditor).get(reverse(f"desk:{name}", args=[tender.pk])).status_code == 404
    assert client_of(cast.auditor).get(reverse("desk:audited_tender", args=[uuid4()])).status_code == 404


def test_the_reading_room_is_for_auditors(tender, cast, client_of):
    for actor in (cast.staff, cast.head, cast.chair, cast.bidder_a, cast.outsider, cast.admin):
        assert client_of(actor).get(reverse("desk:audited_tenders")).status_code == 404
        assert client_of(actor).get(reverse("desk:audited_tender", args=[tender.pk])).status_code == 404


# --- the contract and the security ------------------------------------------------------------------------


def english(name, *args) -> str:
    with translation.override("en"):
        return f'"{reverse(name, args=args)}"'


def hrefs(client) -> str:
    return client.get("/en/desk/").content.decode()


def test_winner_and_organiser_are_led_to_the_contract_to_be_signed(cast, client_of, clock_at):
    contract = drafted(cast, clock_at)
    Tender.objects.filter(pk=contract.tender_id).update(signing_due_at=contract.due_at)
    for who in (cast.staff, cast.bidder_a):  # eight terms are still to be agreed
        assert "Agree the terms of the contract" in hrefs(client_of(who))
        assert "Sign the contract" not in hrefs(client_of(who))
    assert english("contracts:bidder_contract", contract.pk) in hrefs(client_of(cast.bidder_a))
    for who in (cast.staff, cast.head):
        page = hrefs(client_of(who))
        assert english("contracts:organizer_contract", contract.pk) in page
        assert "Enter the registration of the contract" not in page
    assert str(contract.pk) not in hrefs(client_of(cast.bidder_b))


def mine_and_others(actor) -> tuple[set[str], set[str]]:
    with translation.override("en"):
        mine, others = desk(actor, clock.now())
        return {str(thing.what) for thing in mine}, {str(thing.what) for thing in others}


def test_p48_only_the_head_is_asked_to_sign_the_contract_and_only_once(cast, clock_at):
    contract = in_signing(cast, clock_at)
    assert "Sign the contract" in mine_and_others(cast.head)[0]
    mine, others = mine_and_others(cast.staff)
    assert "Sign the contract" not in mine
    assert "The head signs the contract" in others
    sign_contract(contract_id=contract.pk, by=cast.head, seen=contract.digest)
    for who in (cast.staff, cast.head):
        mine, others = mine_and_others(who)
        assert "Sign the contract" not in mine
        assert "The other parties sign the contract" in others


def test_a_signed_contract_waits_for_its_registration(cast, client_of, clock_at):
    contract = signed(cast, clock_at)
    for who in (cast.staff, cast.head):
        page = hrefs(client_of(who))
        assert "Enter the registration of the contract" in page
        assert english("contracts:organizer_contract", contract.pk) in page


def test_after_an_evasion_the_organiser_is_led_to_the_contract_that_fell(cast, client_of, clock_at):
    contract = drafted(cast, clock_at)
    Tender.objects.filter(pk=contract.tender_id).update(state="evaded", lapse_fault="undecided")
    assert english("contracts:organizer_contract", contract.pk) in hrefs(client_of(cast.head))


def test_p34_a_forfeiture_is_proposed_by_one_and_decided_by_the_head(cast, client_of, clock_at):
    contract = drafted(cast, clock_at)
    BidSecurity.objects.filter(bid=contract.bid).update(
        state="forfeit_proposed",
        forfeit_ground="33-2-refused",
        forfeit_protocol="2026/1",
        forfeit_proposed_at=clock_at.forward(timedelta(hours=1)),
    )
    security = BidSecurity.objects.get(bid=contract.bid)
    address = english("tenders:forfeiture", security.pk)
    for who in (cast.staff, cast.head):
        page = hrefs(client_of(who))
        assert "Propose whether to forfeit the bid security" in page
        assert address in page
    Approval.objects.create(
        kind="security.forfeiture",
        subject=f"security:{security.pk}",
        content={},
        digest="a" * 64,
        proposed_by_id=cast.staff.person_id,
        proposed_at=security.forfeit_proposed_at,
    )
    head = hrefs(client_of(cast.head))
    assert "Decide on a proposed forfeiture" in head
    assert address in head
    assert address not in hrefs(client_of(cast.staff))


def test_p48_the_commission_is_led_to_the_project_company_until_it_has_voted(cast, client_of, clock_at):
    contract = drafted(cast, clock_at, special=True, spv_declared=True)
    seat_commission(contract, cast)
    front = reverse("tenders:commission_tender", args=[contract.tender_id])
    company = reverse("contracts:commission_spv", args=[contract.pk])
    chair = client_of(cast.chair)
    assert company not in chair.get(front).content.decode()
    SpvClaim.objects.create(
        contract=contract,
        organisation=cast.org_b,
        founder_bin=cast.org_a.bin,
        guarantee_amount=1,
        guarantee_valid_until=date(2036, 1, 1),
        guarantee_bank="Банк",
        guarantee_number="1",
        declared_at=contract.created_at,
    )
    assert company in chair.get(front).content.decode()
    decide(contract, cast)
    assert company not in chair.get(front).content.decode()


def _named(page: str) -> str:
    """The page without what differs from request to request."""
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", page)


def test_an_auditor_reads_the_bids_of_stage_one_once_that_stage_is_opened(tender, cast):
    bid = submitted_bid(tender, cast.bidder_a).bid
    Bid.objects.filter(pk=bid.pk).update(stage=1)
    assert auditor.opened_bids(tender) == []
    OpenedBid.objects.create(bid=bid, order=1, opened_at=clock.now(), content={})
    assert auditor.opened_bids(tender) == [bid]


def test_an_auditor_reads_that_nobody_bid_only_when_the_failure_is_declared(tender, clock_at):
    clock_at.set(tender.opens_at)
    cutoff.close_submission(tender_id=tender.pk)
    tender.refresh_from_db()
    assert Record.objects.filter(stream=tender.sealed_stream).exists()
    assert tender.sealed_stream not in {row.stream for row in auditor.records(tender)}
    tender.state = "failed"
    assert tender.sealed_stream in {row.stream for row in auditor.records(tender)}


def test_p42_a_draft_with_a_stage_one_is_led_to_that_before_its_whole_documentation(cast):
    make_tender(cast, kind="two_stage")
    make_tender(cast)
    with translation.override("en"):
        mine, _others = desk(cast.staff, clock.now())
    assert sorted(row.what for row in mine) == ["Complete the documentation", "Prepare and publish stage one"]
