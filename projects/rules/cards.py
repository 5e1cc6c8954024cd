"""What a project card must say before a tender or an initiation notice can stand on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ppp_portal.law.acts import Paragraph, law, p605, under
from ppp_portal.law.figures import NOTHING, Pair
from ppp_portal.law.packs import RulePack
from ppp_portal.law.refusals import Refusal

# What the documentation of a tender takes over from the card.
PUBLISHED = ("object_kk", "object_ru", "start_year", "end_year", "operation_years", "special_significance")
FIELDS = ("title_kk", "title_ru", "object_kk", "object_ru")


@dataclass(frozen=True)
class PeriodFacts:
    """Implementation in calendar years, both included; creation in months; operation in years."""

    start_year: int | None = None
    end_year: int | None = None
    creation_months: int | None = None
    operation_years: int | None = None

    @property
    def years(self) -> int | None:
        if self.start_year is None or self.end_year is None:
            return None
        return self.end_year - self.start_year + 1


@dataclass(frozen=True)
class ParameterFacts:
    """One technical parameter with its parts; ``quantity`` is ``None`` where nothing is counted."""

    name: Pair
    unit: Pair = NOTHING
    quantity: Decimal | None = None
    parts: tuple["ParameterFacts", ...] = ()


@dataclass(frozen=True)
class StepFacts:
    body: Pair
    done_on: date | None = None
    has_document: bool = False


@dataclass(frozen=True)
class ProjectFacts:
    """The card as typed. ``cost`` in tenge; ``cost_with_vat`` is ``None`` until somebody says so."""

    texts: dict[str, str]
    cost: Decimal | None
    cost_with_vat: bool | None
    periods: PeriodFacts = field(default_factory=PeriodFacts)


@under(p605("11"), law("44(2)"))
def refuse_role(role: str, roles: Collection[str]) -> list[Refusal]:
    """Cards and notices are written by the organiser's staff and head; what is proposed the head posts or declines."""
    return [] if role in roles else [Refusal("notice.wrong_role", law("44(2)"))]


@under(p605("20"), law("44(2)"))
def refuse_card(facts: ProjectFacts) -> list[Refusal]:
    """Both languages, a cost above zero, whether it includes VAT; periods, where they are given, that fit."""
    refusals = [
        Refusal("project.text_missing", p605("20"), field=name)
        for name in FIELDS
        if not facts.texts.get(name, "").strip()
    ]
    if facts.cost is None or facts.cost <= 0:
        refusals.append(Refusal("project.cost_not_positive", law("44(2)"), field="cost"))
    if facts.cost_with_vat is None:
        refusals.append(Refusal("project.vat_unsaid", law("44(2)"), field="cost_with_vat"))
    return refusals + refuse_order_of_years(facts.periods) + refuse_periods_that_do_not_fit(facts.periods)


@under(p605("11"))
def note_other_region(region: str, territory: str) -> list[Refusal]:
    """What is said beside the region of a card when it is not that of the local executive body whose card it is.

    Interpreted (N-11): the text names the body of a region, of a city of republican significance or of the capital,
    and does not say that the object lies there; the card is kept. ``territory`` is blank where the owner has no bounds.
    """
    if not region or not territory or region == territory:
        return []
    return [Refusal("project.other_region", p605("11"), field="region")]


@under(law("44(2)"))
def refuse_order_of_years(facts: PeriodFacts) -> list[Refusal]:
    """The implementation does not end before it begins."""
    if facts.years is None or facts.years > 0:
        return []
    params = {"start": facts.start_year, "end": facts.end_year}
    return [Refusal("project.years_reversed", law("44(2)"), params, "end_year")]


@under(law("44(2)"))
def refuse_periods_that_do_not_fit(facts: PeriodFacts) -> list[Refusal]:
    """The implementation covers creation and operation together, counted in months.

    Interpreted: the years are calendar years, both included, so that 2022–2033 are 144 months.
    """
    if facts.years is None or facts.years <= 0 or None in (facts.creation_months, facts.operation_years):
        return []
    needed = (facts.creation_months or 0) + 12 * (facts.operation_years or 0)
    if needed <= 12 * facts.years:
        return []
    params = {"needed": needed, "given": 12 * facts.years, "start": facts.start_year, "end": facts.end_year}
    return [Refusal("project.periods_do_not_fit", law("44(2)"), params, "end_year")]


@under(law("4(2)"))
def refuse_term(facts: PeriodFacts, pack: RulePack) -> list[Refusal]:
    """Five to thirty years in all."""
    least, most = pack.contract_term_years.value
    if facts.years is None or facts.years <= 0 or least <= facts.years <= most:
        return []
    params = {"years": facts.years, "least": least, "most": most}
    return [Refusal("project.term_outside_law", law("4(2)"), params, "end_year")]


@under(law("4(2)"), p605("A2.12(6)"))
def whole_term(creation_months: int | None, facts: PeriodFacts) -> int | None:
    """How long a contract on this project runs, in months: creation, and the operation that the card states.

    ``creation_months`` is the greatest term a tender allows, or what the winner bid. Interpreted (X-05): a card that
    states no years of operation says it by its calendar years; one that says neither says nothing.
    """
    if facts.operation_years:
        return (creation_months or 0) + 12 * facts.operation_years
    return 12 * facts.years if facts.years and facts.years > 0 else None


@under(law("4(2)"))
def refuse_whole_term(months: int | None, pack: RulePack) -> list[Refusal]:
    """A contract runs five to thirty years in all, to the month, and its term is said."""
    if months is None:
        return [Refusal("project.term_unsaid", law("4(2)"), field="operation_years")]
    least, most = pack.contract_term_years.value
    if 12 * least <= months <= 12 * most:
        return []
    params = {"months": months, "least": least, "most": most}
    return [Refusal("project.contract_outside_law", law("4(2)"), params, "operation_years")]


@under(law("4(2)"), p605("A4.K4"))
def refuse_competed_terms(most_months: int | None, facts: PeriodFacts, pack: RulePack) -> list[Refusal]:
    """Every bid that a tender invites can become a contract: the one of a single month, and the one that needs all of
    ``most_months``, the threshold of K4. Who wins by K4 saves months, so the shortest bid is asked as the longest."""
    shortest, longest = whole_term(1, facts), whole_term(max(1, most_months or 1), facts)
    if shortest is None or longest is None:
        return refuse_whole_term(None, pack)
    least, most = pack.contract_term_years.value
    params = {
        "least": least,
        "most": most,
        "years": facts.operation_years or facts.years,
        "offered": most_months,
    }
    found = []
    if shortest < 12 * least:
        found.append(("project.shortest_bid_outside_law", {**params, "months": shortest}))
    if longest > 12 * most:
        found.append(("project.longest_bid_outside_law", {**params, "months": longest}))
    return [Refusal(code, law("4(2)"), said, "operation_years") for code, said in found]


@under(p605("20"), law("37(5)"))
def refuse_published(changed: Collection[str], tender: str) -> list[Refusal]:
    """What the documentation of ``tender`` says of its project stays as the head approved it: object and years.

    An announced text changes by an amendment only, and an approved one by returning to the draft.
    """
    held = [name for name in PUBLISHED if tender and name in changed]
    return _in_full_once("project.published", law("37(5)"), {"tender": tender}, held)


@under(law("44(2)"))
def refuse_announced(changed: Collection[str], notice: str) -> list[Refusal]:
    """What the living ``notice`` published of its project changes with the notice, by an amendment: whoever writes an
    alternative answers the figures that were published. ``changed`` are fields of the card, or "parameters".
    """
    held = sorted(changed) if notice else []
    return _in_full_once("project.announced", law("44(2)"), {"notice": notice}, held)


def _in_full_once(
    code: str, basis: Paragraph, params: dict[str, object], fields: Sequence[str]
) -> list[Refusal]:
    """The way out in full beside the first of ``fields``; beside the others only that the same holds there."""
    return [
        Refusal(f"{code}_too" if place else code, basis, params, name) for place, name in enumerate(fields)
    ]


@under(law("44(2)"))
def refuse_twin(twin: str, reason: str) -> list[Refusal]:
    """A second card of the same title is kept only on purpose, with words; ``twin`` is the title of the first.

    Interpreted (N-07): no text forbids it, and a project may be begun anew. A card kept twice by mistake lets a tender
    and direct negotiations seek the partner of one object side by side.
    """
    if not twin or reason.strip():
        return []
    return [Refusal("project.twin", law("44(2)"), {"title": twin}, "twin_reason")]


@under(p605("20"), law("44(2)"))
def refuse_parameters(rows: Sequence[ParameterFacts]) -> list[Refusal]:
    """Every parameter is named in both languages, counts something above zero, and its parts make the whole."""
    refusals: list[Refusal] = []
    for row in rows:
        for one in (row, *row.parts):
            if one.name.missing:
                refusals.append(Refusal("project.parameter_unnamed", p605("20"), field="parameters"))
            elif one.quantity is not None and bool(one.unit.kk.strip()) != bool(one.unit.ru.strip()):
                params = {"name": one.name.ru}
                refusals.append(Refusal("project.unit_in_one_language", p605("20"), params, "parameters"))
            if one.quantity is not None and one.quantity <= 0:
                refusals.append(Refusal("project.quantity_not_positive", law("44(2)"), field="parameters"))
        refusals += refuse_sum(row)
    return refusals


@under(law("44(2)"))
def refuse_sum(row: ParameterFacts) -> list[Refusal]:
    """711 pan-tilt and 5 246 fixed cameras are 5 957 cameras."""
    if not row.parts:
        return []
    total = sum((part.quantity or Decimal(0) for part in row.parts), Decimal(0))
    if total == row.quantity:
        return []
    params = {"name": f"{row.name.kk} / {row.name.ru}", "total": _plain(total), "whole": _plain(row.quantity)}
    return [Refusal("project.parts_do_not_sum", law("44(2)"), params, "parameters")]


def _plain(value: Decimal | None) -> str:
    return "—" if value is None else f"{value.normalize():f}"


@under(law("44(2)"))
def refuse_steps(rows: Sequence[StepFacts], today: date) -> list[Refusal]:
    """An approval that is given has its document and a day that has come."""
    refusals: list[Refusal] = []
    for row in rows:
        if row.body.missing:
            refusals.append(Refusal("project.body_unnamed", p605("20"), field="steps"))
        if row.done_on is not None and not row.has_document:
            refusals.append(Refusal("project.approval_without_document", law("44(2)"), field="steps"))
        if row.done_on is not None and row.done_on > today:
            refusals.append(
                Refusal("project.approval_in_future", law("44(2)"), {"day": row.done_on}, "steps")
            )
    return refusals
