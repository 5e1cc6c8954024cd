"""From the cut-off to the results, through the actions alone."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from ppp_portal.documents.models import PrintOrder
from ppp_portal.documents.values import Both
from ppp_portal.journal.models import Record
from ppp_portal.law.calendar import local_day
from ppp_portal.panel import queries as panel
from ppp_portal.panel.actions import arrive, close_sitting, leave
from ppp_portal.panel.models import Motion
from ppp_portal.sealing import store
from scoring.models import CriteriaSet
from tenders.actions import admission, evaluation, failure, negotiation, opening, outcome, sittings
from tenders.models import Bid, Evaluation, EvidenceItem, Failure, Negotiation, OpenedBid, Tender
from tenders.protocols.evaluation import shown
from tenders.queries import commission as reads
from tenders.queries.negotiation import latest
from tenders.queries.reading import risk_names
from tenders.rules.documentation import Pair
from tests.refusing import refused
from tests.tenders.commission import (
    PLACE,
    accept_everything,
    admitted_tender,
    closed_tender,
    conclude,
    counted_tender,
    finish,
    negotiating_tender,
    opened_tender,
    qualify,
    reselect,
    sit,
    vote,
    voters,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast):
    return {"A": cast.bidder_a, "C": cast.bidder_c}


def test_two_bids_and_one_winner(cast, clock_at, two):
    tender = finish(cast, negotiating_tender(cast, clock_at, two))
    assert tender.state == "results_signed"
    states = dict(Bid.objects.values_list("bidder__bin", "state"))
    assert states == {cast.org_c.bin: "winner", cast.org_a.bin: "scored"}
    protocol = panel.protocol_of(tender.subject, "tender.results")
    assert tender.results_at == protocol.signed_at
    assert protocol.state == "published"
    last_day = local_day(tender.results_at) + timedelta(days=90)
    assert local_day(tender.signing_due_at) == last_day
    kinds = sorted(PrintOrder.objects.exclude(kind="bid.receipt").values_list("kind", flat=True))
    assert kinds.count("tender.letter") == 2
    assert {"tender.opening", "tender.admission", "tender.evaluation", "tender.results"} <= set(kinds)


def test_art35_the_results_are_public_once_signed_and_not_a_moment_before(cast, clock_at, two, client):
    tender = negotiating_tender(cast, clock_at, two)
    address = f"/ru/tenders/{tender.number}/"
    before = client.get(address).content.decode()
    for name in (cast.org_a.name_ru, cast.org_c.name_ru, "Победитель"):
        assert name not in before
    finish(cast, tender)
    page = client.get(address).content.decode()
    winner = page.partition("Победитель")[2].partition("</dd>")[0]
    assert cast.org_c.name_ru in winner
    assert cast.org_c.bin in winner
    shown = client.get(address).context["results"]
    assert [(bar["rank"], bar["total"]) for bar in shown["bars"]] == [(1, 64), (2, 60)]
    assert "Протокол об итогах" in page


def test_after_the_results_the_bid_leads_its_bidder_on(cast, clock_at, two, client_of):
    """The winner to the contract, everybody to the own letter and to the results."""
    tender = finish(cast, negotiating_tender(cast, clock_at, two))
    for actor, wins in ((cast.bidder_c, True), (cast.bidder_a, False)):
        bid = Bid.objects.get(tender=tender, bidder_id=actor.organisation_id)
        page = client_of(actor).get(f"/ru/bidder/bids/{bid.pk}/").content.decode()
        main = page.partition('id="main"')[2]
        assert f"/ru/bidder/bids/{bid.pk}/letter/" in main
        assert f"/ru/tenders/{tender.number}/" in main
        assert ("/ru/contracts/" in main) is wins


def test_an_accepted_risk_is_named_by_its_words_not_by_its_code_alone(cast, clock_at, two, client_of):
    tender = admitted_tender(cast, clock_at, two)
    page = client_of(cast.chair).get(f"/ru/commission/{tender.pk}/evidence/").content.decode()
    assert "R1 – Риск спроса" in page
    assert shown(EvidenceItem.objects.filter(kind="k2", title="R1").first(), risk_names(tender)) == Both(
        kk="R1 – Сұраныс тәуекелі", ru="R1 – Риск спроса"
    )


def test_the_protocols_are_numbered_through_and_say_the_same_in_both_languages(cast, clock_at, two):
    tender = finish(cast, negotiating_tender(cast, clock_at, two))
    numbers = panel.protocols(tender.subject).values_list("number", flat=True)
    assert sorted(number.partition("/")[2] for number in numbers) == ["1", "2", "3", "4", "5"]


def test_the_points_are_those_of_the_reference(cast, clock_at, two):
    counted_tender(cast, clock_at, two)
    totals = dict(Bid.objects.values_list("bidder__bin", "score__total"))
    assert totals == {cast.org_a.bin: "60", cast.org_c.bin: "64"}
    made = Evaluation.objects.get()
    assert made.scores["tie_for_first"] is False
    assert made.best is None


def test_the_opening_enters_every_commitment_in_the_public_record(cast, clock_at, two):
    tender = opened_tender(cast, clock_at, two)
    event = Record.objects.get(stream=tender.stream, kind="tender.open_bids")
    body = bytes(event.body).decode()
    for bid in Bid.objects.all():
        head = Record.objects.filter(stream=bid.stream, sequence__lte=99).order_by("-sequence").first()
        assert bid.sha256 in body
        assert head is not None
        assert head.hash in body


def test_the_list_is_read_out_in_the_order_of_receipt(cast, clock_at):
    opened_tender(cast, clock_at, {"C": cast.bidder_c, "A": cast.bidder_a, "B": cast.bidder_b})
    assert [row.bid.bidder_id for row in OpenedBid.objects.all()] == [
        cast.org_c.pk,
        cast.org_a.pk,
        cast.org_b.pk,
    ]


def test_p36_nothing_opens_without_two_confirmations(cast, clock_at, two):
    tender = closed_tender(cast, clock_at, two)
    sit(cast, tender, "opening")
    assert refused(opening.open_bids, tender_id=tender.pk, by=cast.chair) == ["opening.unconfirmed"]
    opening.confirm_opening(tender_id=tender.pk, by=cast.chair)
    assert refused(opening.open_bids, tender_id=tender.pk, by=cast.chair) == ["opening.unconfirmed"]
    assert refused(opening.confirm_opening, tender_id=tender.pk, by=cast.secretary) == [
        "commission.who_votes"
    ]
    assert not OpenedBid.objects.exists()


def test_p36_nothing_opens_on_a_quorum_that_the_chair_entered(cast, clock_at, two):
    """C-05: four of five are needed, and each says under the own name to be there; the chair's entry is not enough."""
    tender = closed_tender(cast, clock_at, two)
    everybody = [actor.person_id for actor in voters(cast)]
    sittings.open_sitting(tender_id=tender.pk, purpose="opening", by=cast.chair, present=everybody, **PLACE)
    for actor in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=actor)
    at_table = {"sitting_id": panel.open_sitting(tender.subject).pk, "stream": tender.stream}
    assert refused(opening.open_bids, tender_id=tender.pk, by=cast.chair) == ["opening.hearsay"]
    arrive(by=cast.deputy, **at_table)
    arrive(by=cast.secretary, **at_table)
    assert refused(opening.open_bids, tender_id=tender.pk, by=cast.chair) == ["opening.hearsay"], (
        "has no vote"
    )
    arrive(by=cast.member_2, **at_table)
    leave(by=cast.member_2, **at_table)
    arrive(by=cast.chair, person_id=cast.member_2.person_id, **at_table)
    assert refused(opening.open_bids, tender_id=tender.pk, by=cast.chair) == ["opening.hearsay"], "left since"
    assert not OpenedBid.objects.exists()
    arrive(by=cast.member_2, **at_table)
    assert opening.open_bids(tender_id=tender.pk, by=cast.chair).state == "opened"


@pytest.mark.usefixtures("own_shelf")
def test_one_bid_that_does_not_open_keeps_all_closed_until_the_commission_gives_it_up(cast, clock_at, two):
    tender = closed_tender(cast, clock_at, two)
    lost = Bid.objects.get(bidder=cast.org_a)
    store.erase(lost.sha256)
    sit(cast, tender, "opening")
    for actor in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=actor)
    assert refused(opening.open_bids, tender_id=tender.pk, by=cast.chair) == ["opening.cannot_open"]
    assert not OpenedBid.objects.exists()
    vote(cast, opening.put_unreadable(tender_id=tender.pk, sha256=lost.sha256, by=cast.chair))
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    assert OpenedBid.objects.get(bid=lost).unreadable
    assert OpenedBid.objects.count() == 2
    conclude(cast, tender, "tender.opening")


@pytest.mark.usefixtures("own_shelf")
def test_only_a_bid_of_this_tender_that_stays_closed_is_given_up(cast, clock_at, two):
    tender = closed_tender(cast, clock_at, two)
    lost, sound = Bid.objects.get(bidder=cast.org_a), Bid.objects.get(bidder=cast.org_c)
    store.erase(lost.sha256)
    sit(cast, tender, "opening")

    def put(sha256):
        return refused(opening.put_unreadable, tender_id=tender.pk, sha256=sha256, by=cast.chair)

    assert put(lost.sha256) == ["opening.unconfirmed"], "no seal is tried without four eyes"
    for actor in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=actor)
    assert put("0" * 64) == put("") == ["opening.unknown_bid"]
    assert put(sound.sha256) == ["opening.opens"]
    assert not Motion.objects.exists()
    vote(cast, opening.put_unreadable(tender_id=tender.pk, sha256=lost.sha256, by=cast.chair))
    assert put(lost.sha256) == ["opening.opens"]
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    assert put(lost.sha256) == ["tender.wrong_state"]


def test_opening_twice_changes_nothing(cast, clock_at, two):
    tender = opened_tender(cast, clock_at, two)
    assert opening.open_bids(tender_id=tender.pk, by=cast.chair).version == tender.version


def test_art32_what_is_not_checked_blocks_the_admission(cast, clock_at, two):
    tender = opened_tender(cast, clock_at, two)
    admission.open_qualification(tender_id=tender.pk, by=cast.secretary)
    sit(cast, tender, "admission")
    bid = Bid.objects.first()
    assert refused(admission.judge_bid, bid_id=bid.pk, admit=True, by=cast.chair) == ["admission.not_checked"]


def test_a_rejected_bid_carries_its_ground_and_reason_in_both_languages(cast, clock_at, two):
    tender = admitted_tender(cast, clock_at, two, failing={"A": 7})
    bid = Bid.objects.get(bidder=cast.org_a)
    assert (tender.state, bid.state, bid.rejection_code) == ("admitted", "rejected", "qualification")
    assert (bid.rejection_reason_kk, bid.rejection_reason_ru) == (
        "Талап орындалмаған",
        "Требование не выполнено",
    )
    assert bid.security.state == "return_due"


def test_p44_2_when_no_bid_conforms_the_failure_is_proposed_and_declared(cast, clock_at, two):
    tender = admitted_tender(cast, clock_at, two, failing={"A": 7, "C": 4})
    assert Failure.objects.get().ground == "44-2"
    sit(cast, tender, "failure")
    vote(cast, failure.propose_failure(tender_id=tender.pk, ground="44-2", by=cast.chair))
    conclude(cast, tender, "tender.failure")
    tender.refresh_from_db()
    assert tender.state == "failed"
    assert Failure.objects.get().protocol.kind == "tender.failure"


def test_p44_1_nobody_bid_shows_only_from_the_hour_of_the_opening(cast, clock_at):
    tender = closed_tender(cast, clock_at, {})
    assert Failure.objects.get().ground == "44-1"
    assert reads.failure(tender, tender.opens_at - timedelta(seconds=1)) is None
    assert reads.failure(tender, tender.opens_at).ground == "44-1"
    assert not Record.objects.filter(stream=tender.stream, kind="tender.failure_proposed").exists()
    sit(cast, tender, "failure")
    assert refused(failure.propose_failure, tender_id=tender.pk, ground="44-2", by=cast.chair) == [
        "failure.not_44_2"
    ]
    vote(cast, failure.propose_failure(tender_id=tender.pk, ground="44-1", by=cast.chair))
    conclude(cast, tender, "tender.failure")
    tender.refresh_from_db()
    assert tender.state == "failed"


def test_p41_a_sole_conforming_bid_goes_to_negotiation(cast, clock_at):
    tender = negotiating_tender(cast, clock_at, {"D": cast.bidder_d})
    assert latest(tender).bid.bidder == cast.org_d


def test_p44_4_one_admitted_bid_is_too_few_where_a_selection_was_announced(cast, clock_at, two):
    tender = closed_tender(cast, clock_at, two)
    Tender.objects.filter(pk=tender.pk).update(kind="selection")
    sit(cast, tender, "opening")
    for actor in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=actor)
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    conclude(cast, tender, "tender.opening")
    admission.open_qualification(tender_id=tender.pk, by=cast.secretary)
    sit(cast, tender, "admission")
    for bid, failing in zip(Bid.objects.order_by("submitted_at"), (0, 5), strict=True):
        qualify(cast, bid, failing=failing)
        words = {"code": "qualification", "reason_kk": "Жоқ", "reason_ru": "Нет"} if failing else {}
        vote(cast, admission.judge_bid(bid_id=bid.pk, admit=not failing, by=cast.chair, **words))
    conclude(cast, tender, "tender.admission")
    assert Failure.objects.get().ground == "44-4"


def test_points_of_any_denominator_are_kept_exactly_and_said_as_people_read_them(cast, clock_at):
    """Part of a step counts (P-01): the denominators of cost, price and both shares multiply in the total."""
    tender = admitted_tender(cast, clock_at, {"A": cast.bidder_a})
    CriteriaSet.objects.update(
        step="prorata",
        construction_cost=Decimal("5000000123.37"),
        price=Decimal("41237.53"),
        higher_share=Decimal("1.3127"),
        secondary_share=Decimal("1.1719"),
    )
    OpenedBid.objects.update(price=Decimal("36111.19"), headcount=1013)
    sit(cast, tender, "evaluation")
    accept_everything(cast, tender)
    evaluation.evaluate(tender_id=tender.pk, by=cast.chair)
    total = Bid.objects.get().score.total
    assert len(total) > 60
    motion = evaluation.put_result(tender_id=tender.pk, by=cast.chair)
    assert f"{float(Fraction(total)):.2f}".replace(".", ",") in motion.question_ru
    assert "/" not in motion.question_ru


def test_a_tie_is_decided_by_the_commission_with_reasons_in_both_languages(cast, clock_at):
    tender = counted_tender(cast, clock_at, {"A": cast.bidder_a, "D": cast.bidder_d})
    item = EvidenceItem.objects.get(bid__bidder=cast.org_a, kind="k3")
    # 22.5 % of own funds give A 44 points for K3, not 50; a project less gives D 54 of its 55.
    both = {"reason_kk": "Үзінді", "reason_ru": "Выписка"}
    evaluation.decide_evidence(item_id=item.pk, accepted=Decimal("1125000000"), by=cast.chair, **both)
    rival = EvidenceItem.objects.filter(bid__bidder=cast.org_d, kind="k1").first()
    both = {"reason_kk": "Ұқсас емес", "reason_ru": "Не схож"}
    evaluation.decide_evidence(item_id=rival.pk, accepted=0, by=cast.chair, **both)
    assert refused(evaluation.put_result, tender_id=tender.pk, by=cast.chair) == ["evaluation.stale"]
    evaluation.evaluate(tender_id=tender.pk, by=cast.chair)
    assert set(Bid.objects.values_list("score__total", flat=True)) == {"54"}
    assert refused(evaluation.put_result, tender_id=tender.pk, by=cast.chair) == ["evaluation.tie_reason"]
    chosen = Bid.objects.get(bidder=cast.org_d)
    reasons = {"reason_kk": "Мерзімі қысқа", "reason_ru": "Короче срок"}
    vote(cast, evaluation.choose_best(tender_id=tender.pk, bid_id=chosen.pk, by=cast.chair, **reasons))
    made = Evaluation.objects.get()
    assert (made.best, made.tie_reason_ru) == (chosen, "Короче срок")


def test_no_negotiation_before_the_signed_protocol_of_evaluation(cast, clock_at, two):
    tender = counted_tender(cast, clock_at, two)
    vote(cast, evaluation.put_result(tender_id=tender.pk, by=cast.chair), against=1, dissent="Келіспеймін")
    codes = refused(negotiation.start_negotiation, tender_id=tender.pk, by=cast.chair)
    assert codes == ["negotiation.unsigned"]


def test_p41_a_closed_clause_cannot_be_touched_and_changes_need_both_sides(cast, clock_at, two):
    tender = negotiating_tender(cast, clock_at, two)
    clauses = list(tender.documentations.get().clauses.all())
    text = {"text_kk": "Жаңа мәтін", "text_ru": "Новый текст"}
    codes = refused(negotiation.propose_clause, clause_id=clauses[0].pk, by=cast.bidder_c, **text)
    assert codes == ["negotiation.frozen"]
    negotiation.propose_clause(clause_id=clauses[2].pk, by=cast.bidder_c, **text)
    assert refused(negotiation.propose_clause, clause_id=clauses[2].pk, by=cast.bidder_a, **text) == [
        "negotiation.no_side"
    ]
    sit(cast, tender, "negotiation")
    assert refused(negotiation.agree_negotiation, tender_id=tender.pk, by=cast.chair) == [
        "negotiation.not_agreed"
    ]
    talked = negotiation.agree_clause(clause_id=clauses[2].pk, by=cast.deputy)
    assert talked.agreed_ru == "Новый текст"
    negotiation.remark(
        negotiation_id=talked.negotiation_id, text_kk="Рақмет", text_ru="Спасибо", by=cast.bidder_c
    )
    assert negotiation.agree_negotiation(tender_id=tender.pk, by=cast.chair).state == "agreed"


def test_art40_7_a_refusal_drops_the_best_and_the_next_best_follows(cast, clock_at, two):
    tender = negotiating_tender(cast, clock_at, two)
    sit(cast, tender, "negotiation")
    said = {"outcome": "refused", "reason_kk": "Бас тартты", "reason_ru": "Отказался"}
    vote(cast, negotiation.put_drop(tender_id=tender.pk, by=cast.chair, **said))
    negotiation.drop_best(tender_id=tender.pk, outcome="refused", by=cast.chair)
    conclude(cast, tender, "tender.negotiation")
    sit(cast, tender, "evaluation")
    vote(cast, evaluation.put_result(tender_id=tender.pk, by=cast.chair))
    negotiation.start_negotiation(tender_id=tender.pk, by=cast.chair)
    assert Negotiation.objects.get(state="open").bid.bidder == cast.org_a
    close_sitting(sitting_id=panel.open_sitting(tender.subject).pk, by=cast.chair, stream=tender.stream)
    tender = finish(cast, tender)
    states = dict(Bid.objects.values_list("bidder__bin", "state"))
    assert states == {cast.org_c.bin: "dropped", cast.org_a.bin: "winner"}


def test_p33_2_after_an_evasion_the_next_best_follows(cast, clock_at, two):
    tender = finish(cast, negotiating_tender(cast, clock_at, two))
    lapse = {"tender_id": tender.pk, "fault": "undecided", "reason": Pair()}
    assert refused(outcome.record_lapse, **lapse) == ["results.window_runs"]
    clock_at.set(tender.signing_due_at + timedelta(microseconds=1))
    outcome.record_lapse(**lapse)
    assert refused(outcome.reselect_after_evasion, tender_id=tender.pk, by=cast.chair) == [
        "results.fault_undecided"
    ]
    evaded = {"tender_id": tender.pk, "fault": "winner", "reason": Pair("Келмеді", "Не явился")}
    assert refused(outcome.decide_fault, by=cast.staff, **evaded) == ["results.head_only"]
    outcome.decide_fault(by=cast.head, **evaded)
    assert refused(outcome.reselect_after_evasion, tender_id=tender.pk, by=cast.chair) == [
        "commission.not_adopted"
    ]
    assert "commission.no_sitting" in refused(outcome.put_reselection, tender_id=tender.pk, by=cast.chair)
    sit(cast, tender, "evaluation")
    reselect(cast, tender)
    vote(cast, evaluation.put_result(tender_id=tender.pk, by=cast.chair))
    negotiation.start_negotiation(tender_id=tender.pk, by=cast.chair)
    assert Negotiation.objects.get(state="open").bid.bidder == cast.org_a


def test_when_the_contract_is_signed_the_bids_in_reserve_expire(cast, clock_at, two):
    tender = finish(cast, negotiating_tender(cast, clock_at, two))
    outcome.record_contract(
        tender_id=tender.pk, contract_number="1", signed_at=tender.results_at, by=cast.head
    )
    assert set(Bid.objects.values_list("state", flat=True)) == {"winner", "expired"}


def test_no_signature_no_move(cast, clock_at, two):
    tender = opened_tender(cast, clock_at, two)
    codes = refused(admission.decide_admission, tender_id=tender.pk, by=cast.chair)
    assert codes == ["admission.undecided", "commission.unsigned"]


def test_nobody_outside_the_commission_takes_a_step(cast, clock_at, two):
    tender = closed_tender(cast, clock_at, two)
    sit(cast, tender, "opening")
    for stranger in (cast.head, cast.bidder_a, cast.auditor, cast.admin):
        assert refused(opening.confirm_opening, tender_id=tender.pk, by=stranger) == ["commission.not_seated"]
