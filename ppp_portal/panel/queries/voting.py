"""Reads of motions and votes."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.models import Motion, Sitting, Vote
from ppp_portal.panel.queries.meetings import present
from ppp_portal.panel.queries.seating import terms
from ppp_portal.panel.rules import (
    Ballot,
    SeatFacts,
    Tally,
    count,
    holder,
    missing_voters,
    quorum,
    refuse_closing,
)


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


def counted(motion: Motion, seats: Sequence[SeatFacts]) -> tuple[Tally, list[Refusal]]:
    """A running vote as it counts now, and what keeps it from being closed; the page says it before the press."""
    here, cast = present(motion.sitting), ballots(motion, seats)
    standing = quorum(seats, here, terms(motion.sitting.subject))
    taking_part = seats_taking_part(seats, here, cast)
    tally = count(cast, present=taking_part, presiding=standing.presiding, majority=motion.majority)
    return tally, refuse_closing(standing, missing_voters(seats, here, cast), tally)
