"""Admission and reasoned rejection (p. 36; art. 32, 39(7)(2), 40(4))."""

from collections.abc import Sequence
from dataclasses import dataclass

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.refusals import Refusal

QUALIFIED = law("32(1)")
PROTOCOL = law("39(7)")
EXAMINED = law("40(4)")
ONE_BID = p605("28(1)")
SECURED = p605("31")

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

    ``unsecured``: a security was required and none stands behind the bid.
    """

    opened: bool
    qualification: str
    binding: tuple[str, ...] = ()
    unchecked: tuple[int, ...] = ()
    unsecured: bool = False


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
    if facts.unsecured:
        problems.append(Refusal("admission.no_security", SECURED))
    if facts.qualification == "blocked":
        numbers = ", ".join(map(str, facts.unchecked)) or "1–8"
        problems.append(Refusal("admission.not_checked", QUALIFIED, {"numbers": numbers}))
    elif facts.qualification == "failed":
        problems.append(Refusal("admission.not_qualified", QUALIFIED))
    return problems


@under(EXAMINED, PROTOCOL)
def refuse_undecided_bids(undecided: int) -> list[Refusal]:
    """All bids are examined, a single one too; the protocol speaks of every one of them."""
    return [Refusal("admission.undecided", EXAMINED, {"count": undecided})] if undecided else []
