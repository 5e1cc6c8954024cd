"""What counts at the opening is what was submitted, and afterwards what stands in the published file."""

import json
import re
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from ppp_portal.documents.models import PrintOrder
from ppp_portal.journal.models import OutboxMessage
from ppp_portal.law.refusals import Refused
from scoring.models import CriteriaSet
from tenders.actions import bids, cutoff, evaluation, opening, publication
from tenders.actions import security as securities
from tenders.models import Bid, BidFile, BidSecurity, EvidenceItem, OpenedBid, Tender
from tenders.queries.opening import confirmed_members
from tests.tenders.commission import accept_everything, admitted_tender, conclude, seat, sit
from tests.tenders.factories import DAY, annex_study, drafted_bid, offered, published_tender, submitted_bid

pytestmark = pytest.mark.django_db


def opened(cast, clock_at, tender):
    clock_at.set(tender.opens_at)
    cutoff.close_submission(tender_id=tender.pk)
    sit(cast, tender, "opening")
    for actor in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=actor)
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    conclude(cast, tender, "tender.opening")


def test_p28_1_a_member_that_joined_after_the_submission_makes_no_duplicate(cast, clock_at):
    tender = published_tender(cast, clock_at)
    seat(cast, tender)
    first = submitted_bid(tender, cast.bidder_a).bid
    member = bids.invite_member(bid_id=first.pk, bin=cast.org_b.bin, by=cast.bidder_a)
    bids.answer_invitation(member_id=member.pk, accept=True, by=cast.bidder_b)
    submitted_bid(tender, cast.bidder_b, "B")
    opened(cast, clock_at, tender)
    assert [row.problems for row in OpenedBid.objects.all() if "duplicate" in str(row.problems)] == []
    assert confirmed_members(OpenedBid.objects.get(bid=first).bid) == []


def test_p27_a_file_taken_out_of_the_draft_after_the_submission_is_still_opened_with_the_bid(cast, clock_at):
    tender = published_tender(cast, clock_at)
    seat(cast, tender)
    bid = drafted_bid(tender, cast.bidder_a)
    upload = bids.sealed_file(bid, "a.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    file = bids.add_file(bid_id=bid.pk, upload=upload, by=cast.bidder_a)
    revision = Bid.objects.get().draft.revision
    bids.save_draft(bid_id=bid.pk, content=offered(tender, file=file.pk), revision=revision, by=cast.bidder_a)
    bids.submit_bid(bid_id=bid.pk, key=uuid4(), by=cast.bidder_a)
    bids.remove_file(file_id=file.pk, by=cast.bidder_a)  # and never submitted again
    assert not BidFile.objects.exists()
    opened(cast, clock_at, tender)
    assert [row["code"] for row in OpenedBid.objects.get().problems if "file" in row["code"]] == []
    evidence = EvidenceItem.objects.exclude(document=None).first()
    assert evidence.document.sha256 == upload.clear_sha256


def test_p28_1_a_member_removed_after_the_submission_still_stands_behind_it(cast, clock_at):
    tender = published_tender(cast, clock_at)
    seat(cast, tender)
    bid = drafted_bid(tender, cast.bidder_a)
    member = bids.invite_member(bid_id=bid.pk, bin=cast.org_b.bin, by=cast.bidder_a)
    bids.answer_invitation(member_id=member.pk, accept=True, by=cast.bidder_b)
    bids.submit_bid(bid_id=bid.pk, key=uuid4(), by=cast.bidder_a)
    bids.remove_member(member_id=member.pk, by=cast.bidder_a)
    opened(cast, clock_at, tender)
    assert confirmed_members(OpenedBid.objects.get().bid) == [cast.org_b]


def test_a_return_overdue_before_the_opening_does_not_tell_the_organiser_that_somebody_bid(cast, clock_at):
    tender = published_tender(cast, clock_at)
    bid = submitted_bid(tender, cast.bidder_a).bid
    bids.withdraw_bid(bid_id=bid.pk, by=cast.bidder_a)
    security = BidSecurity.objects.get()
    assert security.return_due_at
    clock_at.set(security.return_due_at + DAY / 2)
    assert securities.remind_of_return(security.pk)
    sent = OutboxMessage.objects.filter(payload__kind="security.return_overdue")
    told = set(sent.values_list("payload__person", flat=True))
    assert told == {cast.custodian.person_id}


def test_art42_a_kind_with_a_stage_one_does_not_jump_over_it(cast, clock_at):
    tender = published_tender(cast, clock_at, kind="two_stage", state="draft")
    with pytest.raises(Refused, match=r"publication\.stage_one_first"):
        publication.approve_documentation(tender_id=tender.pk, by=cast.head)


def test_art42_stage_two_is_announced_under_the_key_of_stage_one(cast, clock_at):
    tender = published_tender(cast, clock_at, kind="two_stage", state="docs_approved", off_day_confirmed=True)
    seat(cast, tender)
    annex_study(tender, cast.staff)
    Tender.objects.filter(pk=tender.pk).update(stage1_published_at=tender.published_at, published_at=None)
    assert publication.publish_tender(tender_id=tender.pk, by=cast.head).state == "accepting"


def test_art42_after_stage_one_a_return_for_correction_does_not_begin_it_again(cast, clock_at):
    tender = published_tender(cast, clock_at, kind="two_stage", state="docs_approved")
    Tender.objects.filter(pk=tender.pk).update(stage1_published_at=tender.published_at)
    back = publication.return_to_draft(tender_id=tender.pk, by=cast.head, reason="Түзету")
    assert back.state == "stage1_closed"


def test_p14_whoever_recomputes_the_published_file_gets_the_points_of_the_protocol(cast, clock_at, tmp_path):
    """Of a staff of 900 no decimal says the shares exactly: what the file says is what the portal counted from."""
    tender = admitted_tender(cast, clock_at, {"A": cast.bidder_a, "C": cast.bidder_c})
    CriteriaSet.objects.update(step="prorata")
    OpenedBid.objects.update(headcount=900)
    sit(cast, tender, "evaluation")
    accept_everything(cast, tender)
    made = evaluation.evaluate(tender_id=tender.pk, by=cast.chair)
    assert made.inputs["offers"][0]["higher_share"] == "5.555555555556"
    amounts = ("own_funds", "price", "higher_share", "secondary_share")
    assert all(
        re.fullmatch(r"\d+(\.\d+)?", offer[name]) for offer in made.inputs["offers"] for name in amounts
    )
    file, said = tmp_path / "evaluation.json", StringIO()
    file.write_text(json.dumps(made.inputs), encoding="utf-8")
    call_command("rescore", str(file), stdout=said)
    assert json.loads(said.getvalue()) == made.scores
    totals = dict(Bid.objects.values_list("bidder__bin", "score__total"))
    assert {score["bidder"]: score["total"] for score in made.scores["scores"]} == totals


def test_p36_the_protocol_of_opening_counts_those_received_those_withdrawn_and_those_left(cast, clock_at):
    tender = published_tender(cast, clock_at)
    seat(cast, tender)
    submitted_bid(tender, cast.bidder_b, "B")
    gone = submitted_bid(tender, cast.bidder_a).bid
    bids.withdraw_bid(bid_id=gone.pk, by=cast.bidder_a)
    opened(cast, clock_at, tender)
    said = json.loads(PrintOrder.objects.get(kind="tender.opening").context)["facts"]
    figures = [row for row in said if isinstance(row["value"], dict) and row["value"].get("as") == "number"]
    counted = {row["label"]["ru"]: row["value"]["value"] for row in figures}
    assert counted == {"Поступило в срок": "2", "Отозвано в срок": "1", "Осталось к вскрытию": "1"}
