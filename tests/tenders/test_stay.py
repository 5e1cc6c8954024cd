"""A court stays a tender (art. 57(3)): time is given back, and nothing that was over begins again."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest

from ppp_portal.accounts.approvals import waiting
from ppp_portal.desk.queries import organiser as desk
from ppp_portal.journal import clock
from ppp_portal.journal.models import OutboxMessage, Record
from ppp_portal.web.wording import day, moment
from tenders.actions import bids, cutoff, stay_end, staying
from tenders.actions import security as securities
from tenders.models import Bid, BidSecurity
from tenders.queries.organizer import proposals, validity_needed
from tests.refusing import refused
from tests.tenders.factories import DAY, drafted_bid, published_tender, submitted_bid
from tests.tenders.staying import COURT, ENDING, act_file, cancel, end, stay
from tests.ticks import TICKED

pytestmark = pytest.mark.django_db


def test_p27_a_stay_after_the_cut_off_lets_nobody_withdraw(cast, clock_at):
    tender = published_tender(cast, clock_at)
    bid = submitted_bid(tender, cast.bidder_a).bid
    clock_at.set(tender.opens_at)
    cutoff.close_submission(tender_id=tender.pk)
    stay(tender, cast)
    assert refused(bids.withdraw_bid, bid_id=bid.pk, by=cast.bidder_a) == ["bid.withdrawal_late"]
    assert "bid.late" in refused(bids.submit_bid, bid_id=bid.pk, key=uuid4(), by=cast.bidder_a)


def test_p27_what_was_not_submitted_in_time_stays_so_when_a_court_stays_the_tender_later(
    cast, clock_at, client_of
):
    tender = published_tender(cast, clock_at)
    submitted_bid(tender, cast.bidder_b, "B")
    draft, page = drafted_bid(tender, cast.bidder_a), client_of(cast.bidder_a)
    clock_at.set(tender.opens_at)
    cutoff.close_submission(tender_id=tender.pk)
    stay(tender, cast)
    read = page.get(f"/en/bidder/bids/{draft.pk}/")
    assert (read.context["editable"], read.context["state"]) == (False, "not submitted, acceptance is over")


def test_a_bid_is_written_on_while_a_stay_holds_up_the_acceptance(cast, clock_at, client_of):
    tender = published_tender(cast, clock_at)
    draft, page = drafted_bid(tender, cast.bidder_a), client_of(cast.bidder_a)
    stay(tender, cast)
    clock_at.set(tender.opens_at)
    assert page.get(f"/en/bidder/bids/{draft.pk}/").context["editable"]


def test_p27_a_stay_while_bids_are_accepted_leaves_the_right_to_withdraw(cast, clock_at):
    tender = published_tender(cast, clock_at)
    bid = submitted_bid(tender, cast.bidder_a).bid
    stay(tender, cast)
    clock_at.set(tender.opens_at)
    assert bids.withdraw_bid(bid_id=bid.pk, by=cast.bidder_a).state == "withdrawn"


def test_a_term_that_passed_unnoticed_ends_before_the_stay(cast, clock_at):
    tender = published_tender(cast, clock_at)
    late = drafted_bid(tender, cast.bidder_a)
    assert tender.closes_at
    clock_at.set(tender.closes_at + timedelta(microseconds=1))
    made = stay(tender, cast)
    assert (made.state_before, made.remaining) == ("closed", None)
    told = Record.objects.filter(
        stream=tender.stream, kind__in=["tender.close_submission", "tender.stay_tender"]
    )
    kinds = list(told.order_by("sequence").values_list("kind", flat=True))
    assert kinds == ["tender.close_submission", "tender.stay_tender"]
    assert end(tender, cast).state == "closed"
    assert "bid.late" in refused(bids.submit_bid, bid_id=late.pk, key=uuid4(), by=cast.bidder_a)


def test_p27_a_term_that_ends_while_the_head_decides_has_ended_or_is_stayed_never_both(
    cast, clock_at, monkeypatch
):
    """Between two looks at the clock the last instant may pass: the stay looks once."""
    tender = published_tender(cast, clock_at)
    proposal = staying.propose_stay(tender_id=tender.pk, by=cast.staff, **COURT)
    instants = (tender.closes_at + timedelta(microseconds=look) for look in count(-1))
    monkeypatch.setattr(clock, "now", lambda: next(instants))
    made = staying.stay_tender(
        tender_id=tender.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    assert (made.state_before, made.remaining) == ("accepting", timedelta(microseconds=1))


def test_art57_3_stage_one_gets_its_time_back_too(cast, clock_at):
    tender = published_tender(
        cast, clock_at, kind="two_stage", state="stage1_accepting", stage1_closes_at=clock.now() + 10 * DAY
    )
    type(tender).objects.filter(pk=tender.pk).update(stage1_closes_at=clock.now() + 10 * DAY)
    stay(tender, cast)
    clock_at.forward(30 * DAY)
    ended = end(tender, cast)
    assert (ended.state, ended.stage1_closes_at) == ("stage1_accepting", clock.now() + 10 * DAY)


def test_p31_a_security_confirmed_during_a_stay_after_the_cut_off_is_held(cast, clock_at):
    tender = published_tender(cast, clock_at)
    submitted_bid(tender, cast.bidder_a)
    clock_at.set(tender.opens_at)
    cutoff.close_submission(tender_id=tender.pk)
    stay(tender, cast)
    kept = securities.verify_security(security_id=BidSecurity.objects.get().pk, by=cast.custodian)
    assert kept.state == "held"
    assert Bid.objects.get().state == "submitted"


def test_a03_after_a_long_stay_bids_are_to_be_valid_longer(cast, clock_at, client_of):
    """The submission ends later, so the validity stated before the stay may no longer cover what follows."""
    tender = published_tender(cast, clock_at)
    submitted_bid(tender, cast.bidder_a)
    stay(tender, cast)
    clock_at.forward(300 * DAY)
    page = f"/en/organizer/tenders/{tender.pk}/stay/end/"
    assert "bids_valid_until" in client_of(cast.staff).get(page).content.decode()
    assert refused(end, tender=tender, cast=cast) == ["publication.validity_short"]
    said = {"act": "Сот қаулысы № 9", "act_date": "02.03.2026", "bids_valid_until": ""}
    assert client_of(cast.staff).post(page, said).status_code == 422
    assert tender.stays.get().ended_at is None
    asked = validity_needed(tender.stays.get(), tender, clock.now())
    said["bids_valid_until"] = f"{asked:%d.%m.%Y}"
    assert client_of(cast.staff).post(page, said).status_code == 303
    seen = {"seen": waiting("tender.stay_end", tender.subject).digest, **TICKED}
    assert client_of(cast.head).post(f"{page}confirm/", seen).status_code == 303
    tender.refresh_from_db()
    assert (tender.state, tender.bids_valid_until) == ("accepting", asked)
    told = OutboxMessage.objects.filter(payload__kind="tender.validity_longer")
    assert [row.payload["person"] for row in told] == [cast.bidder_a.person_id]


def test_a03_a_short_stay_asks_for_no_other_validity(cast, clock_at, client_of):
    tender = published_tender(cast, clock_at)
    stay(tender, cast)
    clock_at.forward(DAY)
    page = f"/en/organizer/tenders/{tender.pk}/stay/end/"
    assert "bids_valid_until" not in client_of(cast.head).get(page).content.decode()
    before = tender.bids_valid_until
    assert end(tender, cast).bids_valid_until == before


def test_art57_3_a_stay_needs_two_people(cast, clock_at):
    tender = published_tender(cast, clock_at)
    own = staying.propose_stay(tender_id=tender.pk, by=cast.head, **COURT)
    decided = {"tender_id": tender.pk, "approval_id": own.pk, "seen": own.digest}
    assert refused(staying.stay_tender, **decided, by=cast.head) == ["approval.own"]
    assert "tender.wrong_role" in refused(staying.stay_tender, **decided, by=cast.staff)
    tender.refresh_from_db()
    assert tender.state == "accepting"


def test_art57_3_the_end_of_a_stay_needs_two_people_and_an_act(cast, clock_at):
    tender = published_tender(cast, clock_at)
    stay(tender, cast)
    own = stay_end.propose_end(tender_id=tender.pk, by=cast.head, **ENDING)
    decided = {"tender_id": tender.pk, "approval_id": own.pk, "seen": own.digest}
    assert refused(stay_end.end_stay, **decided, by=cast.head) == ["approval.own"]
    assert "tender.wrong_role" in refused(stay_end.end_stay, **decided, by=cast.staff)
    assert refused(stay_end.propose_end, tender_id=tender.pk, by=cast.staff, **ENDING) == ["approval.waiting"]
    tender.refresh_from_db()
    assert tender.state == "stayed"


def test_art57_3_what_is_proposed_about_a_stay_enters_the_journal_and_the_heads_are_told_at_once(
    cast, clock_at
):
    tender = published_tender(cast, clock_at)
    proposal = staying.propose_stay(tender_id=tender.pk, by=cast.staff, **COURT)
    kept = Record.objects.get(kind="tender.stay_proposed")
    assert (kept.stream, COURT["act"] in bytes(kept.body).decode()) == (f"tender-draft:{tender.pk}", True)
    assert proposal.digest in bytes(kept.body).decode()
    staying.stay_tender(tender_id=tender.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head)
    ending = stay_end.propose_end(tender_id=tender.pk, by=cast.staff, **ENDING)
    assert ending.digest in bytes(Record.objects.get(kind="tender.stay_end_proposed").body).decode()
    for kind in ("tender.stay_proposed", "tender.stay_end_proposed"):
        told = OutboxMessage.objects.filter(payload__kind=kind)
        assert [row.payload["person"] for row in told] == [cast.head.person_id]


@pytest.mark.parametrize(("waited", "longer"), [(0, 0), (1, 1), (5, 5)])
def test_a03_a_validity_proposed_with_the_end_of_a_stay_moves_on_until_the_head_decides(
    cast, clock_at, client_of, waited, longer
):
    """Nobody enters the act anew because a night lay between the proposal and the decision."""
    tender = published_tender(cast, clock_at)
    stay(tender, cast)
    clock_at.forward(300 * DAY)
    asked = validity_needed(tender.stays.get(), tender, clock.now())
    proposal = stay_end.propose_end(tender_id=tender.pk, by=cast.staff, bids_valid_until=asked, **ENDING)
    clock_at.forward(waited * DAY)
    page = client_of(cast.head).get(f"/ru/organizer/tenders/{tender.pk}/stay/end/confirm/").content.decode()
    assert day(asked + longer * DAY) in page
    decided = {"tender_id": tender.pk, "approval_id": proposal.pk, "seen": proposal.digest, "by": cast.head}
    assert stay_end.end_stay(**decided).bids_valid_until == asked + longer * DAY


def test_a03_a_later_validity_than_needed_stays_as_it_was_proposed(cast, clock_at):
    tender = published_tender(cast, clock_at)
    stay(tender, cast)
    clock_at.forward(300 * DAY)
    asked = validity_needed(tender.stays.get(), tender, clock.now())
    proposal = stay_end.propose_end(
        tender_id=tender.pk, by=cast.staff, bids_valid_until=asked + 30 * DAY, **ENDING
    )
    clock_at.forward(5 * DAY)
    ended = stay_end.end_stay(
        tender_id=tender.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    assert ended.bids_valid_until == asked + 30 * DAY


def test_art57_3_the_act_that_ends_a_stay_is_everybodys_after_the_decision(cast, clock_at, client_of):
    tender = published_tender(cast, clock_at)
    stay(tender, cast)
    file = act_file()
    proposal = stay_end.propose_end(tender_id=tender.pk, by=cast.staff, upload=file, **ENDING)
    act = f"/ru/organizer/tenders/{tender.pk}/stay/end/act/"
    assert b"".join(client_of(cast.head).get(act).streaming_content).startswith(b"%PDF")
    assert client_of(cast.outsider).get(act).status_code == 404
    stay_end.end_stay(tender_id=tender.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head)
    made = tender.stays.get()
    assert (made.end_document.audience, made.end_act_date) == ("public", ENDING["act_date"])
    assert client_of(cast.head).get(act).status_code == 404


def test_art57_3_everybody_reads_by_which_acts_a_stay_began_and_ended(cast, clock_at, client, client_of):
    """While it runs and afterwards, on the public page and on the organiser's; the files too."""
    tender = published_tender(cast, clock_at)
    pages = (
        (client, f"/ru/tenders/{tender.number}/"),
        (client_of(cast.staff), f"/ru/organizer/tenders/{tender.pk}/"),
    )
    stay(tender, cast, upload=act_file())
    running = tender.stays.get()
    for reader, page in pages:
        said = reader.get(page).content.decode()
        assert COURT["act"] in said
        assert str(running.document_id) in said
    end(tender, cast, upload=act_file())
    ended = tender.stays.get()
    for reader, page in pages:
        said = reader.get(page).content.decode()
        assert all(words in said for words in (COURT["act"], ENDING["act"], moment(ended.ended_at, "s")))
        for document in (ended.document_id, ended.end_document_id):
            address = f"/ru/documents/{document}/"
            assert address in said
            assert b"".join(client.get(address).streaming_content).startswith(b"%PDF")


def test_art57_3_a_stay_that_fell_with_the_tender_says_so(cast, clock_at, client):
    tender = published_tender(cast, clock_at)
    stay(tender, cast)
    cancel(tender, cast)
    said = client.get(f"/ru/tenders/{tender.number}/").content.decode()
    assert "вместе с отменой конкурса" in said
    assert "Акт, которым прекращено приостановление" not in said


def test_art57_3_only_the_act_that_was_read_stays_the_tender(cast, clock_at):
    tender = published_tender(cast, clock_at)
    proposal = staying.propose_stay(tender_id=tender.pk, by=cast.staff, **COURT)
    decided = {"tender_id": tender.pk, "approval_id": proposal.pk, "by": cast.head}
    assert refused(staying.stay_tender, **decided, seen="0" * 64) == ["approval.changed"]


def test_art57_3_the_act_of_the_court_is_the_organisers_own_until_the_head_has_decided(
    cast, clock_at, client_of
):
    tender = published_tender(cast, clock_at)
    file = act_file()
    proposal = staying.propose_stay(tender_id=tender.pk, by=cast.staff, upload=file, **COURT)
    page = f"/ru/organizer/tenders/{tender.pk}/stay/"
    assert COURT["act"] in client_of(cast.head).get(page).content.decode()
    assert b"".join(client_of(cast.head).get(f"{page}act/").streaming_content).startswith(b"%PDF")
    assert client_of(cast.outsider).get(f"{page}act/").status_code == 404
    assert f"{page}act/" in client_of(cast.head).get(f"{page}confirm/").content.decode()
    made = staying.stay_tender(
        tender_id=tender.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    assert (made.document.audience, made.document.sha256) == ("public", proposal.content["sha256"])
    assert client_of(cast.head).get(f"{page}act/").status_code == 404


def test_art57_3_everything_that_keeps_a_stay_from_ending_is_said_at_once(cast, clock_at):
    tender = published_tender(cast, clock_at)
    stay(tender, cast)
    clock_at.forward(300 * DAY)
    said = refused(end, tender=tender, cast=cast, act=" ")
    assert said == ["stay.act_missing", "publication.validity_short"]
    running = published_tender(cast, clock_at, published_at=clock.now())
    assert refused(end, tender=running, cast=cast, act=" ") == ["tender.wrong_state", "stay.act_missing"]


def test_art57_3_the_restored_end_is_a_whole_minute_and_nobody_loses_time(cast, clock_at):
    tender = published_tender(cast, clock_at)
    clock_at.forward(timedelta(seconds=17, microseconds=3))
    left = stay(tender, cast).remaining
    clock_at.forward(timedelta(days=2, seconds=41))
    ended = end(tender, cast)
    assert (ended.closes_at.second, ended.closes_at.microsecond) == (0, 0)
    assert timedelta(0) <= ended.closes_at - (clock.now() + left) < timedelta(minutes=1)


def test_art35_a_cancelled_tender_leaves_nothing_for_the_head_to_decide(cast, clock_at, client_of):
    """The stay falls with the tender; what was proposed about it is on nobody's desk any more."""
    tender = published_tender(cast, clock_at)
    staying.propose_stay(tender_id=tender.pk, by=cast.staff, **COURT)
    assert [row.kind for row, _tender in proposals(cast.head.organisation_id)] == ["tender.stay"]
    waits = waiting("tender.stay", tender.subject)
    staying.stay_tender(tender_id=tender.pk, approval_id=waits.pk, seen=waits.digest, by=cast.head)
    stay_end.propose_end(tender_id=tender.pk, by=cast.staff, **ENDING)
    assert [row.kind for row, _tender in proposals(cast.head.organisation_id)] == ["tender.stay_end"]
    cancel(tender, cast)
    assert proposals(cast.head.organisation_id) == []
    assert desk.waiting(cast.head, clock.now()) == []


def test_art57_3_a_stay_proposed_too_late_is_offered_to_nobody(cast, clock_at, client_of):
    tender = published_tender(cast, clock_at)
    staying.propose_stay(tender_id=tender.pk, by=cast.staff, **COURT)
    confirm = f"/en/organizer/tenders/{tender.pk}/stay/confirm/"
    page = f"/en/organizer/tenders/{tender.pk}/stay/"
    assert confirm in client_of(cast.head).get(page).content.decode()
    cancel(tender, cast)
    assert desk.waiting(cast.head, clock.now()) == []
    assert confirm not in client_of(cast.head).get(page).content.decode()
