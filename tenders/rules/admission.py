"""Admission and reasoned rejection (p. 36; art. 32, 39(7)(2), 40(4))."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.refusals import Refusal
from tenders.rules.bids import SecuritySeen
from tenders.states import SecurityState

QUALIFIED = law("32(1)")
PROTOCOL = law("39(7)")
EXAMINED = law("40(4)")
ONE_BID = p605("28(1)")
SECURED = p605("31")
OPENED = p605("36")

# The grounds on which a bid is rejected, each with the provision it rests on.
GROUNDS = {
    "qualification": QUALIFIED,
    "non_conforming": p605("44(2)"),
    "unreadable": p605("A1.10(10)"),
    "duplicate": ONE_BID,
    "affiliate": law("33"),
    "security": p605("31"),
    "late_documents": p605("A1.10(10)"),
}


@dataclass(frozen=True)
class JudgementFacts:
    """A bid before the commission. ``qualification`` is passed, failed or blocked; ``binding`` problems bar it.

    ``security`` is what stands behind it, against what the documentation in force asks.
    """

    opened: bool
    qualification: str
    binding: tuple[str, ...] = ()
    unchecked: tuple[int, ...] = ()
    security: SecuritySeen = field(default_factory=SecuritySeen)


@under(QUALIFIED, EXAMINED)
def refuse_judgement(
    facts: JudgementFacts, *, admit: bool, code: str, reasons: Sequence[str]
) -> list[Refusal]:
    """Everything wrong with a proposed decision on one bid.

    Admission needs every requirement met and a bid that can be counted; a requirement "not checked" blocks.
    A rejection needs its ground and a reason in both languages, and the ground must be a fact where the portal
    knows the facts.
    """
    if not facts.opened:
        return [Refusal("admission.not_opened", EXAMINED)]
    if admit:
        return _refuse_admission(facts)
    problems = []
    if code not in GROUNDS:
        problems.append(Refusal("admission.ground", EXAMINED, field="code"))
    if not all(reason.strip() for reason in reasons):
        problems.append(Refusal("admission.reason", EXAMINED, field="reason_kk"))
    if code == "qualification" and facts.qualification == "blocked":
        numbers = ", ".join(map(str, facts.unchecked)) or "1–8"
        problems.append(Refusal("admission.not_checked", QUALIFIED, {"numbers": numbers}))
    elif code == "qualification" and facts.qualification == "passed":
        problems.append(Refusal("admission.qualified", QUALIFIED, field="code"))
    return problems


def _refuse_admission(facts: JudgementFacts) -> list[Refusal]:
    problems = [Refusal("admission.cannot_count", EXAMINED)] if facts.binding else []
    if "duplicate" in facts.binding:
        problems = [Refusal("admission.duplicate", ONE_BID)]
    problems += refuse_unsecured_bid(facts.security)
    if facts.qualification == "blocked":
        numbers = ", ".join(map(str, facts.unchecked)) or "1–8"
        problems.append(Refusal("admission.not_checked", QUALIFIED, {"numbers": numbers}))
    elif facts.qualification == "failed":
        problems.append(Refusal("admission.not_qualified", QUALIFIED))
    return problems


@under(SECURED)
def refuse_unsecured_bid(security: SecuritySeen) -> list[Refusal]:
    """Behind an admitted bid stands a security that the custodian has seen: the whole sum, as long as the bid.

    What a bidder wrote about a payment is no payment; and what was enough before an amendment may be too little after.
    """
    if not security.required:
        return []
    if security.state in (SecurityState.LODGED, SecurityState.VERIFIED):
        return [Refusal("admission.security_unconfirmed", SECURED)]
    if security.state != SecurityState.HELD:
        return [Refusal("admission.no_security", SECURED)]
    problems = []
    if security.amount is None or security.needed is None or security.amount < security.needed:
        problems.append(Refusal("admission.security_short", SECURED, {"needed": security.needed}))
    ends, needed_until = security.valid_until, security.bids_valid_until
    if ends and needed_until and ends < needed_until:
        problems.append(Refusal("admission.security_expires", SECURED, {"until": needed_until}))
    return problems


@under(SECURED, PROTOCOL)
def refuse_unsecured_winner(security: SecuritySeen, *, again: bool) -> list[Refusal]:
    """The security still stands when the bid is put to the vote as the winner.

    Interpreted (A-39): not ``again``, after an evasion. With the first results the securities of the others fell
    due (art. 39(7)); what the law ordered to be returned is not asked for a second time.
    """
    return [] if again else refuse_unsecured_bid(security)


@under(OPENED)
def refuse_unopened(*, signed: bool) -> list[Refusal]:
    """What was opened and read out stands in a signed protocol before anybody judges it, in either stage."""
    return [] if signed else [Refusal("admission.opening_unsigned", OPENED)]


@under(EXAMINED, PROTOCOL)
def refuse_undecided_bids(undecided: int) -> list[Refusal]:
    """All bids are examined, a single one too; the protocol speaks of every one of them."""
    return [Refusal("admission.undecided", EXAMINED, {"count": undecided})] if undecided else []
