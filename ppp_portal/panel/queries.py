"""Reads of commissions, sittings, votes and protocols, for rules and for screens.

A subject is asked for by its string; who may ask for it is the business of the storey above.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from ppp_portal.accounts.models import Person
from ppp_portal.journal.actor import Actor
from ppp_portal.law.packs import pack
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.models import (
    Attendance,
    Commission,
    CommissionAssignment,
    Declaration,
    Motion,
    Protocol,
    ProtocolSignature,
    Recusal,
    Seat,
    Sitting,
    Vote,
)
from ppp_portal.panel.rules import Ballot, Quorum, SeatFacts, SignerFacts, Terms, holder, refuse_sitting
from ppp_portal.panel.rules import quorum as count_quorum
from ppp_portal.panel.states import IN_WORK, VOTING, ProtocolState, SittingState

# --- commissions and who sits on them ---------------------------------------------------------------------


def commissions(organisation_id: int) -> QuerySet[Commission]:
    return Commission.objects.filter(organisation_id=organisation_id).order_by("-created_at")


def commission(pk: UUID | str) -> Commission:
    return Commission.objects.select_related("organisation").get(pk=pk)


def seats_of(commission_id: UUID, at: datetime | None = None) -> QuerySet[Seat]:
    """The seats in force now, or at a moment: main seats first, in the order of the order."""
    in_force = Q(until=None) if at is None else Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    found = Seat.objects.filter(in_force, commission_id=commission_id)
    return found.select_related("person", "substitute_for").order_by("id")


def assignment(subject: str) -> CommissionAssignment | None:
    """The commission at work on ``subject``, with the rule pack that binds it."""
    found = CommissionAssignment.objects.filter(subject=subject, ended_at=None)
    return found.select_related("commission__organisation").first()


def terms(subject: str) -> Terms:
    """C-01 and C-02 of the edition of ``subject``. Raises ``LookupError`` when no commission is assigned."""
    assigned = assignment(subject)
    if assigned is None:
        raise LookupError(f"no commission works on {subject}")
    return Terms.of(pack(assigned.pack))


def composition(subject: str, at: datetime | None = None) -> tuple[SeatFacts, ...]:
    """Everybody seated on the commission of ``subject``, with declaration and recusal; nobody when none is."""
    assigned = CommissionAssignment.objects.filter(subject=subject, ended_at=None).first()
    if assigned is None:
        return ()
    declared = set(Declaration.objects.filter(subject=subject).values_list("person_id", flat=True))
    recused = set(Recusal.objects.filter(subject=subject).values_list("person_id", flat=True))
    return tuple(
        SeatFacts(
            seat_id=seat.pk,
            person_id=seat.person_id,
            name=seat.person.name,
            role=seat.role,
            substitute_for=seat.substitute_for.person_id if seat.substitute_for else None,
            declared=seat.person_id in declared,
            recused=seat.person_id in recused,
            iin=seat.person.iin,
        )
        for seat in seats_of(assigned.commission_id, at)
    )


def seat_of(actor: Actor, subject: str) -> SeatFacts | None:
    """The seat of the acting person on the commission of ``subject``, recused or not."""
    return next((seat for seat in composition(subject) if seat.person_id == actor.person_id), None)


def may_see(actor: Actor, subject: str) -> bool:
    """Whether the commission's papers open for the actor: seated, declared no conflict, not recused."""
    seat = seat_of(actor, subject) if actor.is_person else None
    return seat is not None and seat.clear


def undeclared(subject: str) -> tuple[SeatFacts, ...]:
    return tuple(seat for seat in composition(subject) if not seat.declared and not seat.recused)


def subjects_of(person_id: int) -> QuerySet[CommissionAssignment]:
    """The subjects on which commissions of this person work now."""
    seated = Seat.objects.filter(person_id=person_id, until=None).values("commission_id")
    return CommissionAssignment.objects.filter(commission_id__in=seated, ended_at=None).order_by("at")


def people(person_ids: Iterable[int]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=list(person_ids)).order_by("id")


# --- sittings ---------------------------------------------------------------------------------------------


def sitting(pk: UUID | str) -> Sitting:
    return Sitting.objects.select_related("commission").get(pk=pk)


def sittings(subject: str) -> QuerySet[Sitting]:
    return Sitting.objects.filter(subject=subject).order_by("opened_at")


def open_sitting(subject: str) -> Sitting | None:
    """The sitting in session or adjourned, if there is one."""
    return Sitting.objects.filter(subject=subject).exclude(state=SittingState.CLOSED).first()


def present(sitting: Sitting) -> set[int]:
    """People at the table now; of a closed sitting, those who stayed until its close."""
    gone_at = sitting.closed_at if sitting.state == SittingState.CLOSED else None
    found = Attendance.objects.filter(sitting=sitting, left_at=gone_at)
    return set(found.values_list("person_id", flat=True))


def attended(sitting: Sitting) -> set[int]:
    """Everybody who was at the table at any time."""
    return set(Attendance.objects.filter(sitting=sitting).values_list("person_id", flat=True))


def quorum(subject: str, present: Iterable[int], at: datetime | None = None) -> Quorum:
    """The quorum that these people would make."""
    return count_quorum(composition(subject, at), set(present), terms(subject))


def sitting_refusals(subject: str, present: Iterable[int]) -> list[Refusal]:
    """Why no sitting can open now with these people at the table; empty when one can."""
    return refuse_sitting(composition(subject), set(present), terms(subject))


def quorum_of(sitting: Sitting) -> Quorum:
    return quorum(sitting.subject, present(sitting), at=sitting.closed_at)


# --- motions and votes ------------------------------------------------------------------------------------


def motion(pk: UUID | str) -> Motion:
    return Motion.objects.select_related("sitting").get(pk=pk)


def motions(sitting: Sitting) -> QuerySet[Motion]:
    return Motion.objects.filter(sitting=sitting).order_by("put_at", "id")


def open_motions(subject: str) -> QuerySet[Motion]:
    return Motion.objects.filter(sitting__subject=subject, closed_at=None).order_by("put_at")


def decision(subject: str, code: str, subject_key: str = "") -> Motion | None:
    """The last closed vote on this question in any sitting of ``subject``."""
    found = Motion.objects.filter(sitting__subject=subject, code=code, subject_key=subject_key)
    return found.exclude(closed_at=None).order_by("-closed_at").first()


def vote_of(motion: Motion, person_id: int) -> Vote | None:
    return Vote.objects.filter(motion=motion, person_id=person_id).first()


def votes(motion: Motion) -> QuerySet[Vote]:
    return Vote.objects.filter(motion=motion).select_related("person").order_by("id")


def ballots(motion: Motion, seats: Iterable[SeatFacts]) -> list[Ballot]:
    """The votes that count: those of people who are not recused."""
    out = {seat.person_id for seat in seats if seat.recused}
    found = Vote.objects.filter(motion=motion).exclude(person_id__in=out).order_by("id")
    return [Ballot(vote.seat_id, vote.person_id, vote.choice) for vote in found]


def seats_taking_part(seats: Iterable[SeatFacts], here: set[int], cast: Iterable[Ballot]) -> int:
    """How many seats are held at the table or have voted already."""
    seats = tuple(seats)
    held = {
        seat.seat_id for seat in seats if seat.votes and not seat.substitute_for and holder(seat, seats, here)
    }
    return len(held | {ballot.seat_id for ballot in cast})


# --- protocols --------------------------------------------------------------------------------------------


def protocol(pk: UUID | str) -> Protocol:
    return Protocol.objects.select_related("sitting", "corrects").get(pk=pk)


def protocols(subject: str, *, published: bool = False) -> QuerySet[Protocol]:
    """The protocols of ``subject``; for the public only those that were published, corrected ones included."""
    found = Protocol.objects.filter(subject=subject).order_by("drafted_at", "id")
    return found.filter(published_at__isnull=False) if published else found


def protocol_of(subject: str, kind: str) -> Protocol | None:
    """The newest protocol of a kind that was not replaced by its correction."""
    found = Protocol.objects.filter(subject=subject, kind=kind).exclude(state=ProtocolState.CORRECTED)
    return found.order_by("-drafted_at").first()


def draft_of(subject: str, kind: str) -> Protocol | None:
    return Protocol.objects.filter(subject=subject, kind=kind, state__in=IN_WORK).first()


def signers(protocol: Protocol) -> QuerySet[ProtocolSignature]:
    return ProtocolSignature.objects.filter(protocol=protocol).select_related("person").order_by("id")


def signer_facts(protocol: Protocol) -> list[SignerFacts]:
    return [
        SignerFacts(
            person_id=row.person_id,
            name=row.person.name,
            votes=row.role in VOTING,
            signed=row.signed_at is not None,
            refused=row.refused_at is not None,
        )
        for row in signers(protocol)
    ]


# --- what waits for a person ------------------------------------------------------------------------------


def waiting_declarations(person_id: int) -> list[str]:
    """Subjects on which the person still has to declare."""
    done = set(Declaration.objects.filter(person_id=person_id).values_list("subject", flat=True))
    done |= set(Recusal.objects.filter(person_id=person_id).values_list("subject", flat=True))
    return [row.subject for row in subjects_of(person_id) if row.subject not in done]


def waiting_votes(person_id: int) -> QuerySet[Motion]:
    """Open votes of sittings where the person sits at the table and has not voted."""
    here = Attendance.objects.filter(person_id=person_id, left_at=None).values("sitting_id")
    found = Motion.objects.filter(closed_at=None, sitting_id__in=here)
    seated = Seat.objects.filter(person_id=person_id, until=None, role__in=VOTING).values("commission_id")
    found = found.filter(sitting__commission_id__in=seated)
    return found.exclude(votes__person_id=person_id).select_related("sitting").order_by("put_at")


def waiting_signatures(person_id: int) -> QuerySet[Protocol]:
    """Protocols that the person has neither signed nor refused to sign."""
    open_rows = ProtocolSignature.objects.filter(person_id=person_id, signed_at=None, refused_at=None)
    waiting = Protocol.objects.filter(pk__in=open_rows.values("protocol_id"), state=ProtocolState.SIGNING)
    return waiting.select_related("sitting").order_by("sent_at")
