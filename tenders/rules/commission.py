"""Who of the commission takes a step, and at which table (p. 36)."""

from collections.abc import Mapping
from dataclasses import dataclass

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.states import Purpose
from tenders.states import TenderState

COMMISSION = p605("36")
CONFLICT = law("33")

# Which sittings fit which state of the tender. "other" fits all: a commission may always meet.
PURPOSES: Mapping[str, tuple[str, ...]] = {
    TenderState.STAGE1_CLOSED: ("opening", "admission", "discussion", "failure"),
    TenderState.CLOSED: ("opening", "failure"),
    TenderState.OPENED: ("admission", "failure"),
    TenderState.ADMITTED: ("evaluation", "failure"),
    TenderState.EVALUATED: ("evaluation", "negotiation", "failure"),
    TenderState.NEGOTIATION: ("negotiation", "results", "failure"),
    TenderState.EVADED: ("evaluation", "failure"),
}


def purposes(state: str, *, discussing: bool) -> tuple[str, ...]:
    """What a sitting can be about in this state; ``discussing``: the kind discusses technical proposals."""
    return tuple(name for name in PURPOSES.get(state, ()) if discussing or name != "discussion")


@dataclass(frozen=True)
class TableFacts:
    """The acting person at the table. ``sitting`` is the purpose of the sitting in session, empty without one.

    ``presides`` is the chair, or the deputy while the chair is away; ``leads`` counts the secretary too.
    """

    seated: bool = True
    clear: bool = True
    in_office: bool = True
    votes: bool = True
    presides: bool = False
    leads: bool = False
    sitting: str = ""
    quorum: bool = False

    @property
    def heads(self) -> bool:
        """The chair or the deputy: what binds the commission is never said by the secretary, who has no vote."""
        return self.leads and self.votes


@under(COMMISSION, CONFLICT)
def refuse_seat(table: TableFacts) -> list[Refusal]:
    """Nobody without a seat, nobody whose role at the organiser has ended, and nobody who has not declared to be
    free of a conflict of interest."""
    if not table.seated:
        return [Refusal("commission.not_seated", COMMISSION)]
    if not table.in_office:
        return [Refusal("commission.out_of_office", COMMISSION)]
    return [] if table.clear else [Refusal("commission.undeclared", CONFLICT)]


@under(COMMISSION)
def refuse_step(table: TableFacts, *purposes: str, who: str = "presides") -> list[Refusal]:
    """A step of the commission: by the right person (``presides``, ``heads``, ``leads``, ``votes`` or
    ``seated``), and, where ``purposes`` are named, in a sitting of one of them with its quorum."""
    problems = refuse_seat(table)
    if problems:
        return problems
    if not getattr(table, who):
        problems.append(Refusal(f"commission.who_{who}", COMMISSION))
    if purposes and table.sitting not in purposes:
        problems.append(_elsewhere(table.sitting, purposes[0]))
    elif purposes and not table.quorum:
        problems.append(Refusal("commission.no_quorum", COMMISSION))
    return problems


def _elsewhere(running: str, needed: str) -> Refusal:
    """No sitting is in session; or one about something else, which has to be closed first."""
    if not running:
        return Refusal("commission.no_sitting", COMMISSION)
    words = {"running": Purpose(running).label, "needed": Purpose(needed).label}
    return Refusal("commission.other_sitting", COMMISSION, words)


@under(COMMISSION)
def refuse_purpose(state: str, purpose: str, *, discussing: bool = True) -> list[Refusal]:
    """A sitting about something that this tender cannot come to now would only mislead."""
    if purpose == "other" or purpose in purposes(state, discussing=discussing):
        return []
    return [Refusal("commission.purpose", COMMISSION, field="purpose")]


@under(COMMISSION)
def refuse_unsigned(protocol_state: str) -> list[Refusal]:
    """A phase ends with its signed protocol; ``protocol_state`` is empty while there is none."""
    return [] if protocol_state in ("signed", "published") else [Refusal("commission.unsigned", COMMISSION)]


@under(COMMISSION)
def refuse_undecided(*, adopted: bool) -> list[Refusal]:
    """What the commission decides, it decides by a vote that was adopted."""
    return [] if adopted else [Refusal("commission.not_adopted", COMMISSION)]
