"""Roles: which organisation gives which, what one person may hold at once, who proposes and approves."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ppp_portal.accounts.rules.organisations import (
    OrganisationFacts,
    refuse_bidding,
    refuse_organising,
)
from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.refusals import Refusal

AUDIT_KINDS = frozenset({"central_body", "state_institution"})
PORTAL_OPERATOR_KINDS = frozenset({"state_enterprise", "state_company", "operator"})

COMMISSION = frozenset({"chair", "deputy", "member", "secretary"})
ORGANISER_ROLES = COMMISSION | {"staff", "head", "custodian"}
STAFF_ROLES = ORGANISER_ROLES | {"auditor", "admin"}

INVITATION_LIFE = timedelta(days=7)

P31, P36 = p605("31"), p605("36")
CONFLICT_OF_INTEREST = law("33")


def roles_of(facts: OrganisationFacts) -> frozenset[str]:
    """The roles people may hold for an organisation of this kind, confirmed or not."""
    facts = replace(facts, confirmed=True)
    roles: set[str] = set()
    if not refuse_organising(facts):
        roles |= ORGANISER_ROLES
    if not refuse_bidding(facts):
        roles.add("bidder")
    if facts.kind in AUDIT_KINDS:
        roles.add("auditor")
    if facts.kind in PORTAL_OPERATOR_KINDS:
        roles.add("admin")
    return frozenset(roles)


@dataclass(frozen=True)
class RoleFacts:
    """A role asked for, beside what the person holds already."""

    role: str
    organisation: OrganisationFacts
    held_here: frozenset[str] = frozenset()
    held_elsewhere: frozenset[str] = frozenset()


@under(P36, P31, CONFLICT_OF_INTEREST)
def refuse_role(facts: RoleFacts) -> list[Refusal]:
    """Whether this person may hold this role beside those held already.

    The custodian sees who paid a security, therefore never sits on a commission and is neither staff nor head; a
    bidder's representative stands on no organiser's side (Law art. 33); an auditor and a technical administrator
    do nothing else.
    """
    held = facts.held_here | facts.held_elsewhere
    refusals = []
    if facts.role not in roles_of(facts.organisation):
        refusals += _why_not_here(facts.role, replace(facts.organisation, confirmed=True))
    if facts.role in facts.held_here:
        refusals.append(Refusal("role.held", P36, field="role"))
    for one, others, code, basis in (
        ({"custodian"}, COMMISSION, "role.custodian_on_commission", P31),
        ({"custodian"}, frozenset({"staff", "head"}), "role.custodian_only", P31),
        ({"bidder"}, ORGANISER_ROLES, "role.both_sides", CONFLICT_OF_INTEREST),
        ({"auditor"}, ORGANISER_ROLES | {"bidder", "admin"}, "role.auditor_only", CONFLICT_OF_INTEREST),
        ({"admin"}, ORGANISER_ROLES | {"bidder"}, "role.admin_only", CONFLICT_OF_INTEREST),
    ):
        if (facts.role in one and held & others) or (facts.role in others and held & one):
            refusals.append(Refusal(code, basis, field="role"))
    return refusals


def _why_not_here(role: str, organisation: OrganisationFacts) -> list[Refusal]:
    if role == "bidder":
        return refuse_bidding(organisation)
    if role in ORGANISER_ROLES:
        return refuse_organising(organisation)
    return [Refusal("role.not_of_this_kind", field="role")]


# Who proposes a role and who approves it: (proposer, approver). "self" signed the organisation up. The operator of
# the portal has a say only where a house has no second person yet: a head and the first of the staff. Who sits on a
# commission and who keeps the securities is the organiser's own business.
IN_HOUSE = frozenset({("staff", "head"), ("head", "staff"), ("head", "head")})
EYES: dict[str, frozenset[tuple[str, str]]] = {
    "head": frozenset({("self", "admin"), ("head", "admin"), ("head", "head")}),
    "auditor": frozenset({("self", "admin")}),
    "admin": frozenset({("admin", "admin")}),
    "staff": IN_HOUSE | {("head", "admin")},
} | dict.fromkeys(COMMISSION | {"custodian"}, IN_HOUSE)


def roles_to_propose(proposer_role: str, organisation: OrganisationFacts) -> frozenset[str]:
    """What somebody in this role may ask for: representatives invite representatives, else by the table."""
    if proposer_role == "bidder":
        return frozenset({"bidder"})
    asked = {role for role, eyes in EYES.items() if proposer_role in {proposer for proposer, _ in eyes}}
    return frozenset(asked & roles_of(organisation))


@dataclass(frozen=True)
class GrantFacts:
    """A role on its way: ``proposer_role`` and ``approver_role`` are held for the same organisation,
    or "admin"; ``approver_role`` is empty while it is only proposed."""

    role: str
    beneficiary: int
    proposer: int
    proposer_role: str
    approver: int = 0
    approver_role: str = ""


@under(P36)
def refuse_grant(facts: GrantFacts) -> list[Refusal]:
    """Four eyes over every role on the organiser's side.

    Interpreted: the organiser forms its commission (p. 36); that nobody alone gives a role is the portal's
    own safeguard.
    """
    eyes = EYES.get(facts.role, frozenset())
    refusals = []
    if facts.proposer_role not in {proposer for proposer, _approver in eyes}:
        refusals.append(Refusal("role.not_yours_to_propose", P36, field="role"))
    if facts.proposer == facts.beneficiary and facts.proposer_role != "self":
        refusals.append(Refusal("role.for_oneself", P36))
    if facts.approver_role:
        if (facts.proposer_role, facts.approver_role) not in eyes:
            refusals.append(Refusal("role.not_yours_to_approve", P36))
        if facts.approver == facts.beneficiary:
            refusals.append(Refusal("role.for_oneself", P36))
        if facts.approver == facts.proposer:
            refusals.append(Refusal("approval.own", P36))
    return refusals


@dataclass(frozen=True)
class InvitationFacts:
    """An invitation as found under its link, and the address of the person who follows it."""

    email: str
    expires_at: datetime
    accepted_at: datetime | None = None
    followed_by: str = ""


@under(P36)
def refuse_invitation(facts: InvitationFacts, at: datetime) -> list[Refusal]:
    """An invitation counts once, in time, for the person whose address it was sent to."""
    if facts.accepted_at:
        return [Refusal("invitation.used", params={"at": facts.accepted_at})]
    refusals = []
    if at > facts.expires_at:
        refusals.append(Refusal("invitation.expired", params={"at": facts.expires_at}))
    if facts.followed_by and facts.followed_by.lower() != facts.email.lower():
        refusals.append(Refusal("invitation.other_address", params={"email": facts.email}))
    return refusals


@dataclass(frozen=True)
class EndingFacts:
    """A role about to end. ``others`` counts those who hold the same role for the same organisation."""

    role: str
    others: int
    same_organisation: bool
    own: bool
    ender_role: str
    already_ended: bool = False


@under(P36)
def refuse_ending(facts: EndingFacts) -> list[Refusal]:
    """Everybody may leave; a head ends the organiser's roles, a representative those of colleagues.

    An organisation is never left without its head or its last representative: first the successor.
    """
    if facts.already_ended:
        return [Refusal("membership.ended_already")]
    refusals = []
    colleague = facts.same_organisation and (
        facts.ender_role == "head" or facts.ender_role == facts.role in {"bidder", "admin"}
    )
    if not facts.own and not colleague:
        refusals.append(Refusal("membership.not_yours_to_end"))
    if facts.role in {"head", "bidder", "admin"} and facts.others == 0:
        refusals.append(Refusal("membership.last_one"))
    return refusals


@dataclass(frozen=True)
class MandateFacts:
    """An audit mandate asked for."""

    document: str
    since: date
    until: date
    audited: frozenset[int] = frozenset()
    own_organisation: int = 0


@under(law("33"))
def refuse_mandate(facts: MandateFacts, on: date) -> list[Refusal]:
    """A mandate names its document, its organisations and its days; nobody audits the own house."""
    refusals = []
    if not facts.document.strip():
        refusals.append(Refusal("mandate.document_missing", field="document"))
    if not facts.audited:
        refusals.append(Refusal("mandate.nobody", field="organisations"))
    if facts.own_organisation in facts.audited:
        refusals.append(Refusal("mandate.own_house", CONFLICT_OF_INTEREST, field="organisations"))
    if facts.until < facts.since:
        refusals.append(Refusal("mandate.term", field="until"))
    if facts.until < on:
        refusals.append(Refusal("mandate.over", params={"until": facts.until}, field="until"))
    return refusals
