"""What the commission accepts of the evidence, and when it may be counted (Appendix 4).

People edit inputs with a reason; nobody ever types a score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ppp_portal.law.acts import Paragraph, law, p605, under
from ppp_portal.law.calendar import YEARS, add_months
from ppp_portal.law.refusals import Refusal

WHOLE = p605("A4")
NEXT_BEST = law("40(7)")
BASIS: Mapping[str, Paragraph] = {
    "k1": p605("A4.K1"),
    "k2": p605("A4.K2"),
    "k3": p605("A4.K3"),
    "k6a": p605("A4.K6a"),
    "k6b": p605("A4.K6b"),
}


@dataclass(frozen=True)
class PieceFacts:
    """A piece of evidence under the policies of its tender. ``risk_bearer`` is empty for an unknown risk.

    ``counted_already``: another piece of the same bid, accepted, names the same project of the same customer.
    ``closes_on`` is the day bids close, to which work experience is counted.
    """

    kind: str
    claimed: Decimal
    detail: Mapping[str, Any] = field(default_factory=dict, hash=False)
    policies: Mapping[str, str] = field(default_factory=dict, hash=False)
    risk_bearer: str = ""
    counted_already: bool = False
    closes_on: date = date.min


def _most(piece: PieceFacts) -> Decimal | str:
    """What is claimed as it is said: own funds as a sum of money, the rest as a count."""
    return piece.claimed if piece.kind == "k3" else f"{piece.claimed.normalize():f}"


@under(WHOLE)
def refuse_acceptance(
    piece: PieceFacts, accepted: Decimal | None, reason_kk: str, reason_ru: str
) -> list[Refusal]:
    """Between nothing and what is claimed, whole where things are counted; less than claimed needs a reason.

    A reason is printed in the protocol of either language, so it is given in both.

    What the published policies exclude cannot be accepted, whoever votes for it: they were frozen with the
    announcement. Whether a project is similar by its content (D-46) only people can say.
    """
    basis = BASIS[piece.kind]
    if accepted is None or not accepted.is_finite() or not 0 <= accepted <= piece.claimed:
        return [Refusal("evidence.range", basis, {"claimed_number": _most(piece)}, "accepted")]
    problems = []
    if piece.kind != "k3" and accepted != accepted.to_integral_value():
        problems.append(Refusal("evidence.whole", basis, field="accepted"))
    kk, ru = reason_kk.strip(), reason_ru.strip()
    if accepted < piece.claimed and not (kk or ru):
        problems.append(Refusal("evidence.reason", basis, field="reason_kk"))
    elif bool(kk) != bool(ru):
        field = "reason_ru" if kk else "reason_kk"
        problems.append(Refusal("evidence.reason_languages", basis, field=field))
    if accepted > 0 and (code := excluded(piece)):
        problems.append(Refusal(code, basis, field="accepted"))
    return problems


@under(WHOLE)
def excluded(piece: PieceFacts) -> str:
    """Why the published policies exclude this piece, as a refusal code; empty when they do not.

    Interpreted: "more than five years" is asked in both rows of K6 (P-17); the field of experience only in its
    first row and only where the organiser chose the Kazakh reading (D-52, D-54). A project that several members of a
    consortium built counts once unless the organiser chose otherwise (P-16).
    """
    detail, policies = piece.detail, piece.policies
    if (
        piece.kind == "k1"
        and policies.get("k1_kinds") == "construction"
        and detail.get("kind") != "construction"
    ):
        return "evidence.not_construction"
    once = policies.get("consortium_projects") == "unique"
    if piece.kind == "k1" and once and piece.counted_already:
        return "evidence.counted_already"
    if piece.kind == "k2" and piece.risk_bearer not in ("public", "shared"):
        return "evidence.not_additional"
    if piece.kind == "k3" and policies.get("k3_evidence") == "own_capital" and detail.get("form") == "loan":
        return "evidence.not_own"
    if piece.kind in ("k6a", "k6b") and not over_five_years(detail, piece.closes_on):
        return "evidence.five_years"
    if piece.kind == "k6a" and policies.get("k6_field") == "construction" and not detail.get("construction"):
        return "evidence.other_field"
    return ""


@under(p605("A4.K6"))
def over_five_years(specialists: Mapping[str, Any], closes_on: date) -> bool:
    """More than five years of work experience on the day bids close: the fifth anniversary itself is exactly five.

    Interpreted (P-17): a group of specialists names the day from which the least experienced of them has worked,
    moved on by what was not worked in between. Evidence that was kept at an opening before the portal asked for that
    day says yes or no; a bid that is opened now names the day (``bid_reading``).
    """
    if "experience_since" not in specialists:
        return specialists.get("over_five_years") is True
    since = experience_since(specialists)
    return since is not None and add_months(since, 60) < closes_on


def experience_since(specialists: Mapping[str, Any]) -> date | None:
    """The day the bid names; ``None`` for what is no day of this age."""
    try:
        found = date.fromisoformat(specialists.get("experience_since") or "")
    except ValueError:
        return None
    return found if found.year in YEARS else None


@under(WHOLE)
def refuse_evaluation(undecided: int, admitted: int, *, protocol_exists: bool) -> list[Refusal]:
    """Every piece of evidence is decided; the engine counts once more only while no protocol tells of the sheet."""
    problems = []
    if not admitted:
        problems.append(Refusal("evaluation.nobody", p605("44(2)")))
    if undecided:
        problems.append(Refusal("evaluation.undecided", WHOLE, {"count": undecided}))
    if protocol_exists:
        problems.append(Refusal("evaluation.signed", WHOLE))
    return problems


@under(WHOLE, NEXT_BEST)
def refuse_best(leaders: Sequence[str], chosen: str, reasons: Sequence[str], *, stale: bool) -> list[Refusal]:
    """The best is the one with most points; among equals the commission chooses with a reason (P-13)."""
    if stale:
        return [Refusal("evaluation.stale", WHOLE)]
    if chosen not in leaders:
        return [Refusal("evaluation.not_leader", WHOLE, field="bid")]
    if len(leaders) > 1 and not all(reason.strip() for reason in reasons):
        return [Refusal("evaluation.tie_reason", WHOLE, field="reason_kk")]
    return []
