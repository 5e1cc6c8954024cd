"""What the new partner pays the old one, and when (p. 62(7)). Pure: facts in, refusals out.

Costs without an act are not costs; the design estimate limits nothing, what lies beyond it is shown (D-25). From what
the 270 days run is said once (T-04), and the list of acts is declared complete by the head (R-05).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from contracts.replacement_states import StartEvent, StepCode, StepNames
from contracts.rules.replacement import Pair
from contracts.rules.texts import refuse_pair
from ppp_portal.law.acts import p605, under
from ppp_portal.law.refusals import Refusal

COSTS, RIGHTS = p605("62(7)"), p605("62(8)")


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


# --- the 270 days ---


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


# --- acts and payments ---


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
def refuse_acts_reply(declared: bool, replied: bool, reply: Pair) -> list[Refusal]:
    """The old partner, whose costs they are, replies once to the list declared complete; it changes no sum (R-09)."""
    if not declared:
        return [Refusal("replacement.acts_open", COSTS)]
    if replied:
        return [Refusal("replacement.acts_replied", COSTS)]
    return refuse_pair("reply", reply, COSTS)


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
