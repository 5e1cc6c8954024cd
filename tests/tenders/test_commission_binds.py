"""What binds the commission: securities that were seen, votes on fixed inputs, protocols of what went before."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from ppp_portal.journal import clock
from ppp_portal.law.calendar import end_of_day, local_day
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import actions as panel
from ppp_portal.panel import queries as panel_reads
from ppp_portal.panel.models import Protocol
from tenders import sweep
from tenders.actions import admission, bids, cutoff, evaluation, negotiation, opening, outcome
from tenders.actions import security as securities
from tenders.messages.opening import PROBLEMS
from tenders.models import Bid, BidSecurity, EvidenceItem, OpenedBid, Tender
from tenders.queries.opening import noticed
from tests.refusing import refused
from tests.tenders.commission import (
    admitted_tender,
    closed_tender,
    conclude,
    counted_tender,
    finish,
    negotiating_tender,
    opened_tender,
    qualify,
    seat,
    sit,
    vote,
)
from tests.tenders.factories import published_tender, submitted_bid

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast):
    return {"A": cast.bidder_a}


@pytest.fixture
def two(cast):
    return {"A": cast.bidder_a, "B": cast.bidder_b}


def before_admission(cast, tender):
    admission.open_qualification(tender_id=tender.pk, by=cast.secretary)
    sit(cast, tender, "admission")
    bid = Bid.objects.get(tender=tender)
    qualify(cast, bid)
    return bid


# --- the security -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ({"state": "lodged", "verified_at": None}, "admission.security_unconfirmed"),
        ({"amount": Decimal(1)}, "admission.security_short"),
    ],
)
def test_p31_a_bid_is_not_admitted_on_a_security_that_nobody_has_seen_or_that_is_short(
    cast, clock_at, one, now, said
):
    bid = before_admission(cast, opened_tender(cast, clock_at, one))
    BidSecurity.objects.filter(bid=bid).update(**now)
    assert refused(admission.judge_bid, bid_id=bid.pk, admit=True, by=cast.chair) == [said]


def test_p31_the_admission_is_not_carried_out_when_the_security_no_longer_stands(cast, clock_at, one):
    tender = opened_tender(cast, clock_at, one)
    bid = before_admission(cast, tender)
    vote(cast, admission.judge_bid(bid_id=bid.pk, admit=True, by=cast.chair))
    BidSecurity.objects.filter(bid=bid).update(amount=Decimal(1))
    with pytest.raises(Refused, match=r"admission\.security_short"):
        conclude(cast, tender, "tender.admission")
    assert Tender.objects.get(pk=tender.pk).state == "opened"


def test_p31_nobody_is_put_to_the_vote_as_winner_without_a_security(cast, clock_at, one):
    tender = talked(cast, negotiating_tender(cast, clock_at, one))
    BidSecurity.objects.update(state="lodged")
    sit(cast, tender, "results")
    assert refused(outcome.put_winner, tender_id=tender.pk, by=cast.chair) == [
        "admission.security_unconfirmed"
    ]


def talked(cast, tender):
    sit(cast, tender, "negotiation")
    negotiation.agree_negotiation(tender_id=tender.pk, by=cast.chair)
    conclude(cast, tender, "tender.negotiation")
    return tender


# --- validity ---------------------------------------------------------------------------------------------


def test_nobody_wins_with_a_bid_that_is_no_longer_valid(cast, clock_at, one):
    tender = talked(cast, negotiating_tender(cast, clock_at, one))
    sit(cast, tender, "results")
    Tender.objects.filter(pk=tender.pk).update(bids_valid_until=local_day(clock.now()))
    vote(cast, outcome.put_winner(tender_id=tender.pk, by=cast.chair))
    clock_at.forward(timedelta(days=1))
    assert refused(outcome.put_winner, tender_id=tender.pk, by=cast.chair) == ["results.bid_expired"]
    with pytest.raises(Refused, match=r"results\.bid_expired"):
        conclude(cast, tender, "tender.results")
    assert Tender.objects.get(pk=tender.pk).state == "negotiation"


def test_a32_the_end_of_validity_frees_no_winner_inside_the_signing_window(cast, clock_at, one):
    tender = finish(cast, negotiating_tender(cast, clock_at, one))
    over = local_day(clock.now())
    Tender.objects.filter(pk=tender.pk).update(bids_valid_until=over)
    clock_at.set(end_of_day(over) + timedelta(days=1))
    assert securities.return_expired(tender.pk) == 0
    sweep.run()
    assert BidSecurity.objects.get().state == "held"


# --- inputs and texts -------------------------------------------------------------------------------------


def test_the_secretary_binds_the_commission_to_nothing(cast, clock_at, one):
    tender = admitted_tender(cast, clock_at, one)
    sit(cast, tender, "evaluation")
    piece = EvidenceItem.objects.filter(bid__tender=tender, kind="k3").first()
    assert refused(
        evaluation.decide_evidence, item_id=piece.pk, accepted=piece.claimed, by=cast.secretary
    ) == ["commission.who_heads"]
    assert evaluation.decide_evidence(item_id=piece.pk, accepted=piece.claimed, by=cast.deputy).accepted


@pytest.mark.parametrize("who", ["secretary", "member_1"])
def test_p41_texts_are_agreed_for_the_commission_by_its_head_only(cast, clock_at, one, who):
    tender = negotiating_tender(cast, clock_at, one)
    clause = {"clause_id": tender.documentations.get().clauses.filter(closed=False).first().pk}
    text = {"text_kk": "Жаңа мәтін", "text_ru": "Новый текст"}
    assert refused(negotiation.propose_clause, by=getattr(cast, who), **clause, **text) == [
        "commission.who_heads"
    ]
    negotiation.propose_clause(by=cast.bidder_a, **clause, **text)
    assert refused(negotiation.agree_clause, by=getattr(cast, who), **clause) == ["commission.who_heads"]
    assert negotiation.agree_clause(by=cast.chair, **clause).agreed_ru == "Новый текст"


def test_the_vote_on_the_result_shows_its_inputs_and_falls_with_the_first_change(
    cast, clock_at, two, client_of
):
    tender = counted_tender(cast, clock_at, two)
    motion = vote(cast, evaluation.put_result(tender_id=tender.pk, by=cast.chair))
    digest = motion.content["evidence"]
    assert digest[:8] not in motion.question_ru  # beside the question, not in its words
    asked = client_of(cast.chair).get(f"/ru/commission/{tender.pk}/votes/{motion.pk}/").content.decode()
    assert digest in asked
    assert Bid.objects.filter(tender=tender, state="best").exists()
    piece = EvidenceItem.objects.filter(bid__tender=tender, kind="k3").first()
    less = {"accepted": piece.claimed - 1, "reason_kk": "Үзінді", "reason_ru": "Выписка"}
    evaluation.decide_evidence(item_id=piece.pk, by=cast.chair, **less)
    assert not Bid.objects.filter(tender=tender, state="best").exists()
    assert refused(evaluation.put_result, tender_id=tender.pk, by=cast.chair) == ["evaluation.stale"]


def test_a_vote_put_before_an_input_changed_makes_nobody_the_best(cast, clock_at, two):
    tender = counted_tender(cast, clock_at, two)
    motion = evaluation.put_result(tender_id=tender.pk, by=cast.chair)
    piece = EvidenceItem.objects.filter(bid__tender=tender, kind="k1").first()
    why = {"reason_kk": "Ескерту", "reason_ru": "Замечание"}
    evaluation.decide_evidence(item_id=piece.pk, accepted=piece.claimed, by=cast.chair, **why)
    vote(cast, motion)
    assert not Bid.objects.filter(tender=tender, state="best").exists()


def test_p16_a_project_of_two_members_is_accepted_once(cast, clock_at, one):
    tender = admitted_tender(cast, clock_at, one)
    sit(cast, tender, "evaluation")
    first, second, *_rest = EvidenceItem.objects.filter(bid__tender=tender, kind="k1").order_by("number")
    EvidenceItem.objects.filter(pk=second.pk).update(title=f"  {first.title.upper()} ", detail=first.detail)
    evaluation.decide_evidence(item_id=first.pk, accepted=1, by=cast.chair)
    assert refused(evaluation.decide_evidence, item_id=second.pk, accepted=1, by=cast.chair) == [
        "evidence.counted_already"
    ]
    documentation = tender.documentations.get()
    documentation.criteria.consortium_projects = "sum"
    documentation.criteria.save()
    assert evaluation.decide_evidence(item_id=second.pk, accepted=1, by=cast.chair).accepted == 1


# --- protocols --------------------------------------------------------------------------------------------


def test_p36_no_bid_is_judged_before_the_protocol_of_opening_is_signed(cast, clock_at, one):
    tender = closed_tender(cast, clock_at, one)
    sit(cast, tender, "opening")
    opening.confirm_opening(tender_id=tender.pk, by=cast.chair)
    opening.confirm_opening(tender_id=tender.pk, by=cast.member_1)
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    end_sitting(cast, tender)
    bid = before_admission(cast, tender)
    assert refused(admission.judge_bid, bid_id=bid.pk, admit=True, by=cast.chair) == [
        "admission.opening_unsigned"
    ]


def test_p41_no_winner_before_the_protocol_of_negotiation_is_signed(cast, clock_at, one):
    tender = negotiating_tender(cast, clock_at, one)
    sit(cast, tender, "negotiation")
    negotiation.agree_negotiation(tender_id=tender.pk, by=cast.chair)
    end_sitting(cast, tender)
    sit(cast, tender, "results")
    assert refused(outcome.put_winner, tender_id=tender.pk, by=cast.chair) == ["results.talks_unsigned"]


def end_sitting(cast, tender):
    sitting = panel_reads.open_sitting(tender.subject)
    panel.close_sitting(sitting_id=sitting.pk, by=cast.chair, stream=tender.stream)


# --- a bid filed again ------------------------------------------------------------------------------------


def test_b01_a_bid_filed_again_after_a_withdrawal_is_shown_to_the_commission_and_in_its_papers(
    cast, clock_at, client_of
):
    tender = published_tender(cast, clock_at)
    seat(cast, tender)
    bids.withdraw_bid(bid_id=submitted_bid(tender, cast.bidder_a).bid_id, by=cast.bidder_a)
    clock_at.forward(timedelta(minutes=1))
    again = submitted_bid(tender, cast.bidder_a).bid
    clock_at.set(tender.opens_at)
    cutoff.close_submission(tender_id=tender.pk)
    sit(cast, tender, "opening")
    opening.confirm_opening(tender_id=tender.pk, by=cast.chair)
    opening.confirm_opening(tender_id=tender.pk, by=cast.member_1)
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    conclude(cast, tender, "tender.opening")
    opened = OpenedBid.objects.get(bid=again)
    assert [row["code"] for row in opened.problems if row["code"] == "refiled"] == ["refiled"]
    with override("en"):
        assert any("withdrawn" in str(said) for said, _places in noticed(opened))
    page = client_of(cast.chair).get(f"/en/commission/{tender.pk}/bids/{again.pk}/").content.decode()
    assert "withdrawn it" in page
    with override("ru"):
        assert str(PROBLEMS["refiled"])[:60] in str(Protocol.objects.get(kind="tender.opening").context)
