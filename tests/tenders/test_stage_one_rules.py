"""Stage one (art. 34, 42): what precedes the documentation, what a discussion may conclude."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ppp_portal.law.packs import PACKS
from tenders.kinds import KINDS, Preliminary
from tenders.protocols import admission
from tenders.rules.discussion import refuse_minutes, refuse_recommendation
from tenders.rules.documentation import Pair
from tenders.rules.publication import CallFacts, StageOneFacts, refuse_call, refuse_skipping

AT = datetime(2026, 3, 2, 4, tzinfo=UTC)
CALL = CallFacts(
    pack=PACKS["605-458"],
    closes_at=datetime(2026, 3, 20, 13, tzinfo=UTC),
    title=Pair("Кешен", "Комплекс"),
    parts={1: Pair("Талаптар", "Требования"), 2: Pair("1 200 орын", "1 200 мест")},
)
NAURYZ = datetime(2026, 3, 21, 13, tzinfo=UTC)
TWO_STAGE, SELECTION = KINDS["two_stage"], KINDS["selection"]


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"closes_at": None}, [("publication.stage_one_cutoff", "stage1_closes_at")]),
        ({"closes_at": AT}, [("publication.cutoff_past", "stage1_closes_at")]),
        (
            {"closes_at": CALL.closes_at.replace(microsecond=5)},
            [("publication.cutoff_fraction", "stage1_closes_at")],
        ),
        ({"closes_at": datetime(2026, 3, 17, 18, 59, 59, tzinfo=UTC)}, []),
        (
            {"closes_at": datetime(2026, 3, 16, 18, 59, 59, tzinfo=UTC)},
            [("publication.too_short", "stage1_closes_at")],
        ),
        ({"closes_at": NAURYZ}, [("publication.off_day", "stage1_off_day_confirmed")]),
        ({"closes_at": NAURYZ, "off_day_confirmed": True}, []),
        ({"title": Pair("Кешен", " ")}, [("publication.title_missing", "title_ru")]),
        (
            {"parts": {1: Pair("", "Требования"), 2: Pair("1 200 орын", "120 мест")}},
            [("documentation.part_missing", "text_kk_1"), ("publication.figures_differ", "text_2")],
        ),
        ({"seated": False}, [("publication.no_commission", "")]),
    ],
)
def test_art42_stage_one_is_called_with_an_end_that_candidates_can_trust(changed, said):
    found = refuse_call(replace(CALL, **changed), AT)
    assert [(refusal.code, refusal.field) for refusal in found] == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (StageOneFacts(passed=False), ["publication.stage_one_first"]),
        (StageOneFacts(passed=True), ["publication.candidates_undecided"]),
        (StageOneFacts(passed=True, judged=True, admitted=1), []),
        (StageOneFacts(passed=True, judged=True, admitted=0), ["publication.too_few_candidates"]),
        (StageOneFacts(passed=True, judged=True, admitted=1, minimum=2), ["publication.too_few_candidates"]),
        (StageOneFacts(passed=True, judged=True, admitted=2, minimum=2), []),
        (StageOneFacts(passed=True, judged=True, admitted=1, discussed=False), ["publication.not_discussed"]),
    ],
)
def test_art42_candidates_and_discussion_come_before_the_documentation(facts, said):
    assert codes(refuse_skipping(facts)) == said


@pytest.mark.parametrize(
    ("row", "state", "opened", "text", "said"),
    [
        (TWO_STAGE, "stage1_closed", True, Pair("2 кезең", "2 очереди"), []),
        (SELECTION, "stage1_closed", True, Pair("2 кезең", "2 очереди"), ["discussion.not_now"]),
        (TWO_STAGE, "stage1_closed", False, Pair("2 кезең", "2 очереди"), ["discussion.not_now"]),
        (TWO_STAGE, "accepting", True, Pair("2 кезең", "2 очереди"), ["discussion.not_now"]),
        (TWO_STAGE, "stage1_closed", True, Pair("2 кезең", " "), ["discussion.text"]),
        (TWO_STAGE, "stage1_closed", True, Pair("2 кезең", "3 очереди"), ["publication.figures_differ"]),
    ],
)
def test_art42_a_discussion_concludes_in_both_languages_once_proposals_are_open(
    row, state, opened, text, said
):
    assert codes(refuse_recommendation(row, state, text, opened=opened)) == said


@pytest.mark.parametrize(
    ("row", "opened", "running", "said"),
    [
        (TWO_STAGE, True, 0, []),
        (TWO_STAGE, True, 1, ["discussion.vote_open"]),
        (TWO_STAGE, False, 0, ["discussion.not_now"]),
        (SELECTION, True, 0, ["discussion.not_now"]),
    ],
)
def test_art42_minutes_tell_of_a_discussion_that_is_over(row, opened, running, said):
    assert codes(refuse_minutes(row, opened=opened, running=running)) == said


def test_art39_7_the_return_of_a_security_is_cited_only_where_a_security_was_asked_for():
    cited = {stage: [ground.key for ground in words["grounds"]] for stage, words in admission.WORDS.items()}
    assert cited[Preliminary.NONE] == ["605:36", "L:39(7)"]
    assert cited[Preliminary.DISCUSSION] == ["605:36", "L:42"]
    assert cited[Preliminary.SELECTION] == ["605:36", "L:34"]
