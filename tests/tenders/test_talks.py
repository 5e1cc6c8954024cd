"""Talks that stand still with their tender, and what the last drop means for it (p. 41, 44; art. 57(3))."""

import json

import pytest
from django.db import IntegrityError, transaction

from ppp_portal.documents.speech import spoken
from ppp_portal.documents.values import plain
from ppp_portal.journal import clock
from ppp_portal.journal.models import Record
from tenders.actions import cancelling, failure, negotiation
from tenders.models import Bid, Failure, Negotiation, Tender
from tenders.protocols import results
from tenders.protocols.negotiation import agreed_otherwise, clause_table
from tenders.queries import negotiation as reads
from tenders.rules.documentation import Pair
from tenders.rules.failure import CountFacts, detected
from tenders.rules.negotiation import refuse_standing_still
from tenders.views.commission_common import linked
from tests.refusing import refused
from tests.tenders.commission import negotiating_tender, sit, vote
from tests.tenders.factories import DAY
from tests.tenders.staying import end, stay

TEXT = {"text_kk": "Жаңа мәтін", "text_ru": "Новый текст"}


# --- the rules --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("admitted", "unacceptable", "ground"),
    [(2, 0, ""), (2, 1, ""), (2, 2, "44-2"), (1, 1, "44-2"), (0, 0, "44-2")],
)
def test_p44_2_no_bid_conforms_when_every_admitted_one_was_found_unacceptable(admitted, unacceptable, ground):
    facts = CountFacts("evaluated", 2, judged=True, admitted=admitted, unacceptable=unacceptable)
    assert detected(facts) == ground


def test_p44_4_counts_as_it_was_at_the_admission():
    """Two were admitted and both dropped: that is ground 2, not "fewer than two admitted"."""
    facts = CountFacts("evaluated", 2, judged=True, admitted=2, unacceptable=2, minimum=2)
    assert detected(facts) == "44-2"


@pytest.mark.parametrize("state", ["stayed", "cancelled", "failed", "evaluated"])
def test_p41_nobody_talks_while_the_tender_is_elsewhere(state):
    assert [refusal.code for refusal in refuse_standing_still(state, state)] == ["negotiation.stands_still"]
    assert refuse_standing_still("negotiation", "") == []


# --- the talks --------------------------------------------------------------------------------------------


@pytest.fixture
def talking(cast, clock_at, db):
    """A sole bidder D in talks."""
    return negotiating_tender(cast, clock_at, {"D": cast.bidder_d})


def every_word(tender, cast):
    """Each way in which a side could write into the talks: a proposal, an agreement, a withdrawal, a remark."""
    third = tender.documentations.get().clauses.all()[2].pk
    talks = reads.latest(tender).pk
    return [
        (negotiation.propose_clause, {"clause_id": third, "by": cast.bidder_d, **TEXT}),
        (negotiation.agree_clause, {"clause_id": third, "by": cast.chair}),
        (negotiation.withdraw_clause, {"clause_id": third, "by": cast.bidder_d}),
        (negotiation.remark, {"negotiation_id": talks, "text_kk": "!", "text_ru": "!", "by": cast.bidder_d}),
    ]


def test_art57_3_a_stay_stops_every_word_and_gives_the_time_back(talking, cast, clock_at, client_of):
    third = talking.documentations.get().clauses.all()[2].pk
    negotiation.propose_clause(clause_id=third, by=cast.bidder_d, **TEXT)
    due = reads.latest(talking).due_at
    made = stay(talking, cast)
    assert made.remaining == due - clock.now()
    clock_at.forward(10 * DAY)
    for action, arguments in every_word(talking, cast):
        assert refused(action, **arguments) == ["negotiation.stands_still"], action
    front = client_of(cast.chair).get(f"/en/commission/{talking.pk}/").content.decode()
    assert "A court stays this tender" in front
    page = client_of(cast.bidder_d).get(f"/en/bidder/bids/{reads.latest(talking).bid_id}/negotiation/")
    assert "stands still" in page.content.decode()
    end(talking, cast)
    assert Tender.objects.get(pk=talking.pk).state == "negotiation"
    assert reads.latest(talking).due_at == due + 10 * DAY
    for action, arguments in every_word(talking, cast):
        action(**arguments)


def test_art35_a_stayed_tender_may_be_cancelled_and_the_stay_ends_with_it(talking, cast, clock_at):
    made = stay(talking, cast)
    at = clock_at.forward(DAY)
    reasons = {"reason_kk": "Қажеттілік жоқ", "reason_ru": "Нет нужды"}
    proposal = cancelling.propose_cancellation(tender_id=talking.pk, by=cast.staff, **reasons)
    tender = cancelling.cancel_tender(
        tender_id=talking.pk, approval_id=proposal.pk, seen=proposal.digest, by=cast.head
    )
    made.refresh_from_db()
    assert (tender.state, made.ended_at, made.end_act) == ("cancelled", at, "")
    assert set(Bid.objects.filter(tender=tender).values_list("state", flat=True)) == {"expired"}
    for action, arguments in every_word(talking, cast):
        assert refused(action, **arguments) == ["negotiation.stands_still"], action


def dropped(tender, cast, said):
    sit(cast, tender, "negotiation")
    put = {"outcome": said, "reason_kk": "Себебі", "reason_ru": "Причина"}
    vote(cast, negotiation.put_drop(tender_id=tender.pk, by=cast.chair, **put))
    return negotiation.drop_best(tender_id=tender.pk, outcome=said, by=cast.chair)


def test_p44_2_the_last_bid_found_unacceptable_proposes_the_failure(talking, cast):
    dropped(talking, cast, "unacceptable")
    assert Negotiation.objects.get().reason_ru == "Причина"
    assert Failure.objects.get().ground == "44-2"


def test_p44_3_a_last_bidder_that_refused_says_nothing_about_its_bid(talking, cast):
    dropped(talking, cast, "refused")
    assert not Failure.objects.exists()
    put = {"tender_id": talking.pk, "by": cast.chair}
    assert refused(failure.propose_failure, ground="44-2", **put) == ["failure.not_44_2"]
    assert refused(failure.propose_failure, ground="44-3", **put) == ["failure.citation"] * 2
    assert failure.propose_failure(ground="44-3", citation=Pair("43-тармақ", "п. 43"), **put)


def test_a_drop_needs_the_vote_for_that_very_outcome(talking, cast):
    drop = {"tender_id": talking.pk, "outcome": "refused", "by": cast.chair}
    assert refused(negotiation.drop_best, **drop) == ["commission.not_adopted"]
    sit(cast, talking, "negotiation")
    said = {"outcome": "unacceptable", "reason_kk": "Себебі", "reason_ru": "Причина"}
    vote(cast, negotiation.put_drop(tender_id=talking.pk, by=cast.chair, **said))
    assert refused(negotiation.drop_best, **drop) == ["commission.not_adopted"]


def test_talks_past_their_planned_end_gain_no_time_from_a_stay(talking, cast, clock_at, client_of):
    due = reads.latest(talking).due_at
    clock_at.set(due + 2 * DAY)
    stay(talking, cast)
    clock_at.forward(5 * DAY)
    assert client_of(cast.head).get(f"/ru/organizer/tenders/{talking.pk}/stay/end/").status_code == 200
    end(talking, cast)
    assert reads.latest(talking).due_at == due + 5 * DAY < clock.now()


# --- what was competed ------------------------------------------------------------------------------------


def test_p41_the_contract_says_the_months_of_the_bid_and_not_of_the_documentation(talking, cast, client_of):
    """D offers 16 months where the clause allows 24: the figure stands beside it, is written for both sides, and the
    talks neither end nor go on without it."""
    clause = talking.documentations.get().clauses.get(essential_term=3)
    clause.text_kk, clause.text_ru = "Құрылыс 24 айдан аспайды.", "Строительство – не более 24 месяцев."
    clause.save()
    talks = reads.latest(talking)
    chair, bidder = client_of(cast.chair), client_of(cast.bidder_d)
    own = f"/en/bidder/bids/{talks.bid_id}/negotiation/"
    table = f"/en/commission/{talking.pk}/negotiation/"
    beside = "“Construction period”: the bid offers 16, the documentation allowed 24"
    for browser, page, of_clause in ((chair, table, f"{table}clauses/"), (bidder, own, own)):
        assert beside in browser.get(page).content.decode()
        form = browser.get(f"{of_clause}{clause.pk}/").context["form"]
        assert form.initial["text_kk"] == "Құрылыс 16 айдан аспайды."
    sit(cast, talking, "negotiation")
    end_talks = (negotiation.agree_negotiation, {"tender_id": talking.pk, "by": cast.chair})
    assert refused(end_talks[0], **end_talks[1]) == ["negotiation.competed"]
    given = {"clause_id": clause.pk, "by": cast.bidder_d}
    worse = {"text_kk": "Құрылыс 20 айдан аспайды.", "text_ru": "Строительство – не более 20 месяцев."}
    assert refused(negotiation.propose_clause, **given, **worse) == ["negotiation.competed"]
    shown = bidder.post(f"{own}{clause.pk}/", worse)
    assert (shown.status_code, list(shown.context["form"].errors)) == (422, ["__all__"]), (
        "of neither text alone"
    )
    negotiation.propose_clause(**given, **form.initial)
    negotiation.agree_clause(clause_id=clause.pk, by=cast.chair)
    assert "Negotiate with the commission" in bidder.get("/en/desk/").content.decode()
    assert negotiation.agree_negotiation(**end_talks[1]).state == "agreed"
    for page in ("/en/desk/", f"/en/bidder/bids/{talks.bid_id}/"):
        read = bidder.get(page).content.decode()
        assert "Agreed: the commission votes on the winner" in read
        assert "Negotiate with the commission" not in read


@pytest.fixture
def guarantee(talking):
    """The clause on construction says 24 months of a guarantee, by chance the limit of K4; D offers 16."""
    clause = talking.documentations.get().clauses.get(essential_term=3)
    clause.text_kk, clause.text_ru = "Кепілдік мерзімі – 24 ай.", "Гарантийный срок – 24 месяца."
    clause.save()
    return clause


STATED = {
    "unrelated": ["K4months"],
    "unrelated_kk": "құрылыс емес, кепілдік мерзімі",
    "unrelated_ru": "срок гарантии, а не строительства",
}


def unchanged(clause):
    return {"clause_id": clause.pk, "text_kk": clause.text_kk, "text_ru": clause.text_ru}


def test_p41_the_talks_end_with_a_figure_that_both_sides_agree_is_about_something_else(
    talking, guarantee, cast, client_of
):
    """The tick goes with the text unchanged; the other side agrees to it; pages, journal and protocol say why."""
    bid = reads.latest(talking).bid
    own, table = f"/en/bidder/bids/{bid.pk}/negotiation/", f"/en/commission/{talking.pk}/negotiation/"
    bidder, chair = client_of(cast.bidder_d), client_of(cast.chair)
    asked = bidder.get(f"{own}{guarantee.pk}/").content.decode()
    assert "24 is about something else than К4 “Construction period”" in asked
    sit(cast, talking, "negotiation")
    end_talks = {"tender_id": talking.pk, "by": cast.chair}
    assert refused(negotiation.agree_negotiation, **end_talks) == ["negotiation.competed"]
    sent = {"text_kk": guarantee.text_kk, "text_ru": guarantee.text_ru, **STATED}
    assert bidder.post(f"{own}{guarantee.pk}/", sent | {"unrelated_ru": ""}).status_code == 422
    assert bidder.post(f"{own}{guarantee.pk}/", sent).status_code == 303
    assert refused(negotiation.agree_negotiation, **end_talks) == ["negotiation.not_agreed"]
    for browser, page in ((chair, table), (chair, f"{table}clauses/{guarantee.pk}/"), (bidder, own)):
        read = browser.get(page).content.decode()
        assert "stated otherwise, with a reason" in read
        assert STATED["unrelated_ru"] in read
    begun = chair.get(f"{table}clauses/{guarantee.pk}/").context["form"].initial
    assert begun == sent, "neither written anew with the figure of the bid nor left without its tick"
    before = reads.conditions(reads.latest(talking))
    negotiation.agree_clause(clause_id=guarantee.pk, by=cast.chair)
    assert reads.conditions(reads.latest(talking)) != before
    assert negotiation.agree_negotiation(**end_talks).state == "agreed"
    said = Record.objects.filter(stream=bid.stream, kind__in=("bid.clause_proposed", "bid.clause_agreed"))
    assert [json.loads(bytes(row.body))["facts"]["unrelated"] for row in said] == [["K4months"]] * 2
    for lang, words in (("kk", STATED["unrelated_kk"]), ("ru", STATED["unrelated_ru"])):
        assert words in str(spoken(plain(clause_table(reads.latest(talking))), lang))


def test_p41_a_later_proposal_without_the_tick_takes_the_statement_away(talking, guarantee, cast):
    negotiation.propose_clause(**unchanged(guarantee), **STATED, by=cast.bidder_d)
    assert refused(negotiation.propose_clause, **unchanged(guarantee), by=cast.chair) == [
        "negotiation.competed"
    ]
    said = {"text_kk": "Құрылыс – 16 ай.", "text_ru": "Строительство – 16 месяцев."}
    made = negotiation.propose_clause(clause_id=guarantee.pk, **said, by=cast.chair)
    assert (made.unrelated, made.unrelated_kk, made.unrelated_ru) == ([], "", "")


def test_a_clause_without_such_a_figure_asks_nothing_about_it(talking, guarantee, cast, client_of):
    other = talking.documentations.get().clauses.exclude(pk=guarantee.pk).filter(closed=False).first()
    own = f"/en/bidder/bids/{reads.latest(talking).bid_id}/negotiation/{other.pk}/"
    assert "unrelated" not in client_of(cast.bidder_d).get(own).context["form"].fields
    made = negotiation.propose_clause(clause_id=other.pk, **TEXT, **STATED, by=cast.bidder_d)
    assert (made.unrelated, made.unrelated_kk) == ([], "")


def test_no_statement_is_kept_without_its_reasons(talking, guarantee, cast):
    made = negotiation.propose_clause(**unchanged(guarantee), **STATED, by=cast.bidder_d)
    with pytest.raises(IntegrityError, match="tenders_unrelated_with_reasons"), transaction.atomic():
        type(made).objects.filter(pk=made.pk).update(unrelated_kk="")
    with pytest.raises(IntegrityError, match="tenders_unrelated_with_reasons"), transaction.atomic():
        type(made).objects.filter(pk=made.pk).update(unrelated=[])


# --- what was announced -----------------------------------------------------------------------------------


MORE = {
    "text_kk": "Инвестиция сомасы – 3 640 000 000 теңге.",
    "text_ru": "Сумма инвестиций – 3,64 млрд тенге.",
}
WHY_MORE = {
    "unrelated": ["investmentstenge"],
    "unrelated_kk": "жабдық қосылды",
    "unrelated_ru": "добавлено оборудование",
}


def test_p41_another_sum_of_investments_needs_a_reason_the_other_side_agrees_to_and_the_results_print_it(
    talking, cast, client_of
):
    clause = talking.documentations.get().clauses.get(essential_term=4)
    clause.text_kk, clause.text_ru = (f"{talking.investments:.0f} {unit}." for unit in ("теңге", "тенге"))
    clause.save()
    talks = reads.latest(talking)
    own, given = f"/en/bidder/bids/{talks.bid_id}/negotiation/", {"clause_id": clause.pk, "by": cast.bidder_d}
    assert "₸ is announced" in client_of(cast.bidder_d).get(own).content.decode()
    assert refused(negotiation.propose_clause, **given, **MORE) == ["negotiation.investments"]
    negotiation.propose_clause(**given, **MORE, **WHY_MORE)
    assert agreed_otherwise(talks) == [], "the other side has not agreed yet"
    sitting = sit(cast, talking, "negotiation")
    negotiation.agree_clause(clause_id=clause.pk, by=cast.chair)
    assert negotiation.agree_negotiation(tender_id=talking.pk, by=cast.chair).state == "agreed"
    paper = plain(results.context(talking, sitting, "R-1"))
    for lang in ("kk", "ru"):
        said = str(spoken(paper, lang))
        assert "3 640 000 000 ₸" in said.replace(r"\xa0", " ")
        assert WHY_MORE[f"unrelated_{lang}"] in said


def test_whatever_a_clause_leaves_out_leads_to_the_page_of_the_talks(talking, cast, client_of):
    """Talks begun before their clauses were guarded: years that were changed are named before the press."""
    clause = talking.documentations.get().clauses.get(essential_term=6)
    clause.text_kk, clause.text_ru = "Пайдалану 10 жыл.", "Эксплуатация 10 лет."
    clause.save()
    made = negotiation.propose_clause(**unchanged(clause), by=cast.bidder_d)
    type(made).objects.filter(pk=made.pk).update(proposed_kk="20 жыл", proposed_ru="20 лет")
    sit(cast, talking, "negotiation")
    found = negotiation.why_no_agreement(Tender.objects.get(pk=talking.pk), cast.chair)
    assert "negotiation.operation" in [refusal.code for refusal in found]
    assert all(row["href"].endswith("/negotiation/") for row in linked(talking, found))


def test_k2_other_words_on_risks_are_stated_to_change_nothing_in_their_table(talking, cast):
    clause = talking.documentations.get().clauses.get(essential_term=7)
    given = {"clause_id": clause.pk, "by": cast.bidder_d, **TEXT}
    assert refused(negotiation.propose_clause, **given) == ["negotiation.risks"]
    told = {"unrelated": ["risks"], "unrelated_kk": "сөз реті", "unrelated_ru": "порядок слов"}
    negotiation.propose_clause(**given, **told)
    for lang, words in (("kk", "сөз реті"), ("ru", "порядок слов")):
        assert words in str(spoken(plain(clause_table(reads.latest(talking))), lang))
