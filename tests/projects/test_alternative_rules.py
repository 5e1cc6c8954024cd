"""Who may propose, until when, once; which way on is open; pure rules."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ppp_portal.accounts.rules.organisations import OrganisationFacts, RepresentationFacts
from projects import proposal_content
from projects.rules import alternatives as rules
from projects.rules.alternatives import Party, ProposerFacts, SubmissionFacts, WindowFacts
from projects.rules.cards import refuse_role
from projects.rules.group import (
    TableFacts,
    refuse_affiliate_vote,
    refuse_check_closing,
    refuse_check_vote,
    refuse_column,
    refuse_comparing,
    refuse_filling,
    refuse_recommendation,
    refuse_revealing,
    refuse_table,
    refuse_uncompared,
    refuse_undecided,
)
from projects.rules.ways import STAGES, WayFacts, refuse_answer, refuse_reason, refuse_way
from tests.projects.factories import DAY, START

TICK = timedelta(microseconds=1)
NUMBERS = {"1": 1, "2": 2}
ATTORNEY = RepresentationFacts("доверенность 1", (START - DAY).date(), None, False)
FIRM = OrganisationFacts("private_company", "070340007367")


def codes(refusals):
    return [refusal.code for refusal in refusals]


def facts(**changed):
    values = {
        "window": WindowFacts("published", START + DAY, START),
        "proposer": ProposerFacts(FIRM, ATTORNEY),
        "own": True,
        "state": "draft",
    }
    return SubmissionFacts(**{**values, **changed})


@pytest.mark.parametrize(
    ("late", "expected"), [(-DAY, []), (0 * TICK, []), (TICK, ["proposal.late"]), (DAY, ["proposal.late"])]
)
def test_p130_a_proposal_in_the_last_instant_is_in_and_a_tick_later_is_not(late, expected):
    assert codes(rules.refuse_late(WindowFacts("published", START, START + late))) == expected


@pytest.mark.parametrize("state", ["draft", "closed", "withdrawn", "alternatives"])
def test_only_a_published_notice_takes_proposals(state):
    assert codes(rules.refuse_late(WindowFacts(state, START + DAY, START))) == ["proposal.not_taken"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"other_live": True}, ["proposal.second"]),
        ({"own": False}, ["proposal.not_own"]),
        ({"state": "withdrawn"}, ["proposal.not_open"]),
        ({"proposer": ProposerFacts(FIRM, None)}, ["proposal.no_attorney"]),
        ({"proposer": ProposerFacts(FIRM, ATTORNEY, initiated=True)}, ["proposal.initiator"]),
        ({"proposer": ProposerFacts(FIRM, ATTORNEY, organises=True)}, ["proposal.other_side"]),
        ({"proposer": ProposerFacts(FIRM, ATTORNEY, in_working_group=True)}, ["proposal.other_side"]),
        (
            {
                "proposer": ProposerFacts(
                    OrganisationFacts("private_company", state_share=Decimal(50)), ATTORNEY
                )
            },
            ["proposal.ineligible"],
        ),
    ],
)
def test_a_private_bidder_proposes_once_and_the_initiator_never(changed, expected):
    assert codes(rules.refuse_submission(facts(**changed))) == expected


def test_p130_without_the_application_a_proposal_is_not_taken():
    content = proposal_content.tidied(
        {
            "answers": {"1": {"kk": "иә", "ru": "да"}, "2": {"ru": "да"}},
            "qualification": {str(n): {"statement": "да"} for n in range(1, 8)},
            "amounts": {"tax_debt": "0", "own_funds": "много", "borrowed_funds": "0"},
            "affiliates": ["123456789012"],
        },
        proposal_content.blank("n"),
        NUMBERS,
    )
    lacks = proposal_content.lacking(content, NUMBERS)
    assert [(lack.code, lack.number) for lack in lacks] == [
        ("proposal.application_missing", None),
        ("proposal.answer_missing", 2),
        ("proposal.confirmation_missing", 8),
        ("proposal.own_funds_unread", None),
        ("proposal.affiliate_unread", None),
    ]
    assert codes(rules.refuse_submission(facts(lacks=lacks)))[0] == "proposal.application_missing"


def test_a_file_taken_out_is_pointed_at_by_nothing():
    content = {**proposal_content.blank("n"), "files": {"f": {"name": "a.pdf"}}}
    content = proposal_content.tidied(
        {"answers": {"1": {"kk": "иә", "ru": "да", "file": "f"}}}, content, NUMBERS
    )
    assert content["answers"]["1"]["file"] == "f"
    assert proposal_content.without_file(content, "f")["answers"]["1"]["file"] is None


def test_a_draft_keeps_nothing_that_it_does_not_know():
    content = proposal_content.tidied(
        {"format": "x", "evil": 1, "language": "en"}, proposal_content.blank("n"), NUMBERS
    )
    assert (content["format"], content["language"], "evil" in content) == ("ppp-proposal/1", "kk", False)


def test_two_windows_on_one_draft_do_not_undo_each_other():
    assert codes(rules.refuse_save(1, 2)) == ["proposal.revision"]
    assert rules.refuse_save(2, 2) == []


@pytest.mark.parametrize(
    ("state", "late", "expected"),
    [
        ("submitted", -TICK, []),
        ("submitted", 0 * TICK, []),
        ("submitted", TICK, ["proposal.late"]),
        ("draft", -TICK, ["proposal.nothing_to_withdraw"]),
        ("opened", -TICK, ["proposal.nothing_to_withdraw"]),
    ],
)
def test_a_proposal_is_withdrawn_until_the_cut_off_inclusive(state, late, expected):
    window = WindowFacts("published", START, START + late)
    assert codes(rules.refuse_withdrawal(window, state)) == expected


def test_an_answer_to_words_that_an_amendment_changed_is_no_answer_until_it_is_saved_anew():
    said = {"kk": "иә", "ru": "да", "file": None}
    content = {**proposal_content.blank("n"), "answers": {"1": said, "2": said}}
    asked = {"2-1": 1, "2": 2}
    assert proposal_content.unanswered(content, asked) == [("2-1", 1)]
    shown = proposal_content.carried(content, asked)
    assert shown["answers"] == {"2-1": said, "2": said}
    assert proposal_content.tidied(shown, content, asked)["answers"] == shown["answers"]
    deleted = proposal_content.carried(content, {"2": 1})
    assert deleted["answers"] == {"2": said}


def test_art44_2_the_opening_notes_an_answer_to_an_earlier_edition_and_what_it_leaves_open():
    assert rules.left_open("a", "a", []) == []
    assert rules.left_open("a", "b", []) == [{"code": "edition"}]
    assert rules.left_open("a", "b", [3]) == [{"code": "edition"}, {"code": "unanswered", "numbers": [3]}]


def test_one_envelope_that_stays_closed_keeps_all_closed():
    assert codes(rules.refuse_opening("closed", ["ab" * 32])) == ["proposal.stays_closed"]
    assert codes(rules.refuse_opening("published")) == ["proposal.not_closed_yet"]
    assert rules.refuse_opening("closed") == []


def later(*parties):
    return rules.later_affiliates([Party(*party) for party in parties])


def test_art33_of_two_affiliates_the_later_is_marked_whichever_declared_it():
    assert later(("A", ["B"]), ("B",), ("C",)) == {"B": "A"}
    assert later(("A",), ("B", ["A"])) == {"B": "A"}
    assert later(("A",), ("B",)) == {}


def test_art33_who_stands_above_whom_on_the_portal_makes_an_affiliate_without_being_declared():
    assert later(("A",), ("B", [], "A")) == {"B": "A"}
    assert later(("A", [], "B"), ("B",)) == {"B": "A"}
    assert later(("A", [], "X"), ("B", [], "X")) == {"B": "A"}
    assert later(("A", [], "X"), ("B", [], "Y")) == {}


# --- the ways on ------------------------------------------------------------------------------------------

MARKED = WayFacts(received=2, standing=2, undecided=("Б",))
STANDING = WayFacts(received=3, standing=3, unanswered=("А", "Б"))


@pytest.mark.parametrize(
    ("move", "found", "expected"),
    [
        ("record_no_alternative", WayFacts(), []),
        ("record_no_alternative", STANDING, ["way.alternatives_stand"]),
        ("record_no_alternative", WayFacts(received=1, standing=0), []),
        ("record_no_alternative", MARKED, ["way.affiliate_open"]),
        ("record_alternatives", MARKED, ["way.affiliate_open"]),
        ("record_no_alternative", WayFacts(opened=False), ["way.unopened"]),
        ("record_alternatives", WayFacts(opened=False), ["way.unopened"]),
        ("record_alternatives", WayFacts(), ["way.no_alternative"]),
        ("record_alternatives", STANDING, []),
        ("switch_to_tender", STANDING, ["way.no_recommendation"]),
        ("find_need_not_exceeded", STANDING, ["way.no_recommendation"]),
        ("switch_to_tender", WayFacts(received=1, standing=1, recommended=True), []),
        ("send_to_expertise", STANDING, []),
        ("begin_negotiation", STANDING, []),
        ("record_agreement", STANDING, ["way.unanswered", "way.unanswered"]),
        ("record_conclusion", STANDING, ["way.unanswered", "way.unanswered"]),
        ("record_conclusion", WayFacts(received=3, standing=3), []),
        ("reject_initiative", WayFacts(opened=False), []),
        ("withdraw_notice", WayFacts(opened=False), []),
    ],
)
def test_art44_nothing_is_concluded_while_an_alternative_has_no_answer(move, found, expected):
    assert codes(refuse_way(move, found, "head")) == expected


def test_art44_3_that_nobody_who_proposed_is_left_is_said_by_the_head():
    struck = WayFacts(received=2, standing=0)
    assert codes(refuse_way("record_no_alternative", struck, "staff")) == ["way.head_alone"]
    assert refuse_way("record_no_alternative", WayFacts(), "staff") == []


def test_art32_a_proposal_is_struck_out_by_a_vote_on_exactly_what_was_found():
    assert codes(refuse_check_vote(["8"], decided=False)) == ["group.check_missing"]
    assert codes(refuse_check_vote([], decided=True)) == ["group.check_decided"]
    assert refuse_check_vote([], decided=False) == []
    assert codes(refuse_check_closing(None, {"1": "met"})) == ["group.check_unvoted"]
    assert codes(refuse_check_closing({"1": "met"}, {"1": "not_met"})) == ["group.check_changed"]
    assert refuse_check_closing({"1": "met"}, {"1": "met"}) == []


def test_art33_the_vote_on_an_affiliate_has_its_reason_and_comes_before_the_questions():
    assert codes(refuse_affiliate_vote("Себебі", "Причина", noted=False)) == ["group.no_affiliate"]
    assert codes(refuse_affiliate_vote("Себебі", "", noted=True)) == ["way.reason"]
    assert codes(refuse_affiliate_vote("50 %", "60 %", noted=True)) == ["way.figures"]
    assert refuse_affiliate_vote("Себебі", "Причина", noted=True) == []
    assert codes(refuse_undecided(["Б"])) == ["way.affiliate_open"]


def test_to_open_the_rest_is_put_to_the_vote_only_where_something_stays_closed():
    assert codes(rules.refuse_going_on([])) == ["proposal.none_damaged"]
    assert rules.refuse_going_on(["ab"]) == []


def test_p11_cards_and_notices_are_written_by_staff_and_head_only():
    assert refuse_role("staff", ("staff", "head")) == []
    assert codes(refuse_role("custodian", ("staff", "head"))) == ["notice.wrong_role"]


@pytest.mark.parametrize(
    ("kk", "ru", "document", "expected"),
    [
        ("Себебі", "Причина", True, []),
        ("Себебі", "", True, ["way.reason"]),
        ("3 ұсыныс", "4 предложения", True, ["way.figures"]),
        ("Себебі", "Причина", False, ["way.document"]),
    ],
)
def test_every_way_on_has_its_reason_in_both_languages_and_its_document(kk, ru, document, expected):
    assert codes(refuse_reason(kk, ru, document, STAGES)) == expected


@pytest.mark.parametrize(
    ("kk", "ru", "opened", "answered", "expected"),
    [
        ("Жауап", "Ответ", True, False, []),
        ("Жауап", "", True, False, ["answer.words"]),
        ("1", "2", True, False, ["way.figures"]),
        ("Жауап", "Ответ", False, False, ["answer.still_sealed"]),
        ("Жауап", "Ответ", True, True, ["answer.sent"]),
    ],
)
def test_an_opened_proposal_is_answered_once_in_both_languages(kk, ru, opened, answered, expected):
    assert codes(refuse_answer(kk, ru, opened=opened, answered=answered)) == expected


# --- the working group ------------------------------------------------------------------------------------

TABLE = {"seated": True, "clear": True, "leads": True, "sitting": True, "quorum": True}


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("", []),
        ("seated", ["group.not_seated"]),
        ("clear", ["group.undeclared"]),
        ("leads", ["group.not_leading"]),
        ("sitting", ["group.no_sitting"]),
        ("quorum", ["group.no_quorum"]),
    ],
)
def test_the_group_opens_and_recommends_at_a_table_with_its_quorum(missing, expected):
    table = TableFacts(**{name: name != missing for name in TABLE})
    assert codes(refuse_table(table, sitting=True)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, []),
        ({"presides": False}, ["group.not_presiding"]),
        ({"vouched": 2, "silent": ("А. Ахметова",)}, ["group.hearsay"]),
        ({"vouched": 0, "presides": False}, ["group.not_presiding", "group.hearsay"]),
        ({"leads": False, "vouched": 0}, ["group.not_leading"]),
    ],
)
def test_what_an_opening_reveals_rests_on_a_quorum_by_its_own_word(said, expected):
    table = TableFacts(**{**TABLE, "presides": True, "vouched": 3, "needed": 3, **said})
    found = refuse_revealing(table)
    assert codes(found) == expected
    assert all("А. Ахметова" in row.params["names"] for row in found if table.silent)


def test_offers_are_compared_between_the_cut_off_and_the_decision():
    assert [
        refuse_comparing(state) == [] for state in ("published", "closed", "alternatives", "switched")
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_a_recommendation_follows_a_closed_comparison_and_is_one_of_three():
    assert refuse_uncompared(True) == []
    assert codes(refuse_uncompared(False)) == ["group.not_compared"]
    assert refuse_recommendation("tender", "Себебі", "Причина") == []
    assert codes(refuse_recommendation("tender", "10 пайыз", "15 процентов")) == ["way.figures"]
    assert codes(refuse_recommendation("x", "", "Причина")) == ["group.recommendation", "way.reason"]


def test_a_column_is_added_for_who_works_now_or_for_published_facts_and_for_nobody_else():
    assert codes(refuse_column(incumbent=False, real=False)) == ["group.column_of_nobody"]
    assert refuse_column(incumbent=True, real=False) == []
    assert refuse_column(incumbent=False, real=True) == []


def test_whoever_proposed_answers_for_itself():
    assert codes(refuse_filling(of_organisation=True)) == ["group.own_column"]
    assert refuse_filling(of_organisation=False) == []
