"""The failed tender: grounds 1, 2 and 4 of p. 44 are facts, ground 3 is a citation (p. 43 is not at hand)."""

from dataclasses import dataclass

from ppp_portal.law.acts import p605, under
from ppp_portal.law.refusals import Refusal
from tenders.rules.documentation import Pair
from tenders.states import TenderState

FAILED = p605("44")
GROUND_1, GROUND_2, GROUND_3, GROUND_4 = (p605(f"44({number})") for number in range(1, 5))
BASIS = {"44-1": GROUND_1, "44-2": GROUND_2, "44-3": GROUND_3, "44-4": GROUND_4}


@dataclass(frozen=True)
class CountFacts:
    """How many bids there are. Withdrawn ones are no bids; ``judged`` tells that the admission is decided.

    ``admitted`` is the count of the admission, whatever became of those bids; ``unacceptable`` are those of them
    that the talks dropped because the proposals could not be accepted. ``minimum`` is what the announced kind asks
    for after its qualification selection, else 1 (B-03).
    """

    state: str
    bids: int
    judged: bool = False
    admitted: int = 0
    unacceptable: int = 0
    minimum: int = 1
    stage_one: bool = False


@under(GROUND_1, GROUND_2, GROUND_4)
def detected(facts: CountFacts) -> str:
    """The ground that the facts give, or an empty string.

    Interpreted (B-03, I-13): one conforming bid goes to negotiations under p. 41; ground 4 applies only where
    the announced kind includes a qualification selection.
    Interpreted (A-26): proposals found unacceptable in the talks do not meet the documentation either, so with the
    last such bid ground 2 holds. A bidder that refused or evaded says nothing about its bid: then only ground 3.
    """
    over = facts.state in (TenderState.CLOSED, TenderState.STAGE1_CLOSED)
    if over and not facts.bids:
        return "44-1" if not (facts.stage_one and facts.minimum > 1) else "44-4"
    if (
        facts.judged
        and facts.minimum > 1
        and (facts.stage_one or facts.admitted)
        and facts.admitted < facts.minimum
    ):
        return "44-4"
    if facts.judged and facts.admitted == facts.unacceptable:
        return "44-2"
    return ""


@under(FAILED)
def refuse_proposal(facts: CountFacts, ground: str, citation: Pair) -> list[Refusal]:
    """A tender does not fail without a ground: 1, 2 and 4 must be facts, 3 needs its citation."""
    if ground not in BASIS:
        return [Refusal("failure.ground", FAILED, field="ground")]
    if ground == "44-3":
        return [Refusal("failure.citation", GROUND_3, field=f"citation_{lang}") for lang in citation.missing]
    if ground != detected(facts):
        return [Refusal(f"failure.not_{ground.replace('-', '_')}", BASIS[ground], field="ground")]
    return []


@under(FAILED)
def refuse_declaration(facts: CountFacts, ground: str | None) -> list[Refusal]:
    """At the moment of the signed protocol the ground still holds."""
    if ground is None:
        return [Refusal("failure.not_proposed", FAILED)]
    if ground != "44-3" and detected(facts) != ground:
        return [Refusal("failure.gone", BASIS[ground])]
    return []
