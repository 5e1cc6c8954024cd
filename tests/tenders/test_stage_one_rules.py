"""Stage one (art. 34, 42): what precedes the documentation, what a discussion may conclude."""

import pytest

from tenders.kinds import KINDS
from tenders.rules.discussion import refuse_minutes, refuse_recommendation
from tenders.rules.documentation import Pair
from tenders.rules.publication import StageOneFacts, refuse_skipping

TWO_STAGE, SELECTION = KINDS["two_stage"], KINDS["selection"]


def codes(refusals):
    return [refusal.code for refusal in refusals]


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
