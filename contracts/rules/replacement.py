"""What the replacement of the private partner asks for, step by step (p. 62). Pure: facts in, refusals out.

Interpreted: the chapeau speaks of termination, the body of an additional contract (I-16), so a termination is a step
of the case and the parties choose the kind of the contract (D-24). The rights pass only from somebody who has them:
after the land is back and the object handed over. The money is in :mod:`contracts.rules.compensation`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.replacement_states import (
    STEPS,
    AdjustmentGround,
    ContractKind,
    StepCode,
    StepNames,
)
from contracts.rules.texts import refuse_pair
from ppp_portal.law.acts import Paragraph, p605, under
from ppp_portal.law.refusals import Refusal

P62, TENDER, PARTNER, CONTRACT, COSTS = p605("62"), p605("62(1)"), p605("62(2)"), p605("62(5)"), p605("62(7)")
Pair = tuple[str, str]


@dataclass(frozen=True)
class StandingFacts:
    """What the case stands on. ``months``: the unbroken run of months not performed, as the monitoring counts it.
    ``answer``: "replace" where the head answered so to the portal's proposal about these months, else nothing.
    """

    card_state: str
    running: bool
    months: Sequence[date]
    needed: int
    answer: str
    head: bool


@dataclass(frozen=True)
class OpeningFacts(StandingFacts):
    """The same with what is written when it is opened."""

    ground: Pair
    manager: Pair
    old_partner_gone: bool
    order: bool


@dataclass(frozen=True)
class StepFacts:
    """A paper that shows a step. ``done``: the steps taken so far with their days."""

    code: str
    running: bool
    done: Mapping[str, date | None]
    on: date | None
    number: str
    document: bool
    today: date


# --- the case ---------------------------------------------------------------------------------------------


@under(P62)
def refuse_case(standing: StandingFacts) -> list[Refusal]:
    """Whatever is written: no case runs, the contract has a partner to replace, the months are there, people decide.

    Where a case runs it has answered the rest.
    """
    if standing.running:
        return [Refusal("replacement.running", P62)]
    refusals = []
    if standing.card_state not in ("in_force", "terminated"):
        refusals.append(Refusal("replacement.card_over", P62))
    if len(standing.months) < standing.needed:
        params = {"needed": standing.needed, "found": len(standing.months)}
        refusals.append(Refusal("replacement.months_missing", P62, params))
    if standing.answer != "replace" and not standing.head:
        refusals.append(Refusal("replacement.head_decides", P62))
    return refusals


@under(P62)
def refuse_opening(facts: OpeningFacts) -> list[Refusal]:
    """Six consecutive months not performed; the portal proposes, people decide, with reasons.

    Until the new contract is signed the old partner manages the object; where it is gone, somebody is named by an
    order of the public partner.
    """
    refusals = [*refuse_case(facts), *refuse_pair("ground", facts.ground, P62)]
    if facts.old_partner_gone:
        refusals += refuse_pair("manager", facts.manager, CONTRACT)
        if not facts.order:
            refusals.append(Refusal("replacement.manager_order", CONTRACT, field="file"))
    return refusals


# --- the replacement tender -------------------------------------------------------------------------------


@under(TENDER)
def refuse_outside_case(begun_by_case: bool) -> list[Refusal]:
    """Its documentation is the old one but for explained changes: only its case asks for the explanations."""
    return [] if begun_by_case else [Refusal("replacement.outside_case", TENDER, field="kind")]


@under(TENDER)
def refuse_creditors(
    terms: Pair, none: bool, document: bool, listed: Sequence[str] = (), head: bool = False
) -> list[Refusal]:
    """What is owed to the creditors and agreed with them passes to the new partner: the terms are obligatory.

    Where there are no creditors the head says so instead, on a paper; not while one stands on the card (``listed``).
    """
    refusals = []
    if none and listed:
        params = {"names": ", ".join(listed)}
        refusals.append(Refusal("replacement.creditors_listed", TENDER, params, "no_creditors"))
    if none and not head:
        refusals.append(Refusal("replacement.no_creditors_head", TENDER, field="no_creditors"))
    refusals += refuse_pair("creditor_terms", terms, TENDER)
    if not document:
        refusals.append(Refusal("replacement.creditors_paper", TENDER, field="file"))
    return refusals


@under(TENDER)
def refuse_adjustment(ground: str, reason: Pair, places: Sequence[str]) -> list[Refusal]:
    """A changed place is adjusted to what was performed, or has another reason; either way it is said in words."""
    refusals = []
    if ground not in AdjustmentGround.values:
        refusals.append(Refusal("replacement.adjustment_ground", TENDER, field="ground"))
    if not places:
        refusals.append(Refusal("replacement.adjustment_places", TENDER, field="places"))
    return refusals + refuse_pair("reason", reason, TENDER)


@under(TENDER)
def refuse_documentation(
    unexplained: Iterable[str], creditors: bool, comparable: bool, table: bool
) -> list[Refusal]:
    """The documentation is the previous one; every difference is explained and the creditors' terms are there.

    ``comparable``: the previous documentation lies on this portal. Where it does not, the table of differences is a
    paper (``table``).
    """
    refusals = [Refusal("replacement.unexplained", TENDER, {"place": place}) for place in unexplained]
    if not creditors:
        refusals.append(Refusal("replacement.no_creditor_terms", TENDER))
    if not comparable and not table:
        refusals.append(Refusal("replacement.no_difference_table", TENDER))
    return refusals


# --- the steps --------------------------------------------------------------------------------------------


@under(P62)
def refuse_entered(code: str) -> list[Refusal]:
    """As day, number and paper only steps are entered that nothing else brings about."""
    row = STEPS.get(code)
    return [] if row and not row.own else [Refusal("replacement.step_own", P62)]


@under(P62)
def refuse_turn(code: str, done: Iterable[str], *, running: bool) -> list[Refusal]:
    """Whatever paper is shown: the case runs, the steps before it are taken, and it is not taken yet itself."""
    basis, taken = Paragraph.parse(STEPS[code].basis), set(done)
    refusals = [] if running else [Refusal("replacement.over", basis)]
    missing = [name for name in STEPS[code].after if name not in taken]
    if missing:
        refusals.append(Refusal("replacement.step_too_early", basis, {"steps": StepNames(missing)}))
    if code in taken:
        refusals.append(Refusal("replacement.step_done", basis))
    return refusals


@under(P62)
def refuse_step(facts: StepFacts) -> list[Refusal]:
    """A step after the steps it stands on, shown by a paper with number and day; a day neither coming nor too early."""
    basis = Paragraph.parse(STEPS[facts.code].basis)
    refusals = refuse_turn(facts.code, facts.done, running=facts.running)
    if not facts.number.strip():
        refusals.append(Refusal("replacement.step_number", basis, field="number"))
    if not facts.document:
        refusals.append(Refusal("replacement.step_paper", basis, field="file"))
    return refusals + refuse_day(facts, basis)


@under(P62)
def refuse_day(facts: StepFacts, basis: Paragraph = P62) -> list[Refusal]:
    """Not a day to come, and not before the papers on which the step stands."""
    if facts.on is None:
        return [Refusal("replacement.step_day", basis, field="done_on")]
    earlier = [day for code in STEPS[facts.code].after if (day := facts.done.get(code)) is not None]
    first = max(earlier, default=None)
    if facts.on > facts.today or (first is not None and facts.on < first):
        params = {"from": first, "to": facts.today}
        return [Refusal("replacement.step_day_wrong", basis, params, "done_on")]
    return []


@under(CONTRACT)
def refuse_kind(kind: str) -> list[Refusal]:
    """An additional contract (Russian text) or a contract with the new partner (Kazakh text): the parties choose."""
    if kind in ContractKind.values:
        return []
    return [Refusal("replacement.contract_kind", CONTRACT, field="contract_kind")]


@under(P62)
def needed_steps(university: bool) -> tuple[str, ...]:
    """The steps between the case and its end; without a university there is no consortium contract to change."""
    skipped = () if university else (StepCode.CONSORTIUM,)
    return tuple(code for code, row in STEPS.items() if row.needed and code not in skipped)


@under(P62)
def refuse_stopping(terminated: bool, tender_runs: bool) -> list[Refusal]:
    """The old partner may perform again: then the case is stopped, unless its contract is already terminated.

    A tender that was begun for the case is cancelled or has failed before that.
    """
    refusals = []
    if terminated:
        refusals.append(Refusal("replacement.terminated", P62))
    if tender_runs:
        refusals.append(Refusal("replacement.tender_runs", TENDER))
    return refusals


@under(P62)
def refuse_closing(done: Iterable[str], university: bool, left: Decimal) -> list[Refusal]:
    """Every step has its evidence and the confirmed costs are paid in full."""
    taken = set(done)
    missing = [code for code in needed_steps(university) if code not in taken]
    refusals = []
    if missing:
        refusals.append(Refusal("replacement.steps_missing", P62, {"steps": StepNames(missing)}))
    if left:
        refusals.append(Refusal("replacement.unpaid", COSTS, {"left": left}))
    return refusals
