"""What changed between two versions of the documentation, in words and side by side."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from scoring import messages as scoring_words
from tenders.models import Documentation, Tender
from tenders.queries.documentation import adjustments, text_changes
from tenders.wording import PART_TITLES, place

LANGUAGES = {"kk": "kk", "ru": "ru"}
Row = dict[str, Any]


def differences(tender: Tender, before: Documentation, after: Documentation) -> list[Row]:
    """Rows ``{label, lang, before, after}`` for ``{% diff %}``, in the order of the documentation."""
    return [
        row for where, was, now in text_changes(tender, before, after) for row in rows_of(where, was, now)
    ]


def adjusted(tender: Tender, documentation: Documentation) -> list[Row] | None:
    """The same for a replacement tender against the documentation of the tender whose partner is replaced."""
    found = adjustments(tender, documentation)
    return None if found is None else [row for where, was, now in found for row in rows_of(where, was, now)]


def rows_of(where: str, was: Any, now: Any) -> list[Row]:
    """A leaf as it is; a row that came or went as one text a language, or as its values where it has no text."""
    steps = where.split(".")
    if isinstance(was, Mapping) or isinstance(now, Mapping):
        rows = [row for row in _whole_row(where, was or {}, now or {}) if row["before"] != row["after"]]
        values = {"before": row_values(was or {}), "after": row_values(now or {})}
        return rows or [{"label": label(steps), "lang": "", **values}]
    lang = steps[-1] if steps[-1] in LANGUAGES else ""
    return [{"label": label(steps), "lang": lang, "before": _said(steps, was), "after": _said(steps, now)}]


def _whole_row(where: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Row]:
    steps = where.split(".")
    if steps[0] == "files":
        text = {"before": str(was.get("sha256", "")), "after": str(now.get("sha256", ""))}
        part = place(f"text_{was.get('part') or now.get('part')}")
        return [{"label": f"{part}: {_('annexed file')}", "lang": "", **text}]
    return [
        {"label": label(steps), "lang": lang, "before": row_texts(was, lang), "after": row_texts(now, lang)}
        for lang in LANGUAGES
    ]


def row_texts(row: Mapping[str, Any], lang: str) -> str:
    """What a row says in one language: its heading, its text, its name."""
    found = (row.get(name) for name in ("heading", "text", "name"))
    return "\n".join(str(pair[lang]) for pair in found if isinstance(pair, Mapping) and pair.get(lang))


def row_values(row: Mapping[str, Any]) -> str:
    """A row without a text of its own, such as a rate."""
    return ", ".join(str(value) for value in row.values() if value not in (None, ""))


def label(steps: list[str]) -> str:
    """``clauses.4.1.text.kk`` → *Clause 4.1*; ``parts.3.ru`` → *Part 3. Location …*."""
    if steps[0] == "parts":
        number = int(steps[1])
        return _("Part %(number)s. %(title)s") % {"number": number, "title": PART_TITLES[number]}
    if steps[0] == "clauses":
        clause = ".".join(step for step in steps[1:] if step[:1].isdigit())
        return place(f"clause {clause}")
    if steps[0] == "public_partners":
        return f"{place(steps[0])}: {steps[1]}"
    if steps[0] == "risks":
        return place(f"risk {steps[1]}")
    if steps[0] == "thresholds":
        return str(scoring_words.FIELDS.get(steps[-1], steps[-1])).capitalize()
    if steps[0] in ("policies", "evidence_policies"):
        return str(scoring_words.POLICIES.get(steps[-1], steps[-1]))
    return place(steps[0])


def _said(steps: list[str], value: Any) -> str:
    if value in (None, ""):
        return ""
    if steps[0] in ("policies", "evidence_policies"):
        return str(scoring_words.CHOICES[steps[-1]].get(str(value), value))
    if isinstance(value, bool) and steps == ["special_significance"]:
        return _("yes") if value else _("no")
    if steps[-1] == "closed":
        return _("closed to negotiation") if value else _("open to negotiation")
    return str(value)
