"""Who may bid, until when, and only once (p. 27, 28, 31; art. 32–34, 38): facts in, every refusal out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ppp_portal.accounts.rules.organisations import (
    OrganisationFacts,
    RepresentationFacts,
    refuse_bidding,
    refuse_representation,
)
from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.packs import RulePack
from ppp_portal.law.refusals import Refusal
from projects.rules.cards import PeriodFacts, refuse_whole_term, whole_term
from tenders.states import BidState, SecurityState, TenderState

P27, P27_WITHDRAW, P28, P31, P11 = p605("27"), p605("27(2)"), p605("28(1)"), p605("31"), p605("11")
LATE, ELIGIBLE, AFFILIATES = law("38(3)(2)"), law("32"), law("33")
SELECTED, TWO_STAGES = law("34"), law("42")
CONTENT = p605("A1.10(10)")

MOST_MEMBERS = 20

# B-01: p. 28(1) does not say whether a withdrawn bid is an "earlier bid" (I-21). The bid is accepted and
# flagged, and the commission decides; "refuse" is the literal reading.
REFILING = "commission_review"


@dataclass(frozen=True)
class PartyFacts:
    """One organisation behind a bid: the lead or a member."""

    organisation_id: int
    organisation: OrganisationFacts
    organises: bool = False
    public_partner: bool = False
    on_commission: bool = False

    @property
    def bin(self) -> str:
        return self.organisation.number


@dataclass(frozen=True)
class MemberFacts:
    """A consortium member: ``accepted`` by its own representative, still ``open``, or declined (neither)."""

    party: PartyFacts
    accepted: bool = False
    open: bool = True


@dataclass(frozen=True)
class Representation:
    """The power of attorney on which the person acts, and the day on which it is used."""

    attorney: RepresentationFacts | None
    on: date


@dataclass(frozen=True)
class WindowFacts:
    """When bids of this stage are taken. ``closes_at`` is the last instant inside, to the microsecond.

    ``state_before_stay`` says where a court stopped the tender: a stay after the cut-off opens nothing again.
    """

    stage: int
    state: str
    closes_at: datetime | None
    at: datetime
    state_before_stay: str = ""


@dataclass(frozen=True)
class SecuritySeen:
    """What was lodged for the bid (``state`` "" when nothing was) against what the documentation asks. Tenge."""

    required: bool = False
    state: str = ""
    amount: Decimal | None = None
    needed: Decimal | None = None
    valid_until: date | None = None
    bids_valid_until: date | None = None


@dataclass(frozen=True)
class SubmissionFacts:
    """The open part of a bid at the moment of its submission. The content is sealed and no fact here."""

    window: WindowFacts
    lead: PartyFacts
    acting_organisation_id: int | None
    representation: Representation
    members: tuple[MemberFacts, ...] = ()
    bid_state: str = BidState.DRAFT
    saved: bool = True
    documentation_confirmed: bool = True
    uninvited: frozenset[int] = frozenset()
    refiled: bool = False
    others: frozenset[int] = frozenset()
    security: SecuritySeen = SecuritySeen()


# --- when -------------------------------------------------------------------------------------------------


@under(P27, LATE)
def refuse_late(facts: WindowFacts) -> list[Refusal]:
    """Accepted iff received at ``closes_at`` or before, compared in microseconds: the instant itself is in (T-06)."""
    taking = TenderState.STAGE1_ACCEPTING if facts.stage == 1 else TenderState.ACCEPTING
    paused = facts.state in PAUSED and facts.state_before_stay in ("", taking, TenderState.SUSPENDED)
    if facts.closes_at is not None and facts.at > facts.closes_at and not paused:
        return [Refusal("bid.late", LATE, {"due_ms": facts.closes_at, "at_ms": facts.at})]
    if facts.state in PAUSED:
        return [Refusal("bid.paused" if paused else "bid.not_taken", P27)]
    return [] if facts.state == taking else [Refusal("bid.not_taken", P27)]


PAUSED = (TenderState.SUSPENDED, TenderState.STAYED)


@under(P27)
def refuse_change(facts: WindowFacts) -> list[Refusal]:
    """What is written changes until the deadline, inclusive, and while the clock stands still.

    Afterwards nothing is late: what was received in time stands.
    """
    late = refuse_late(facts)
    if late and late[0].code == "bid.late":
        return [Refusal("bid.change_late", P27, late[0].params)]
    return [refusal for refusal in late if refusal.code != "bid.paused"]


@under(P27_WITHDRAW)
def refuse_withdrawal(facts: WindowFacts, bid_state: str) -> list[Refusal]:
    """A right of the bidder until the deadline, inclusive (D-05); while the clock stands still it goes on."""
    if bid_state != BidState.SUBMITTED:
        return [Refusal("bid.nothing_to_withdraw", P27_WITHDRAW)]
    late = refuse_late(facts)
    if not late or late[0].code == "bid.paused":
        return []
    if late[0].code == "bid.late":
        return [Refusal("bid.withdrawal_late", P27_WITHDRAW, late[0].params)]
    return late


# --- who --------------------------------------------------------------------------------------------------


@under(ELIGIBLE, P11, AFFILIATES)
def refuse_party(party: PartyFacts) -> list[Refusal]:
    """A private partner is private, and nobody stands on both sides of the table."""
    said = {"bin": party.bin}
    refusals = [Refusal("bid.party_ineligible", r.basis, said) for r in refuse_bidding(party.organisation)]
    if party.organises or party.public_partner:
        refusals.append(Refusal("bid.party_organises", P11, said))
    if party.on_commission:
        refusals.append(Refusal("bid.party_on_commission", AFFILIATES, said))
    return refusals


@under(P27)
def refuse_person(facts: Representation) -> list[Refusal]:
    """Whoever signs for the bidder needs a power of attorney in force on that day."""
    if facts.attorney is None:
        return [Refusal("bid.no_attorney", P27)]
    return refuse_representation(facts.attorney, facts.on)


@under(P28)
def refuse_members(members: Iterable[MemberFacts]) -> list[Refusal]:
    """Every invited member has answered; one that did not accept is no member."""
    return [
        Refusal("bid.member_pending" if m.open else "bid.member_declined", P28, {"bin": m.party.bin})
        for m in members
        if not m.accepted
    ]


@under(SELECTED, TWO_STAGES)
def refuse_uninvited(parties: Iterable[PartyFacts], uninvited: frozenset[int]) -> list[Refusal]:
    """Stage two is for those whom stage one admitted, consortium members too (B-05).

    Interpreted: art. 34 makes participants of those who passed; whoever stood behind no admitted proposal did not
    pass. Two admitted candidates may join in one bid.
    """
    return [
        Refusal("bid.not_admitted", SELECTED, {"bin": party.bin})
        for party in parties
        if party.organisation_id in uninvited
    ]


@under(P28)
def refuse_second_bid(parties: Iterable[PartyFacts], others: frozenset[int]) -> list[Refusal]:
    """Bidder and members must be disjoint from those of every other live bid: the earlier bid stands."""
    return [
        Refusal("bid.second", P28, {"bin": party.bin}) for party in parties if party.organisation_id in others
    ]


@under(P28)
def refuse_refiling(refiled: bool, policy: str = REFILING) -> list[Refusal]:
    """B-01: is a withdrawn bid an "earlier bid"? ``commission_review`` lets it in with a flag."""
    return [Refusal("bid.refiled", P28)] if refiled and policy == "refuse" else []


@under(P31)
def refuse_unsecured(security: SecuritySeen) -> list[Refusal]:
    """A security of the whole amount is lodged before the bid; on stage one there is none."""
    if not security.required:
        return []
    if security.state not in (SecurityState.LODGED, SecurityState.VERIFIED):
        return [Refusal("bid.security_missing", P31, {"needed": security.needed})]
    refusals = []
    if security.amount is None or security.needed is None or security.amount < security.needed:
        refusals.append(Refusal("bid.security_short", P31, {"needed": security.needed}))
    if (
        security.valid_until
        and security.bids_valid_until
        and security.valid_until < security.bids_valid_until
    ):
        refusals.append(Refusal("bid.security_expires", P31, {"until": security.bids_valid_until}))
    return refusals


# --- the whole --------------------------------------------------------------------------------------------


@under(P27, P28, P31)
def refuse_submission(facts: SubmissionFacts) -> list[Refusal]:
    """Everything that the open part of a bid can show. Completeness is sealed and binds at the opening."""
    parties = [facts.lead, *(member.party for member in facts.members if member.accepted)]
    late = refuse_late(facts.window)
    refusals = list(late)
    if facts.acting_organisation_id != facts.lead.organisation_id:
        refusals.append(Refusal("bid.not_lead", P27))
    refusals += refuse_person(facts.representation)
    if facts.bid_state not in (BidState.DRAFT, BidState.SUBMITTED):
        refusals.append(Refusal("bid.not_open", P27))
    if not facts.saved:
        refusals.append(Refusal("bid.empty", CONTENT))
    if not facts.documentation_confirmed:
        refusals.append(Refusal("bid.documentation_changed", CONTENT))
    for party in parties:
        refusals += refuse_party(party)
    refusals += refuse_uninvited(parties, facts.uninvited)
    refusals += refuse_members(facts.members)
    refusals += refuse_second_bid(parties, facts.others)
    refusals += refuse_refiling(facts.refiled)
    if not late:  # after the term the security of a bid never filed is on its way back
        refusals += refuse_unsecured(facts.security)
    return refusals


@under(CONTENT)
def refuse_save(seen: int, current: int) -> list[Refusal]:
    """Two windows on one draft: the later save would silently undo the earlier one."""
    return [Refusal("bid.revision", CONTENT)] if seen != current else []


@under(P28)
def refuse_invitation(
    bin: str, lead: PartyFacts, known: PartyFacts | None, already: frozenset[str], count: int
) -> list[Refusal]:
    """Says nothing about whether the invited one bids by itself: that stays its own secret."""
    if known is None:
        return [Refusal("bid.member_unknown", P28, {"bin": bin}, "bin")]
    if known.organisation_id == lead.organisation_id:
        return [Refusal("bid.member_is_lead", P28, {"bin": bin}, "bin")]
    if bin in already:
        return [Refusal("bid.member_twice", P28, {"bin": bin}, "bin")]
    if count >= MOST_MEMBERS:
        return [Refusal("bid.members_too_many", P28, {"most": MOST_MEMBERS}, "bin")]
    return []


@under(law("4(2)"), p605("A4.K4"))
def refuse_offered_term(months: int, period: PeriodFacts, pack: RulePack) -> list[Refusal]:
    """A bid whose construction and the years of operation leave the five to thirty years never becomes a contract.

    Told to the bidder beforehand and to the commission at the examination: what follows is theirs to decide.
    """
    whole = whole_term(months, period)
    if whole is None or not refuse_whole_term(whole, pack):
        return []
    least, most = pack.contract_term_years.value
    params = {"offered": months, "months": whole, "least": least, "most": most}
    return [Refusal("bid.contract_outside_law", law("4(2)"), params, "months")]
