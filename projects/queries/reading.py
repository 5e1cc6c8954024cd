"""A published notice for its readers: the page is made from the frozen form, never from today's card."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from projects import wording


def read(form: dict[str, Any]) -> dict[str, Any]:
    """The form in words: texts in both languages, figures, choices, requirements by their kind."""
    cost = Decimal(form["cost"]) if form["cost"] else None
    unit = int(form["cost_unit"] or 1)
    return {
        **{
            name: form[name]
            for name in ("title", "object", "payments", "standard", "address", "phone", "email")
        },
        "responsibilities": responsibilities(form["responsibilities"]),
        "cost": cost,
        "counted": cost / unit if cost is not None and unit > 1 else None,
        "counted_unit": wording.choice("cost_unit", unit),
        "vat": form["cost_with_vat"],
        "period": (form["start_year"], form["end_year"]),
        "creation_months": form["creation_months"],
        "operation_years": form["operation_years"],
        "pays_after_commissioning": form["pays_after_commissioning"],
        **{name: wording.choice(name, form[name]) for name in ("sector", "region", "level", "complexity")},
        "ground": wording.choice("ground", form["ground"]),
        "parameters": [
            {**_counted(row), "parts": [_counted(part) for part in row["parts"]]}
            for row in form["parameters"]
        ],
        "proposal": _asked(form, "proposal", False),
        "statutory": _asked(form, "qualification", True),
        "special": _asked(form, "qualification", False),
        "closes_at": datetime.fromisoformat(form["closes_at"]) if form["closes_at"] else None,
    }


def _counted(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "quantity": None if row["quantity"] is None else Decimal(row["quantity"])}


def _asked(form: dict[str, Any], kind: str, statutory: bool) -> list[dict[str, Any]]:
    return [row for row in form["requirements"] if row["kind"] == kind and row["statutory"] is statutory]


def responsibilities(said: dict[str, str]) -> list[tuple[str, str]]:
    """One responsibility a line, beside its other language; lists of different lengths stand together as one."""
    kk, ru = ([line.strip() for line in said[lang].splitlines() if line.strip()] for lang in ("kk", "ru"))
    if len(kk) != len(ru):
        return [(" ".join(kk), " ".join(ru))]
    return list(zip(kk, ru, strict=True))
