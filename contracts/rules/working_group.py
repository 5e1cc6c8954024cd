"""What the working group on an extension does next, and for whom it waits (p. 55). Pure."""

from dataclasses import dataclass

from contracts.rules.extensions import P55
from ppp_portal.law.acts import under
from ppp_portal.law.refusals import Refusal

ORGANISER, GROUP = "organiser", "group"


@dataclass(frozen=True)
class Progress:
    """How far the group is. ``unjudged``: offers without a verdict; ``protocol``: its state, empty without one.

    ``voted``: on the recommendation, for or against it; both are a result.
    """

    fixed: bool = False
    offers: int = 0
    unjudged: int = 0
    compared: bool = False
    sitting: bool = False
    voting: bool = False
    voted: bool = False
    protocol: str = ""
    recommended: bool = False


@under(P55)
def next_step(seen: Progress) -> str:
    """First the same questions to all, then a verdict on each offer, then the recommendation by vote and protocol.

    A group that votes against the extension has recommended too: its protocol is written and signed all the same.
    """
    if seen.recommended:
        return "decide"
    if seen.protocol:
        return "send" if seen.protocol == "draft" else "sign"
    if seen.voting:
        return "vote"
    if seen.voted:
        return "rise" if seen.sitting else "write"
    if seen.compared:
        return "put" if seen.sitting else "sit"
    if not seen.fixed or not seen.offers:
        return "ask"
    return "judge" if seen.unjudged else "close"


WHO = {
    "ask": ORGANISER,
    "judge": GROUP,
    "close": ORGANISER,
    "sit": GROUP,
    "put": GROUP,
    "vote": GROUP,
    "rise": GROUP,
    "write": GROUP,
    "send": GROUP,
    "sign": GROUP,
    "decide": ORGANISER,
}


@under(P55)
def refuse_question(*, compared: bool, sitting: bool, settled: bool) -> list[Refusal]:
    """The group recommends what was compared, in a sitting, and once: how it voted goes into the protocol.

    Not ``settled`` is a question that fell in the sitting that still lasts: there another one may be put, an earlier
    day perhaps. Both votes stand in the protocol.
    """
    if settled:  # no sitting need be opened for it
        return [Refusal("extension.recommended_already", P55)]
    refusals = [] if compared else [Refusal("extension.not_compared", P55)]
    if not sitting:
        refusals.append(Refusal("extension.no_sitting", P55))
    return refusals


@under(P55)
def refuse_other_paper(*, group: bool) -> list[Refusal]:
    """A paper tells what a group outside the portal recommended; one that sits here recommends by its protocol."""
    return [Refusal("extension.group_recommends", P55)] if group else []
