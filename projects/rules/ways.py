"""The ways on after the cut-off: decided by a person, with reasons and a document; no stage skipped (art. 44)."""

from collections.abc import Sequence
from dataclasses import dataclass

from ppp_portal.law.acts import Paragraph, law, under
from ppp_portal.law.figures import compare
from ppp_portal.law.refusals import Refusal
from projects.states import HEAD

NOTICE, STAGES, NEED, AFFILIATES = law("44"), law("44(2)"), law("44(3)"), law("33")

# Moves that let the direct negotiations with the initiator go on to a contract.
TOWARDS_A_CONTRACT = ("record_agreement", "record_conclusion")
# What is said of the register.
AFTER_THE_OPENING = ("record_no_alternative", "record_alternatives")
# Moves after which no proposal is considered any more: they answer whoever has no answer yet.
ENDING = ("switch_to_tender", "reject_initiative", "withdraw_notice")
# Moves that decide upon the alternatives: with them the comparison becomes public (N-09).
DECIDING = (*ENDING, "find_need_not_exceeded")


@dataclass(frozen=True)
class WayFacts:
    """What stands at the moment of a decision.

    ``opened``: the working group has opened what was received; before that the other facts say nothing.
    ``received``: proposals in the register; ``unanswered``: names of those without a written answer.
    ``standing``: proposals that the group neither found unqualified nor left out; ``struck``: the names of the
    others in both languages. ``undecided``: names of those marked as an affiliate's on which it has not voted.
    ``recommended``: the working group's recommendation is signed.
    """

    received: int = 0
    opened: bool = True
    standing: int = 0
    unanswered: Sequence[str] = ()
    undecided: Sequence[str] = ()
    struck: Sequence[tuple[str, str]] = ()
    recommended: bool = False


@under(NOTICE)
def refuse_reason(reason_kk: str, reason_ru: str, document: bool, basis: Paragraph) -> list[Refusal]:
    """Every way on has its reason in both languages, with the same figures, and the document it stands on."""
    refusals = []
    if not (reason_kk.strip() and reason_ru.strip()):
        refusals.append(Refusal("way.reason", basis, field="reason_kk"))
    elif compare(reason_kk, reason_ru):
        refusals.append(Refusal("way.figures", basis, field="reason_kk"))
    if not document:
        refusals.append(Refusal("way.document", basis, field="document"))
    return refusals


@under(STAGES, NEED)
def refuse_way(move: str, facts: WayFacts, role: str) -> list[Refusal]:
    """What the register and the answers forbid; the order of the stages is the table of moves.

    With a standing alternative nothing is concluded before people chose a tender or found, with reasons, that the
    need is not exceeded, and before everybody has a written answer. Before the opening the answer is the same
    whether anybody proposed or not.

    Interpreted: that nobody of those who proposed is left to compare is said by the head, after the group's votes.
    """
    if not facts.opened and move not in ENDING:
        return [Refusal("way.unopened", STAGES)]
    if move in AFTER_THE_OPENING and facts.undecided:
        return [Refusal("way.affiliate_open", AFFILIATES, {"name": name}) for name in facts.undecided]
    if move == "record_no_alternative" and facts.standing:
        return [Refusal("way.alternatives_stand", NEED, {"count": facts.standing})]
    if move == "record_no_alternative" and facts.received and role != HEAD:
        return [Refusal("way.head_alone", NEED, {"count": facts.received})]
    if move == "record_alternatives" and not facts.standing:
        return [Refusal("way.no_alternative", NEED)]
    if move in ("switch_to_tender", "find_need_not_exceeded") and not facts.recommended:
        return [Refusal("way.no_recommendation", NEED)]
    if move in TOWARDS_A_CONTRACT:
        return [Refusal("way.unanswered", STAGES, {"name": name}) for name in facts.unanswered]
    return []


@under(STAGES)
def refuse_answer(text_kk: str, text_ru: str, *, opened: bool, answered: bool) -> list[Refusal]:
    """The written answer: once, in both languages with the same figures, to a proposal that was opened."""
    if answered:
        return [Refusal("answer.sent", STAGES)]
    if not opened:
        return [Refusal("answer.still_sealed", STAGES)]
    if not (text_kk.strip() and text_ru.strip()):
        return [Refusal("answer.words", STAGES, field="text_kk")]
    return [Refusal("way.figures", STAGES, field="text_kk")] if compare(text_kk, text_ru) else []
