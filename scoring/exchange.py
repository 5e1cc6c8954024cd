"""The files of an evaluation: `ppp-evaluation/1` read strictly and written, `ppp-scores/1` written.

Reading refuses whatever could be read in two ways and reports every problem with the path of its field
("offers[0].price"; "$" is the whole file). No number ever passes through a float.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from scoring.criteria import COUNT_FIELDS, Criteria, Offer
from scoring.engine import Evaluation
from scoring.reader import Reader, parse

EVALUATION_FORMAT = "ppp-evaluation/1"
SCORES_FORMAT = "ppp-scores/1"


def read_evaluation(data: bytes) -> tuple[Criteria, tuple[Offer, ...]]:
    """The criteria and offers of a `ppp-evaluation/1` file.

    Raises `Refused` with every problem; `Refusal.field` is the path. An absent policy has its default; the
    order of offers is kept.
    """
    return Reader().evaluation(parse(data), EVALUATION_FORMAT)


def write_evaluation(criteria: Criteria, offers: Sequence[Offer]) -> dict[str, Any]:
    """The `ppp-evaluation/1` document: reading it back gives equal criteria and offers."""
    document: dict[str, Any] = {
        "format": EVALUATION_FORMAT,
        "rule_pack": criteria.rule_pack,
        "policies": asdict(criteria.policies),
        "thresholds": _numbers(asdict(criteria.thresholds)),
        "offers": [_numbers(asdict(offer)) for offer in offers],
    }
    if criteria.evidence is not None:
        document["evidence_policies"] = {k: v for k, v in asdict(criteria.evidence).items() if v}
    return document


def write_scores(evaluation: Evaluation) -> dict[str, Any]:
    """The `ppp-scores/1` document. Points are exact: "3", or a fraction in lowest terms "1999/30"."""
    return {
        "format": SCORES_FORMAT,
        "scores": [
            {
                "bidder": score.bidder,
                **{code.lower(): str(points) for code, points in score.parts.items()},
                "total": str(score.total),
                "rank": score.rank,
                "flags": list(score.flags),
            }
            for score in evaluation.scores
        ],
        "tie_for_first": evaluation.tie_for_first,
        "sensitivity": [
            {**asdict(other), "leaders": list(other.leaders)} for other in evaluation.sensitivity
        ],
    }


def to_line(document: Mapping[str, Any]) -> str:
    """One JSON object on one line, without the line break; letters of every alphabet as they are."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False)


def _numbers(values: Mapping[str, Any]) -> dict[str, Any]:
    """Counts as JSON numbers, amounts and shares as the shortest plain decimals."""
    return {
        field: _plain(value) if isinstance(value, Decimal) and field not in COUNT_FIELDS else value
        for field, value in values.items()
    }


def _plain(amount: Decimal) -> str:
    whole, _, decimals = f"{amount:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
