"""Server-made SVG: points per bidder as stacked bars, the drift of a contract; a table says the same.

Widths are percentages and the height is fixed, so that words keep their size on a phone and in a PDF.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from ppp_portal.web import wording
from ppp_portal.web.components import get, register, shape

BAR, GAP = 26, 80
NARROWEST_WITH_CODE = 5  # per cent of the width


def share(value: Fraction, of: Fraction, room: int = 100) -> str:
    """A length in per cent for an SVG attribute: always with a point, whatever the language."""
    return f"{float(value / of * room) if of else 0:.3f}%"


@register.inclusion_tag("components/score_bars.html")
def score_bars(bidders: Iterable[object], **options: Any) -> dict[str, Any]:
    """``[{name, parts: {"K1": points}, total, rank, url, note}]``; ``max``: points of a full bar."""
    rows = [
        shape(bidder, name="", parts={}, total=None, rank="", url="", note="", lang="") for bidder in bidders
    ]
    codes = list(dict.fromkeys(code for row in rows for code in row["parts"]))
    criteria = [shape(c, code="", label="") for c in options.get("criteria") or [{"code": c} for c in codes]]
    for row in rows:
        row["parts"] = {code: Fraction(points) for code, points in row["parts"].items()}
        row["total"] = (
            Fraction(row["total"]) if row["total"] is not None else sum(row["parts"].values(), Fraction(0))
        )
    full = Fraction(options.get("max") or max((row["total"] for row in rows), default=1) or 1)
    uid = options.get("uid") or get_random_string(6, "abcdefghijklmnopqrstuvwxyz")
    return {
        "uid": uid,
        "caption": options.get("caption") or _("Points by criterion"),
        "criteria": [
            {
                **criterion,
                "pattern": f"{uid}-p{index % 6}",
                "x": f"{index * 100 / max(len(criteria), 1):.3f}%",
            }
            for index, criterion in enumerate(criteria)
        ],
        "bars": [_bar(row, index, criteria, full, uid) for index, row in enumerate(rows)],
        "height": len(rows) * GAP + 4,
        "rows": [
            {
                **row,
                "fraction": _fraction(row["total"]),
                "cells": [
                    {"code": c["code"], "points": points, "fraction": _fraction(points)}
                    for c in criteria
                    for points in [row["parts"].get(c["code"])]
                ],
            }
            for row in rows
        ],
        "ranked": any(row["rank"] for row in rows),
        "summary": "; ".join(f"{row['name']}: {wording.exact(row['total'])}" for row in rows),
    }


def _fraction(points: Fraction | None) -> str:
    """The exact value where two decimals do not hold it."""
    return "" if points is None or (points * 100).denominator == 1 else wording.fraction(points)


def _bar(
    row: dict[str, Any], index: int, criteria: Sequence[dict[str, Any]], full: Fraction, uid: str
) -> dict[str, Any]:
    left, pieces = Fraction(0), []
    for number, criterion in enumerate(criteria):
        points = row["parts"].get(criterion["code"], Fraction(0))
        if points > 0:
            width = float(points / full * 84)
            pieces.append(
                {
                    "x": share(left, full, 84),
                    "width": f"{width:.3f}%",
                    "middle": share(left + points / 2, full, 84),
                    "fill": f"url(#{uid}-p{number % 6})",
                    "code": criterion["code"] if width >= NARROWEST_WITH_CODE else "",
                    "says": f"{criterion['code']}: {wording.exact(points)}",
                }
            )
        left += max(points, Fraction(0))
    name = str(row["name"])
    rank = f"{row['rank']}. " if row["rank"] else ""
    return {
        "top": index * GAP + 26,
        "text_top": index * GAP + 18,
        "code_top": index * GAP + 26 + BAR + 14,
        "total_top": index * GAP + 26 + BAR // 2 + 5,
        "name": rank + (name if len(name) < 40 else f"{name[:38].rstrip()}…"),
        "lang": row["lang"],
        "pieces": pieces,
        "end": share(left, full, 84),
        "total": wording.number(row["total"], 2),
    }


@register.inclusion_tag("components/drift.html")
def drift(
    points: Iterable[object], caption: str = "", unit: str = "", lower: Fraction | int | None = None
) -> dict[str, Any]:
    """A term of the contract from what was competed (first) to now: ``[{label, value, at, url}]``.

    The values stand at their points in ``unit``, which the caption names; under each its number in the table, and its
    year where the day is known.
    """
    rows = [shape(point, label="", value=0, at=None, url="") for point in points]
    values = [Fraction(row["value"]) for row in rows] or [Fraction(0)]
    low = Fraction(lower) if lower is not None else min(values)
    spread = (max(values) - low) or Fraction(1)
    dots = []
    for index, (row, value) in enumerate(zip(rows, values, strict=False)):
        change = (value - values[0]) / values[0] if values[0] else None
        shown = wording.tenge(value) if unit == "₸" else wording.number(value)
        sign = "+" if change and change > 0 else ""
        row.update(shown=shown, change=f"{sign}{wording.percent(change)}" if change else wording.NONE)
        x = 6 + (88 * index / (len(rows) - 1) if len(rows) > 1 else 44)
        dots.append(
            {
                "x": f"{x:.3f}%",
                "y": f"{118 - float((value - low) / spread) * 84:.1f}",
                "shown": shown,
                "below": f"{index + 1} · {row['at'].year}" if row["at"] else str(index + 1),
            }
        )
    return {
        "uid": get_random_string(6, "abcdefghijklmnopqrstuvwxyz"),
        "caption": (caption or _("From what was competed to what is now"))
        + (f", {unit}" if unit and unit != "₸" else ""),
        "rows": rows,
        "dots": dots,
        "lines": [{"a": a, "b": b} for a, b in pairwise(dots)],
        "base": dots[0]["y"] if dots else "118",
        "summary": "; ".join(f"{get(row, 'label')}: {row['shown']}" for row in rows),
    }
