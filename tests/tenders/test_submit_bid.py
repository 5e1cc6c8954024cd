"""Submitting, changing and withdrawing a bid; the consortium; two windows."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from ppp_portal.accounts.models import Membership
from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal import clock
from ppp_portal.journal.models import OutboxMessage, Record
from ppp_portal.law.refusals import Refused
from ppp_portal.sealing import store
from tenders import envelopes
from tenders.actions import bids
from tenders.models import Bid, BidFile, Participation, Submission
from tenders.queries import bids as queries
from tests.refusing import refused
from tests.tenders.factories import (
    DAY,
    drafted_bid,
    lodged_security,
    make_documentation,
    offered,
    published_tender,
    submitted_bid,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
TICK = timedelta(microseconds=1)


@pytest.fixture
def tender(cast, clock_at):
    return published_tender(cast, clock_at)


def submit(bid, by, key=None):
    return bids.submit_bid(bid_id=bid.pk, key=key or uuid4(), by=by)


# --- submitting -------------------------------------------------------------------------------------------


def test_a_submission_gives_a_receipt_with_time_hash_and_documents(cast, tender, clock_at):
    at = clock_at.set(tender.closes_at - timedelta(hours=1))
    submission = submitted_bid(tender, cast.bidder_a)
    bid = Bid.objects.get()
    assert (bid.state, bid.version, bid.submitted_at) == ("submitted", 1, at)
    assert bid.sha256 == submission.blob
    assert submission.received_at == at
    assert submission.receipt_number.startswith("R-")
    order = PrintOrder.objects.get(pk=submission.receipt_pair)
    assert (order.audience, order.subject) == ("parties", f"bid:{bid.pk}")
    assert submission.receipt_number in order.context
    record = Record.objects.get(kind="bid.submitted")
    assert record.stream == f"bid:{bid.pk}"
    assert set(Participation.objects.values_list("organisation_id", flat=True)) == {cast.org_a.pk}


def test_the_sealed_content_is_exact_and_names_bidder_documentation_and_files(cast, tender):
    bid = drafted_bid(tender, cast.bidder_a)
    upload = bids.sealed_file(bid, "Кепілдік.pdf", PDF, "application/pdf")
    file = bids.add_file(bid_id=bid.pk, upload=upload, by=cast.bidder_a)
    submit(bid, cast.bidder_a)
    bid = Bid.objects.get()
    content = queries.submitted_content(bid)
    assert content["bidder"] == cast.org_a.bin
    assert content["documentation_sha256"] == tender.documentations.get().sha256
    assert content["offer"]["price"] == "36000"
    told = content["files"][str(file.pk)]
    assert (told["name"], told["sealed"], told["size"]) == ("Кепілдік.pdf", file.blob, len(PDF))
    assert queries.file_bytes(file) == PDF


def test_the_same_request_twice_is_one_submission_even_after_the_deadline(cast, tender, clock_at):
    bid, key = drafted_bid(tender, cast.bidder_a), uuid4()
    first = submit(bid, cast.bidder_a, key)
    clock_at.set(tender.closes_at + DAY)
    assert submit(bid, cast.bidder_a, key) == first
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(("late", "codes"), [(-TICK, None), (0 * TICK, None), (TICK, ["bid.late"])])
def test_p27_the_instant_of_the_deadline_is_in_time(cast, tender, clock_at, late, codes):
    bid = drafted_bid(tender, cast.bidder_a)
    clock_at.set(tender.closes_at + late)
    if codes is None:
        assert submit(bid, cast.bidder_a).received_at == tender.closes_at + late
        return
    assert refused(bids.submit_bid, bid_id=bid.pk, key=uuid4(), by=cast.bidder_a) == codes
    assert Bid.objects.get().state == "draft"


def test_a_refused_submission_leaves_no_envelope_behind(cast, tender, clock_at, settings):
    bid = drafted_bid(tender, cast.bidder_a)
    before = {path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    clock_at.set(tender.closes_at + TICK)
    refused(bids.submit_bid, bid_id=bid.pk, key=uuid4(), by=cast.bidder_a)
    assert {path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()} == before


def test_a_change_is_a_new_version_and_the_last_one_in_time_counts(cast, tender):
    first = submitted_bid(tender, cast.bidder_a)
    bid = Bid.objects.get()
    bids.save_draft(
        bid_id=bid.pk, content=offered(tender, "B"), revision=bid.draft.revision, by=cast.bidder_a
    )
    second = submit(bid, cast.bidder_a)
    bid = Bid.objects.get()
    assert (bid.version, bid.sha256) == (2, second.blob)
    assert first.receipt_number != second.receipt_number
    assert queries.submitted_content(bid)["offer"]["price"] == "28000"
    assert Record.objects.filter(kind="bid.changed").count() == 1
    assert Participation.objects.count() == 1


def test_without_security_no_bid_and_on_stage_one_none_is_asked(cast, tender, clock_at):
    bid = bids.open_bid(tender_id=tender.pk, by=cast.bidder_a)
    assert refused(submit, bid=bid, by=cast.bidder_a) == ["bid.security_missing"]
    stage_one = published_tender(
        cast,
        clock_at,
        kind="two_stage",
        state="stage1_accepting",
        stage1_closes_at=clock_at.forward(DAY) + DAY,
    )
    bid = bids.open_bid(tender_id=stage_one.pk, by=cast.bidder_a)
    assert bid.stage == 1
    assert submit(bid, cast.bidder_a).version == 1


@pytest.mark.parametrize("kind", ["selection", "two_stage"])
def test_stage_two_is_for_those_whom_stage_one_admitted(cast, clock_at, kind):
    tender = published_tender(cast, clock_at, kind=kind)
    assert refused(bids.open_bid, tender_id=tender.pk, by=cast.bidder_a) == ["bid.not_admitted"]
    assert tender not in queries.open_tenders(clock.now(), cast.org_a.pk)
    admitted = passed(tender, cast.org_a)
    assert tender in queries.open_tenders(clock.now(), cast.org_a.pk)
    bid = drafted_bid(tender, cast.bidder_a)
    admitted.state, admitted.rejection_reason = "rejected", "Себебі"
    admitted.save()
    assert refused(submit, bid=bid, by=cast.bidder_a) == ["bid.not_admitted"]
    admitted.state = "admitted"
    admitted.save()
    assert submit(bid, cast.bidder_a).version == 1


def passed(tender, organisation):
    """A proposal of stage one that the commission admitted."""
    bid = Bid.objects.create(
        tender=tender,
        stage=1,
        bidder=organisation,
        state="admitted",
        version=1,
        sha256="0" * 64,
        receipt_number=f"R-{organisation.pk}",
        created_at=tender.published_at,
        submitted_at=tender.published_at,
    )
    Participation.objects.create(tender=tender, stage=1, organisation=organisation, bid=bid)
    return bid


def test_a_newer_documentation_must_be_confirmed_first(cast, tender):
    bid = drafted_bid(tender, cast.bidder_a)
    make_documentation(tender, posted_at=tender.published_at + DAY, version=2)
    assert refused(submit, bid=bid, by=cast.bidder_a) == ["bid.documentation_changed"]
    bids.confirm_documentation(bid_id=bid.pk, by=cast.bidder_a)
    submit(bid, cast.bidder_a)
    assert queries.submitted_content(Bid.objects.get())["documentation_sha256"] == f"{2:064x}"


def test_what_cannot_be_read_is_refused_with_its_path(cast, tender):
    bid = drafted_bid(tender, cast.bidder_a)
    content = offered(tender)
    content["offer"]["price"] = "36,000"
    bids.save_draft(bid_id=bid.pk, content=content, revision=bid.draft.revision, by=cast.bidder_a)
    with pytest.raises(Refused) as caught:
        submit(bid, cast.bidder_a)
    assert [(r.code, r.field) for r in caught.value.refusals] == [
        ("bid.content.amount_ambiguous", "offer.price")
    ]


@pytest.mark.parametrize("actor", ["bidder_b", "staff", "chair", "admin", "auditor", "custodian"])
def test_nobody_else_touches_a_bid(cast, tender, actor):
    bid, other = drafted_bid(tender, cast.bidder_a), getattr(cast, actor)
    assert "bid.not_lead" in refused(bids.submit_bid, bid_id=bid.pk, key=uuid4(), by=other)
    assert "bid.not_lead" in refused(bids.withdraw_bid, bid_id=bid.pk, by=other)
    assert "bid.not_lead" in refused(bids.save_draft, bid_id=bid.pk, content={}, revision=1, by=other)
    assert "bid.not_lead" in refused(bids.confirm_documentation, bid_id=bid.pk, by=other)


@pytest.mark.parametrize("actor", ["staff", "chair", "custodian", "auditor", "admin"])
def test_only_a_representative_with_a_power_of_attorney_begins_a_bid(cast, tender, actor):
    assert "bid.no_attorney" in refused(bids.open_bid, tender_id=tender.pk, by=getattr(cast, actor))


def test_a_power_of_attorney_that_ran_out_is_no_power(cast, tender):
    bid = drafted_bid(tender, cast.bidder_a)
    Membership.objects.filter(pk=cast.bidder_a.membership_id).update(until=date(2026, 3, 1))
    assert refused(submit, bid=bid, by=cast.bidder_a) == ["attorney.over"]


def test_a_company_that_the_state_holds_by_half_never_bids(cast, tender):
    person = cast.people["outsider"]
    membership = Membership.objects.create(
        person=person,
        organisation=cast.org_state_company,
        role="bidder",
        document="№ 1",
        since=date(2026, 1, 1),
    )
    from ppp_portal.accounts.queries import actor_of

    assert refused(bids.open_bid, tender_id=tender.pk, by=actor_of(membership)) == ["bid.party_ineligible"]


def test_while_the_documentation_is_amended_drafts_go_on_and_submissions_wait(cast, tender):
    bid = drafted_bid(tender, cast.bidder_a)
    tender.state = "suspended"
    tender.save()
    assert refused(submit, bid=bid, by=cast.bidder_a) == ["bid.paused"]
    content = {**offered(tender), "summary": "Жаңа"}
    assert bids.save_draft(bid_id=bid.pk, content=content, revision=2, by=cast.bidder_a) == 3


# --- withdrawing ------------------------------------------------------------------------------------------


def test_a_withdrawn_bid_frees_its_organisations_and_is_flagged_when_filed_again(cast, tender):
    submitted_bid(tender, cast.bidder_a)
    bid = Bid.objects.get()
    withdrawn = bids.withdraw_bid(bid_id=bid.pk, by=cast.bidder_a)
    assert (withdrawn.state, Participation.objects.count()) == ("withdrawn", 0)
    assert bids.withdraw_bid(bid_id=bid.pk, by=cast.bidder_a).withdrawn_at == withdrawn.withdrawn_at
    again = bids.open_bid(tender_id=tender.pk, by=cast.bidder_a)
    assert again.refiled
    assert queries.draft_content(again)["offer"]["price"] == "36000"
    lodged_security(again)
    assert submit(again, cast.bidder_a).version == 1
    assert Record.objects.filter(kind="bid.withdrawn").count() == 1


def test_p27_withdrawing_ends_with_the_term_inclusive(cast, tender, clock_at):
    submitted_bid(tender, cast.bidder_a)
    bid = Bid.objects.get()
    clock_at.set(tender.closes_at + TICK)
    assert refused(bids.withdraw_bid, bid_id=bid.pk, by=cast.bidder_a) == ["bid.withdrawal_late"]
    clock_at.set(tender.closes_at)
    assert bids.withdraw_bid(bid_id=bid.pk, by=cast.bidder_a).state == "withdrawn"


# --- the consortium ---------------------------------------------------------------------------------------


def joined(bid, cast):
    member = bids.invite_member(bid_id=bid.pk, bin=cast.org_consortium_member.bin, by=cast.bidder_a)
    return bids.answer_invitation(member_id=member.pk, accept=True, by=cast.member_company)


def test_a_member_counts_only_after_its_own_representative_confirmed(cast, tender):
    bid = drafted_bid(tender, cast.bidder_a)
    member = bids.invite_member(bid_id=bid.pk, bin=cast.org_consortium_member.bin, by=cast.bidder_a)
    assert refused(submit, bid=bid, by=cast.bidder_a) == ["bid.member_pending"]
    assert "bid.not_invited" in refused(
        bids.answer_invitation, member_id=member.pk, accept=True, by=cast.bidder_b
    )
    bids.answer_invitation(member_id=member.pk, accept=True, by=cast.member_company)
    submit(bid, cast.bidder_a)
    assert set(Participation.objects.values_list("organisation_id", flat=True)) == {
        cast.org_a.pk,
        cast.org_consortium_member.pk,
    }
    assert queries.submitted_content(Bid.objects.get())["members"] == [cast.org_consortium_member.bin]


def test_naming_a_rival_neither_blocks_it_nor_tells_anything(cast, tender):
    submitted_bid(tender, cast.bidder_b, "B")
    bid = drafted_bid(tender, cast.bidder_a)
    with_a_bid = bids.invite_member(bid_id=bid.pk, bin=cast.org_b.bin, by=cast.bidder_a)
    without = bids.invite_member(bid_id=bid.pk, bin=cast.org_c.bin, by=cast.bidder_a)
    assert (with_a_bid.confirmed_at, without.confirmed_at) == (None, None)
    assert refused(submit, bid=bid, by=cast.bidder_a) == ["bid.member_pending", "bid.member_pending"]
    rival = drafted_bid(tender, cast.bidder_c, "C")
    assert submit(rival, cast.bidder_c).version == 1


def test_p28_1_a_consortium_shares_no_member_with_an_earlier_live_bid(cast, tender):
    first = drafted_bid(tender, cast.bidder_a)
    joined(first, cast)
    second = drafted_bid(tender, cast.bidder_b, "B")
    member = bids.invite_member(bid_id=second.pk, bin=cast.org_consortium_member.bin, by=cast.bidder_b)
    bids.answer_invitation(member_id=member.pk, accept=True, by=cast.member_company)
    submit(first, cast.bidder_a)
    assert refused(submit, bid=second, by=cast.bidder_b) == ["bid.second"]
    own = drafted_bid(tender, cast.member_company, "C")
    assert refused(submit, bid=own, by=cast.member_company) == ["bid.second"]
    bids.withdraw_bid(bid_id=first.pk, by=cast.bidder_a)
    assert submit(second, cast.bidder_b).version == 1


def test_a_member_that_declined_is_removed_before_the_bid_goes_in(cast, tender):
    bid = drafted_bid(tender, cast.bidder_a)
    member = bids.invite_member(bid_id=bid.pk, bin=cast.org_consortium_member.bin, by=cast.bidder_a)
    bids.answer_invitation(member_id=member.pk, accept=False, by=cast.member_company)
    assert refused(submit, bid=bid, by=cast.bidder_a) == ["bid.member_declined"]
    bids.remove_member(member_id=member.pk, by=cast.bidder_a)
    assert submit(bid, cast.bidder_a).version == 1


def test_a_member_of_a_submitted_bid_leaves_it_with_the_next_version(cast, tender):
    bid = drafted_bid(tender, cast.bidder_a)
    member = joined(bid, cast)
    submit(bid, cast.bidder_a)
    assert "bid.member_already_counts" in refused(
        bids.answer_invitation, member_id=member.pk, accept=False, by=cast.member_company
    )
    bids.remove_member(member_id=member.pk, by=cast.bidder_a)
    submit(bid, cast.bidder_a)
    assert set(Participation.objects.values_list("organisation_id", flat=True)) == {cast.org_a.pk}


# --- the draft --------------------------------------------------------------------------------------------


def test_two_windows_the_second_save_is_refused_and_the_first_stands(cast, tender):
    bid = bids.open_bid(tender_id=tender.pk, by=cast.bidder_a)
    bids.save_draft(bid_id=bid.pk, content={"summary": "бірінші"}, revision=1, by=cast.bidder_a)
    assert refused(
        bids.save_draft, bid_id=bid.pk, content={"summary": "екінші"}, revision=1, by=cast.bidder_a
    ) == ["bid.revision"]
    assert queries.draft_content(bid)["summary"] == "бірінші"


def test_each_save_seals_anew_and_the_old_envelope_goes(
    cast, tender, settings, django_capture_on_commit_callbacks
):
    bid = bids.open_bid(tender_id=tender.pk, by=cast.bidder_a)
    old = bid.draft.blob
    with django_capture_on_commit_callbacks(execute=True):
        bids.save_draft(bid_id=bid.pk, content={"summary": "жаңа"}, revision=1, by=cast.bidder_a)
    with pytest.raises(FileNotFoundError):
        store.read(old)
    bid.draft.refresh_from_db()
    assert store.read(bid.draft.blob).startswith(b"age-encryption.org/v1\n")


def test_a_save_that_changes_nothing_makes_no_revision(cast, tender):
    bid = bids.open_bid(tender_id=tender.pk, by=cast.bidder_a)
    assert bids.save_draft(bid_id=bid.pk, content={"summary": ""}, revision=1, by=cast.bidder_a) == 1


def test_a_removed_file_leaves_the_answers_that_named_it(cast, tender):
    bid = bids.open_bid(tender_id=tender.pk, by=cast.bidder_a)
    upload = bids.sealed_file(bid, "a.pdf", PDF, "application/pdf")
    file = bids.add_file(bid_id=bid.pk, upload=upload, by=cast.bidder_a)
    bids.save_draft(bid_id=bid.pk, content=offered(tender, file=file.pk), revision=1, by=cast.bidder_a)
    bids.remove_file(file_id=file.pk, by=cast.bidder_a)
    content = queries.draft_content(bid)
    assert (content["files"], content["guarantee_file"], content["projects"][0]["file"]) == ({}, None, None)
    assert BidFile.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.exe", b"MZ", "documents.type"),
        ("a.pdf", b"just words", "documents.unlike_name"),
        ("a.pdf", b"", "documents.empty"),
    ],
)
def test_a_file_is_what_its_name_says(cast, tender, name, data, code):
    bid = bids.open_bid(tender_id=tender.pk, by=cast.bidder_a)
    upload = bids.sealed_file(bid, name, data, "application/pdf")
    assert code in refused(bids.add_file, bid_id=bid.pk, upload=upload, by=cast.bidder_a)
    assert BidFile.objects.count() == 0


def test_an_envelope_of_one_tender_does_not_open_in_another(cast, clock_at):
    one, other = published_tender(cast, clock_at), published_tender(cast, clock_at)
    bid = bids.open_bid(tender_id=one.pk, by=cast.bidder_a)
    from ppp_portal.sealing.suites import CannotOpen

    with pytest.raises(CannotOpen):
        envelopes.open_content("server-1", other.pk, bid.draft.blob)


def test_nothing_in_the_public_stream_or_the_post_of_the_organiser_tells_of_a_bid(cast, tender):
    before = set(Record.objects.filter(stream=tender.stream).values_list("pk", flat=True))
    submitted_bid(tender, cast.bidder_a)
    assert set(Record.objects.filter(stream=tender.stream).values_list("pk", flat=True)) == before
    own = {person.pk for key, person in cast.people.items() if key == "bidder_a"}
    told = OutboxMessage.objects.filter(kind="notices.deliver").values_list("payload__person", flat=True)
    assert set(told) <= own
