"""The way of a commission through its pages: what is late is said, what is needed is named and linked."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from ppp_portal.journal import clock
from ppp_portal.panel import actions as panel
from ppp_portal.panel import queries as panel_queries
from tenders.actions import amendments, evaluation, negotiation, opening, outcome, papers
from tenders.messages import commission as words
from tenders.queries.commission_guide import chapters, next_purpose
from tenders.queries.score_sheet import would_change
from tenders.queries.timeline import timeline
from tenders.rules.evaluation import PieceFacts, refuse_acceptance
from tenders.rules.opening import overdue_since
from tests.refusing import refused
from tests.tenders.commission import (
    closed_tender,
    conclude,
    counted_tender,
    negotiating_tender,
    opened_tender,
    sit,
    vote,
    voters,
)
from tests.tenders.factories import published_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast):
    return {"A": cast.bidder_a, "C": cast.bidder_c}


def at(name, *args):
    return reverse(f"tenders:commission_{name}", args=args)


def read(client, address):
    return client.get(address, headers={"accept-language": "en"}).content.decode()


def desk(client):
    return client.get("/en/desk/").content.decode()


def english(address):
    return address.replace("/kk/", "/en/").replace("/ru/", "/en/")


def test_a1_10_12_an_opening_is_overdue_an_hour_after_its_announced_hour(cast, clock_at, two):
    tender = published_tender(cast, clock_at)
    hour = tender.opens_at
    assert overdue_since(hour + timedelta(hours=1), hour) is None
    assert overdue_since(hour + timedelta(hours=1, seconds=1), hour) == hour
    assert overdue_since(hour, None) is None


def test_a1_10_12_a_late_opening_is_said_on_every_page_and_both_hours_stand_in_the_protocol(
    cast, clock_at, client_of, two
):
    tender = closed_tender(cast, clock_at, two)
    chair = client_of(cast.chair)
    pages = [
        english(at("tender", tender.pk)),
        english(at("opening", tender.pk)),
        english(at("step", tender.pk, "open-bids")),
        "/en/desk/",
    ]
    assert not any("overdue" in read(chair, page) for page in pages)
    clock_at.forward(timedelta(days=3))
    assert all("overdue" in read(chair, page) for page in pages)
    assert "overdue" in desk(client_of(cast.staff))
    sit(cast, tender, "opening")
    for actor in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=actor)
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    sitting = panel_queries.open_sitting(tender.subject)
    panel.close_sitting(sitting_id=sitting.pk, by=cast.chair, stream=tender.stream)
    made = papers.draft(tender_id=tender.pk, kind="tender.opening", by=cast.secretary)
    told = str(made.context["facts"])
    tender.refresh_from_db()
    assert tender.opens_at.isoformat()[:13] in told
    assert tender.opened_at.isoformat()[:13] in told


def test_p36_a_step_in_a_sitting_about_something_else_names_both_and_leads_to_the_sitting(
    cast, clock_at, client_of, two
):
    tender = negotiating_tender(cast, clock_at, two)
    sit(cast, tender, "negotiation")
    negotiation.agree_negotiation(tender_id=tender.pk, by=cast.chair)
    page = english(at("step", tender.pk, "put-winner"))
    answer = client_of(cast.secretary).post(page, {"confirmed": "yes"})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "negotiations" in said
    assert "summing up of the results" in said
    assert f'href="{english(at("sitting", tender.pk))}"' in said
    assert str(words.REFUSALS["commission.no_sitting"]) not in said
    assert next_purpose(tender, tender.state) == "results"


def test_p41_what_keeps_the_talks_from_ending_is_said_before_the_press(cast, clock_at, client_of, two):
    """By the rules of the step itself, each with the page where it is put right; the chair presses only once."""
    tender = negotiating_tender(cast, clock_at, two)
    page, chair = english(at("step", tender.pk, "agree-negotiation")), client_of(cast.chair)
    assert ways_out(chair, tender, page) == ["sitting"]
    sit(cast, tender, "negotiation")
    clause = tender.documentations.get().clauses.filter(closed=False).first()
    texts = {"text_kk": "Жаңа мәтін", "text_ru": "Новый текст"}
    negotiation.propose_clause(clause_id=clause.pk, by=cast.bidder_c, **texts)
    assert ways_out(chair, tender, page) == ["negotiation"]
    before = negotiation.why_no_agreement(tender, cast.chair)
    assert [said.code for said in before] == refused(
        negotiation.agree_negotiation, tender_id=tender.pk, by=cast.chair
    )
    negotiation.agree_clause(clause_id=clause.pk, by=cast.chair)
    assert ways_out(chair, tender, page) == []
    assert chair.post(page, {"confirmed": "yes"}).status_code == 303


def test_p36_what_the_opening_still_needs_is_said_before_the_press(cast, clock_at, client_of, two):
    tender = closed_tender(cast, clock_at, two)
    page, chair = english(at("step", tender.pk, "open-bids")), client_of(cast.chair)
    assert ways_out(chair, tender, page) == ["sitting"]
    sit(cast, tender, "opening")
    opening.confirm_opening(tender_id=tender.pk, by=cast.chair)
    assert ways_out(chair, tender, page) == ["opening"]
    assert 'name="confirmed"' not in read(chair, page), "and nothing to press"
    before = opening.why_no_opening(tender, cast.chair, clock.now())
    assert [said.code for said in before] == refused(opening.open_bids, tender_id=tender.pk, by=cast.chair)
    opening.confirm_opening(tender_id=tender.pk, by=cast.member_1)
    assert ways_out(chair, tender, page) == []
    assert 'name="confirmed"' in read(chair, page)
    assert chair.post(page, {"confirmed": "yes"}).status_code == 303


def test_p36_whoever_confirmed_the_opening_is_not_offered_to_confirm_it_again(cast, clock_at, client_of, two):
    tender = closed_tender(cast, clock_at, two)
    sit(cast, tender, "opening")
    opening.confirm_opening(tender_id=tender.pk, by=cast.chair)
    page, offer = english(at("opening", tender.pk)), at("step", tender.pk, "confirm-opening")
    assert english(offer) not in read(client_of(cast.chair), page)
    assert english(offer) in read(client_of(cast.member_1), page)


def test_c03_the_close_of_a_vote_is_offered_once_everybody_present_has_voted(cast, clock_at, client_of, two):
    tender = counted_tender(cast, clock_at, two)
    motion = evaluation.put_result(tender_id=tender.pk, by=cast.chair)
    page, chair, offer = english(at("motion", tender.pk, motion.pk)), client_of(cast.chair), 'value="close"'
    *most, last = voters(cast)
    for actor in most:
        panel.cast_vote(motion_id=motion.pk, choice="for", by=actor, stream=tender.stream)
    assert offer not in read(chair, page)
    [missing] = chair.get(page).context["why_not_closed"]
    assert missing.code == "motion.votes_missing"
    assert "Votes missing of those present (1)" in read(chair, page)
    panel.cast_vote(motion_id=motion.pk, choice="for", by=last, stream=tender.stream)
    assert offer in read(chair, page)


def test_c02_whoever_opens_a_sitting_reads_how_many_are_needed(cast, clock_at, client_of, two):
    tender = closed_tender(cast, clock_at, two)
    page, chair = english(at("sitting", tender.pk)), client_of(cast.chair)
    needed = panel_queries.quorum(tender.subject, ())
    words = f"Quorum: {needed.needed} of {needed.entitled} with a vote"
    assert words in read(chair, page)
    sit(cast, tender, "opening")
    assert words not in read(chair, page)


def test_p51_what_the_vote_on_the_winner_still_needs_is_said_before_the_press(cast, clock_at, client_of, two):
    tender = negotiating_tender(cast, clock_at, two)
    sit(cast, tender, "negotiation")
    negotiation.agree_negotiation(tender_id=tender.pk, by=cast.chair)
    page, chair = english(at("step", tender.pk, "put-winner")), client_of(cast.chair)
    assert ways_out(chair, tender, page) == ["sitting", "papers"]
    conclude(cast, tender, "tender.negotiation")
    assert ways_out(chair, tender, page) == ["sitting"]
    sit(cast, tender, "results")
    assert ways_out(chair, tender, page) == []
    answer = chair.post(page, {"confirmed": "yes"})
    [motion] = panel_queries.open_motions(tender.subject)
    assert english(answer["location"]) == english(at("motion", tender.pk, motion.pk))


def ways_out(client, tender, page):
    """The pages to which what stands in the way leads."""
    answer = client.get(page)
    assert answer.status_code == 200
    known = {english(at(name, tender.pk)): name for name in ("sitting", "papers", "negotiation", "opening")}
    return [known[english(row["href"])] for row in answer.context["why_not"]]


def test_p36_the_guide_opens_a_sitting_before_the_admission_is_voted_on(cast, clock_at, client_of, two):
    tender = opened_tender(cast, clock_at, two)
    steps = [row for chapter in chapters(tender) if chapter.current for row in chapter.steps]
    waiting = [row for row in steps if row["url"] == at("sitting", tender.pk)]
    assert [row["state"] for row in waiting] == ["todo"]
    assert next_purpose(tender, tender.state) == "admission"
    sit(cast, tender, "admission")
    steps = [row for chapter in chapters(tender) if chapter.current for row in chapter.steps]
    assert [row["state"] for row in steps if row["url"] == at("sitting", tender.pk)] == ["done"]


def test_p41_clauses_that_are_being_negotiated_are_not_called_not_started(cast, clock_at, two):
    tender = negotiating_tender(cast, clock_at, two)
    [talks] = [chapter for chapter in chapters(tender) if chapter.current]
    assert [row["state"] for row in talks.steps] == ["done", "todo", "wait", "locked"]


def test_p36_each_member_is_asked_to_confirm_the_opening_until_that_member_has(
    cast, clock_at, client_of, two
):
    tender = closed_tender(cast, clock_at, two)
    asked = "Confirm the opening…"
    member, other, secretary = (
        client_of(cast.member_1),
        client_of(cast.member_2),
        client_of(cast.secretary),
    )
    assert asked not in desk(member), "no sitting yet"
    sit(cast, tender, "opening")
    opening.confirm_opening(tender_id=tender.pk, by=cast.chair)
    chair = client_of(cast.chair)
    assert asked in desk(member)
    assert asked not in desk(secretary)
    assert asked not in desk(chair)
    opening.confirm_opening(tender_id=tender.pk, by=cast.member_1)
    assert asked not in desk(member)
    assert asked not in desk(other)
    assert "Open the bids…" in desk(chair)
    assert "Open the bids…" not in desk(secretary)


def test_p36_after_the_opening_its_protocol_comes_first(cast, clock_at, client_of, two):
    tender = closed_tender(cast, clock_at, two)
    sit(cast, tender, "opening")
    for actor in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=actor)
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    secretary = client_of(cast.secretary)
    assert "Write the protocol of the opening" in desk(secretary)
    conclude(cast, tender, "tender.opening")
    assert "Write the protocol of the opening" not in desk(secretary)
    assert "Check qualification and admit" in desk(secretary)


def test_p36_a_draft_is_offered_only_after_its_sitting(cast, clock_at, client_of, two):
    tender = closed_tender(cast, clock_at, two)
    sitting = sit(cast, tender, "opening")
    for actor in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=actor)
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    secretary = client_of(cast.secretary)
    offer = 'value="tender.opening"'
    assert offer not in read(secretary, at("papers", tender.pk))
    panel.close_sitting(sitting_id=sitting.pk, by=cast.chair, stream=tender.stream)
    assert offer in read(secretary, at("papers", tender.pk))


def test_the_page_before_the_vote_names_the_bid_and_its_points_and_is_offered_once(
    cast, clock_at, client_of, two
):
    tender = counted_tender(cast, clock_at, two)
    secretary = client_of(cast.secretary)
    step = at("step", tender.pk, "put-result")
    best = evaluation.evaluation.leaders(tender)[0]
    page = read(secretary, step)
    assert best.bidder.bin in page
    assert step in read(secretary, at("scores", tender.pk))
    motion = evaluation.put_result(tender_id=tender.pk, by=cast.chair)
    page = read(secretary, at("scores", tender.pk))
    assert step not in page
    assert at("motion", tender.pk, motion.pk) in page
    assert motion.question_ru[:40] in client_of(cast.chair).get("/ru/desk/").content.decode()
    vote(cast, motion)


def test_p02_the_page_of_the_vote_says_when_another_reading_changes_the_first_place(
    cast, clock_at, client_of
):
    """With a point a month (the table, not the note) D would have as many points as A: before both votes it is said."""
    tender = counted_tender(cast, clock_at, {"A": cast.bidder_a, "D": cast.bidder_d})
    chair, said = client_of(cast.chair), "The first place depends on how the order is read"
    result = evaluation.put_result(tender_id=tender.pk, by=cast.chair)
    page = read(chair, english(at("motion", tender.pk, result.pk)))
    assert said in page
    assert "tie on first place" in page
    assert would_change(tender, result.content)
    assert would_change(tender, {**result.content, "sha256": "a" * 64}) == [], "not of a count that is gone"
    vote(cast, result)
    assert said not in read(chair, english(at("motion", tender.pk, result.pk))), (
        "a closed vote tells no later count"
    )
    conclude(cast, tender, "tender.evaluation")
    negotiation.start_negotiation(tender_id=tender.pk, by=cast.chair)
    sit(cast, tender, "negotiation")
    negotiation.agree_negotiation(tender_id=tender.pk, by=cast.chair)
    conclude(cast, tender, "tender.negotiation")
    sit(cast, tender, "results")
    winner = outcome.put_winner(tender_id=tender.pk, by=cast.chair)
    assert said in read(chair, english(at("motion", tender.pk, winner.pk)))


def test_p02_a_bid_that_was_dropped_leads_under_no_reading(cast, clock_at, client_of):
    """A leads and is dropped in the talks; under the table D would tie with A, but D stands alone by now."""
    tender = negotiating_tender(cast, clock_at, {"A": cast.bidder_a, "D": cast.bidder_d})
    sit(cast, tender, "negotiation")
    why = {"outcome": "refused", "reason_kk": "Бас тартты", "reason_ru": "Отказ"}
    vote(cast, negotiation.put_drop(tender_id=tender.pk, by=cast.chair, **why))
    negotiation.drop_best(tender_id=tender.pk, outcome="refused", by=cast.chair)
    conclude(cast, tender, "tender.negotiation")
    sit(cast, tender, "evaluation")
    result = evaluation.put_result(tender_id=tender.pk, by=cast.chair)
    made = evaluation.evaluation.evaluation(tender)
    assert any(row.changes_leader for row in evaluation.evaluation.recomputed(made).sensitivity), (
        "with A still in"
    )
    assert would_change(tender, result.content) == []
    page = read(client_of(cast.chair), english(at("motion", tender.pk, result.pk)))
    assert "The first place depends" not in page


def test_p02_where_no_other_reading_changes_the_first_place_the_page_of_the_vote_keeps_silent(
    cast, clock_at, client_of, two
):
    tender = counted_tender(cast, clock_at, two)
    motion = evaluation.put_result(tender_id=tender.pk, by=cast.chair)
    page = read(client_of(cast.chair), english(at("motion", tender.pk, motion.pk)))
    assert "The first place depends" not in page


def test_l37_5_the_desk_and_the_tender_lead_the_head_to_the_decision_itself(cast, clock_at, client_of):
    tender = published_tender(cast, clock_at)
    amendments.propose_amendment(
        tender_id=tender.pk, reason_kk="Түзету керек", reason_ru="Нужна поправка", by=cast.staff
    )
    head = client_of(cast.head)
    decision = english(reverse("tenders:organizer_announce", args=[tender.pk]))
    assert f'href="{decision}"' in desk(head)
    assert head.get(decision).status_code == 200
    overview = english(reverse("tenders:organizer_tender", args=[tender.pk]))
    assert f'href="{decision}"' in head.get(overview).content.decode()
    assert f'href="{decision}"' not in client_of(cast.staff).get(overview).content.decode()


def test_the_evaluation_has_its_day_on_the_line_of_the_tender(cast, clock_at, two):
    tender = counted_tender(cast, clock_at, two)
    assert EVALUATION not in done(tender)
    vote(cast, evaluation.put_result(tender_id=tender.pk, by=cast.chair))
    signed_at = conclude(cast, tender, "tender.evaluation").signed_at
    clock_at.forward(timedelta(days=1))
    negotiation.start_negotiation(tender_id=tender.pk, by=cast.chair)
    tender.refresh_from_db()
    assert done(tender)[EVALUATION] == signed_at
    assert all(done(tender).values())


EVALUATION = "Evaluation and best bid"


def done(tender):
    """The steps that are over, with their days."""
    with translation.override("en"):
        steps = timeline(tender, clock.now())
        return {str(step["label"]): step["at"] for step in steps if step["state"] == "done"}


@pytest.mark.parametrize(
    ("kind", "claimed", "most"), [("k3", "400000000.00", Decimal("400000000.00")), ("k1", "5.00", "5")]
)
def test_a4_what_may_be_accepted_is_said_as_money_only_where_it_is_money(kind, claimed, most):
    facts = PieceFacts(kind, Decimal(claimed), {})
    [refusal] = refuse_acceptance(facts, Decimal(-1), "", "")
    assert refusal.params["claimed_number"] == most
