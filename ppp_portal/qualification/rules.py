"""What a check must hold, the arithmetic of requirements 2 and 8, and what follows from a sheet (art. 32)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ppp_portal.law.acts import Paragraph, law, under
from ppp_portal.law.money import share_up_to_tiyn
from ppp_portal.law.refusals import Refusal

TAX_DEBT = law("32(1)(2)")
OWN_FUNDS = law("32(1)(8)")
REQUIREMENTS = law("32(1)")
PARTICIPANTS = law("32(1-1)")
TAX, FUNDS = 2, 8
NEEDED_AMOUNTS: Mapping[int, tuple[str, ...]] = {TAX: ("tax_debt",), FUNDS: ("own_funds", "borrowed_funds")}


@dataclass(frozen=True)
class Step:
    """One line of arithmetic: a code with words in ``messages.STEPS``, its values, the result in tenge."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    value: Decimal | None = None
    basis: Paragraph | None = None


@dataclass(frozen=True)
class Terms:
    """The numbers of the edition: ``multiple`` of the MCI, ``share`` of the cost, what counts as funds.

    ``mci`` is tenge on 1 January of ``year``, ``None`` when the installation does not know it.
    """

    multiple: int
    share: Fraction
    funds_policy: str
    year: int
    mci: Decimal | None


@dataclass(frozen=True)
class CheckFacts:
    """What is recorded about one requirement. ``proof`` tells whether a document or a statement stands behind it."""

    requirement: int
    verdict: str
    reason_kk: str = ""
    reason_ru: str = ""
    evidence_kk: str = ""
    evidence_ru: str = ""
    proof: bool = False
    certificate_on: date | None = None
    valid_until: date | None = None
    amounts: Mapping[str, Decimal] = field(default_factory=dict, hash=False)


@under(REQUIREMENTS, PARTICIPANTS)
def refuse_check(
    check: CheckFacts, *, asked: Sequence[int], last_day: date, terms: Terms, cost: Decimal | None
) -> list[Refusal]:
    """Everything wrong with a check. ``last_day`` is the day on which bids closed."""
    basis = law(f"32(1)({check.requirement})") if check.requirement in range(1, 9) else REQUIREMENTS
    if check.requirement not in asked:
        return [Refusal("check.not_asked", PARTICIPANTS, {"number": check.requirement})]
    if check.verdict not in ("met", "not_met", "not_checked"):
        return [Refusal("check.blank", basis, {"number": check.requirement}, "verdict")]
    problems = []
    if check.verdict == "not_met" and not (check.reason_kk.strip() or check.reason_ru.strip()):
        problems.append(Refusal("check.reason", basis, field="reason_kk"))
    named = check.evidence_kk.strip() or check.evidence_ru.strip()
    if check.verdict == "met" and not (named or check.proof):
        problems.append(Refusal("check.evidence", basis, field="evidence_kk"))
    problems += _refuse_one_language("reason", check.reason_kk, check.reason_ru, basis)
    problems += _refuse_one_language("evidence", check.evidence_kk, check.evidence_ru, basis)
    problems += _refuse_dates(check, last_day, basis)
    problems += _refuse_amounts(check, basis)
    if check.verdict == "met" and not problems:
        problems += refuse_sums(check.requirement, check.amounts, terms, cost)
    return problems


def _refuse_one_language(name: str, kk: str, ru: str, basis: Paragraph) -> list[Refusal]:
    """Both protocols print the commission's words: they are written in both languages or not at all."""
    if bool(kk.strip()) == bool(ru.strip()):
        return []
    return [Refusal("check.languages", basis, field=f"{name}_ru" if kk.strip() else f"{name}_kk")]


def _refuse_dates(check: CheckFacts, last_day: date, basis: Paragraph) -> list[Refusal]:
    """A certificate counts as of the day on which bids closed: neither issued later nor expired by then."""
    problems = []
    issued, until = check.certificate_on, check.valid_until
    if issued is not None and issued > last_day:
        said = {"on": issued, "deadline": last_day}
        problems.append(Refusal("check.certificate_late", basis, said, "certificate_on"))
    if until is not None and check.verdict == "met" and until < last_day:
        problems.append(Refusal("check.certificate_expired", basis, {"until": until}, "valid_until"))
    if issued is not None and until is not None and until < issued:
        problems.append(Refusal("check.certificate_term", basis, field="valid_until"))
    return problems


def _refuse_amounts(check: CheckFacts, basis: Paragraph) -> list[Refusal]:
    needed = NEEDED_AMOUNTS.get(check.requirement, ())
    problems = []
    for name, amount in check.amounts.items():
        if name not in needed:
            problems.append(Refusal("check.amount_not_asked", basis, field=name))
        elif amount < 0:
            problems.append(Refusal("check.amount_negative", basis, {"amount": amount}, name))
    if check.verdict == "met":
        missing = [name for name in needed if name not in check.amounts]
        problems += [Refusal("check.amount_missing", basis, field=name) for name in missing]
    return problems


@under(TAX_DEBT, OWN_FUNDS)
def refuse_sums(
    requirement: int, amounts: Mapping[str, Decimal], terms: Terms, cost: Decimal | None
) -> list[Refusal]:
    """What the sums themselves say against "met". All that the requirement needs are in ``amounts``."""
    if requirement == TAX:
        if terms.mci is None:
            return [Refusal("check.mci_unknown", TAX_DEBT, {"year": terms.year})]
        if not tax_debt_within(amounts["tax_debt"], terms):
            said = {"debt": amounts["tax_debt"], "limit": terms.multiple * terms.mci}
            return [Refusal("check.debt_over", TAX_DEBT, said, "tax_debt")]
    if requirement == FUNDS:
        if not cost:
            return [Refusal("check.cost_unknown", OWN_FUNDS)]
        if not funds_enough(amounts, cost, terms):
            said = {"needed": share_up_to_tiyn(cost, terms.share)}
            return [Refusal("check.funds_short", OWN_FUNDS, said, "own_funds")]
    return []


@under(TAX_DEBT)
def tax_debt_within(debt: Decimal, terms: Terms) -> bool:
    """Tax debt of no more than six MCI of 1 January; exactly six still passes. ``mci`` must be known."""
    assert terms.mci is not None
    return debt <= terms.multiple * terms.mci


@under(OWN_FUNDS)
def funds_enough(
    amounts: Mapping[str, Decimal], cost: Decimal, terms: Terms, policy: str | None = None
) -> bool:
    """Funds of at least 20 % of the cost of the object.

    Interpreted (N-12): the Law of 2022 counts own funds, or own and borrowed funds together; the notice of 2022
    speaks of own funds only. ``policy`` asks under the other reading.
    """
    counted = amounts["own_funds"]
    if (policy or terms.funds_policy) == "own_or_borrowed":
        counted += amounts["borrowed_funds"]
    return Fraction(counted) >= Fraction(cost) * terms.share


@under(TAX_DEBT)
def tax_steps(amounts: Mapping[str, Decimal], terms: Terms) -> list[Step]:
    """The arithmetic of requirement 2; empty while the debt or the index is unknown."""
    if terms.mci is None or "tax_debt" not in amounts:
        return []
    limit, debt = terms.multiple * terms.mci, amounts["tax_debt"]
    code = "debt_within" if debt <= limit else "debt_over"
    return [
        Step("mci", {"year": terms.year}, terms.mci),
        Step("debt_limit", {"multiple": terms.multiple}, limit, TAX_DEBT),
        Step("debt", {}, debt),
        Step(code, {}, abs(limit - debt)),
    ]


@under(OWN_FUNDS)
def funds_steps(amounts: Mapping[str, Decimal], cost: Decimal | None, terms: Terms) -> list[Step]:
    """The arithmetic of requirement 8 under both readings; empty while a sum is unknown."""
    if not cost or not {"own_funds", "borrowed_funds"} <= amounts.keys():
        return []
    own, borrowed = amounts["own_funds"], amounts["borrowed_funds"]
    steps = [
        Step("cost", {}, cost),
        Step("funds_needed", {"percent": terms.share * 100}, share_up_to_tiyn(cost, terms.share), OWN_FUNDS),
        Step("own", {}, own),
        Step("borrowed", {}, borrowed),
    ]
    for policy, counted in (("own_only", own), ("own_or_borrowed", own + borrowed)):
        enough = "enough" if funds_enough(amounts, cost, terms, policy) else "short"
        chosen = "chosen" if policy == terms.funds_policy else "other"
        percent = Fraction(counted) / Fraction(cost) * 100
        steps.append(Step(f"{policy}_{enough}_{chosen}", {"percent": percent}, counted))
    return steps


@under(TAX_DEBT, OWN_FUNDS)
def steps_of(
    requirement: int, amounts: Mapping[str, Decimal], terms: Terms, cost: Decimal | None
) -> list[Step]:
    """The arithmetic of a requirement that asks for sums; empty while a sum, or what it is measured by, is unknown."""
    return {TAX: tax_steps(amounts, terms), FUNDS: funds_steps(amounts, cost, terms)}.get(requirement, [])


@under(REQUIREMENTS)
def result_of(verdicts: Mapping[int, str], asked: Sequence[int]) -> str:
    """``blocked`` while anything is not checked, else ``failed`` with one requirement not met, else ``passed``."""
    given = [verdicts.get(number, "not_checked") for number in asked]
    if "not_checked" in given:
        return "blocked"
    return "failed" if "not_met" in given else "passed"


@under(REQUIREMENTS)
def reasons_of(
    verdicts: Mapping[int, str], reasons: Mapping[int, str], asked: Sequence[int]
) -> list[Refusal]:
    """Why a sheet is blocked or failed, requirement by requirement."""
    found = []
    for number in asked:
        basis, verdict = law(f"32(1)({number})"), verdicts.get(number, "not_checked")
        if verdict == "not_checked":
            found.append(Refusal("qualification.not_checked", basis, {"number": number}))
        elif verdict == "not_met":
            said = {"number": number, "reason": reasons.get(number, "")}
            found.append(Refusal("qualification.not_met", basis, said))
    return found


@under(REQUIREMENTS, PARTICIPANTS)
def overall(results: Sequence[str]) -> str:
    """The result of all the sheets of one subject; without any sheet nothing is decided."""
    if not results or "blocked" in results:
        return "blocked"
    return "failed" if "failed" in results else "passed"
