"""When the state comes to owe more or otherwise: the budget commission and the maslikhat before it (art. 49(2)). Pure.

The same for an extension and for any other change of a contract: no second, easier way to a higher tariff.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ppp_portal.law.acts import law, under
from ppp_portal.law.refusals import Refusal

OBLIGATIONS = law("49(2)")


@dataclass(frozen=True)
class LineFacts:
    """One thing that changes: ``kind`` quantity | tariff | investment | obligation."""

    kind: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True)
class Paper:
    """A conclusion of the ``budget`` commission or a decision of the ``maslikhat``, as it lies here."""

    name: str
    number: str = ""
    on: date | None = None
    file: bool = False

    @property
    def given(self) -> bool:
        return bool(self.number.strip() or self.on or self.file)


@under(OBLIGATIONS)
def changes_obligations(lines: Iterable[LineFacts]) -> bool:
    """The state will owe more or otherwise: a tariff or a sum of its obligations is not what it was."""
    return any(line.kind in ("tariff", "obligation") and line.before != line.after for line in lines)


@under(OBLIGATIONS)
def refuse_paper(paper: Paper, until: date) -> list[Refusal]:
    """A paper has its number, its date and its file; nothing of it is dropped because another part is missing."""
    refusals = []
    if not paper.number.strip():
        refusals.append(Refusal("obligations.no_number", OBLIGATIONS, field=f"{paper.name}_number"))
    if paper.on is None:
        refusals.append(Refusal("obligations.no_date", OBLIGATIONS, field=f"{paper.name}_on"))
    elif paper.on > until:
        refusals.append(Refusal("obligations.dated_later", OBLIGATIONS, {"until": until}, f"{paper.name}_on"))
    if not paper.file:
        refusals.append(Refusal("obligations.no_file", OBLIGATIONS, field=f"{paper.name}_upload"))
    return refusals


@under(OBLIGATIONS)
def refuse_without_papers(papers: Iterable[Paper], until: date) -> list[Refusal]:
    """Both papers lie here, and neither is later than what rests on them (``until``)."""
    refusals = []
    for paper in papers:
        if not paper.given:
            code = {"budget": "extension.no_budget_commission", "maslikhat": "extension.no_maslikhat"}
            refusals.append(Refusal(code[paper.name], OBLIGATIONS, field=f"{paper.name}_upload"))
        else:
            refusals += refuse_paper(paper, until)
    return refusals
