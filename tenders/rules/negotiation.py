"""Talks with the best or the sole bidder (p. 41; art. 37(2-1), 40(5)–(7))."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ppp_portal.law.acts import Paragraph, law, p605, under
from ppp_portal.law.figures import NOTHING, Pair
from ppp_portal.law.refusals import Refusal
from tenders.rules.competed import INVESTMENTS, OPERATION, RISKS, Kept, unsaid
from tenders.rules.publication import refuse_figures
from tenders.states import TenderState

TALKS = p605("41")
FROZEN = p605("A1.10(13)")
REMARKS = law("40(6)")
NEXT_BEST = law("40(7)")
OUTCOMES = ("refused", "unacceptable")
BASIS: Mapping[str, Paragraph] = {
    **{code: p605(f"A4.{code}") for code in ("K3", "K4", "K5")},
    OPERATION: p605("A2.12(6)"),
    INVESTMENTS: p605("A2.12(4)"),
    RISKS: p605("A2.12(7)"),
}


@dataclass(frozen=True)
class ClauseFacts:
    """A clause under negotiation. A side has agreed when it has said so of the text as last proposed.

    ``competed``: what the contract is made of and the clause says; ``unsaid``: what of it the text leaves out, or
    leaves open, as it stands, but for what the proposal states with a reason.
    """

    number: str
    closed: bool
    proposed: bool = False
    commission: bool = False
    bidder: bool = False
    in_force: bool = True
    competed: tuple[Kept, ...] = ()
    unsaid: tuple[Kept, ...] = ()

    @property
    def agreed(self) -> bool:
        return self.proposed and self.commission and self.bidder


@dataclass(frozen=True)
class Statement:
    """What a proposal states of what it leaves out: which it is (``Kept.key``), and why. A figure is about something
    else, or another sum of investments is agreed, or other words leave the risks where they are.
    """

    keys: tuple[str, ...] = ()
    reason: Pair = NOTHING


NOTHING_STATED = Statement()


@under(TALKS, NEXT_BEST)
def refuse_start(*, decided: bool, live: bool, signed: bool) -> list[Refusal]:
    """Only with the bid that the commission found best, and with nobody else while those talks last."""
    problems = []
    if live:
        problems.append(Refusal("negotiation.live", NEXT_BEST))
    if not decided:
        problems.append(Refusal("negotiation.no_best", TALKS))
    if not signed:
        problems.append(Refusal("negotiation.unsigned", TALKS))
    return problems


@under(TALKS)
def refuse_standing_still(state: str, label: object) -> list[Refusal]:
    """While a court stays the tender, and after its end, neither side writes a word into the talks."""
    if state == TenderState.NEGOTIATION:
        return []
    return [Refusal("negotiation.stands_still", TALKS, {"state": label})]


@under(FROZEN)
def refuse_proposal(
    clause: ClauseFacts, texts: Sequence[str], stated: Statement = NOTHING_STATED, *, live: bool
) -> list[Refusal]:
    """A condition that the documentation closed cannot be touched; any other text is proposed in both languages,
    with the same figures in each: it is printed in both protocols as it stands.
    """
    if not live or not clause.in_force:
        return [Refusal("negotiation.over", TALKS)]
    if clause.closed:
        return [Refusal("negotiation.frozen", FROZEN, {"number": clause.number})]
    if not all(text.strip() for text in texts):
        return [Refusal("negotiation.both_languages", REMARKS, field="text_kk")]
    counted = [one for one in clause.competed if one.key not in stated.keys]
    return [
        *_different(clause.number, Pair(kk=texts[0], ru=texts[1])),
        *refuse_statement(clause.number, stated),
        *refuse_unsaid(clause.number, unsaid(counted, *texts)),
    ]


def _different(number: str, texts: Pair, field: str = "") -> list[Refusal]:
    return [
        Refusal(refusal.code, refusal.basis, refusal.params, field)
        for refusal in refuse_figures({number: texts})
    ]


@under(TALKS)
def refuse_statement(number: str, stated: Statement) -> list[Refusal]:
    """A figure may equal the limit by chance, a guarantee of as many months, and the investments may be refined. Who
    says so gives the reason in both languages: the other side agrees to it, and both protocols print it (A-54, A-55).
    """
    if not stated.keys:
        return []
    if not (stated.reason.kk.strip() and stated.reason.ru.strip()):
        return [Refusal("negotiation.unrelated_reason", TALKS, {"number": number}, "unrelated_kk")]
    return _different(number, stated.reason, "unrelated_kk")


@under(TALKS)
def refuse_unsaid(number: str, left: Sequence[Kept]) -> list[Refusal]:
    """The talks refine the contract and do not change the offer: its clause says what the bid won with (A-54), and what
    was announced for every bid alike (A-55)."""
    return [
        Refusal(
            f"negotiation.{one.kind}",
            BASIS[one.code],
            {"number": number, "criterion": one.symbol, "offer": one.offered, "limit": one.limited},
        )
        for one in left
    ]


@under(TALKS)
def refuse_agreeing(clause: ClauseFacts, *, live: bool) -> list[Refusal]:
    if not live:
        return [Refusal("negotiation.over", TALKS)]
    return [] if clause.proposed else [Refusal("negotiation.nothing_proposed", TALKS)]


@under(REMARKS)
def refuse_remark(text_kk: str, text_ru: str, *, live: bool) -> list[Refusal]:
    """In writing, and in both languages: the protocol of negotiation prints remarks and answers in each."""
    if not live:
        return [Refusal("negotiation.over", TALKS)]
    texts = {"text_kk": text_kk, "text_ru": text_ru}
    return [
        Refusal("negotiation.empty_remark", REMARKS, field=name) for name in texts if not texts[name].strip()
    ]


@under(TALKS, FROZEN)
def refuse_agreement(clauses: Sequence[ClauseFacts]) -> list[Refusal]:
    """The talks end when both sides agreed to every changed clause, no frozen one was touched, and every figure that
    the contract is made of stands in its clause, unless both agreed to a statement why it does not."""
    touched = [clause.number for clause in clauses if clause.closed and clause.proposed]
    open_ones = [clause.number for clause in clauses if clause.proposed and not clause.agreed]
    return [
        *([Refusal("negotiation.frozen", FROZEN, {"number": ", ".join(touched)})] if touched else []),
        *([Refusal("negotiation.not_agreed", TALKS, {"numbers": ", ".join(open_ones)})] if open_ones else []),
        *(refusal for clause in clauses for refusal in refuse_unsaid(clause.number, clause.unsaid)),
    ]


@under(NEXT_BEST)
def refuse_drop(outcome: str, reasons: Sequence[str], *, live: bool) -> list[Refusal]:
    """A refusal of the bidder, or proposals that cannot be accepted, with a reason in both languages."""
    if not live:
        return [Refusal("negotiation.over", TALKS)]
    problems = []
    if outcome not in OUTCOMES:
        problems.append(Refusal("negotiation.outcome", NEXT_BEST, field="outcome"))
    if not all(reason.strip() for reason in reasons):
        problems.append(Refusal("negotiation.reason", NEXT_BEST, field="reason_kk"))
    return problems
