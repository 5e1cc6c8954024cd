"""When bids may be opened: state and people, never the clock alone (p. 36; Appendix 1 p. 10(12))."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.refusals import Refusal
from tenders.rules.commission import COMMISSION, TableFacts, refuse_step

HOUR = p605("A1.10(12)")
NO_BIDS = p605("44(1)")
ONE_BID = p605("28(1)")
AFFILIATES = law("33")
# How long a commission may take to assemble before the portal says that the opening is late.
ASSEMBLY = timedelta(hours=1)


@dataclass(frozen=True)
class OpeningFacts:
    """The moment of the opening. ``bids`` counts the sealed ones; ``presiding`` and ``another`` confirmed.

    ``vouched`` are the votes at the table by the own word, of the ``needed`` ones; ``silent`` names those whom
    somebody else entered.
    """

    at: datetime
    opens_at: datetime | None
    presiding: bool
    another: bool
    bids: int = 1
    unopened: Sequence[str] = ()
    vouched: int = 0
    needed: int = 0
    silent: Sequence[str] = ()


@dataclass(frozen=True)
class Party:
    """Who stands behind an opened bid: every BIN, the affiliates it names, when it was first submitted."""

    bid: str
    bins: frozenset[str]
    affiliates: frozenset[str]
    first_submitted_at: datetime


@under(HOUR)
def refuse_hour(at: datetime, opens_at: datetime | None) -> list[Refusal]:
    """Not before the announced hour. A tender without one (stage one) opens once its term is over."""
    if opens_at is not None and at < opens_at:
        return [Refusal("opening.early", HOUR, {"opens_at": opens_at})]
    return []


@under(HOUR)
def overdue_since(at: datetime, opens_at: datetime | None) -> datetime | None:
    """The announced hour, once a whole hour has passed since it; the commission may still open, but not in silence."""
    return opens_at if opens_at is not None and at > opens_at + ASSEMBLY else None


@under(COMMISSION, HOUR)
def refuse_confirmation(table: TableFacts, at: datetime, opens_at: datetime | None) -> list[Refusal]:
    """The presiding member and one other voting member confirm, in the sitting, at its hour."""
    return [*refuse_step(table, "opening", who="votes"), *refuse_hour(at, opens_at)]


@under(COMMISSION)
def refuse_hearsay(facts: OpeningFacts) -> list[Refusal]:
    """What was revealed cannot be taken back, so the quorum of an opening does not rest on what one person entered.

    Interpreted (C-05): each member of it says under the own name to be at the table. A vote needs no such rule: it is
    not counted before everybody has voted.
    """
    if facts.vouched >= facts.needed:
        return []
    said = {"vouched": facts.vouched, "needed": facts.needed, "names": ", ".join(facts.silent)}
    return [Refusal("opening.hearsay", COMMISSION, said)]


@under(COMMISSION, HOUR, NO_BIDS)
def refuse_opening(facts: OpeningFacts) -> list[Refusal]:
    """Four eyes, a quorum by its own word, the hour, and something to open; a bid that does not open keeps all of them
    closed."""
    problems = [*refuse_hour(facts.at, facts.opens_at), *refuse_hearsay(facts)]
    if not (facts.presiding and facts.another):
        problems.append(Refusal("opening.unconfirmed", COMMISSION))
    if problems:
        return problems
    if not facts.bids:
        return [Refusal("opening.no_bids", NO_BIDS)]
    if facts.unopened:
        said = {"count": len(facts.unopened), "hashes": ", ".join(facts.unopened)}
        return [Refusal("opening.cannot_open", HOUR, said)]
    return []


@under(HOUR)
def refuse_giving_up(sha256: str, sealed: Collection[str], closed: Collection[str]) -> list[Refusal]:
    """Only a sealed bid of this very tender is given up, and only one that really stays closed."""
    if sha256 not in sealed:
        return [Refusal("opening.unknown_bid", HOUR, field="sha256")]
    return [] if sha256 in closed else [Refusal("opening.opens", HOUR, field="sha256")]


@under(ONE_BID)
def later_duplicates(parties: Sequence[Party]) -> dict[str, str]:
    """Bids behind which stands somebody of an earlier bid: {later bid: earlier bid}. The earlier one stands.

    Earlier by the moment of the first submission: a change made under p. 27 is no new bid (A-19).
    """
    return _later(parties, lambda later, earlier: bool(later.bins & earlier.bins))


@under(AFFILIATES)
def later_affiliates(parties: Sequence[Party]) -> dict[str, str]:
    """Bids of which one names the other side as its affiliate: {later bid: earlier bid}.

    Noticed, never decided: what one bidder writes about another proves nothing and must not bar that other one.
    Whether they are affiliated the commission finds, and rejects under art. 33 (B-06).
    """
    return _later(
        parties,
        lambda later, earlier: bool(later.affiliates & earlier.bins or earlier.affiliates & later.bins),
    )


def _later(parties: Sequence[Party], alike: Callable[[Party, Party], bool]) -> dict[str, str]:
    found: dict[str, str] = {}
    ordered = sorted(parties, key=lambda party: party.first_submitted_at)
    for place, later in enumerate(ordered):
        for earlier in ordered[:place]:
            if alike(later, earlier):
                found.setdefault(later.bid, earlier.bid)
    return found
