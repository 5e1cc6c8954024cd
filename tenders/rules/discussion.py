"""The discussion of technical proposals, between the opening of stage one and the documentation (art. 42)."""

from ppp_portal.law.acts import law, under
from ppp_portal.law.refusals import Refusal
from tenders.kinds import KindRow, Preliminary
from tenders.rules.documentation import Pair
from tenders.rules.publication import refuse_figures
from tenders.states import TenderState

TWO_STAGES = law("42")


@under(TWO_STAGES)
def refuse_recommendation(row: KindRow, state: str, text: Pair, *, opened: bool) -> list[Refusal]:
    """Only where proposals are discussed, once they are open, in both languages with the same figures."""
    if row.preliminary != Preliminary.DISCUSSION or state != TenderState.STAGE1_CLOSED or not opened:
        return [Refusal("discussion.not_now", TWO_STAGES)]
    missing = [Refusal("discussion.text", TWO_STAGES, field=f"text_{lang}") for lang in text.missing]
    return missing or refuse_figures({"text": text})


@under(TWO_STAGES)
def refuse_minutes(row: KindRow, *, opened: bool, running: int) -> list[Refusal]:
    """Minutes tell of a discussion that took place and is over."""
    if row.preliminary != Preliminary.DISCUSSION or not opened:
        return [Refusal("discussion.not_now", TWO_STAGES)]
    return [Refusal("discussion.vote_open", TWO_STAGES)] if running else []
