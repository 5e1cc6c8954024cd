"""The results and what became of them (p. 33(2), 51; art. 39(7)(3))."""

from datetime import date, datetime

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.refusals import Refusal
from tenders.rules.documentation import Pair
from tenders.states import LapseFault

RESULTS = law("39(7)")
WINDOW = p605("51")
TALKS = p605("41")
VALIDITY = p605("A1.10(10)")
EVASION = p605("33(2)")
DECIDED = (LapseFault.WINNER, LapseFault.PUBLIC, LapseFault.NONE)


@under(RESULTS, TALKS)
def refuse_results(*, agreed: bool, talked: bool, adopted: bool, signed: bool) -> list[Refusal]:
    """Agreed talks with their signed protocol, an adopted vote on the winner, the signed protocol of results."""
    problems = []
    if not agreed:
        problems.append(Refusal("results.not_agreed", TALKS))
    elif not talked:
        problems.append(Refusal("results.talks_unsigned", TALKS))
    if not adopted:
        problems.append(Refusal("results.not_adopted", RESULTS))
    if not signed:
        problems.append(Refusal("results.unsigned", RESULTS))
    return problems


@under(VALIDITY)
def refuse_expired_bid(on: date, valid_until: date | None) -> list[Refusal]:
    """Nobody is found winner on a bid that no longer binds its bidder.

    Interpreted (A-32): a bid that is valid on the day of the results binds for the whole window of p. 51, and the
    winner's security is kept until the contract, or the decision on its lapse.
    """
    if valid_until is None or on <= valid_until:
        return []
    return [Refusal("results.bid_expired", VALIDITY, {"until": valid_until})]


@under(WINDOW, EVASION)
def refuse_lapse(
    fault: str, reason: Pair, *, head: bool, at: datetime, due_at: datetime | None
) -> list[Refusal]:
    """The window lapses by itself after its last instant; before that only an evasion by the winner, on record.

    The portal keeps time and records ``undecided``; whose fault it is, the organiser's head says (A-05).
    """
    problems = [] if fault == LapseFault.UNDECIDED else _refuse_decision(fault, reason, head=head)
    if fault != LapseFault.WINNER and due_at is not None and at <= due_at:
        problems.append(Refusal("results.window_runs", WINDOW, {"due_at": due_at}))
    return problems


@under(WINDOW, EVASION)
def refuse_fault(recorded: str, fault: str, reason: Pair, *, head: bool) -> list[Refusal]:
    """The head decides once, and only about a contract that was not signed in time."""
    waits = recorded == LapseFault.UNDECIDED
    problems = [] if waits else [Refusal("results.fault_recorded", WINDOW)]
    return problems + _refuse_decision(fault, reason, head=head)


def _refuse_decision(fault: str, reason: Pair, *, head: bool) -> list[Refusal]:
    problems = [] if head else [Refusal("results.head_only", WINDOW)]
    if fault not in DECIDED:
        problems.append(Refusal("results.fault", WINDOW, field="fault"))
    problems += [
        Refusal("results.reason", EVASION, field=f"reason_{language}") for language in reason.missing
    ]
    return problems


@under(WINDOW)
def refuse_undecided_fault(fault: str) -> list[Refusal]:
    """After day 90 nothing follows before the head has said whose fault it was.

    Otherwise the commission could go on, and the security of an evader would fall due before anybody asked.
    """
    return [Refusal("results.fault_undecided", WINDOW)] if fault == LapseFault.UNDECIDED else []


@under(EVASION)
def refuse_reselection(fault: str) -> list[Refusal]:
    """Back to the other bids only when the winner evaded.

    Interpreted (A-25): where the public side or nobody is at fault, nobody evaded, and dropping the winner would
    punish it for the fault of others. The tender then stands, or fails under p. 44(3) with its citation.
    """
    if fault in (LapseFault.PUBLIC, LapseFault.NONE):
        return [Refusal("results.nobody_evaded", EVASION)]
    return refuse_undecided_fault(fault)
