"""Questions on the documentation and their answers (art. 37(4); Appendix 1 p. 10(11))."""

from dataclasses import dataclass
from datetime import datetime

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.deadlines import Deadline
from ppp_portal.law.figures import compare
from ppp_portal.law.refusals import Refusal
from tenders.rules.documentation import Pair
from tenders.states import TenderState

LONGEST = 20_000


@dataclass(frozen=True)
class QuestionFacts:
    """Who asks what. ``window`` is the last moment for questions; ``None`` while no such day is known."""

    state: str
    text: str
    window: Deadline | None
    asker_may_bid: bool


@under(law("37(4)"), p605("A1.10(11)"))
def refuse_question(facts: QuestionFacts, late: bool) -> list[Refusal]:
    """A registered bidder asks inside the window. ``late`` was compared under the lock; while an amendment stops the
    clock it tells how things stood when it stopped."""
    basis = law("37(4)")
    refusals = []
    if facts.state not in (TenderState.ACCEPTING, TenderState.SUSPENDED):
        refusals.append(Refusal("question.not_now", basis))
    elif late and facts.state == TenderState.SUSPENDED:
        refusals.append(Refusal("question.late_when_stopped", basis))
    elif late and facts.window:
        refusals.append(Refusal("question.late", basis, {"until": facts.window.due_at}))
    if not facts.asker_may_bid:
        refusals.append(Refusal("question.not_a_bidder", basis))
    if not facts.text.strip():
        refusals.append(Refusal("question.blank", basis, field="text"))
    if len(facts.text) > LONGEST:
        refusals.append(Refusal("question.too_long", basis, {"longest": LONGEST}, "text"))
    return refusals


@under(law("37(4)"))
def answers_taken(state: str, closes_at: datetime | None, at: datetime) -> bool:
    """While bids are taken, or will be again after an amendment: later an answer helps no bidder any more."""
    if state == TenderState.SUSPENDED:
        return True
    return state == TenderState.ACCEPTING and closes_at is not None and at <= closes_at


@under(law("37(4)"), p605("20"))
def refuse_answer(question: Pair, answer: Pair, answered: bool, *, taken: bool = True) -> list[Refusal]:
    """An answer goes to everybody, in both languages with the same figures, once, and in time to bid on it."""
    if answered:
        return [Refusal("answer.given", law("37(4)"))]
    if not taken:
        return [Refusal("answer.too_late", law("37(4)"))]
    refusals = [
        Refusal("answer.text_missing", p605("20"), field=f"{name}_{lang}")
        for name, pair in (("question", question), ("answer", answer))
        for lang in pair.missing
    ]
    for name, pair in (("question", question), ("answer", answer)):
        if not pair.missing and (difference := compare(pair.kk, pair.ru)):
            params = {"kk": ", ".join(difference.only_kk) or "—", "ru": ", ".join(difference.only_ru) or "—"}
            refusals.append(
                Refusal("publication.figures_differ", p605("20"), {"place": name, **params}, f"{name}_kk")
            )
    return refusals
