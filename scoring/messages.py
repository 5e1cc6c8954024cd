"""The words of the evaluation: criteria, fields, policies and their values, flags, arithmetic, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from scoring.criteria import SYMBOLS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # known to the stubs only

    from scoring.trace import TraceStep

Words = Mapping[str, "_StrPromise"]


def symbol(code: str) -> str:
    """A criterion as pages write it: the Cyrillic К of the order, on an English page a Latin K."""
    return code if get_language() == "en" else SYMBOLS.get(code, code)


def formula(step: TraceStep) -> str:
    """One line of arithmetic in the spelling of the page."""
    return f"{symbol(step.symbol)} = {step.expression}"


CRITERIA: Words = {
    "K1": _("Experience of implemented projects"),
    "K2": _("Risks assumed by the private partner"),
    "K3": _("Own funds attracted for construction"),
    "K4": _("Construction period"),
    "K5": _("Payment per place of residence per month"),
    "K6": _("Qualified specialists"),
}

# Names of thresholds and of the figures of an offer, by field.
FIELDS: Words = {
    "projects": _("implemented projects"),
    "risks_accepted": _("additionally accepted risks"),
    "risks_transferred": _("risks transferred to the public partner"),
    "construction_cost": _("construction cost, tenge"),
    "own_funds": _("own funds, tenge"),
    "months": _("construction period, months"),
    "price": _("payment per place of residence per month, tenge"),
    "higher_share": _("specialists with higher education and more than 5 years of work experience, %"),
    "secondary_share": _(
        "specialists with specialised secondary education and more than 5 years of work experience, %"
    ),
}

POLICIES: Words = {
    "step": _("Part of a step"),
    "k1_threshold": _("Threshold of K1"),
    "k2_transferred": _("Transferred risks in K2"),
    "k3_cap": _("Own funds above the construction cost in K3"),
    "k3_base": _("Base of K3"),
    "k4": _("More than one month saved in K4"),
    # xgettext:no-python-format
    "k6_unit": _("Meaning of 10 % in K6"),
    "k6_rows": _("Two rows of K6"),
    "k1_kinds": _("Kinds of projects in K1"),
    "k3_evidence": _("Evidence of own funds in K3"),
    "k6_field": _("Field of experience in K6"),
    "consortium_projects": _("Projects of a consortium in K1"),
}

QUESTIONS: Words = {
    "step": _("How does a part of a step count: of 1 %, of 10 %, of a month?"),
    "k1_threshold": _("Does every implemented project count, or only those above the threshold?"),
    "k2_transferred": _("What happens to risks that the bidder hands over to the public partner?"),
    # xgettext:no-python-format
    "k3_cap": _("Do own funds above 100 % of the construction cost earn points?"),
    "k3_base": _("Does the whole amount of own funds count, or only what exceeds the threshold?"),
    "k4": _("Does more than one month saved earn one point (note) or a point a month (table)?"),
    "k6_unit": _("Is 10 % a tenth of the threshold, or ten percentage points?"),
    "k6_rows": _("How do the two rows of K6 combine?"),
    "k1_kinds": _("Which projects count: construction only (note), or all kinds of the table?"),
    "k3_evidence": _("Which evidence of own funds is accepted?"),
    "k6_field": _(
        "In which field is the experience required? The Kazakh text of K6 adds construction, "
        "the Russian text does not."
    ),
    "consortium_projects": _("Does a project of several consortium members count once?"),
}

CHOICES: Mapping[str, Words] = {
    "step": {
        "floor": _("only full steps count"),
        "prorata": _("a part of a step counts in proportion"),
        "half_up": _("half a step and more counts as a full step"),
    },
    "k1_threshold": {
        "every": _("every project counts"),
        "above": _("only projects above the threshold count"),
    },
    "k2_transferred": {
        "ignore": _("transferred risks are not counted"),
        "subtract": _("transferred risks are subtracted"),
        "add": _("transferred risks are added"),
    },
    "k3_cap": {
        # xgettext:no-python-format
        "cap_100": _("at most 100 % of the cost counts"),
        "none": _("no upper limit"),
    },
    "k3_base": {
        "whole": _("the whole amount of own funds counts"),
        "excess": _("only own funds above the threshold count"),
    },
    "k4": {
        "note_cap": _("one point at most, as in the note"),
        "table_linear": _("a point for each month, as in the table"),
    },
    "k6_unit": {
        "relative": _("a tenth of the threshold"),
        "points": _("ten percentage points"),
    },
    "k6_rows": {
        "sum": _("the rows are added"),
        "max": _("the better row counts"),
        "mean": _("the mean of the rows counts"),
    },
    "k1_kinds": {
        "construction": _("construction only, as in the note"),
        "all": _("all kinds of the table"),
    },
    "k3_evidence": {
        "as_listed": _("loan contract, guarantee or letter of a bank, as listed in the order"),
        "own_capital": _("own capital only"),
    },
    "k6_field": {
        "any": _("any field, as in the Russian text"),
        "construction": _("construction activity, as in the Kazakh text"),
    },
    "consortium_projects": {
        "unique": _("each project once"),
        "sum": _("the projects of all members are added"),
    },
}

FLAGS: Words = {
    "k1.below_threshold": _("Fewer implemented projects than the threshold"),
    "k2.risks_transferred": _("The bidder hands risks over to the public partner"),
    "k3.below_threshold": _("Own funds are below the threshold"),
    "k3.above_cost": _("Own funds exceed the construction cost"),
    "k4.above_threshold": _("The construction period is longer than the threshold"),
    "k5.above_threshold": _("The payment is higher than the threshold"),
    "k5.zero_price": _("The payment is zero"),
    "k6.higher_below_threshold": _("The share of specialists with higher education is below the threshold"),
    "k6.secondary_below_threshold": _(
        "The share of specialists with specialised secondary education is below the threshold"
    ),
    "k6.shares_make_100": _("The two shares of specialists together make 100 %"),
}

# What each line of the arithmetic does, by `TraceStep.code`.
STEPS: Words = {
    "k1.points": _("Points for projects"),
    "k2.points": _("Points for risks"),
    "k3.percent": _("Own funds in per cent of the construction cost"),
    "k3.cap": _("Upper limit of the percentage"),
    "k3.points": _("Two points for each per cent"),
    "k4.months": _("Months saved"),
    "k4.points": _("Points for months"),
    "k5.tenths": _("Reduction of the payment in steps of 10 %"),
    "k6.row": _("Increase of the share in steps of 10 %"),
    "k6.points": _("Points of both rows"),
    "steps": _("Counted steps"),
}

# What the letters of a formula stand for; x, y, s, a and b are results of the lines above.
FORMULA_SYMBOLS: Words = {
    "N": _("implemented projects, accepted by the commission"),
    "N0": _("threshold of projects"),
    "R": _("additionally accepted risks"),
    "H": _("risks transferred to the public partner"),
    "F": _("own funds offered, tenge"),
    "F0": _("threshold of own funds, tenge"),
    "C": _("construction cost in the tender documentation, tenge"),
    "T0": _("threshold of the construction period, months"),
    "T": _("construction period offered, months"),
    "P0": _("threshold of the payment, tenge"),
    "P": _("payment offered, tenge"),
    "V0": _("threshold of the share, %"),
    "V": _("share offered, %, to the twelfth decimal"),
}

REFUSALS: Words = {
    "scoring.blank": _("A number is needed here"),
    "scoring.negative": _("The number is negative"),
    "scoring.zero": _("The number must be greater than zero"),
    "scoring.share_over_100": _("A share is at most 100 %%"),
    "scoring.shares_over_100": _("The two shares together are at most 100 %%"),
    "scoring.zero_share": _("A zero share has no tenth: choose percentage points or another share"),
    "scoring.unknown_choice": _("The value must be one of: %(choices)s"),
    "scoring.not_chosen": _("Choose a value: the order leaves it open and there is no default"),
    "exchange.unreadable": _("The file cannot be read: %(reason)s"),
    "exchange.byte_order_mark": _("The file begins with a byte order mark; save it as UTF-8 without one"),
    "exchange.not_utf8": _("The file is not UTF-8 text (byte %(position)s)"),
    "exchange.not_json": _("The file is not JSON (line %(line)s, column %(column)s)"),
    "exchange.too_deep": _("The JSON is nested too deeply"),
    "exchange.not_an_object": _("An object is needed here"),
    "exchange.not_a_list": _("A list is needed here"),
    "exchange.duplicate_key": _("The key is given more than once"),
    "exchange.unknown_key": _("The key is unknown"),
    "exchange.missing": _("The field is missing"),
    "exchange.unknown_format": _("The format must be %(choices)s"),
    "exchange.unknown_rule_pack": _("The edition of the order must be one of: %(choices)s"),
    "exchange.not_text": _("A name of visible characters is needed here"),
    "exchange.not_a_count": _("A whole JSON number is needed here"),
    "exchange.not_an_amount": _("A number is needed here: digits, and decimals after a point"),
    "exchange.too_long": _("The number is too long"),
    "exchange.same_bidder": _("Another offer has the same bidder"),
}
