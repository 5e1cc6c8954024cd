"""The results and what became of them (p. 33(2), 51; art. 39(7)(3))."""

from datetime import datetime

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.refusals import Refusal

RESULTS = law("39(7)")
WINDOW = p605("51")
EVASION = p605("33(2)")
FAULTS = ("winner", "public", "none")


@under(RESULTS)
def refuse_results(*, agreed: bool, adopted: bool, signed: bool) -> list[Refusal]:
    """Agreed talks, an adopted vote on the winner, and the signed protocol of results."""
    problems = []
    if not agreed:
        problems.append(Refusal("results.not_agreed", p605("41")))
    if not adopted:
        problems.append(Refusal("results.not_adopted", RESULTS))
    if not signed:
        problems.append(Refusal("results.unsigned", RESULTS))
    return problems


@under(WINDOW)
def summed_up_at(signed_at: datetime, published_at: datetime | None) -> datetime:
    """The day the 90 days run from.

    Interpreted (T-03, D-16): the earlier of the signing and the publication of the protocol of results. The
    Kazakh text counts "from the day on which the result was issued"; both days are shown.
    """
    return min(signed_at, published_at) if published_at else signed_at


@under(WINDOW, EVASION)
def refuse_lapse(fault: str, reason: str, *, at: datetime, due_at: datetime | None) -> list[Refusal]:
    """The window lapses by itself after its last instant; before that only an evasion by the winner, on record."""
    problems = []
    if fault not in FAULTS:
        problems.append(Refusal("results.fault", WINDOW, field="fault"))
    if fault != "none" and not reason.strip():
        problems.append(Refusal("results.reason", EVASION, field="reason"))
    if fault != "winner" and due_at is not None and at <= due_at:
        problems.append(Refusal("results.window_runs", WINDOW, {"due_at": due_at}))
    return problems
