"""The rules of the commission, without a database."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ppp_portal.law.calendar import WorkingCalendar, local_day
from ppp_portal.law.packs import pack
from scoring.criteria import Offer, Thresholds
from tenders import bid_reading
from tenders.deadlines import signing_term
from tenders.rules.admission import JudgementFacts, refuse_judgement
from tenders.rules.commission import TableFacts, refuse_purpose, refuse_step
from tenders.rules.competed import competed, kept_by
from tenders.rules.documentation import Pair
from tenders.rules.evaluation import PieceFacts, refuse_acceptance, refuse_best, refuse_evaluation
from tenders.rules.failure import CountFacts, detected, refuse_declaration, refuse_proposal
from tenders.rules.negotiation import ClauseFacts, Statement, refuse_agreement, refuse_drop, refuse_start
from tenders.rules.negotiation import refuse_proposal as refuse_clause
from tenders.rules.opening import OpeningFacts, Party, later_affiliates, later_duplicates, refuse_opening
from tenders.rules.outcome import refuse_expired_bid, refuse_lapse, refuse_results

HOUR = datetime(2026, 4, 12, 4, tzinfo=UTC)
ONE = Decimal(1)


def codes(refusals):
    return [refusal.code for refusal in refusals]


@pytest.mark.parametrize(
    ("table", "who", "said"),
    [
        (TableFacts(seated=False), "presides", ["commission.not_seated"]),
        (TableFacts(clear=False), "presides", ["commission.undeclared"]),
        (
            TableFacts(presides=False, sitting="opening", quorum=True),
            "presides",
            ["commission.who_presides"],
        ),
        (TableFacts(leads=True, sitting="opening", quorum=True), "leads", []),
        (TableFacts(votes=False, sitting="opening", quorum=True), "votes", ["commission.who_votes"]),
        (TableFacts(presides=True), "presides", ["commission.no_sitting"]),
        (TableFacts(presides=True, sitting="results", quorum=True), "presides", ["commission.other_sitting"]),
        (TableFacts(presides=True, sitting="opening"), "presides", ["commission.no_quorum"]),
    ],
)
def test_p36_a_step_needs_its_person_its_sitting_and_a_quorum(table, who, said):
    assert codes(refuse_step(table, "opening", who=who)) == said


def test_p36_a_sitting_fits_the_state_of_the_tender():
    assert refuse_purpose("closed", "opening") == []
    assert refuse_purpose("closed", "other") == []
    assert codes(refuse_purpose("closed", "results")) == ["commission.purpose"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"at": HOUR - timedelta(microseconds=1)}, ["opening.early"]),
        ({"presiding": False}, ["opening.unconfirmed"]),
        ({"another": False}, ["opening.unconfirmed"]),
        ({"bids": 0}, ["opening.no_bids"]),
        ({"unopened": ("ab",)}, ["opening.cannot_open"]),
        ({"vouched": 4, "needed": 4}, []),
        ({"vouched": 3, "needed": 4, "silent": ("А",)}, ["opening.hearsay"]),
    ],
)
def test_p36_bids_open_at_their_hour_by_two_people_and_all_at_once(change, said):
    facts = {"at": HOUR, "opens_at": HOUR, "presiding": True, "another": True} | change
    assert codes(refuse_opening(OpeningFacts(**facts))) == said


@pytest.mark.parametrize(
    ("second", "later"),
    [
        ({"bins": frozenset("b")}, {}),
        ({"bins": frozenset("ab")}, {"2": "1"}),
        ({"bins": frozenset("b"), "affiliates": frozenset("a")}, {}),
    ],
)
def test_p28_1_the_earlier_bid_stands(second, later):
    first = Party("1", frozenset("a"), frozenset(), HOUR)
    other = Party(
        **{"bid": "2", "affiliates": frozenset(), "first_submitted_at": HOUR + timedelta(1)} | second
    )
    assert later_duplicates([other, first]) == later


@pytest.mark.parametrize(
    ("first_names", "second_names", "later"),
    [("", "", {}), ("b", "", {"2": "1"}), ("", "a", {"2": "1"}), ("b", "a", {"2": "1"}), ("c", "c", {})],
)
def test_art33_a_named_affiliate_is_noticed_whichever_side_names_it(first_names, second_names, later):
    first = Party("1", frozenset("a"), frozenset(first_names), HOUR)
    second = Party("2", frozenset("b"), frozenset(second_names), HOUR + timedelta(1))
    assert later_affiliates([second, first]) == later


@pytest.mark.parametrize(
    ("facts", "admit", "code", "said"),
    [
        ({}, True, "", []),
        ({"opened": False}, True, "", ["admission.not_opened"]),
        ({"qualification": "blocked", "unchecked": (3,)}, True, "", ["admission.not_checked"]),
        ({"qualification": "failed"}, True, "", ["admission.not_qualified"]),
        ({"binding": ("offer",)}, True, "", ["admission.cannot_count"]),
        ({"binding": ("duplicate",)}, True, "", ["admission.duplicate"]),
        ({}, False, "affiliate", []),
        ({"qualification": "failed"}, False, "qualification", []),
        ({"qualification": "blocked"}, False, "qualification", ["admission.not_checked"]),
        ({}, False, "qualification", ["admission.qualified"]),
        ({}, False, "nonsense", ["admission.ground"]),
    ],
)
def test_art32_a_bid_is_admitted_or_rejected_with_its_ground(facts, admit, code, said):
    given = JudgementFacts(**{"opened": True, "qualification": "passed"} | facts)
    assert codes(refuse_judgement(given, admit=admit, code=code, reasons=("а", "б"))) == said


def test_a_rejection_states_its_reason_in_both_languages():
    facts = JudgementFacts(opened=True, qualification="passed")
    assert codes(refuse_judgement(facts, admit=False, code="security", reasons=("а", ""))) == [
        "admission.reason"
    ]


@pytest.mark.parametrize(
    ("facts", "ground"),
    [
        (CountFacts("closed", 0), "44-1"),
        (CountFacts("closed", 1), ""),
        (CountFacts("admitted", 2, judged=True, admitted=0), "44-2"),
        (CountFacts("admitted", 2, judged=True, admitted=1), ""),
        (CountFacts("admitted", 2, judged=True, admitted=1, minimum=2), "44-4"),
        (CountFacts("admitted", 2, judged=True, admitted=0, minimum=2), "44-2"),
        (CountFacts("stage1_closed", 3, judged=True, admitted=1, minimum=2, stage_one=True), "44-4"),
        (CountFacts("stage1_closed", 0, minimum=2, stage_one=True), "44-4"),
        (CountFacts("opened", 2), ""),
    ],
)
def test_p44_the_grounds_that_are_facts(facts, ground):
    assert detected(facts) == ground


@pytest.mark.parametrize(
    ("ground", "citation", "said"),
    [
        ("44-1", Pair(), []),
        ("44-2", Pair(), ["failure.not_44_2"]),
        ("44-3", Pair(), ["failure.citation", "failure.citation"]),
        ("44-3", Pair("43-тармақ", ""), ["failure.citation"]),
        ("44-3", Pair("43-тармақ", "п. 43"), []),
        ("44-5", Pair(), ["failure.ground"]),
    ],
)
def test_p44_no_failure_without_its_ground(ground, citation, said):
    assert codes(refuse_proposal(CountFacts("closed", 0), ground, citation)) == said


def test_p44_the_ground_still_holds_when_the_protocol_is_signed():
    assert refuse_declaration(CountFacts("closed", 0), "44-1") == []
    assert codes(refuse_declaration(CountFacts("closed", 1), "44-1")) == ["failure.gone"]
    assert codes(refuse_declaration(CountFacts("closed", 1), None)) == ["failure.not_proposed"]


def piece(kind_of_piece, claimed=ONE, bearer="", policies=None, **detail):
    chosen = {"k1_kinds": "construction", "k3_evidence": "as_listed", "k6_field": "any"} | (policies or {})
    return PieceFacts(kind_of_piece, Decimal(claimed), detail, chosen, bearer, closes_on=date(2026, 4, 11))


@pytest.mark.parametrize(
    ("found", "accepted", "reason", "said"),
    [
        (piece("k1", kind="construction"), ONE, "", []),
        (piece("k1", kind="other"), ONE, "", ["evidence.not_construction"]),
        (piece("k1", kind="other", policies={"k1_kinds": "all"}), ONE, "", []),
        (piece("k1", kind="construction"), Decimal(0), "", ["evidence.reason"]),
        (piece("k1", kind="construction"), Decimal(0), "ұқсас емес", []),
        (piece("k1", kind="construction"), Decimal(2), "", ["evidence.range"]),
        (piece("k1", kind="construction"), None, "", ["evidence.range"]),
        (piece("k1", kind="construction"), Decimal("NaN"), "", ["evidence.range"]),
        (piece("k2", bearer="public"), ONE, "", []),
        (piece("k2", bearer="private"), ONE, "", ["evidence.not_additional"]),
        (piece("k2"), ONE, "", ["evidence.not_additional"]),
        (piece("k3", 1000, form="loan"), Decimal("999.50"), "шарт", []),
        (
            piece("k3", 1000, form="loan", policies={"k3_evidence": "own_capital"}),
            Decimal(1000),
            "",
            ["evidence.not_own"],
        ),
        (piece("k6a", 50, experience_since="2015-03-01"), Decimal("49.5"), "x", ["evidence.whole"]),
        (piece("k6a", 50), Decimal(50), "", ["evidence.five_years"]),
        (piece("k6a", 50, experience_since="2021-04-11"), Decimal(50), "", ["evidence.five_years"]),
        (piece("k6b", 50, experience_since="2021-04-10"), Decimal(50), "", []),
        (piece("k6b", 50, experience_since="бес жыл"), Decimal(50), "", ["evidence.five_years"]),
        (piece("k6b", 50, over_five_years=True), Decimal(50), "", []),
        (
            piece("k6a", 50, experience_since="2015-03-01", policies={"k6_field": "construction"}),
            Decimal(50),
            "",
            ["evidence.other_field"],
        ),
        (
            piece("k6b", 50, experience_since="2015-03-01", policies={"k6_field": "construction"}),
            Decimal(50),
            "",
            [],
        ),
    ],
)
def test_appendix4_evidence_is_accepted_within_the_claim_and_the_published_policies(
    found, accepted, reason, said
):
    assert codes(refuse_acceptance(found, accepted, reason, reason)) == said


@pytest.mark.parametrize(("kk", "ru"), [("Үзінді", ""), (" ", "Выписка")])
def test_a_reason_printed_in_both_protocols_is_given_in_both_languages(kk, ru):
    assert codes(refuse_acceptance(piece("k1", 1), Decimal(0), kk, ru)) == ["evidence.reason_languages"]
    assert "evidence.reason_languages" in codes(refuse_acceptance(piece("k1", 1), Decimal(1), kk, ru))


def test_nothing_is_counted_before_all_evidence_is_decided():
    assert codes(refuse_evaluation(3, 2, protocol_exists=False)) == ["evaluation.undecided"]
    assert codes(refuse_evaluation(0, 0, protocol_exists=True)) == ["evaluation.nobody", "evaluation.signed"]


def test_p13_among_equals_the_choice_has_reasons():
    assert refuse_best(["1"], "1", ("", ""), stale=False) == []
    assert codes(refuse_best(["1", "2"], "1", ("а", ""), stale=False)) == ["evaluation.tie_reason"]
    assert codes(refuse_best(["1"], "2", ("", ""), stale=False)) == ["evaluation.not_leader"]
    assert codes(refuse_best(["1"], "1", ("", ""), stale=True)) == ["evaluation.stale"]


def test_p41_negotiations_are_held_with_the_best_and_nobody_else():
    assert refuse_start(decided=True, live=False, signed=True) == []
    assert codes(refuse_start(decided=False, live=True, signed=False)) == [
        "negotiation.live",
        "negotiation.no_best",
        "negotiation.unsigned",
    ]


def test_appendix1_item13_a_closed_condition_is_not_touched():
    closed = ClauseFacts("1.1", closed=True)
    assert codes(refuse_clause(closed, ("а", "б"), live=True)) == ["negotiation.frozen"]
    assert codes(refuse_clause(ClauseFacts("2.1", closed=False), ("а", ""), live=True)) == [
        "negotiation.both_languages"
    ]


def test_art40_6_a_proposal_says_the_same_figures_in_both_languages():
    clause = ClauseFacts("3.1", closed=False)
    assert refuse_clause(clause, ("17 айдан аспайды", "не более 17 месяцев"), live=True) == []
    (refusal,) = refuse_clause(clause, ("17 айдан аспайды", "не более 19 месяцев"), live=True)
    assert (refusal.code, refusal.field) == ("publication.figures_differ", "")  # of neither text alone
    assert (refusal.params["kk"], refusal.params["ru"]) == ("17", "19")


LIMITS = Thresholds(
    projects=0, construction_cost=Decimal(5_000_000_000), own_funds=Decimal(1_000_000_000), months=24,
    price=Decimal(40_000), higher_share=Decimal(40), secondary_share=Decimal(30),
)  # fmt: skip


def won_with(own="1250000000", months=21, price="36000", limits=LIMITS):
    offer = Offer("A", 3, 2, 0, Decimal(own), months, Decimal(price), Decimal(50), Decimal(33))
    found = competed(limits, offer, years=10, investments=Decimal(2_640_000_000))
    return {one.key: one for one in found}


def test_a4_what_the_bid_bettered_is_carried_into_the_contract_and_the_rest_as_announced():
    assert {(one.symbol, one.terms, one.offered) for one in won_with().values() if one.symbol} == {
        ("К3", (4,), "1\u00a0250\u00a0000\u00a0000\u00a0₸"),
        ("К3", (4,), "25\u00a0%"),
        ("К4", (3, 6), "21"),
        ("К5", (5,), "36\u00a0000\u00a0₸"),
    }
    assert won_with(own="1245000000")["K3percent"].offered == "24,9\u00a0%"


def test_app2_p12_5_6_a_bid_admitted_beyond_a_limit_is_carried_as_offered_and_own_funds_not_below_it():
    """Rows and words of the contract are one (A-55): its term and its tariff are those of the bid."""
    worse = won_with(own="900000000", months=30, price="41000")
    assert {key: one.offered for key, one in worse.items() if one.symbol and one.unit != "percent"} == {
        "K3tenge": "1\u00a0000\u00a0000\u00a0000\u00a0₸",
        "K4months": "30",
        "K5tenge": "41\u00a0000\u00a0₸",
    }
    clause = ClauseFacts("3.1", closed=False, competed=(worse["K4months"],))
    assert refuse_clause(clause, ("30 айдан аспайды", "не более 30 месяцев"), live=True) == []
    for months in ("24 айдан", "24 месяца"), ("30 немесе 24 ай", "30 или 24 месяца"):
        assert codes(refuse_clause(clause, months, live=True)) == ["negotiation.competed"]


@pytest.mark.parametrize(
    ("figure", "announced", "begun"),
    [
        ("K4months", "не более 24 месяцев, отклик за 24 часа", "не более 21 месяцев, отклик за 24 часа"),
        ("K4months", "24 айдан аспайды", "21 айдан аспайды"),
        ("K4months", "до 124 месяцев", None),
        ("K3percent", "не менее 20 % и 20,5 %", "не менее 25 % и 20,5 %"),
        ("K3percent", "20 %-дан кем болмайды", "25 %-дан кем болмайды"),
        ("K3tenge", "1 000 000 000 тенге", "1\u00a0250\u00a0000\u00a0000 тенге"),
        ("K3tenge", "не менее 11 000 000 000 тенге", None),
        ("K5tenge", "не превышает 40000 тенге", "не превышает 36\u00a0000 тенге"),
        ("K4months", "24 календарных месяца", "21 календарных месяца"),
        ("K4months", "24-месячный срок", "21-месячный срок"),
        ("K4months", "24 места в общежитии, 24 айыппұл", None),
        ("K3tenge", "1 000 000 000,00 тенге\n2. Иное", "1\u00a0250\u00a0000\u00a0000 тенге\n2. Иное"),
        ("K3tenge", "7 001 000 000 000 тенге", None),
        ("K5tenge", "не превышает 40 000\n2. Иное", "не превышает 36\u00a0000\n2. Иное"),
        ("K5tenge", "штраф 140 000 тенге", None),
    ],
)
def test_the_offer_stands_in_place_of_the_limit_with_its_unit(figure, announced, begun):
    one = won_with()[figure]
    assert one.carried_by(announced) == (begun is not None)
    assert one.written_into(announced) == (begun or announced)
    assert one.said_in(one.written_into(announced)) == (begun is not None)


def test_a_sum_that_contains_the_limit_is_not_the_limit():
    one = won_with(limits=replace(LIMITS, own_funds=Decimal(200_000_000)))["K3tenge"]
    assert not one.carried_by("1 200 000 000 тенге")
    assert one.written_into("1 200 000 000 тенге") == "1 200 000 000 тенге"


@pytest.mark.parametrize(
    ("figure", "announced", "agreed"),
    [
        ("K4months", "24 (двадцать четыре) месяца", "21 (двадцать один) месяц"),
        ("K4months", "24 (жиырма төрт) күнтізбелік ай", "21 (жиырма бір) күнтізбелік ай"),
        ("K3percent", "20 (двадцать) процентов", "25 (двадцать пять) процентов"),
        ("K3tenge", "1 млрд тенге", "1,25 млрд тенге"),
        ("K5tenge", "40 000 (сорок тысяч) тенге", "36 000 (тридцать шесть тысяч) тенге"),
    ],
)
def test_a_figure_said_in_words_too_is_read_and_left_for_a_person_to_rewrite(figure, announced, agreed):
    one = won_with()[figure]
    assert one.carried_by(announced)
    assert not one.said_in(announced)
    assert one.written_into(announced) == announced
    assert one.said_in(agreed)


@pytest.mark.parametrize(
    "text", ["Не более 24 месяцев. Отчет каждые 21 день.", "24 айдан аспайды, № 21 нысан"]
)
def test_p41_the_figure_of_the_bid_beside_another_thing_does_not_say_its_months(text):
    assert not won_with()["K4months"].said_in(text)


def test_p41_the_talks_neither_worsen_nor_leave_out_what_the_bid_won_with():
    clause = ClauseFacts("3.1", closed=False, competed=(won_with()["K4months"],))
    assert refuse_clause(clause, ("21 айдан аспайды", "не более 21 месяца"), live=True) == []
    for months in (20, 22, 24):
        texts = (f"{months} айдан аспайды", f"не более {months} месяцев")
        (refusal,) = refuse_clause(clause, texts, live=True)
        assert (refusal.code, refusal.params["offer"], refusal.params["limit"]) == (
            "negotiation.competed",
            "21",
            "24",
        )
    left = ClauseFacts("3.1", closed=False, unsaid=clause.competed)
    assert codes(refuse_agreement([left])) == ["negotiation.competed"]


def kept(term, *texts):
    return kept_by(tuple(won_with().values()), term, texts)


@pytest.mark.parametrize(
    ("term", "announced", "proposed", "said"),
    [
        (6, "10 лет эксплуатации", "20 лет эксплуатации", ["negotiation.operation"]),
        (3, "Эксплуатация 120 месяцев", "Эксплуатация 10 лет", ["negotiation.operation"]),
        (3, "Эксплуатация 10 лет, отклик за 4 часа", "Эксплуатация 10 лет, отклик за 2 часа", []),
        (4, "Инвестиции 2 640 000 000 тенге", "Инвестиции 3,64 млрд тенге", ["negotiation.investments"]),
        (4, "Инвестиции 2 640 000 000 тенге", "Инвестиции 2,64 млрд тенге", []),
        (3, "Не более 24 месяцев", "21 месяц, но не более 24 месяцев", ["negotiation.competed"]),
        (3, "Не более 24 месяцев", "от 21 до 24 месяцев", ["negotiation.competed"]),
        (3, "Не более 24 полных месяцев", "21 полный месяц", []),
        (6, "Строительство 24 месяца", "Строительство 36 месяцев", ["negotiation.competed"]),
        (7, "Риски по таблице", "Риск R1 несет публичный партнер", ["negotiation.risks"]),
        (7, "Риски по таблице", "Риски  по таблице", []),
        (5, "Опыт 10 лет", "Опыт 20 лет", []),
    ],
)
def test_p41_the_talks_leave_what_the_contract_is_made_of(term, announced, proposed, said):
    """Figures that the portal computes the contract from, or announced to everybody, do not change by the way."""
    clause = ClauseFacts(f"{term}.1", closed=False, competed=kept(term, announced, announced))
    assert codes(refuse_clause(clause, (proposed, proposed), live=True)) == said
    told = Statement(tuple(one.key for one in clause.competed), Pair("себебі", "причина"))
    assert refuse_clause(clause, (proposed, proposed), told, live=True) == []


def test_p41_a_figure_that_the_bid_did_not_better_stays_as_announced():
    (one,) = kept_by(tuple(won_with(months=24).values()), 3, ("24 ай", "24 месяца"))
    clause = ClauseFacts("3.1", closed=False, competed=(one,))
    (refusal,) = refuse_clause(clause, ("36 ай", "36 месяцев"), live=True)
    assert (refusal.code, refusal.params["limit"]) == ("negotiation.kept", "24")


GUARANTEE = ("Кепілдік мерзімі – 24 ай", "Гарантийный срок – 24 месяца")


def test_p41_a_figure_that_is_about_something_else_does_not_have_to_become_the_figure_of_the_bid():
    clause = ClauseFacts("3.1", closed=False, competed=(won_with()["K4months"],))
    assert codes(refuse_clause(clause, GUARANTEE, live=True)) == ["negotiation.competed"]
    told = Statement(("K4months",), Pair("кепілдік мерзімі", "срок гарантии"))
    assert refuse_clause(clause, GUARANTEE, told, live=True) == []


def test_p41_of_two_figures_in_a_clause_only_the_one_named_is_about_something_else():
    found = won_with()
    clause = ClauseFacts("4.1", closed=False, competed=(found["K3tenge"], found["K3percent"]))
    texts = ("1 000 000 000 теңге, айыппұл 20 %", "1 000 000 000 тенге, штраф 20 %")
    told = Statement(("K3percent",), Pair("айыппұл", "штраф"))
    (refusal,) = refuse_clause(clause, texts, told, live=True)
    assert (refusal.code, refusal.params["limit"]) == (
        "negotiation.competed",
        "1\u00a0000\u00a0000\u00a0000\u00a0₸",
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Pair("", ""), "negotiation.unrelated_reason"),
        (Pair("кепілдік", ""), "negotiation.unrelated_reason"),
        (Pair("", "гарантия"), "negotiation.unrelated_reason"),
        (Pair("кепілдік, 24 ай", "гарантия, 36 месяцев"), "publication.figures_differ"),
    ],
)
def test_p41_what_the_figure_is_about_is_said_in_both_languages_with_the_same_figures(reason, said):
    clause = ClauseFacts("3.1", closed=False, competed=(won_with()["K4months"],))
    (refusal,) = refuse_clause(clause, GUARANTEE, Statement(("K4months",), reason), live=True)
    assert (refusal.code, refusal.field) == (said, "unrelated_kk")


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        (ClauseFacts("2.1", closed=False), []),
        (ClauseFacts("2.1", closed=False, proposed=True, commission=True), ["negotiation.not_agreed"]),
        (ClauseFacts("2.1", closed=False, proposed=True, commission=True, bidder=True), []),
        (
            ClauseFacts("1.1", closed=True, proposed=True, commission=True, bidder=True),
            ["negotiation.frozen"],
        ),
    ],
)
def test_p41_the_talks_end_when_both_sides_agreed_to_every_change(clause, said):
    assert codes(refuse_agreement([clause])) == said


def test_art40_7_a_drop_needs_its_outcome_and_reasons():
    assert refuse_drop("refused", ("а", "б"), live=True) == []
    assert codes(refuse_drop("late", ("", ""), live=True)) == ["negotiation.outcome", "negotiation.reason"]


def test_d16_the_window_shows_the_last_day_of_the_kazakh_reading_too():
    window = signing_term(HOUR, pack("605-458"), WorkingCalendar())
    other = next(step for step in window.because if step.code == "other_reading")
    assert other.params["on"] == local_day(window.due_at) - timedelta(1)


@pytest.mark.parametrize(("days", "said"), [(-1, []), (0, []), (1, ["results.bid_expired"])])
def test_nobody_is_found_winner_on_a_bid_that_is_no_longer_valid(days, said):
    until = local_day(HOUR)
    assert codes(refuse_expired_bid(until + timedelta(days), until)) == said


def test_p51_results_need_agreement_vote_and_signatures():
    facts = {"agreed": True, "talked": True, "adopted": True, "signed": True}
    assert refuse_results(**facts) == []
    assert len(refuse_results(**dict.fromkeys(facts, False))) == 3
    assert codes(refuse_results(**facts | {"talked": False})) == ["results.talks_unsigned"]


@pytest.mark.parametrize(
    ("fault", "reason", "at", "said"),
    [
        ("undecided", Pair(), HOUR + timedelta(1), []),
        ("undecided", Pair(), HOUR, ["results.window_runs"]),
        ("none", Pair("бюджет", "бюджет"), HOUR, ["results.window_runs"]),
        ("winner", Pair("бас тартты", "отказался"), HOUR, []),
        ("winner", Pair("бас тартты", ""), HOUR, ["results.reason"]),
        ("nobody", Pair("x", "x"), HOUR + timedelta(1), ["results.fault"]),
    ],
)
def test_p51_before_its_end_the_window_lapses_only_by_an_evasion(fault, reason, at, said):
    assert codes(refuse_lapse(fault, reason, head=True, at=at, due_at=HOUR)) == said


# --- what was inside the seal -----------------------------------------------------------------------------

GOOD = {
    "format": "ppp-bid/1",
    "tender": "t",
    "stage": 2,
    "offer": {"months": 21, "price": "36000", "headcount": 100},
    "projects": [{"title": "Ж", "kind": "construction", "file": "f"}],
    "specialists": [{"level": "higher", "count": 50, "experience_since": "2015-03-01", "file": "f"}],
}


def reading(**change):
    return bid_reading.read(json.dumps(GOOD | change).encode(), tender="t")


def test_a_bid_is_read_as_it_was_sealed():
    read = reading()
    assert (read.months, read.price, read.headcount, read.problems) == (21, Decimal(36000), 100, ())
    assert [(piece.kind, piece.claimed) for piece in read.evidence] == [("k1", 1), ("k6a", 50)]


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b"", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"[" * 200_000, "not_json"),
        (b"NaN", "not_json"),
        (b"[]", "other_format"),
        (b'{"format": "ppp-bid/2"}', "other_format"),
        (b"9" * 5000, "not_json"),
    ],
)
def test_nonsense_inside_the_seal_never_stops_an_opening(payload, code):
    assert [problem.code for problem in bid_reading.read(payload, tender="t").problems] == [code]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"tender": "other"}, ("other_tender", "")),
        ({"stage": 1}, ("other_stage", "")),
        ({"offer": {}}, ("offer", "offer.price")),
        ({"offer": {"months": True, "price": "1", "headcount": 100}}, ("offer", "offer.months")),
        ({"offer": {"months": 1, "price": "-1", "headcount": 100}}, ("offer", "offer.price")),
        ({"offer": {"months": 1, "price": "1e400", "headcount": 100}}, ("offer", "offer.price")),
        ({"offer": {"months": 1, "price": "0.001", "headcount": 100}}, ("offer", "offer.price")),
        ({"offer": {"months": 1, "price": "1", "headcount": 10}}, ("offer", "offer.headcount")),
        ({"projects": ["x"]}, ("value", "projects.0")),
        ({"projects": [{"title": "Ж"}]}, ("no_evidence", "projects.0")),
        ({"funds": [{"amount": "много", "file": "f"}]}, ("value", "funds.0.amount")),
        ({"specialists": [{"level": "none", "count": 1}]}, ("value", "specialists.0.level")),
        ({"projects": [{"title": "Ж", "file": "f"}] * 101}, ("too_many", "projects")),
    ],
)
def test_what_cannot_be_read_becomes_a_fact_for_the_admission(change, problem):
    found = [(row.code, row.path) for row in reading(**change).problems]
    assert problem in found


def test_what_the_database_cannot_keep_is_taken_out():
    read = reading(summary="а\x00б\ud800", deep={"x": [10**30, 1.5]})
    assert read.content["summary"] == "аб?"
    assert read.content["deep"] == {"x": [str(10**30), "1.5"]}
