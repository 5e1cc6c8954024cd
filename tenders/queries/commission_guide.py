"""What the commission has done on a tender and what comes next: the list on the front page of its desk."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ppp_portal.panel import queries as panel
from ppp_portal.panel.rules import SeatFacts
from tenders.models import Tender
from tenders.queries import admission, commission, discussion, evaluation, negotiation, opening
from tenders.rules.commission import PURPOSES
from tenders.states import LapseFault, TenderState

ORDER = [
    TenderState.CLOSED,
    TenderState.OPENED,
    TenderState.ADMITTED,
    TenderState.EVALUATED,
    TenderState.NEGOTIATION,
    TenderState.RESULTS_SIGNED,
]


@dataclass(frozen=True)
class Chapter:
    """One phase with its steps, as ``{% tasks %}`` shows them."""

    title: str
    steps: list[dict[str, Any]]
    current: bool


def chapters(tender: Tender) -> list[Chapter]:
    """The phases reached so far. Before the opening nothing here depends on the bids."""
    if tender.state == TenderState.STAGE1_CLOSED:
        return _stage_one(tender)
    ended = tender.state in (TenderState.EVADED, TenderState.CONTRACTED)
    if tender.state not in ORDER and not ended:
        return []
    reached = ORDER.index(TenderState(tender.state)) if tender.state in ORDER else len(ORDER) - 1
    makers = [_opening, _admission, _evaluation, _negotiation, _results]
    current = {0: 0, 1: 1, 2: 2, 3: 2, 4: 3, 5: 4}[reached]
    if reached == 3 and _signed(tender, "tender.evaluation"):
        current = 3
    talks = negotiation.latest(tender) if reached >= 3 else None
    if reached == 4 and talks and talks.state == "agreed":
        current = 4
    if tender.state == TenderState.EVADED:
        makers.append(_lapse)
        current += 1
    shown = makers[: current + 1]
    now = None if tender.state == TenderState.CONTRACTED else current
    return [Chapter(*make(tender), current=number == now) for number, make in enumerate(shown)]


def next_purpose(tender: Tender, state: str) -> str:
    """What the next sitting is about: the step of the commission that is not done yet in ``state``."""
    if state == TenderState.STAGE1_CLOSED:
        if not opening.opened_list(tender, stage=1):
            return "opening"
        return "discussion" if tender.row.discusses and _signed(tender, "tender.selection") else "admission"
    if state == TenderState.EVALUATED and _signed(tender, "tender.evaluation"):
        return "negotiation"
    if state == TenderState.NEGOTIATION:
        talks = negotiation.latest(tender)
        return "results" if talks and talks.state == "agreed" else "negotiation"
    if state == TenderState.EVADED and tender.lapse_fault != LapseFault.WINNER:
        return "failure"
    return next(iter(PURPOSES.get(state, ())), "other")


def _stage_one(tender: Tender) -> list[Chapter]:
    """The opening, the candidates and, of a two-stage tender, the discussion; one after the other."""
    makers = [_opening_of_stage_one, _candidates]
    if tender.row.discusses:
        makers.append(_discussion)
    opened = bool(opening.opened_list(tender, stage=1))
    current = 2 if _signed(tender, "tender.selection") else 1 if opened else 0
    return [Chapter(*make(tender), current=n == current) for n, make in enumerate(makers[: current + 1])]


def _opening_of_stage_one(tender: Tender) -> tuple[str, list[dict[str, Any]]]:
    opened = bool(opening.opened_list(tender, stage=1))
    given = opening.confirmations(tender)
    sat = opened or _sits(tender, "opening")
    confirmed = opened or {row.presiding for row in given} == {True, False}
    note = f"{len(given)} / 2" if given and not opened else ""
    return _("Opening of stage one"), [
        _step(tender, _("Sitting opened, quorum present"), "sitting", sat, "36"),
        _step(tender, _("Two confirmations"), "opening", confirmed, "36", note=note),
        _step(
            tender, _("Opened and read out"), "opening", opened, "art42" if tender.row.discusses else "art34"
        ),
        _paper(tender, "tender.opening_stage1", ready=opened),
    ]


def _candidates(tender: Tender) -> tuple[str, list[dict[str, Any]]]:
    cases = admission.cases(tender)
    voting = _votes(tender, admission.ADMIT)
    voted = _each(tender, _("Every candidate voted on"), _judged(cases), "art34", begun=voting)
    return _("Candidates of stage one"), _examined(tender, cases, voted, "tender.selection")


def _discussion(tender: Tender) -> tuple[str, list[dict[str, Any]]]:
    done = _signed(tender, "tender.discussion")
    sat = done or _sits(tender, "discussion") or bool(discussion.recommendations(tender, adopted=False))
    return _("Discussion of the technical proposals"), [
        _step(tender, _("Sitting for the discussion opened"), "sitting", sat, "36"),
        _step(tender, _("Conclusions voted on"), "discussion", done, "art42"),
        _paper(tender, "tender.discussion", ready=sat),
    ]


def _opening(tender: Tender) -> tuple[str, list[dict[str, Any]]]:
    opened = tender.opened_at is not None
    given = opening.confirmations(tender) if not opened else []
    return _("Opening"), [
        _step(
            tender, _("Sitting opened, quorum present"), "sitting", opened or _sits(tender, "opening"), "36"
        ),
        _step(
            tender,
            _("Two confirmations"),
            "opening",
            opened or {row.presiding for row in given} == {True, False},
            "36",
            note=f"{len(given)} / 2" if given and not opened else "",
        ),
        _step(tender, _("Bids opened and read out"), "opening", opened, "app1:10(12)"),
        _paper(tender, "tender.opening", ready=opened),
    ]


def _admission(tender: Tender) -> tuple[str, list[dict[str, Any]]]:
    over = tender.admitted_at is not None
    cases = [] if over else admission.cases(tender)  # three statements a bid: not asked for again afterwards
    voting = not over and _votes(tender, admission.ADMIT)
    voted = _each(tender, _("Every bid voted on"), _judged(cases), "art40(4)", over=over, begun=voting)
    return _("Qualification and admission"), _examined(tender, cases, voted, "tender.admission", over=over)


def _examined(
    tender: Tender, cases: list[admission.Case], voted: dict[str, Any], paper: str, *, over: bool = False
) -> list[dict[str, Any]]:
    """The eight requirements of everybody, a vote on each, the protocol."""
    checked = [case.outcome.result != "blocked" or bool(case.opened.unreadable) for case in cases]
    judged = voted["state"] == "done"
    return [
        _each(tender, _("Eight requirements checked"), checked, "art32", over=over),
        _sitting(tender, "admission", judged),
        voted,
        _paper(tender, paper, ready=judged),
    ]


def _evaluation(tender: Tender) -> tuple[str, list[dict[str, Any]]]:
    made = evaluation.evaluation(tender)
    decided = tender.state != TenderState.ADMITTED or not evaluation.undecided(tender)
    return _("Evaluation"), [
        _sitting(tender, "evaluation", bool(made and made.best_id)),
        _step(tender, _("Evidence accepted or disallowed"), "evidence", decided, "app4"),
        _step(tender, _("Points counted"), "scores", made is not None, "app4"),
        _step(
            tender,
            _("The best bid voted on"),
            "scores",
            bool(made and made.best_id),
            "art40(5)",
            begun=_votes(tender, "tender.result"),
        ),
        _paper(tender, "tender.evaluation", ready=bool(made and made.best_id)),
    ]


def _negotiation(tender: Tender) -> tuple[str, list[dict[str, Any]]]:
    talks = negotiation.latest(tender)
    ended = talks is not None and talks.state != "open"
    return _("Negotiation"), [
        _step(tender, _("Negotiation begun"), "negotiation", talks is not None, "41"),
        _sitting(tender, "negotiation", ended),
        _step(
            tender,
            _("Clauses agreed, negotiation ended"),
            "negotiation",
            ended,
            "41",
            begun=talks is not None,
        ),
        _paper(tender, "tender.negotiation", ready=ended),
    ]


def _results(tender: Tender) -> tuple[str, list[dict[str, Any]]]:
    talks = negotiation.latest(tender)
    voted = bool(talks and commission.adopted(tender, "tender.winner", f"bid:{talks.bid_id}"))
    return _("Results"), [
        _sitting(tender, "results", voted),
        _step(
            tender, _("Winner voted on"), "negotiation", voted, "51", begun=_votes(tender, "tender.winner")
        ),
        _paper(tender, "tender.results", ready=voted),
    ]


def _lapse(tender: Tender) -> tuple[str, list[dict[str, Any]]]:
    """Whose fault it was comes first, and from somebody else: the organiser's head, on the page of the contract."""
    fault = LapseFault(tender.lapse_fault)
    asked = fault == LapseFault.UNDECIDED
    head = {
        "label": _("The organiser's head records whose fault it was"),
        "url": "",
        "state": "wait" if asked else "done",
        "basis": "51",
        "note": fault.label,
    }
    back = _step(tender, _("Return to the scored bids"), "scores", False, "33(2)")
    if asked:
        hint = _(
            "Until the head has recorded it, the commission neither returns to the bids nor declares a failure."
        )
        back |= {"state": "locked", "hint": hint}
    elif fault != LapseFault.WINNER:
        back = _step(tender, _("Declare the tender failed, if it comes to that"), "failure", False, "44(3)")
    return _("The contract was not signed"), [head, back]


def _step(
    tender: Tender, label: str, page: str, done: bool, basis: str = "", *, note: str = "", begun: bool = False
) -> dict[str, Any]:
    url = reverse(f"tenders:commission_{page}", args=[tender.pk])
    state = "done" if done else "wait" if begun else "todo"
    return {"label": label, "url": url, "state": state, "basis": basis, "note": note}


def _each(
    tender: Tender,
    label: str,
    dealt_with: list[bool],
    basis: str,
    *,
    over: bool = False,
    begun: bool = False,
) -> dict[str, Any]:
    """What is done for every bid on the page of qualification, and for how many it is.

    ``begun``: it is being done for one of them, though for none yet.
    """
    done = over or (bool(dealt_with) and all(dealt_with))
    begun = not done and (begun or any(dealt_with))
    note = f"{sum(dealt_with)} / {len(dealt_with)}" if begun else ""
    return _step(tender, label, "qualification", done, basis, begun=begun, note=note)


def _judged(cases: list[admission.Case]) -> list[bool]:
    return [bool(case.decision) for case in cases]


def _votes(tender: Tender, code: str) -> bool:
    """Whether a vote on this question is open."""
    return panel.open_motions(tender.subject).filter(code=code).exists()


def _sitting(tender: Tender, purpose: str, over: bool) -> dict[str, Any]:
    """What follows is refused outside a sitting of this purpose; ``over``: it has been decided already."""
    return _step(tender, _("Sitting opened, quorum present"), "sitting", over or _sits(tender, purpose), "36")


def _paper(tender: Tender, kind: str, *, ready: bool) -> dict[str, Any]:
    protocol = panel.protocol_of(tender.subject, kind)
    url = reverse("tenders:commission_papers", args=[tender.pk])
    state = "done" if _signed(tender, kind) else "wait" if protocol else "todo" if ready else "locked"
    note = protocol.get_state_display() if protocol else ""
    return {"label": _("Protocol signed"), "url": url, "state": state, "note": note}


def _signed(tender: Tender, kind: str) -> bool:
    return commission.signed(tender, kind) is not None


def _sits(tender: Tender, purpose: str) -> bool:
    sitting = commission.sitting_now(tender)
    return sitting is not None and sitting.purpose == purpose


def waiting(tender: Tender, seat: SeatFacts) -> dict[str, Any]:
    """What waits for this very member: open votes and signatures of this tender."""
    votes = [
        motion for motion in panel.waiting_votes(seat.person_id) if motion.sitting.subject == tender.subject
    ]
    papers = [row for row in panel.waiting_signatures(seat.person_id) if row.subject == tender.subject]
    return {"votes": votes, "papers": papers}
