"""Who may start which tender (p. 11, 44, 62; art. 42), and what may still be edited."""

from dataclasses import dataclass

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.refusals import Refusal
from tenders.kinds import KindRow
from tenders.states import TenderState

EDITABLE = (TenderState.DRAFT, TenderState.STAGE1_CLOSED, TenderState.SUSPENDED)


@dataclass(frozen=True)
class StartFacts:
    """What the new tender is to stand on. ``parent_state`` is empty without a parent."""

    row: KindRow
    complexity: str
    parent_state: str = ""
    parent_is_own: bool = False
    parent_repeated: bool = False
    contract: str = ""
    replaced_state: str = ""
    replaced_is_own: bool = True


@under(p605("44"), p605("62(1)"), law("42"))
def refuse_start(facts: StartFacts) -> list[Refusal]:
    """Two stages need a complex object; a re-tender its failed parent, once; a replacement its contract."""
    refusals = []
    if facts.row.needs_complexity and facts.complexity != "yes":
        refusals.append(Refusal("drafting.not_complex", law("42"), field="kind"))
    if facts.row.needs_failed_parent:
        if facts.parent_state != TenderState.FAILED or not facts.parent_is_own:
            refusals.append(Refusal("drafting.no_failed_parent", p605("44"), field="parent"))
        elif facts.parent_repeated:
            refusals.append(Refusal("drafting.repeated_already", p605("44"), field="parent"))
    if facts.row.needs_contract and not facts.contract:
        refusals.append(Refusal("drafting.no_contract", p605("62(1)"), field="replaces_contract"))
    concluded = facts.replaced_state in ("", TenderState.CONTRACTED)
    if facts.row.needs_contract and not (concluded and facts.replaced_is_own):
        refusals.append(Refusal("drafting.not_concluded", p605("62(1)"), field="replaces"))
    return refusals


@under(p605("20"))
def refuse_titles(title_kk: str, title_ru: str) -> list[Refusal]:
    """A tender is named in both languages from its first day."""
    return [
        Refusal("drafting.title_missing", p605("20"), field=name)
        for name, title in (("title_kk", title_kk), ("title_ru", title_ru))
        if not title.strip()
    ]


@dataclass(frozen=True)
class BesideFacts:
    """Numbers of the tender that runs on the same project, of the one that ended with a contract, and of the notice
    under which direct negotiations go on or ended with a contract; else empty."""

    running: str = ""
    concluded: str = ""
    notice: str = ""


@under(law("35"), law("44(3)"), p605("44"), p605("62(1)"))
def refuse_second(facts: BesideFacts, *, replaces: bool) -> list[Refusal]:
    """One project has one tender at a time and one private partner.

    A failed tender is followed by another, its re-tender for one (p. 44); a partner that is there already by the tender
    that ``replaces`` it (p. 62). Direct negotiations become a tender by the recorded decision of article 44(3) only.
    """
    refusals = []
    if facts.running:
        refusals.append(
            Refusal("drafting.another_runs", law("35"), {"tender": facts.running}, field="project")
        )
    if facts.concluded and not replaces:
        params = {"tender": facts.concluded}
        refusals.append(Refusal("drafting.has_partner", p605("62(1)"), params, field="project"))
    if facts.notice and not replaces:
        params = {"notice": facts.notice}
        refusals.append(Refusal("drafting.negotiated_directly", law("44(3)"), params, field="project"))
    return refusals


@under(p605("20"), law("37(5)"))
def refuse_editing(state: str) -> list[Refusal]:
    """A published text is frozen; it changes only through an amendment announced in time."""
    if state in EDITABLE:
        return []
    return [Refusal("drafting.frozen", law("37(5)"))]
