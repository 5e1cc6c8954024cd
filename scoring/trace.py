"""The arithmetic behind each point, step by step: inputs, formula, numbers, policy, paragraph.

Formulas are symbolic and the same in every language; `scoring.messages` has words for the symbols and steps.
A formula may use + − × ÷, max, min, the floor brackets ⌊ ⌋, the symbols of its inputs and nothing else, so a
test can compute every printed line again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ppp_portal.law.acts import Paragraph, p605
from scoring.criteria import CRITERIA, SYMBOLS, Criteria, Offer
from scoring.measures import Measures, Yardstick, staff_rows, step

Number = int | Decimal | Fraction

# The two rows of K6 stand under one symbol.
_PARAGRAPHS = {row: p605(f"A4.{row}") for row in (*CRITERIA, "K6a", "K6b")}
_SYMBOL = re.compile(r"\b(?!max\b|min\b)[A-Za-z]\w*")
_LONG = re.compile(r"(?<![\d.])\d{5,}")  # the digits before a decimal point, from five on

# {code of a step: {value of its policy: right-hand side}}; "" where no policy bears on the step.
EXPRESSIONS: Mapping[str, Mapping[str, str]] = {
    "k1.points": {"every": "N", "above": "max(0, N − N0)"},
    "k2.points": {"ignore": "R", "subtract": "max(0, R − H)", "add": "R + H"},
    "k3.percent": {"whole": "100 × F ÷ C", "excess": "100 × max(0, F − F0) ÷ C"},
    "k3.cap": {"cap_100": "min(100, y)", "none": "y"},
    "k3.points": {"": "2 × s"},
    "k4.months": {"": "T0 − T"},
    "k4.points": {"note_cap": "min(1, s)", "table_linear": "s"},
    "k5.tenths": {"": "10 × (P0 − P) ÷ P0"},
    "k6.row": {"relative": "10 × (V − V0) ÷ V0", "points": "(V − V0) ÷ 10"},
    "k6.points": {"sum": "a + b", "max": "max(a, b)", "mean": "(a + b) ÷ 2"},
    "steps": {"floor": "⌊max(0, x)⌋", "prorata": "max(0, x)", "half_up": "⌊max(0, x) + 1 ÷ 2⌋"},
}


@dataclass(frozen=True)
class TraceStep:
    """One line of arithmetic. `policy` and `choice` are empty where the order leaves no choice.

    `code` names the step for `scoring.messages.STEPS`; `symbol` is what the line defines.
    """

    code: str
    symbol: str
    expression: str
    inputs: Mapping[str, Number]
    result: Fraction
    paragraph: Paragraph
    policy: str = ""
    choice: str = ""

    @property
    def formula(self) -> str:
        """ "x = 10 × (P0 − P) ÷ P0"; the criteria by the symbols of the order"""
        return f"{SYMBOLS.get(self.symbol, self.symbol)} = {self.expression}"

    @property
    def numbers(self) -> str:
        """ "10 × (40 000 − 36 000) ÷ 40 000 = 1", groups of three parted by a no-break space"""
        filled = _SYMBOL.sub(lambda found: written(self.inputs[found[0]]), self.expression)
        return _LONG.sub(
            lambda found: f"{int(found[0]):,}".replace(",", "\u00a0"), f"{filled} = {self.result}"
        )


@dataclass(frozen=True)
class Point:
    """The points of one criterion ("K1" … "K6") with flags and the steps that lead to the value."""

    criterion: str
    value: Fraction
    flags: tuple[str, ...]
    steps: tuple[TraceStep, ...]


def written(value: Number) -> str:
    """A number inside a formula: plain digits, no idle zeros; a fraction in brackets, so that no sign binds to it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"({value})" if value < 0 or value.denominator != 1 else str(value)


def explain(
    criteria: Criteria, offer: Offer, parts: Mapping[str, Fraction], flags: tuple[str, ...]
) -> tuple[Point, ...]:
    """The arithmetic of every criterion of one offer, whose points and flags the engine has computed."""
    working = _Working(criteria, offer, parts)
    return tuple(
        Point(
            criterion=code,
            value=parts[code],
            flags=tuple(flag for flag in flags if flag.startswith(code.lower())),
            steps=tuple(getattr(working, code.lower())()),
        )
        for code in CRITERIA
    )


class _Working:
    """Writes down the arithmetic of one offer, criterion by criterion."""

    def __init__(self, criteria: Criteria, offer: Offer, parts: Mapping[str, Fraction]) -> None:
        self.t, self.p, self.o, self.parts = criteria.thresholds, criteria.policies, offer, parts
        self.m: Measures = Yardstick(criteria.thresholds).measure(offer)

    def k1(self) -> Iterator[TraceStep]:
        inputs = {"N": self.o.projects, "N0": self.t.projects}
        yield self._line("K1", "k1.points", "K1", inputs, self.parts["K1"], "k1_threshold")

    def k2(self) -> Iterator[TraceStep]:
        inputs = {"R": self.o.risks_accepted, "H": self.o.risks_transferred}
        yield self._line("K2", "k2.points", "K2", inputs, self.parts["K2"], "k2_transferred")

    def k3(self) -> Iterator[TraceStep]:
        percent = self.m.funds if self.p.k3_base == "whole" else self.m.funds_above
        capped = min(Fraction(100), percent) if self.p.k3_cap == "cap_100" else percent
        inputs = {"F": self.o.own_funds, "F0": self.t.own_funds, "C": self.t.construction_cost}
        yield self._line("K3", "k3.percent", "y", inputs, percent, "k3_base")
        yield self._line("K3", "k3.cap", "x", {"y": percent}, capped, "k3_cap")
        yield (steps := self._steps("K3", "s", capped))
        yield self._line("K3", "k3.points", "K3", {"s": steps.result}, self.parts["K3"])

    def k4(self) -> Iterator[TraceStep]:
        saved = Fraction(self.m.months_saved)
        yield self._line("K4", "k4.months", "x", {"T0": self.t.months, "T": self.o.months}, saved)
        yield (steps := self._steps("K4", "s", saved))
        yield self._line("K4", "k4.points", "K4", {"s": steps.result}, self.parts["K4"], "k4")

    def k5(self) -> Iterator[TraceStep]:
        inputs = {"P0": self.t.price, "P": self.o.price}
        yield self._line("K5", "k5.tenths", "x", inputs, self.m.price_steps)
        yield self._steps("K5", "K5", self.m.price_steps)

    def k6(self) -> Iterator[TraceStep]:
        t, o = self.t, self.o
        higher, secondary = staff_rows(self.m, self.p)
        yield self._line("K6a", "k6.row", "x", {"V0": t.higher_share, "V": o.higher_share}, higher, "k6_unit")
        yield (a := self._steps("K6a", "a", higher))
        inputs = {"V0": t.secondary_share, "V": o.secondary_share}
        yield self._line("K6b", "k6.row", "x", inputs, secondary, "k6_unit")
        yield (b := self._steps("K6b", "b", secondary))
        yield self._line("K6", "k6.points", "K6", {"a": a.result, "b": b.result}, self.parts["K6"], "k6_rows")

    def _steps(self, row: str, symbol: str, x: Fraction) -> TraceStep:
        return self._line(row, "steps", symbol, {"x": x}, Fraction(step(x, self.p.step)), "step")

    def _line(
        self,
        row: str,
        code: str,
        symbol: str,
        inputs: Mapping[str, Number],
        result: Fraction,
        policy: str = "",
    ) -> TraceStep:
        choice = getattr(self.p, policy) if policy else ""
        expression = EXPRESSIONS[code][choice]
        used = {name: inputs[name] for name in dict.fromkeys(_SYMBOL.findall(expression))}
        return TraceStep(code, symbol, expression, used, result, _PARAGRAPHS[row], policy, choice)
