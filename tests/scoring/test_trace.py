"""Every printed line of arithmetic can be computed again and leads to the points."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import given

from scoring import messages
from scoring.criteria import POLICIES
from scoring.engine import evaluate
from scoring.trace import EXPRESSIONS, written
from tests.scoring.reference import OFFERS, criteria
from tests.scoring.strategies import criteria as any_criteria
from tests.scoring.strategies import tenders


def computed(expression: str, values: dict[str, Fraction]) -> Fraction:
    """A formula of the trace, evaluated as it is printed."""
    python = expression.translate(str.maketrans({"×": "*", "÷": "/", "−": "-", "⌊": "floor(", "⌋": ")"}))
    python = python.replace("1 / 2", "Fraction(1, 2)")
    names = {"max": max, "min": min, "floor": floor, "Fraction": Fraction, "__builtins__": {}}
    return Fraction(eval(python, names, values))


@given(asked=any_criteria, bids=tenders)
def test_every_line_says_what_the_engine_counted(asked, bids):
    for score in evaluate(asked, bids).scores:
        for point in score.points:
            known: dict[str, Fraction] = {}
            for line in point.steps:
                values = {symbol: Fraction(value) for symbol, value in line.inputs.items()}
                assert all(known[symbol] == values[symbol] for symbol in values.keys() & known.keys())
                assert computed(line.expression, values) == line.result
                known[line.symbol] = line.result
            assert known[point.criterion] == point.value == score.parts[point.criterion]


@given(asked=any_criteria, bids=tenders)
def test_every_line_names_its_paragraph_and_the_policy_in_force(asked, bids):
    for score in evaluate(asked, bids).scores:
        for point in score.points:
            for line in point.steps:
                assert line.paragraph.key.startswith(f"605:A4:{point.criterion}")
                assert line.choice == (getattr(asked.policies, line.policy) if line.policy else "")
            for line in point.steps:
                if line.policy:
                    assert point.criterion in POLICIES[line.policy].criteria


def test_a_figure_kept_with_idle_zeros_is_written_without_them():
    assert [written(Decimal(value)) for value in ("40000.00", "5000000000", "12.50")] == [
        "40000",
        "5000000000",
        "12.5",
    ]


def test_a_line_reads_as_formula_and_as_numbers():
    points = {point.criterion: point for point in evaluate(criteria(), OFFERS).scores[2].points}
    assert [(line.formula, line.numbers) for line in points["K5"].steps] == [
        ("x = 10 × (P0 − P) ÷ P0", "10 × (40\u00a0000 − 30\u00a0000) ÷ 40\u00a0000 = 5/2"),
        ("К5 = ⌊max(0, x)⌋", "⌊max(0, (5/2))⌋ = 2"),
    ]
    assert points["K6"].steps[-1].numbers == "5 + 3 = 8"
    assert [line.paragraph.key for line in points["K6"].steps] == [
        "605:A4:K6a",
        "605:A4:K6a",
        "605:A4:K6b",
        "605:A4:K6b",
        "605:A4:K6",
    ]


def test_every_step_symbol_policy_and_flag_has_words():
    used = {
        symbol
        for score in evaluate(criteria(k1_threshold="above", k3_base="excess"), OFFERS).scores
        for point in score.points
        for line in point.steps
        for symbol in line.inputs
    }
    assert used - {"x", "y", "s", "a", "b"} <= messages.FORMULA_SYMBOLS.keys()
    assert EXPRESSIONS.keys() == messages.STEPS.keys()
    assert messages.POLICIES.keys() == messages.QUESTIONS.keys() == messages.CHOICES.keys()
    for key, policy in POLICIES.items():
        assert tuple(messages.CHOICES[key]) == policy.values
