"""The eight requirements of article 32, without a database."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from ppp_portal.qualification.queries import foreseen
from ppp_portal.qualification.requirements import ASKED, REQUIREMENTS, requirement, requirements_on
from ppp_portal.qualification.rules import (
    CheckFacts,
    Terms,
    funds_enough,
    funds_steps,
    overall,
    reasons_of,
    refuse_check,
    result_of,
    tax_debt_within,
    tax_steps,
)

CLOSES = date(2026, 4, 20)
CLOSED_AT = datetime(2026, 4, 20, 6, tzinfo=UTC)
COST = Decimal("18324558000")
WHOLE = ASKED["whole"]


def terms(policy="own_or_borrowed", mci=Decimal(4325)):
    return Terms(multiple=6, share=Fraction(1, 5), funds_policy=policy, year=2026, mci=mci)


def funds(own, borrowed=0):
    return {"own_funds": Decimal(own), "borrowed_funds": Decimal(borrowed)}


def check(number, verdict="met", **more):
    return CheckFacts(number, verdict, **{"proof": True, **more})


def codes(facts, asked=WHOLE, policy="own_or_borrowed", cost=COST, **more):
    found = refuse_check(facts, asked=asked, last_day=CLOSES, terms=terms(policy, **more), cost=cost)
    return [refusal.code for refusal in found]


def test_there_are_eight_requirements_each_under_its_paragraph():
    assert [row.number for row in requirements_on(CLOSES)] == list(range(1, 9))
    assert [row.basis.key for row in REQUIREMENTS] == [f"L:32(1)({n})" for n in range(1, 9)]
    assert requirement(8).amounts == ("own_funds", "borrowed_funds")
    with pytest.raises(LookupError):
        requirements_on(date(2016, 1, 1))
    with pytest.raises(KeyError):
        requirement(9)


def test_art32_1_1_participants_satisfy_their_own_and_the_rest_together():
    assert ASKED["participant"] == (1, 2, 4, 5, 6, 7)
    assert ASKED["joint_spv"] == (8,)
    assert sorted(ASKED["participant"] + ASKED["joint"]) == list(WHOLE)


@pytest.mark.parametrize(
    ("mci", "debt", "within"),
    [
        (3063, "18378", True),  # six MCI of 1 January 2022
        (3063, "18378.01", False),
        (4325, "25950", True),
        (4325, "25950.01", False),
        (4325, "0", True),
    ],
)
def test_tax_debt_is_no_more_than_six_mci_of_1_january(mci, debt, within):
    assert tax_debt_within(Decimal(debt), terms(mci=Decimal(mci))) is within


@pytest.mark.parametrize(
    ("own", "borrowed", "law", "notice"),
    [
        ("3664911600", "0", True, True),  # exactly a fifth
        ("3664911599.99", "0", False, False),
        ("1000000000", "2664911600", True, False),
        ("1000000000", "2664911599.99", False, False),
        ("0", "18324558000", True, False),
    ],
)
def test_own_funds_are_a_fifth_of_the_cost(own, borrowed, law, notice):
    """N-12: the Law counts borrowed funds as well, the notice of 2022 does not."""
    assert funds_enough(funds(own, borrowed), COST, terms()) is law
    assert funds_enough(funds(own, borrowed), COST, terms("own_only")) is notice


@pytest.mark.parametrize(
    ("stated", "asked", "told"),
    [
        ({"tax_debt": Decimal(25950), **funds("3664911600")}, (2, 8), []),
        ({"tax_debt": Decimal(25951), **funds("200")}, (2, 8), ["check.debt_over", "check.funds_short"]),
        ({"tax_debt": Decimal(25951), **funds("200")}, (8,), ["check.funds_short"]),
        (funds("200", "3664911400"), (2, 8), []),  # the debt is not stated: nothing is said of it
        ({"own_funds": Decimal(200)}, (2, 8), []),  # of the borrowed funds neither
    ],
)
def test_l32_a_bidder_is_told_of_its_own_sums_by_the_arithmetic_of_the_sheet(stated, asked, told):
    found = foreseen(stated, requirements=asked, object_cost=COST, edition="605-458", deadline=CLOSED_AT)
    assert [row.refusal.code for row in found] == told
    assert all(row.steps for row in found)


def test_what_is_measured_by_an_unknown_index_or_cost_is_not_foreseen():
    stated = {"tax_debt": Decimal(10**9), **funds("0")}
    later = datetime(2031, 4, 20, tzinfo=UTC)
    found = foreseen(stated, requirements=(2, 8), object_cost=Decimal(0), edition="605-458", deadline=later)
    assert found == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (check(1), []),
        (check(1, ""), ["check.blank"]),
        (check(1, "maybe"), ["check.blank"]),
        (check(1, proof=False), ["check.evidence"]),
        (check(1, proof=False, evidence_kk="анықтама", evidence_ru="справка"), []),
        (check(1, evidence_kk="анықтама"), ["check.languages"]),
        (check(1, "not_met", proof=False), ["check.reason"]),
        (check(1, "not_met", reason_kk="өткен", reason_ru="истекла", proof=False), []),
        (check(1, "not_met", reason_ru="истекла", proof=False), ["check.languages"]),
        (check(1, "not_checked", proof=False), []),
        (check(9), ["check.not_asked"]),
        (check(1, certificate_on=CLOSES), []),
        (check(1, certificate_on=date(2026, 4, 21)), ["check.certificate_late"]),
        (check(1, valid_until=CLOSES), []),
        (check(1, valid_until=date(2026, 4, 19)), ["check.certificate_expired"]),
        (check(1, "not_met", reason_kk="өткен", reason_ru="истекла", valid_until=date(2026, 4, 19)), []),
        (
            check(1, certificate_on=date(2026, 4, 20), valid_until=date(2026, 4, 19)),
            ["check.certificate_expired", "check.certificate_term"],
        ),
        (check(1, amounts={"tax_debt": Decimal(1)}), ["check.amount_not_asked"]),
        (check(2), ["check.amount_missing"]),
        (check(2, amounts={"tax_debt": Decimal("-0.01")}), ["check.amount_negative"]),
        (check(2, amounts={"tax_debt": Decimal(25950)}), []),
        (check(2, amounts={"tax_debt": Decimal(25951)}), ["check.debt_over"]),
        (
            check(
                2,
                "not_met",
                reason_kk="төлемге қабілетсіз",
                reason_ru="неплатежеспособен",
                amounts={"tax_debt": Decimal(0)},
            ),
            [],
        ),
        (check(8), ["check.amount_missing", "check.amount_missing"]),
        (check(8, amounts=funds("3664911600")), []),
        (check(8, amounts=funds("1")), ["check.funds_short"]),
        (check(8, amounts=funds("-1", "-2")), ["check.amount_negative", "check.amount_negative"]),
        (check(8, "not_met", reason_kk="көрсетілмеген", reason_ru="не показаны", proof=False), []),
    ],
)
def test_what_a_check_must_hold(facts, expected):
    assert codes(facts) == expected


def test_a_check_is_refused_when_a_number_is_not_known():
    assert codes(check(2, amounts={"tax_debt": Decimal(0)}), mci=None) == ["check.mci_unknown"]
    assert codes(check(8, amounts=funds(1)), cost=None) == ["check.cost_unknown"]
    assert codes(check(8, amounts=funds(COST)), asked=ASKED["participant"]) == ["check.not_asked"]
    assert codes(check(8, amounts=funds("0", COST)), policy="own_only") == ["check.funds_short"]


def verdicts(text):
    """``"++-?"``: met, met, not met, not checked; a dot is nothing recorded."""
    meaning = {"+": "met", "-": "not_met", "?": "not_checked"}
    return {n: meaning[mark] for n, mark in enumerate(text, 1) if mark != "."}


@pytest.mark.parametrize(
    ("checks", "asked", "result", "reasons"),
    [
        ("++++++++", WHOLE, "passed", []),
        ("+++++++-", WHOLE, "failed", ["not_met"]),
        ("+++++++?", WHOLE, "blocked", ["not_checked"]),
        ("+++++++.", WHOLE, "blocked", ["not_checked"]),
        ("-++++++?", WHOLE, "blocked", ["not_met", "not_checked"]),
        ("", WHOLE, "blocked", ["not_checked"] * 8),
        ("++.++++.", ASKED["participant"], "passed", []),
        (".......+", ASKED["joint_spv"], "passed", []),
    ],
)
def test_what_is_not_checked_blocks_the_decision(checks, asked, result, reasons):
    given = verdicts(checks)
    assert result_of(given, asked) == result
    found = reasons_of(given, {8: "short"}, asked)
    assert [refusal.code for refusal in found] == [f"qualification.{code}" for code in reasons]


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([], "blocked"),
        (["passed", "passed"], "passed"),
        (["passed", "failed"], "failed"),
        (["failed", "blocked"], "blocked"),
    ],
)
def test_every_sheet_of_a_subject_counts(results, expected):
    assert overall(results) == expected


def test_the_arithmetic_can_be_opened():
    steps = tax_steps({"tax_debt": Decimal(25951)}, terms())
    assert [(step.code, step.value) for step in steps] == [
        ("mci", 4325),
        ("debt_limit", 25950),
        ("debt", 25951),
        ("debt_over", 1),
    ]
    steps = funds_steps(funds("1832455800", "1832455800"), COST, terms())
    assert [step.code for step in steps] == [
        "cost",
        "funds_needed",
        "own",
        "borrowed",
        "own_only_short_other",
        "own_or_borrowed_enough_chosen",
    ]
    assert (steps[1].value, steps[-1].params["percent"]) == (Decimal("3664911600"), 20)
    assert tax_steps({}, terms()) == funds_steps({}, COST, terms()) == []
