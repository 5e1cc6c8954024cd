"""The score sheet as a page shows it: bars, table, the arithmetic behind each point, sensitivity."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ppp_portal.web import wording
from scoring import messages as words
from scoring.criteria import CRITERIA
from scoring.engine import Sensitivity
from tenders.models import Bid, Evaluation, Tender
from tenders.queries import evaluation
from tenders.states import BidState

TONES: dict[str, str] = {
    BidState.BEST: "ok",
    BidState.WINNER: "ok",
    BidState.DROPPED: "bad",
    BidState.IN_NEGOTIATION: "now",
}


def sheet(tender: Tender, made: Evaluation) -> dict[str, Any]:
    """Everything below the heading of the page. Counted again from the stored inputs, never from what is shown."""
    counted = evaluation.recomputed(made)
    names = {opened.bid.bidder.bin: opened.bid for opened in evaluation.admitted(tender)}
    scores = sorted(counted.scores, key=lambda score: score.rank)
    return {
        "bars": [
            {
                "name": names[score.bidder].bidder.name,
                "parts": {words.symbol(code): points for code, points in score.parts.items()},
                "total": score.total,
                "rank": score.rank,
                "note": names[score.bidder].get_state_display(),
            }
            for score in scores
        ],
        "longest": max((score.total for score in scores), default=Fraction(1)) or Fraction(1),
        "criteria": legend(),
        "bidders": [
            {
                "bid": names[score.bidder],
                "tone": TONES.get(names[score.bidder].state, "quiet"),
                "total": score.total,
                "flags": [str(words.FLAGS[flag]) for flag in score.flags],
                "points": [_point(point) for point in score.points],
            }
            for score in scores
        ],
        "policies": [
            {"label": str(words.POLICIES[key]), "value": str(words.CHOICES[key][value])}
            for key, value in vars(counted.criteria.policies).items()
        ],
        "sensitivity": [_other(row, names) for row in counted.sensitivity],
    }


def would_change(tender: Tender, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The values of a policy, each alone, under which another bid than the one put to the vote would lead or tie: the
    members vote on the value published instead. A bid that is out leads nowhere.

    ``asked`` is the content of the motion: its bid, and the count it rests on, if it names one.
    """
    made = evaluation.evaluation(tender)
    if made is None or asked.get("sha256", made.sha256) != made.sha256:
        return []
    names = {opened.bid.bidder.bin: opened.bid for opened in evaluation.admitted(tender, evaluation.IN_RACE)}
    return [
        _other(row, names)
        for row in evaluation.recomputed(made, names).sensitivity
        if row.changes_leader and [str(names[each].pk) for each in row.leaders] != [asked["bid"]]
    ]


def _other(row: Sensitivity, names: Mapping[str, Bid]) -> dict[str, Any]:
    return {
        "policy": str(words.POLICIES[row.policy]),
        "value": str(words.CHOICES[row.policy][row.value]),
        "leaders": ", ".join(names[each].bidder.name for each in row.leaders),
        "changes": row.changes_leader,
        "tied": len(row.leaders) > 1,
    }


def legend() -> list[dict[str, str]]:
    """The six criteria for ``{% score_bars %}``."""
    return [{"code": words.symbol(code), "label": str(words.CRITERIA[code])} for code in CRITERIA]


def published(tender: Tender) -> dict[str, Any]:
    """The points as the signed protocol of results tells them, by rank; empty where none were counted."""
    rows = evaluation.scores(tender)
    bars = [
        {
            "name": row.bid.bidder.name,
            "lang": "kk" if wording.language() == "en" else "",
            "parts": {words.symbol(code): Fraction(getattr(row, code.lower())) for code in CRITERIA},
            "total": Fraction(row.total),
            "rank": row.rank,
            "note": row.bid.get_state_display(),
        }
        for row in rows
    ]
    longest = max((Fraction(row.total) for row in rows), default=Fraction(1)) or Fraction(1)
    return {"bars": bars, "criteria": legend(), "longest": longest}


def _point(point: Any) -> dict[str, Any]:
    return {
        "symbol": words.symbol(point.criterion),
        "label": str(words.CRITERIA[point.criterion]),
        "value": point.value,
        "lines": [_line(step) for step in point.steps],
    }


def _line(step: Any) -> dict[str, Any]:
    choice = f" · {words.CHOICES[step.policy][step.choice]}" if step.policy else ""
    symbols = "; ".join(
        f"{name} – {words.FORMULA_SYMBOLS[name]}" for name in step.inputs if name in words.FORMULA_SYMBOLS
    )
    return {
        "text": f"{words.STEPS[step.code]}: {words.formula(step)}",
        "detail": symbols + choice,
        "numbers": step.numbers,
        "value": wording.exact(step.result),
        "basis": step.paragraph,
    }
