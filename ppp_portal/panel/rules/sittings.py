"""When a commission may sit: quorum, the one who presides, declarations and recusals (C-02)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

from ppp_portal.law.acts import under
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.rules.composition import COMMISSION, CONFLICT, SeatFacts, Terms


@dataclass(frozen=True)
class Quorum:
    """The count behind a sitting.

    ``seats`` votes by the order, ``entitled`` left after recusals, ``needed`` for a quorum, ``present`` now.
    ``presiding`` is the person who holds the casting vote: the chair, in the chair's absence the deputy.
    """

    seats: int
    entitled: int
    needed: int
    present: int
    presiding: int | None

    @property
    def composed(self) -> bool:
        return self.entitled * 2 > self.seats

    @property
    def reached(self) -> bool:
        return self.composed and self.present >= self.needed


def holder(seat: SeatFacts, seats: Sequence[SeatFacts], present: Collection[int]) -> SeatFacts | None:
    """Who holds the vote of a main seat now: its person, else the first substitute who is here.

    A recused person holds nothing; the substitute then stands in.
    """
    able = [other for other in behind(seat, seats) if other.person_id in present and other.in_office]
    return able[0] if able else None


def behind(seat: SeatFacts, seats: Sequence[SeatFacts]) -> list[SeatFacts]:
    """Those who may hold the seat: its own person first, then the substitutes; the recused left out."""
    stand_in = [other for other in seats if other.substitute_for == seat.person_id]
    return [other for other in (seat, *stand_in) if not other.recused]


@under(COMMISSION)
def quorum(seats: Sequence[SeatFacts], present: Collection[int], terms: Terms) -> Quorum:
    """C-02: two thirds of the votes of the order, recomputed without the seats that a recusal left empty.

    Interpreted: a seat whose person was recused still counts when a substitute can take it. When recusals left
    no more than half of the seats of the order, no sitting stands: the composition is changed by an order.
    """
    main = [seat for seat in seats if seat.votes and seat.substitute_for is None]
    entitled = sum(bool(behind(seat, seats)) for seat in main)
    here = sum(holder(seat, seats, present) is not None for seat in main)
    heads = {seat.role: seat.person_id for seat in main if seat.person_id in present and seat.able}
    return Quorum(
        len(main), entitled, ceil(terms.quorum * entitled), here, heads.get("chair", heads.get("deputy"))
    )


@under(COMMISSION, CONFLICT)
def refuse_sitting(seats: Sequence[SeatFacts], present: Collection[int], terms: Terms) -> list[Refusal]:
    """Why a sitting cannot open or go on: no quorum, nobody to preside, somebody without a declaration."""
    counted = quorum(seats, present, terms)
    problems = []
    if not counted.composed:
        params = {"entitled": counted.entitled, "seats": counted.seats}
        problems.append(Refusal("sitting.too_many_recused", CONFLICT, params))
    elif not counted.reached:
        params = {"present": counted.present, "needed": counted.needed}
        problems.append(Refusal("sitting.no_quorum", COMMISSION, params))
    if counted.presiding is None:
        problems.append(Refusal("sitting.nobody_presides", COMMISSION))
    known = {seat.person_id: seat for seat in seats}
    for person_id in present:
        problems += refuse_attendance(known.get(person_id))
    return problems


@under(COMMISSION, CONFLICT)
def refuse_attendance(seat: SeatFacts | None) -> list[Refusal]:
    """Only a seated person who declared no conflict, and was not recused, sits down at the table."""
    if seat is None:
        return [Refusal("panel.not_seated", COMMISSION)]
    if seat.recused:
        return [Refusal("panel.recused", CONFLICT, {"name": seat.name})]
    if not seat.in_office:
        return [Refusal("panel.out_of_office", COMMISSION, {"name": seat.name})]
    if not seat.declared:
        return [Refusal("panel.undeclared", CONFLICT, {"name": seat.name})]
    return []


@under(CONFLICT)
def refuse_recusal(*, reason: str, of_oneself: bool, may_recuse_others: bool) -> list[Refusal]:
    """A member recuses oneself; another is recused by the chair or by the head of the organiser; with a reason."""
    problems = []
    if not reason.strip():
        problems.append(Refusal("recusal.reason", CONFLICT, field="reason"))
    if not of_oneself and not may_recuse_others:
        problems.append(Refusal("recusal.not_yours", CONFLICT))
    return problems
