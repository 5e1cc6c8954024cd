"""What a project card must say before a tender can stand on it."""

from dataclasses import dataclass
from decimal import Decimal

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.refusals import Refusal

FIELDS = ("title_kk", "title_ru", "object_kk", "object_ru")


@dataclass(frozen=True)
class ProjectFacts:
    """The card as typed. ``cost`` in tenge; ``cost_with_vat`` is ``None`` until somebody says so."""

    texts: dict[str, str]
    cost: Decimal | None
    cost_with_vat: bool | None


@under(p605("20"), law("44(2)"))
def refuse_card(facts: ProjectFacts) -> list[Refusal]:
    """Both languages, a cost above zero, and whether it includes VAT."""
    refusals = [
        Refusal("project.text_missing", p605("20"), field=name)
        for name in FIELDS
        if not facts.texts.get(name, "").strip()
    ]
    if facts.cost is None or facts.cost <= 0:
        refusals.append(Refusal("project.cost_not_positive", law("44(2)"), field="cost"))
    if facts.cost_with_vat is None:
        refusals.append(Refusal("project.vat_unsaid", law("44(2)"), field="cost_with_vat"))
    return refusals
