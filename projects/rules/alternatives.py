"""Alternative proposals: until when, by whom, once, with the application (art. 44(2), p. 130 of order 725)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ppp_portal.accounts.rules.organisations import (
    OrganisationFacts,
    RepresentationFacts,
    refuse_bidding,
    refuse_representation,
)
from ppp_portal.law.acts import law, p725, under
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal
from projects.proposal_content import Lack
from projects.states import InitiationState, ProposalState

NOTICE, APPLICATION, ELIGIBLE, AFFILIATES = law("44(2)"), p725("130"), law("32"), law("33")


@dataclass(frozen=True)
class WindowFacts:
    """When proposals are taken; ``closes_at`` is the last instant inside, to the microsecond."""

    state: str
    closes_at: datetime | None
    at: datetime


@dataclass(frozen=True)
class ProposerFacts:
    """The organisation behind a proposal and the person who acts for it."""

    organisation: OrganisationFacts
    attorney: RepresentationFacts | None
    organises: bool = False
    initiated: bool = False
    in_working_group: bool = False


@dataclass(frozen=True)
class SubmissionFacts:
    """A proposal at the moment of its submission. ``other_live``: the organisation has another one in time."""

    window: WindowFacts
    proposer: ProposerFacts
    own: bool
    state: str
    lacks: Sequence[Lack] = ()
    other_live: bool = False


@under(NOTICE, APPLICATION)
def refuse_late(facts: WindowFacts) -> list[Refusal]:
    """Accepted iff received at ``closes_at`` or before, compared in microseconds: the instant itself is in (T-06)."""
    if facts.state == InitiationState.DRAFT or facts.closes_at is None:
        return [Refusal("proposal.not_taken", NOTICE)]
    if facts.at > facts.closes_at:
        return [Refusal("proposal.late", NOTICE, {"due_ms": facts.closes_at, "at_ms": facts.at})]
    return [] if facts.state == InitiationState.PUBLISHED else [Refusal("proposal.not_taken", NOTICE)]


@under(ELIGIBLE, AFFILIATES, APPLICATION)
def refuse_proposer(facts: ProposerFacts, at: datetime) -> list[Refusal]:
    """A private partner is private, and an alternative is somebody else's than the initiator's.

    Interpreted: the initiator's own proposal is what the notice tells of; it files no alternative to itself.
    """
    refusals = [Refusal("proposal.ineligible", r.basis) for r in refuse_bidding(facts.organisation)]
    if facts.organises or facts.in_working_group:
        refusals.append(Refusal("proposal.other_side", AFFILIATES))
    if facts.initiated:
        refusals.append(Refusal("proposal.initiator", NOTICE))
    if facts.attorney is None:
        return [*refusals, Refusal("proposal.no_attorney", APPLICATION)]
    return refusals + refuse_representation(facts.attorney, local_day(at))


@under(APPLICATION, NOTICE, ELIGIBLE)
def refuse_lacking(lacks: Sequence[Lack]) -> list[Refusal]:
    """A proposal answers every requirement of the notice, confirms all eight of art. 32, and applies under p. 130."""
    basis = {"proposal.application_missing": APPLICATION, "proposal.answer_missing": NOTICE}
    return [
        Refusal(
            lack.code,
            basis.get(lack.code, ELIGIBLE),
            {"number": lack.number} if lack.number else {},
            lack.field,
        )
        for lack in lacks
    ]


@under(NOTICE, APPLICATION)
def refuse_submission(facts: SubmissionFacts) -> list[Refusal]:
    """Everything that stands against taking a proposal now; one for each bidder."""
    refusals = refuse_late(facts.window)
    if not facts.own:
        refusals.append(Refusal("proposal.not_own", APPLICATION))
    if facts.state not in (ProposalState.DRAFT, ProposalState.SUBMITTED):
        refusals.append(Refusal("proposal.not_open", NOTICE))
    if facts.other_live:
        refusals.append(Refusal("proposal.second", NOTICE))
    refusals += refuse_proposer(facts.proposer, facts.window.at)
    return refusals + refuse_lacking(facts.lacks)


@under(NOTICE)
def refuse_withdrawal(facts: WindowFacts, state: str) -> list[Refusal]:
    """A proposal is the bidder's own until the cut-off, inclusive."""
    if state != ProposalState.SUBMITTED:
        return [Refusal("proposal.nothing_to_withdraw", NOTICE)]
    return refuse_late(facts)


@under(NOTICE)
def refuse_save(seen: int, current: int) -> list[Refusal]:
    """Two windows on one draft: the later save would silently undo the earlier one."""
    return [Refusal("proposal.revision", NOTICE)] if seen != current else []


@under(NOTICE)
def refuse_opening(state: str, unopened: Collection[str] = ()) -> list[Refusal]:
    """All envelopes after the cut-off or none; ``unopened`` are the hashes of those whose seal stays closed."""
    if state != InitiationState.CLOSED:
        return [Refusal("proposal.not_closed_yet", NOTICE)]
    return [Refusal("proposal.stays_closed", NOTICE, {"sha256": sha256[:16]}) for sha256 in unopened]


@under(NOTICE)
def refuse_going_on(unopened: Collection[str]) -> list[Refusal]:
    """To open the rest is put to the vote only where something stays closed."""
    return [] if unopened else [Refusal("proposal.none_damaged", NOTICE)]


@under(NOTICE)
def left_open(edition: str, in_force: str, unanswered: Sequence[int]) -> list[dict[str, Any]]:
    """What the opening notes of a proposal that answers an earlier edition of the notice, or not everything in it.

    Interpreted: it is taken as it was sealed. An amendment obliges nobody to submit anew, and to a requirement that
    it does not answer it has no answer.
    """
    noted: list[dict[str, Any]] = [{"code": "edition"}] if edition != in_force else []
    return noted + ([{"code": "unanswered", "numbers": list(unanswered)}] if unanswered else [])


@dataclass(frozen=True)
class Party:
    """Who proposes: ``declared`` are the numbers of its affiliates as it says; ``superior`` stands above it here."""

    bin: str
    declared: Collection[str] = ()
    superior: str = ""


@under(AFFILIATES)
def later_affiliates(parties: Sequence[Party]) -> Mapping[str, str]:
    """Of the parties in the order of receipt: which later one is an affiliate of which earlier.

    One proposal for each bidder and affiliate: the earlier stands. Whether two firms are affiliated is decided by
    people; the portal shows what they declared of themselves and what it knows of who stands above whom.
    """
    found: dict[str, str] = {}
    for place, later in enumerate(parties):
        for earlier in parties[:place]:
            if _declared(earlier, later) or _under_one(earlier, later):
                found.setdefault(later.bin, earlier.bin)
    return found


def _declared(one: Party, other: Party) -> bool:
    return one.bin in other.declared or other.bin in one.declared


def _under_one(one: Party, other: Party) -> bool:
    above = {one.bin, one.superior} & {other.bin, other.superior}
    return bool(above - {""})
