"""What the replacement of the private partner asks for, step by step (p. 62). Pure: facts in, refusals out.

Interpreted: the chapeau speaks of termination, the body of an additional contract (I-16), so a termination is a step
of the case and the parties choose the kind of the contract (D-24). The rights pass only from somebody who has them:
after the land is back and the object handed over. Costs without an act are not costs; the design estimate limits
nothing, what lies beyond it is shown (D-25).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from contracts.replacement_states import (
    STEPS,
    AdjustmentGround,
    ContractKind,
    StartEvent,
    StepCode,
    StepNames,
)
from ppp_portal.law.acts import Paragraph, law, p605, under
from ppp_portal.law.refusals import Refusal

P62, TENDER, PARTNER, CONTRACT, COSTS, RIGHTS, LANGUAGES = (
    p605("62"),
    p605("62(1)"),
    p605("62(2)"),
    p605("62(5)"),
    p605("62(7)"),
    p605("62(8)"),
    law("46(4)"),
)
Pair = tuple[str, str]


@dataclass(frozen=True)
class OpeningFacts:
    """What the case stands on. ``months``: the unbroken run of months not performed, as the monitoring counts it.
    ``answer``: "replace" where the head answered so to the portal's proposal about these months, else nothing.
    """

    card_state: str
    running: bool
    months: Sequence[date]
    needed: int
    answer: str
    head: bool
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


@dataclass(frozen=True)
class Compensation:
    """Tenge. ``within_design`` is what the design estimate holds of the confirmed costs."""

    confirmed: Decimal
    within_design: Decimal
    due: Decimal
    paid: Decimal

    @property
    def beyond_design(self) -> Decimal:
        return self.confirmed - self.within_design

    @property
    def left(self) -> Decimal:
        return self.due - self.paid


# --- the case ---------------------------------------------------------------------------------------------


@under(P62)
def refuse_opening(facts: OpeningFacts) -> list[Refusal]:
    """Six consecutive months not performed; the portal proposes, people decide, with reasons.

    Until the new contract is signed the old partner manages the object; where it is gone, somebody is named by an
    order of the public partner.
    """
    refusals = []
    if facts.running:
        refusals.append(Refusal("replacement.running", P62))
    if facts.card_state not in ("in_force", "terminated"):
        refusals.append(Refusal("replacement.card_over", P62))
    if len(facts.months) < facts.needed:
        params = {"needed": facts.needed, "found": len(facts.months)}
        refusals.append(Refusal("replacement.months_missing", P62, params))
    if facts.answer != "replace" and not facts.head:
        refusals.append(Refusal("replacement.head_decides", P62))
    refusals += refuse_pair("ground", facts.ground, P62)
    if facts.old_partner_gone:
        refusals += refuse_pair("manager", facts.manager, CONTRACT)
        if not facts.order:
            refusals.append(Refusal("replacement.manager_order", CONTRACT, field="file"))
    return refusals


@under(LANGUAGES)
def refuse_pair(name: str, pair: Pair, basis: Paragraph = LANGUAGES) -> list[Refusal]:
    """Words that are printed stand in both languages."""
    return [
        Refusal("replacement.text_missing", basis, {"lang": lang}, f"{name}_{lang}")
        for lang, text in zip(("kk", "ru"), pair, strict=True)
        if not text.strip()
    ]


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
def refuse_step(facts: StepFacts) -> list[Refusal]:
    """A step after the steps it stands on, shown by a paper with number and day; a day neither coming nor too early."""
    basis = Paragraph.parse(STEPS[facts.code].basis)
    refusals = []
    if not facts.running:
        refusals.append(Refusal("replacement.over", basis))
    missing = [code for code in STEPS[facts.code].after if code not in facts.done]
    if missing:
        refusals.append(Refusal("replacement.step_too_early", basis, {"steps": StepNames(missing)}))
    if facts.code in facts.done:
        refusals.append(Refusal("replacement.step_done", basis))
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


@under(COSTS)
def refuse_start(
    event: str, on: date | None, source: Pair, done: Mapping[str, date | None], today: date
) -> list[Refusal]:
    """From what the 270 days run is said, because the order does not say it (T-04).

    Another event is one that the contract with the new partner names, after the old one ended, and that has come.
    """
    if event == StartEvent.CONSORTIUM and StepCode.CONSORTIUM not in done:
        return [Refusal("replacement.start_not_there", COSTS, field="start_event")]
    if event == StartEvent.REGISTRATION and StepCode.REGISTRATION not in done:
        return [Refusal("replacement.start_not_there", COSTS, field="start_event")]
    if event not in StartEvent.values:
        return [Refusal("replacement.start_event", COSTS, field="start_event")]
    refusals = refuse_pair("start_source", source, COSTS) if event != StartEvent.CONSORTIUM else []
    if event != StartEvent.OTHER:
        return refusals
    first = done.get(StepCode.TERMINATION)
    if StepCode.CONTRACT not in done:
        refusals.append(Refusal("replacement.start_not_there", COSTS, field="start_event"))
    if on is None:
        refusals.append(Refusal("replacement.step_day", COSTS, field="start_on"))
    elif on > today or (first is not None and on < first):
        params = {"from": first, "to": today}
        refusals.append(Refusal("replacement.step_day_wrong", COSTS, params, "start_on"))
    return refusals


@under(COSTS)
def refuse_new_start(known: bool, head: bool, document: bool) -> list[Refusal]:
    """A term that runs is not moved: what was said is changed by the head only, on a paper of both partners."""
    if not known:
        return []
    refusals = [] if head else [Refusal("replacement.start_head", COSTS)]
    if not document:
        refusals.append(Refusal("replacement.start_paper", COSTS, field="upload"))
    return refusals


@under(P62)
def needed_steps(university: bool) -> tuple[str, ...]:
    """The steps between the case and its end; without a university there is no consortium contract to change."""
    skipped = () if university else (StepCode.CONSORTIUM,)
    return tuple(code for code, row in STEPS.items() if row.needed and code not in skipped)


@under(P62)
def refuse_stopping(terminated: bool, tender_runs: bool, reason: Pair) -> list[Refusal]:
    """The old partner may perform again: then the case is stopped, unless its contract is already terminated.

    A tender that was begun for the case is cancelled or has failed before that.
    """
    refusals = refuse_pair("reason", reason, P62)
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


# --- compensation -----------------------------------------------------------------------------------------


@under(COSTS)
def refuse_act(
    number: str,
    dated: date | None,
    what: Pair,
    amount: Decimal | None,
    within: Decimal | None,
    document: bool,
    today: date,
) -> list[Refusal]:
    """A cost is confirmed by its act: number, day, works and the act itself. Without it nothing is counted."""
    refusals = []
    if not document:
        refusals.append(Refusal("replacement.no_act", COSTS, field="file"))
    if not number.strip():
        refusals.append(Refusal("replacement.step_number", COSTS, field="number"))
    if dated is None or dated > today:
        refusals.append(Refusal("replacement.act_day", COSTS, {"today": today}, "dated"))
    if amount is None or amount <= 0:
        refusals.append(Refusal("replacement.act_amount", COSTS, field="amount"))
    else:
        refusals += _refuse_design(amount, within)
    return refusals + refuse_pair("what", what, COSTS)


def _refuse_design(amount: Decimal, within: Decimal | None) -> list[Refusal]:
    if within is None or 0 <= within <= amount:
        return []
    return [Refusal("replacement.act_design", COSTS, {"amount": amount}, "within_design")]


@under(COSTS)
def refuse_typed_act(number: str, handed_in: Mapping[str, str]) -> list[Refusal]:
    """An act that was handed in on this portal confirms what was accepted here: it is taken over, not typed.

    ``handed_in``: the old partner's acts in the monitoring, the number of each with its state.
    """
    state = handed_in.get(number.strip())
    if state is None:
        return []
    code = "replacement.act_in_monitoring" if state == "accepted" else "replacement.act_not_accepted"
    return [Refusal(code, COSTS, {"number": number.strip()}, "number")]


@under(COSTS)
def refuse_accepted_act(amount: Decimal | None, within: Decimal | None) -> list[Refusal]:
    """``amount`` is that of an accepted act of the old partner not counted yet; nothing where there is none."""
    if amount is None:
        return [Refusal("replacement.act_to_choose", COSTS, field="accepted_id")]
    return _refuse_design(amount, within)


@dataclass(frozen=True)
class ActsFacts:
    """The list of acts. ``waiting``: the old partner's acts not answered yet; ``missing``: accepted and not counted."""

    head: bool
    running: bool
    declared: bool
    handed_over: bool
    waiting: Sequence[str]
    missing: Sequence[str]
    statement: Pair


@under(COSTS)
def refuse_declaration(facts: ActsFacts) -> list[Refusal]:
    """The head declares the list of acts complete, with reasons; an empty list is said to be empty in this way too."""
    refusals = []
    if not facts.head:
        refusals.append(Refusal("card.wrong_role", COSTS))
    if not facts.running:
        refusals.append(Refusal("replacement.over", COSTS))
    if facts.declared:
        refusals.append(Refusal("replacement.acts_declared", COSTS))
    if not facts.handed_over:
        steps = StepNames([StepCode.OBJECT])
        refusals.append(Refusal("replacement.step_too_early", COSTS, {"steps": steps}))
    if facts.waiting:
        refusals.append(Refusal("replacement.acts_waiting", COSTS, {"numbers": ", ".join(facts.waiting)}))
    if facts.missing:
        refusals.append(Refusal("replacement.acts_missing", COSTS, {"numbers": ", ".join(facts.missing)}))
    return refusals + refuse_pair("statement", facts.statement, COSTS)


@under(COSTS)
def refuse_payment(
    sums: Compensation,
    number: str,
    amount: Decimal | None,
    on: date | None,
    document: bool,
    today: date,
    signed: bool,
) -> list[Refusal]:
    """The new partner pays what acts confirm, not more, once it is bound by its contract; each payment is proven."""
    refusals = []
    if not signed:
        refusals.append(Refusal("replacement.payment_too_early", COSTS))
    if not sums.confirmed:
        refusals.append(Refusal("replacement.nothing_confirmed", COSTS))
    if not number.strip():
        refusals.append(Refusal("replacement.step_number", COSTS, field="number"))
    if not document:
        refusals.append(Refusal("replacement.payment_proof", COSTS, field="file"))
    if on is None or on > today:
        refusals.append(Refusal("replacement.act_day", COSTS, {"today": today}, "paid_on"))
    if amount is None or amount <= 0:
        refusals.append(Refusal("replacement.act_amount", COSTS, field="amount"))
    elif sums.confirmed and amount > sums.left:
        refusals.append(Refusal("replacement.paid_over", COSTS, {"left": sums.left}, "amount"))
    return refusals


@under(COSTS)
def compensation(
    acts: Iterable[tuple[Decimal, Decimal | None]], payments: Iterable[Decimal], share: Fraction
) -> Compensation:
    """100 % of the capital costs that acts confirm: the sum of the acts, whatever the design estimate says (D-25).

    An act about which the estimate says nothing lies wholly beyond it.
    """
    rows = list(acts)
    confirmed = sum((amount for amount, _within in rows), Decimal(0))
    within = sum((inside or Decimal(0) for _amount, inside in rows), Decimal(0))
    due = (confirmed * share.numerator / share.denominator).quantize(Decimal("0.01"))
    return Compensation(confirmed, within, due, sum(payments, Decimal(0)))


@under(RIGHTS, COSTS)
def title_passes_first(
    rights_on: date | None, rights_due: date | None, paid_on: date | None, payment_due: date | None
) -> bool:
    """Whether the rights pass before the money: the two terms allow it, and nobody secures the old partner (I-18).

    Facts count before plans: the day of the act before its last day, the last payment before the end of 270 days.
    """
    title, money = rights_on or rights_due, paid_on or payment_due
    if title is None:
        return False
    return money is None or title < money
