"""When a protocol is signed, and how a signed one is put right (dossier, catalogue of protocols)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ppp_portal.law.acts import under
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.rules.composition import COMMISSION, SeatFacts


@dataclass(frozen=True)
class SignerFacts:
    """One who must sign: whether the person signed, or refused with a reason."""

    person_id: int
    name: str
    votes: bool
    signed: bool = False
    refused: bool = False

    @property
    def answered(self) -> bool:
        return self.signed or self.refused


@dataclass(frozen=True)
class ProtocolFacts:
    """What a protocol is before it goes on: its place in life, its sitting, the votes still open there.

    ``stale``: drafted before its sitting was closed, so it cannot tell how the sitting ended.
    """

    state: str
    number: str
    has_content: bool = True
    sitting_state: str | None = None
    open_motions: int = 0
    stale: bool = False


def required_signers(seats: Sequence[SeatFacts], attended: Collection[int] | None) -> list[SeatFacts]:
    """Everybody with a vote who was present at the sitting, and the secretary; the recused left out.

    Without a sitting (``attended`` is ``None``) every main seat signs.
    """
    if attended is None:
        return [seat for seat in seats if seat.substitute_for is None and not seat.recused]
    return [seat for seat in seats if seat.person_id in attended and not seat.recused]


@under(COMMISSION)
def refuse_sending(protocol: ProtocolFacts, signers: Sequence[SeatFacts]) -> list[Refusal]:
    """A protocol goes to its signers when it has a number, its sitting is closed and somebody can sign.

    Its text must be younger than the closing: what is signed tells of the whole sitting.
    """
    problems = []
    if not protocol.number.strip():
        problems.append(Refusal("protocol.number", COMMISSION, field="number"))
    if not protocol.has_content:
        problems.append(Refusal("protocol.empty", COMMISSION))
    if protocol.sitting_state not in (None, "closed"):
        problems.append(Refusal("protocol.sitting_open", COMMISSION))
    elif protocol.stale:
        problems.append(Refusal("protocol.stale", COMMISSION))
    if protocol.open_motions:
        problems.append(Refusal("sitting.motion_open", COMMISSION))
    if not any(seat.votes for seat in signers):
        problems.append(Refusal("protocol.nobody_signs", COMMISSION))
    return problems


@under(COMMISSION)
def refuse_signature(signer: SignerFacts | None) -> list[Refusal]:
    """Only one who was present signs, once."""
    if signer is None:
        return [Refusal("protocol.not_a_signer", COMMISSION)]
    return [Refusal("protocol.answered", COMMISSION)] if signer.answered else []


@under(COMMISSION)
def refuse_refusal(signer: SignerFacts | None, *, reason_kk: str, reason_ru: str) -> list[Refusal]:
    """Who may sign may refuse, with a reason in both languages: nobody else may word it for the member."""
    return [
        *refuse_signature(signer),
        *(
            Refusal("protocol.refusal_reason", COMMISSION, field=field)
            for field, reason in (("reason_kk", reason_kk), ("reason_ru", reason_ru))
            if not reason.strip()
        ),
    ]


def missing_signers(signers: Sequence[SignerFacts]) -> list[SignerFacts]:
    """Those present who have neither signed nor refused with a reason."""
    return [signer for signer in signers if not signer.answered]


@under(COMMISSION)
def may_be_signed(signers: Sequence[SignerFacts], *, has_file: bool, file_needed: bool) -> list[Refusal]:
    """Why a protocol is not signed yet.

    Interpreted: a protocol which most of those entitled to vote refused to sign is no protocol of the
    commission; it is recalled and written anew.
    """
    problems = []
    if missing := missing_signers(signers):
        names = ", ".join(signer.name for signer in missing)
        problems.append(Refusal("protocol.signatures_missing", COMMISSION, {"names": names}))
    voting = [signer for signer in signers if signer.votes]
    if not missing and sum(signer.signed for signer in voting) * 2 <= len(voting):
        problems.append(Refusal("protocol.mostly_refused", COMMISSION))
    if file_needed and not has_file:
        problems.append(Refusal("protocol.file_missing", COMMISSION))
    return problems


@under(COMMISSION)
def refuse_correction(
    protocol: ProtocolFacts, *, reason: str, number: str, corrected_already: bool
) -> list[Refusal]:
    """A signed protocol is never edited: a new one with its own number says what is corrected and why."""
    problems = []
    if protocol.state not in ("signed", "published"):
        problems.append(Refusal("protocol.not_signed", COMMISSION))
    if corrected_already:
        problems.append(Refusal("protocol.correction_waits", COMMISSION))
    if not reason.strip():
        problems.append(Refusal("protocol.correction_reason", COMMISSION, field="reason"))
    if not number.strip() or number == protocol.number:
        problems.append(Refusal("protocol.own_number", COMMISSION, field="number"))
    return problems
