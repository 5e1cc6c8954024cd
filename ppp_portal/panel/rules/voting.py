"""How a commission decides: open vote, simple majority of those present, the casting vote (C-03, C-04)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ppp_portal.law.acts import under
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.rules.composition import COMMISSION, SeatFacts
from ppp_portal.panel.rules.sittings import Quorum, holder, refuse_attendance


@dataclass(frozen=True)
class Ballot:
    """One vote: the main seat it was cast for, the person who cast it, the choice."""

    seat_id: int
    person_id: int
    choice: str


@dataclass(frozen=True)
class Tally:
    """A counted vote. ``present`` counts the seats present or voted; ``casting`` tells whether a tie was broken."""

    in_favour: int
    against: int
    abstained: int
    present: int
    adopted: bool
    casting: bool

    def as_facts(self) -> dict[str, int]:
        return {
            "for": self.in_favour,
            "against": self.against,
            "abstain": self.abstained,
            "present": self.present,
        }


@under(COMMISSION)
def refuse_vote(
    voter: SeatFacts | None,
    seats: Sequence[SeatFacts],
    present: Collection[int],
    *,
    choice: str,
    dissent_kk: str = "",
    dissent_ru: str = "",
) -> list[Refusal]:
    """Who may not vote: the secretary, the absent, the recused, a substitute whose principal is here.

    An opinion sent in writing by an absent member does not count (C-03). Dissent goes not with
    "for"; printed in both protocols, it is given in both languages: nobody else may word it for the member.
    """
    problems = refuse_attendance(voter)
    if voter is None or problems:
        return problems
    if not voter.votes:
        problems.append(Refusal("vote.secretary", COMMISSION))
    if voter.person_id not in present:
        problems.append(Refusal("vote.absent", COMMISSION))
    if voter.substitute_for is not None and voter.substitute_for in present:
        problems.append(Refusal("vote.principal_present", COMMISSION))
    kk, ru = dissent_kk.strip(), dissent_ru.strip()
    if (kk or ru) and choice == "for":
        problems.append(Refusal("vote.dissent_for", COMMISSION, field="dissent_kk" if kk else "dissent_ru"))
    elif bool(kk) != bool(ru):
        field = "dissent_ru" if kk else "dissent_kk"
        problems.append(Refusal("vote.dissent_languages", COMMISSION, field=field))
    return problems


def missing_voters(
    seats: Sequence[SeatFacts], present: Collection[int], ballots: Iterable[Ballot]
) -> list[SeatFacts]:
    """Those at the table whose seat has not voted yet."""
    voted = {ballot.seat_id for ballot in ballots}
    main = [
        seat for seat in seats if seat.votes and seat.substitute_for is None and seat.seat_id not in voted
    ]
    holders = [holder(seat, seats, present) for seat in main]
    return [seat for seat in holders if seat is not None]


@under(COMMISSION)
def refuse_closing(quorum: Quorum, missing: Sequence[SeatFacts], tally: Tally) -> list[Refusal]:
    """A vote is closed when everybody present voted, be it to abstain, and a quorum took part."""
    problems = []
    if missing:
        names = ", ".join(seat.name for seat in missing)
        problems.append(Refusal("motion.votes_missing", COMMISSION, {"count": len(missing), "names": names}))
    if not quorum.composed or tally.present < quorum.needed:
        params = {"present": tally.present, "needed": quorum.needed}
        problems.append(Refusal("sitting.no_quorum", COMMISSION, params))
    return problems


@under(COMMISSION)
def count(
    ballots: Sequence[Ballot], *, present: int, presiding: int | None, majority: str = "simple"
) -> Tally:
    """C-03, C-04: more than half of those present; when votes for and against are equal, the presiding decides.

    Interpreted: abstentions count among those present and in no other way, so they can keep a motion from its
    majority; a tie of "for" and "against" goes as the chair (in the chair's absence the deputy) voted, and is
    lost when the presiding abstained. A majority of two thirds knows no casting vote. ``present`` counts seats:
    those held by somebody at the table and those that voted before their holder left.
    """
    numbers = [sum(ballot.choice == choice for ballot in ballots) for choice in ("for", "against", "abstain")]
    in_favour, against, abstained = numbers
    if majority == "two_thirds":
        adopted, casting = in_favour > 0 and in_favour * 3 >= present * 2, False
    else:
        voice = next((ballot.choice for ballot in ballots if ballot.person_id == presiding), "abstain")
        casting = 0 < in_favour == against and voice != "abstain"
        adopted = in_favour * 2 > present or (casting and voice == "for")
    return Tally(in_favour, against, abstained, present, adopted, casting)
