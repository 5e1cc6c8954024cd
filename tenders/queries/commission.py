"""Reads of the commission's work on a tender: who sits, what was decided, what was signed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ppp_portal.journal.actor import Actor
from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import Motion, Protocol, Sitting
from ppp_portal.panel.queries.choosing import Work
from ppp_portal.panel.rules import SeatFacts
from ppp_portal.panel.states import Outcome, ProtocolState, SeatRole, SittingState
from tenders.models import Failure, Tender
from tenders.queries.beside import ENDED
from tenders.rules.commission import TableFacts
from tenders.states import BidState, TenderState

LEADING = frozenset({SeatRole.CHAIR, SeatRole.DEPUTY, SeatRole.SECRETARY})
RESELECT = "tender.reselect"
IN_FORCE = (ProtocolState.SIGNED, ProtocolState.PUBLISHED)


def by_id(pk: UUID) -> Tender | None:
    return Tender.objects.select_related("organiser", "project").filter(pk=pk).first()


def in_work(keys: list[str]) -> dict[str, Work]:
    """Those that still need their commission."""
    found = Tender.objects.filter(pk__in=keys).exclude(state__in=ENDED).values_list("pk", "number")
    return {str(pk): Work(number, "tenders:organizer_tender", (str(pk),)) for pk, number in found}


def my_tenders(actor: Actor) -> list[Tender]:
    """The tenders on whose commissions the actor sits, the newest first."""
    if actor.person_id is None:
        return []
    subjects = [row.subject for row in panel.subjects_of(actor.person_id)]
    keys = [UUID(subject.removeprefix("tender:")) for subject in subjects if subject.startswith("tender:")]
    return list(Tender.objects.filter(pk__in=keys).select_related("organiser").order_by("-created_at", "-pk"))


def sitting_now(tender: Tender) -> Sitting | None:
    """The sitting in session. An adjourned one is not in session."""
    sitting = panel.open_sitting(tender.subject)
    return sitting if sitting and sitting.state == SittingState.OPEN else None


def table(
    tender: Tender, by: Actor, sitting: Sitting | None = None, seats: Sequence[SeatFacts] = ()
) -> TableFacts:
    """The acting person at the table of the commission now; ``sitting`` and ``seats`` where they are at hand."""
    sitting, seats = sitting or sitting_now(tender), seats or panel.composition(tender.subject)
    seat = panel.own_seat(by, seats) if by.is_person else None
    if seat is None:
        return TableFacts(seated=False, clear=False, votes=False)
    quorum = panel.quorum_of(sitting, seats) if sitting else None
    return TableFacts(
        clear=seat.clear,
        in_office=seat.in_office,
        votes=seat.votes,
        presides=quorum.presiding == by.person_id if quorum else seat.role == SeatRole.CHAIR,
        leads=seat.role in LEADING,
        sitting=sitting.purpose if sitting else "",
        quorum=bool(quorum and quorum.reached),
    )


def company_to_decide(tender: Tender) -> UUID | None:
    """The contract whose project company the winner has named and the commission has not voted on (p. 48).

    Contracts stand a floor above: they are reached through the tender's relation, by name.
    """
    if tender.results_at is None:
        return None
    named = tender.contracts.filter(spv__isnull=False, spv__approved_at=None, signed_at=None, lapsed_at=None)
    found = named.select_related("spv").first()
    if found is None:
        return None
    decision = panel.decision(tender.subject, "contract.spv", found.subject)
    voted_at = decision.closed_at if decision else None
    return None if voted_at and voted_at >= found.spv.declared_at else found.pk


def adopted(tender: Tender, code: str, key: str = "") -> Motion | None:
    """The last vote on a question, if it was adopted; a later vote that failed takes its place."""
    motion = panel.decision(tender.subject, code, key)
    return motion if motion and motion.outcome == Outcome.ADOPTED else None


def evaded(tender: Tender, bid_id: UUID) -> bool:
    """Whether the commission voted to drop the bid of a winner that evaded the contract."""
    return adopted(tender, RESELECT, f"bid:{bid_id}") is not None


def returns_to_bids(tender: Tender) -> bool:
    """Whether the commission voted to drop the bid of the evader and to return to the others."""
    winner = tender.bids.filter(state=BidState.WINNER).first()
    return winner is not None and evaded(tender, winner.pk)


def signed_numbers(tender: Tender) -> frozenset[str]:
    """The numbers of the protocols in force."""
    found = Protocol.objects.filter(subject=tender.subject, state__in=[str(state) for state in IN_FORCE])
    return frozenset(found.values_list("number", flat=True))


def signed(tender: Tender, kind: str, since: datetime | None = None) -> Protocol | None:
    """The signed protocol of a kind, drafted after ``since``: what was decided later it cannot tell."""
    protocol = panel.protocol_of(tender.subject, kind)
    if protocol is None or protocol.state not in IN_FORCE:
        return None
    return None if since and protocol.drafted_at < since else protocol


def with_failure(tenders: Sequence[UUID]) -> frozenset[UUID]:
    """Those about which a failure is proposed or confirmed; one query."""
    return frozenset(Failure.objects.filter(tender__in=tenders).values_list("tender_id", flat=True))


def failure(tender: Tender, at: datetime) -> Failure | None:
    """The proposed or confirmed failure, as it may be shown.

    That nobody bid is told by nothing before the hour of the opening: until then a tender without bids looks
    like any other.
    """
    found = Failure.objects.filter(tender=tender).first()
    early = tender.state == TenderState.CLOSED and tender.opens_at is not None and at < tender.opens_at
    return None if found and found.ground == "44-1" and early and not found.confirmed_at else found
