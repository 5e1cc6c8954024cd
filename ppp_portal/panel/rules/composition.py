"""Who may sit on a commission, and on what order (para 36; size C-01)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.packs import RulePack
from ppp_portal.law.refusals import Refusal

COMMISSION = p605("36")
CONFLICT = law("33")
CREATED_BY = law("35(2)")
VOTING = frozenset({"chair", "deputy", "member"})
ONCE = ("chair", "deputy", "secretary")


@dataclass(frozen=True)
class Terms:
    """C-01 and C-02 in the edition of the procedure: least number of votes, odd or not, quorum as a share."""

    min_size: int
    odd: bool
    quorum: Fraction

    @classmethod
    def of(cls, pack: RulePack) -> "Terms":
        return cls(pack.commission_min_size.value, pack.commission_odd.value, pack.quorum.value)


@dataclass(frozen=True)
class SeatPlan:
    """One line of an order on composition. ``substitute_for`` is the person whom this one replaces."""

    person_id: int
    role: str
    substitute_for: int | None = None

    @property
    def votes(self) -> bool:
        return self.role in VOTING


@dataclass(frozen=True)
class SeatFacts:
    """A seat as it stands for one subject: who sits, and whether that person declared or was recused.

    ``declared`` means that a declaration was made; a declared conflict makes the seat ``recused`` as well.
    ``in_office``: the person still holds a role of a commission at its organiser; a seat gives nothing without it.
    """

    seat_id: int
    person_id: int
    name: str
    role: str
    substitute_for: int | None = None
    declared: bool = False
    recused: bool = False
    in_office: bool = True
    iin: str = ""

    @property
    def votes(self) -> bool:
        return self.role in VOTING

    @property
    def clear(self) -> bool:
        """Declared no conflict, was not recused and is in office: may see the bids and act."""
        return self.declared and self.able

    @property
    def able(self) -> bool:
        return self.in_office and not self.recused


@dataclass(frozen=True)
class PersonFacts:
    """What of a person matters for a seat."""

    person_id: int
    name: str
    active: bool = True
    administrator: bool = False
    custodian: bool = False
    in_office: bool = True
    represents_bidder: bool = False


@dataclass(frozen=True)
class OrderFacts:
    """The order on composition. ``on`` is its own date, ``today`` the day of registration."""

    number: str
    on: date
    today: date
    has_document: bool
    document_needed: bool


@under(COMMISSION, CREATED_BY)
def refuse_order(order: OrderFacts) -> list[Refusal]:
    """A commission exists, and changes, only by an order with a number, a date and, in real work, its file."""
    problems = []
    if not order.number.strip():
        problems.append(Refusal("composition.order_number", COMMISSION, field="order_number"))
    if order.on > order.today:
        problems.append(Refusal("composition.order_in_future", COMMISSION, {"on": order.on}, "order_date"))
    if order.document_needed and not order.has_document:
        problems.append(Refusal("composition.order_document", COMMISSION, field="document"))
    return problems


@under(COMMISSION)
def refuse_kind(name: str, kind: str, needed: str) -> list[Refusal]:
    """A tender is decided by the commission created for tenders; what was appointed to compare alternatives and
    recommend is not one, nor the other way round."""
    if kind == needed:
        return []
    if needed == "tender":
        return [Refusal("panel.needs_tender", COMMISSION, {"name": name}, "commission")]
    return [Refusal("panel.needs_group", COMMISSION, {"name": name}, "commission")]


@under(COMMISSION, CREATED_BY)
def refuse_composition(
    seats: Sequence[SeatPlan], people: Iterable[PersonFacts], terms: Terms
) -> list[Refusal]:
    """C-01: an odd number of votes, at least five; one chair, one deputy, one secretary without a vote.

    Substitutes do not count: each stands behind one named seat, and takes no other role than that of a member
    (or of the secretary, behind the secretary). The chair is replaced by the deputy, never by a substitute.
    """
    main = [seat for seat in seats if seat.substitute_for is None]
    votes = sum(seat.votes for seat in main)
    problems = []
    if votes < terms.min_size:
        problems.append(Refusal("composition.too_few", COMMISSION, {"size": votes, "least": terms.min_size}))
    if terms.odd and votes % 2 == 0:
        problems.append(Refusal("composition.even", COMMISSION, {"size": votes}))
    filled = Counter(seat.role for seat in main)
    for role in ONCE:
        if filled[role] != 1:
            problems.append(Refusal(f"composition.{role}", COMMISSION, {"count": filled[role]}))
    problems += _substitutes(seats, main)
    return problems + _people(seats, {person.person_id: person for person in people})


def _substitutes(seats: Sequence[SeatPlan], main: Sequence[SeatPlan]) -> list[Refusal]:
    takes = {seat.person_id: "secretary" if seat.role == "secretary" else "member" for seat in main}
    substitutes = [seat for seat in seats if seat.substitute_for is not None]
    right = all(seat.role == takes.get(seat.substitute_for or 0) for seat in substitutes)
    return [] if right else [Refusal("composition.substitute", COMMISSION)]


def _people(seats: Sequence[SeatPlan], people: dict[int, PersonFacts]) -> list[Refusal]:
    problems = []
    counted = Counter(seat.person_id for seat in seats)
    for person_id, times in counted.items():
        person = people.get(person_id)
        if person is None or not person.active:
            problems.append(Refusal("composition.unknown_person", COMMISSION))
            continue
        said = {"name": person.name}
        if times > 1:
            problems.append(Refusal("composition.person_twice", COMMISSION, said))
        if person.administrator:
            problems.append(Refusal("composition.administrator", COMMISSION, said))
        if person.custodian:
            problems.append(Refusal("composition.custodian", COMMISSION, said))
        if not person.in_office:
            problems.append(Refusal("composition.no_role", COMMISSION, said))
        if person.represents_bidder:
            problems.append(Refusal("composition.bidder", CONFLICT, said))
    return problems
