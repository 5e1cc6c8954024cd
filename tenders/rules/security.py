"""Bid security (p. 31, 33, 34; art. 39): its amount, who confirms it, when it is returned or forfeited. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.calendar import WorkingCalendar
from ppp_portal.law.deadlines import Consequence, Deadline, working_days
from ppp_portal.law.identifiers import bad_account
from ppp_portal.law.packs import RulePack
from ppp_portal.law.refusals import Refusal
from tenders.rules.documentation import Pair
from tenders.states import SecurityState

P31, P33, P34 = p605("31"), p605("33(2)"), p605("34")
RETURN, FORMS, BASE = law("39(7)"), law("39(4)"), law("39(2)")

# Why a security may be forfeited after a winner was determined (p. 33(2)). The second half of 33(2) is a
# ground of its own in the Kazakh text and part of the first in the Russian one (D-06); each stands alone here.
UNACCEPTABLE = "33-2-unacceptable"
GROUNDS = ("33-2-refused", "33-2-unsigned", UNACCEPTABLE)


@dataclass(frozen=True)
class LodgingFacts:
    """A security as the bidder describes it, against what the documentation asks. Sums in tenge."""

    stage: int
    taking: bool
    state: str
    form: str
    amount: Decimal | None
    needed: Decimal | None
    currency: str = "KZT"
    payer: str = ""
    bank: str = ""
    reference: str = ""
    dated: date | None = None
    valid_until: date | None = None
    bids_valid_until: date | None = None
    account: str = ""
    on: date = date.min
    entered: Decimal = Decimal(0)


@dataclass(frozen=True)
class SettlingFacts:
    """A payment document of the custodian: back to the bidder, or to the budget."""

    state: str
    verified: bool
    form: str
    expected_account: str
    account: str
    reference: str
    document_date: date | None
    not_before: date | None
    on: date


@dataclass(frozen=True)
class ForfeitureFacts:
    """What a forfeiture rests on. ``winner`` is true once the results protocol named this bid the winner (B-02).

    ``recorded`` is the ground noted when the contract lapsed, ``papers`` are the numbers of that note and of the
    signed protocols, ``found_unacceptable`` tells of an adopted vote on the proposals of this bid.
    """

    state: str
    winner: bool
    ground: str
    protocol: str = ""
    evaded: bool = False
    held: Decimal = Decimal(0)
    acknowledged: bool = False
    budget: str = ""
    decided: bool = False
    recorded: str = ""
    papers: frozenset[str] = frozenset()
    found_unacceptable: bool = False


# --- the amount -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Amount:
    """The sum with its arithmetic: ``base × rate = exact``, rounded up to the tiyn when ``rounded``."""

    base: Decimal
    rate: Fraction
    amount: Decimal

    @property
    def exact(self) -> Fraction:
        return Fraction(self.base) * self.rate

    @property
    def rounded(self) -> bool:
        return Fraction(self.amount) != self.exact


@under(P31, BASE)
def explained_amount(investments: Decimal, amount: Decimal, pack: RulePack) -> Amount:
    """One tenth of one per cent of the assumed investments stated in the documentation (not in the bid)."""
    return Amount(investments, pack.security_rate.value, amount)


# --- lodging ----------------------------------------------------------------------------------------------


@under(P31, RETURN)
def refuse_account(account: str, field_name: str = "account") -> list[Refusal]:
    """The account to which the money goes back must be one that can exist."""
    problem = bad_account(account)
    return [Refusal(f"security.account_{problem}", RETURN, field=field_name)] if problem else []


@under(P31, FORMS)
def refuse_lodging(facts: LodgingFacts) -> list[Refusal]:
    """Whether a security may be lodged like this: whole, in tenge, alive as long as the bid, dated, returnable.

    Stage one asks for none (p. 31), so one lodged there would have to be returned: it is refused at the door.
    """
    if facts.stage == 1:
        return [Refusal("security.stage_one", P31)]
    if not facts.taking:
        return [Refusal("security.too_late", P31)]
    refusals = _refuse_state(facts)
    if facts.needed is None or facts.needed <= 0:
        refusals.append(Refusal("security.no_investments", P31))
    if facts.form not in ("deposit", "guarantee"):
        refusals.append(Refusal("security.form", FORMS, field="form"))
    if facts.currency != "KZT":
        refusals.append(Refusal("security.currency", P31, {"currency": facts.currency}, "amount"))
    refusals += _refuse_amount(facts)
    refusals += _refuse_dates(facts)
    for name in ("payer", "bank", "reference"):
        if not getattr(facts, name).strip():
            refusals.append(Refusal("security.blank", P31, field=name))
    return refusals + refuse_account(facts.account)


def _refuse_state(facts: LodgingFacts) -> list[Refusal]:
    """A confirmed security is replaced only when it no longer suffices, for instance after an amendment."""
    if facts.state in ("", SecurityState.REQUIRED, SecurityState.LODGED):
        return []
    short = facts.needed is not None and facts.entered < facts.needed
    if facts.state == SecurityState.VERIFIED and (short or facts.form == "guarantee"):
        return []
    return [Refusal("security.already_confirmed", P31)]


def _refuse_amount(facts: LodgingFacts) -> list[Refusal]:
    if facts.amount is None:
        return [Refusal("security.blank", P31, field="amount")]
    refusals = []
    if facts.needed is not None and facts.amount < facts.needed:
        params = {"needed": facts.needed, "missing": facts.needed - facts.amount}
        refusals.append(Refusal("security.short", P31, params, "amount"))
    if facts.amount < facts.entered:
        refusals.append(Refusal("security.less_than_before", P31, {"entered": facts.entered}, "amount"))
    return refusals


def _refuse_dates(facts: LodgingFacts) -> list[Refusal]:
    refusals = []
    if facts.dated is None:
        refusals.append(Refusal("security.blank", P31, field="dated"))
    elif facts.dated > facts.on:
        refusals.append(Refusal("security.date_ahead", P31, {"on": facts.on}, "dated"))
    if facts.form == "guarantee" and facts.valid_until is None:
        refusals.append(Refusal("security.validity_missing", P31, field="valid_until"))
    if facts.valid_until and facts.bids_valid_until and facts.valid_until < facts.bids_valid_until:
        params = {"until": facts.bids_valid_until}
        refusals.append(Refusal("security.expires", P31, params, "valid_until"))
    return refusals


# --- confirming -------------------------------------------------------------------------------------------


@under(P31)
def refuse_verification(state: str, verified: bool) -> list[Refusal]:
    """The custodian confirms what was lodged; also after a withdrawal, before the money goes back."""
    waiting = state == SecurityState.LODGED or (state == SecurityState.RETURN_DUE and not verified)
    return [] if waiting else [Refusal("security.nothing_to_verify", P31)]


@under(P31)
def refuse_same_payment(entered_in: str, why: Pair) -> list[Refusal]:
    """One payment, or one guarantee, stands behind one bid. ``entered_in``: the tender in whose ledger it is already.

    Papers may look alike: the custodian may confirm, with reasons for the commission. A bidder is told nothing of it.
    """
    missing = [lang for lang in ("kk", "ru") if not getattr(why, lang).strip()] if entered_in else []
    return [Refusal("security.same_payment", P31, field=f"seen_twice_{lang}") for lang in missing]


@under(P31)
def refuse_rejection(state: str, verified: bool, reason: str, *, words_tell: bool = False) -> list[Refusal]:
    """With a reason; ``words_tell``: own ones, though the same payment stands for another bid, could tell of it."""
    refusals = refuse_verification(state, verified)
    if words_tell:
        return [*refusals, Refusal("security.neutral_only", P31, field="cause")]
    if not reason.strip():
        refusals.append(Refusal("security.reason_missing", P31, field="reason"))
    return refusals


@under(P31)
def refuse_custodian(role: str, organisation_id: int | None, organiser_id: int) -> list[Refusal]:
    """Nobody but the custodian of this very organiser; never a member of the commission, by role already."""
    right = role == "custodian" and organisation_id == organiser_id
    return [] if right else [Refusal("security.not_custodian", P31)]


# --- returning --------------------------------------------------------------------------------------------


@under(RETURN)
def return_deadline(triggered_at: datetime, pack: RulePack, calendar: WorkingCalendar) -> Deadline:
    """Three working days after the event; five independent events start it (a duty, so a person is alerted)."""
    days = pack.security_return_working_days.value
    return working_days("security.return", triggered_at, days, RETURN, Consequence.ALERT, calendar)


@under(RETURN, P33)
def may_fall_due(state: str, entered: Decimal, *, awaits_contract: bool = False) -> bool:
    """Whether an event of art. 39(7) makes a return due: something is held, nothing is decided otherwise.

    A proposed forfeiture blocks the return until people have decided. So does the signing window
    (``awaits_contract``, A-32): the winner's security stays where it is, also when the validity of the bids ends,
    until the contract is there or it is on record whose fault it was that there is none.
    """
    if awaits_contract:
        return False
    if state in (SecurityState.LODGED, SecurityState.VERIFIED, SecurityState.HELD):
        return True
    return state == SecurityState.REQUIRED and entered > 0


@under(RETURN)
def refuse_return(facts: SettlingFacts) -> list[Refusal]:
    """Returned when due, after it was confirmed, to the bidder's own account, by a real payment document."""
    if facts.state == SecurityState.FORFEIT_PROPOSED:
        return [Refusal("security.return_blocked", P33)]
    if facts.state != SecurityState.RETURN_DUE:
        return [Refusal("security.not_due", RETURN)]
    refusals = [] if facts.verified else [Refusal("security.verify_first", P31)]
    refusals += _refuse_document(facts)
    if facts.form == "deposit":
        wrong = refuse_account(facts.account)
        if not wrong and _plain(facts.account) != _plain(facts.expected_account):
            params = {"account": facts.expected_account}
            wrong = [Refusal("security.other_account", RETURN, params, "account")]
        refusals += wrong
    return refusals


def _refuse_document(facts: SettlingFacts) -> list[Refusal]:
    refusals = []
    if not facts.reference.strip():
        refusals.append(Refusal("security.blank", RETURN, field="reference"))
    if facts.document_date is None:
        refusals.append(Refusal("security.blank", RETURN, field="document_date"))
    elif facts.document_date > facts.on:
        refusals.append(Refusal("security.date_ahead", RETURN, {"on": facts.on}, "document_date"))
    elif facts.not_before and facts.document_date < facts.not_before:
        params = {"not_before": facts.not_before}
        refusals.append(Refusal("security.date_before_event", RETURN, params, "document_date"))
    return refusals


def _plain(account: str) -> str:
    return account.replace(" ", "").upper()


# --- forfeiting -------------------------------------------------------------------------------------------


@under(P33)
def refuse_forfeiture_case(facts: ForfeitureFacts) -> list[Refusal]:
    """Only after a winner decision (B-02): before it the bid is dropped and its security returned (art. 40(7))."""
    refusals = []
    if not facts.winner:
        refusals.append(Refusal("security.forfeit_before_winner", law("40(7)")))
    if facts.ground not in GROUNDS:
        refusals.append(Refusal("security.forfeit_ground", P33, field="ground"))
    if facts.state not in (SecurityState.HELD, SecurityState.FORFEIT_PROPOSED):
        refusals.append(Refusal("security.forfeit_nothing_held", P33))
    return refusals


@under(P33)
def refuse_other_ground(facts: ForfeitureFacts) -> list[Refusal]:
    """The ground is what happened, not what is chosen: the one noted with the lapse; that the proposals were
    unacceptable the commission must have found by a vote (D-06)."""
    if facts.ground == UNACCEPTABLE:
        found = facts.found_unacceptable
        return [] if found else [Refusal("security.forfeit_not_found", P33, field="ground")]
    if facts.recorded and facts.ground != facts.recorded:
        return [Refusal("security.forfeit_other_ground", P33, field="ground")]
    return []


@under(P33, P34)
def refuse_forfeiture(facts: ForfeitureFacts) -> list[Refusal]:
    """A ground with its code and the number of its protocol, a budget that receives, and evasion on record."""
    refusals = refuse_forfeiture_case(facts)
    refusals += refuse_other_ground(facts)
    if not facts.protocol.strip():
        refusals.append(Refusal("security.forfeit_protocol", P33, field="protocol"))
    elif facts.protocol.strip() not in facts.papers:
        numbers = ", ".join(sorted(facts.papers)) or "—"
        refusals.append(Refusal("security.forfeit_other_protocol", P33, {"numbers": numbers}, "protocol"))
    if not facts.evaded:
        refusals.append(Refusal("security.forfeit_no_evasion", P33))
    if facts.held <= 0:
        refusals.append(Refusal("security.forfeit_nothing_held", P33))
    if not facts.budget.strip():
        refusals.append(Refusal("security.forfeit_no_budget", P34))
    if facts.decided:
        refusals.append(Refusal("security.forfeit_decided", P34))
    return refusals


@under(P34)
def refuse_forfeiture_decision(facts: ForfeitureFacts, role: str) -> list[Refusal]:
    """The organiser's head decides, knowing that para 34 sends the two languages to different cases (D-09)."""
    refusals = refuse_forfeiture(facts)
    if role != "head":
        refusals.append(Refusal("security.forfeit_head_only", P34))
    if not facts.acknowledged:
        refusals.append(Refusal("security.forfeit_discrepancy", P34, field="discrepancy_acknowledged"))
    return refusals


@under(P34)
def refuse_forfeiture_declining(facts: ForfeitureFacts, role: str, reason: Pair) -> list[Refusal]:
    """To let the security go back the head needs an open case and a reason; nothing has to be proven for it."""
    refusals = []
    if facts.decided or facts.state != SecurityState.FORFEIT_PROPOSED:
        refusals.append(Refusal("security.forfeit_decided", P34))
    if role != "head":
        refusals.append(Refusal("security.forfeit_head_only", P34))
    return refusals + [
        Refusal("security.forfeit_reason", P34, field=f"reason_{language}") for language in reason.missing
    ]


@under(P34)
def refuse_half_a_reason(reason: Pair) -> list[Refusal]:
    """What the decision prints stands in both of its languages, or in neither."""
    half = reason.missing if len(reason.missing) == 1 else ()
    return [Refusal("security.forfeit_reason", P34, field=f"reason_{language}") for language in half]


@under(P34)
def refuse_budget_payment(facts: SettlingFacts, decided: bool) -> list[Refusal]:
    """The payment order to the budget is recorded only after the decision."""
    if facts.state != SecurityState.FORFEIT_PROPOSED or not decided:
        return [Refusal("security.forfeit_not_decided", P34)]
    return _refuse_document(facts)


# --- the ledger -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Movement:
    """One line of the ledger: ``kind`` lodged, returned or forfeited."""

    kind: str
    amount: Decimal


@dataclass(frozen=True)
class Balance:
    """Where every tenge is: what came in equals what went back, went to the budget and is held."""

    lodged: Decimal = field(default=Decimal(0))
    returned: Decimal = field(default=Decimal(0))
    forfeited: Decimal = field(default=Decimal(0))

    @property
    def held(self) -> Decimal:
        return self.lodged - self.returned - self.forfeited


@under(P31, P34, RETURN)
def balance(movements: Iterable[Movement]) -> Balance:
    """The sums of a ledger. ``held`` is what is left; it is never negative in a right ledger."""
    sums = {"lodged": Decimal(0), "returned": Decimal(0), "forfeited": Decimal(0)}
    for movement in movements:
        sums[movement.kind] += movement.amount
    return Balance(**sums)
