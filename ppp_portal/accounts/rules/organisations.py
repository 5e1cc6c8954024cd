"""Organisations: whose number is good, who may organise, who may bid, who may act for a bidder."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ppp_portal.law.acts import law, p605, under
from ppp_portal.law.identifiers import check_bin, check_iin
from ppp_portal.law.refusals import Refusal

ORGANISER_KINDS = frozenset({"central_body", "local_body"})
STATE_KINDS = ORGANISER_KINDS | {"state_institution", "state_enterprise"}
PRIVATE_KINDS = frozenset({"private_company", "entrepreneur", "bank", "operator"})
CONTROLLING_SHARE = Decimal(50)

P2, P11, P27, P28 = (p605(number) for number in ("2(1)", "11", "27", "28(1)"))


@dataclass(frozen=True)
class OrganisationFacts:
    """What the rules ask about an organisation. ``state_share`` in per cent, direct or indirect."""

    kind: str
    number: str = ""
    state_share: Decimal = Decimal(0)
    superior_kind: str = ""
    confirmed: bool = True
    region: str = ""
    superior_region: str = ""


@under(P28)
def refuse_number(kind: str, number: str) -> list[Refusal]:
    """BIN of an organisation, IIN of a sole entrepreneur.

    Interpreted: para 28(1) tells bidders and consortium members apart; the portal does it by this number.
    """
    problem = check_iin(number) if kind == "entrepreneur" else check_bin(number)
    return [Refusal(problem, P28, field="bin")] if problem else []


@under(P28)
def refuse_iin(iin: str) -> list[Refusal]:
    """The IIN of a person: the same person may not stand on both sides under two names."""
    problem = check_iin(iin)
    return [Refusal(problem, P28, field="iin")] if problem else []


@under(P11)
def refuse_organising(facts: OrganisationFacts) -> list[Refusal]:
    """Central state bodies and local executive bodies organise, and the institutions that belong to them."""
    institution = facts.kind == "state_institution" and facts.superior_kind in ORGANISER_KINDS
    refusals = []
    if facts.kind not in ORGANISER_KINDS and not institution:
        refusals.append(Refusal("organisation.may_not_organise", P11, field="kind"))
    if not facts.confirmed:
        refusals.append(Refusal("organisation.unconfirmed", P11))
    return refusals


@under(P11)
def territory(facts: OrganisationFacts) -> str:
    """The region whose local executive body this is, or to whose body it belongs; blank where it has no bounds."""
    if facts.kind == "local_body":
        return facts.region
    return facts.superior_region if facts.superior_kind == "local_body" else ""


@under(P2)
def refuse_public_partner(facts: OrganisationFacts) -> list[Refusal]:
    """State bodies, their institutions and enterprises, and companies that the state holds by half or more."""
    refusals = []
    if facts.kind not in STATE_KINDS and facts.state_share < CONTROLLING_SHARE:
        refusals.append(Refusal("organisation.may_not_be_public_partner", P2, field="kind"))
    if not facts.confirmed:
        refusals.append(Refusal("organisation.unconfirmed", P2))
    return refusals


@under(P2, law("1"))
def refuse_bidding(facts: OrganisationFacts) -> list[Refusal]:
    """The state does not compete for its own contracts, nor does a company it holds by half or more."""
    refusals = []
    if facts.kind in STATE_KINDS:
        refusals.append(Refusal("organisation.state_body_may_not_bid", law("1"), field="kind"))
    elif facts.state_share >= CONTROLLING_SHARE:
        refusals.append(
            Refusal(
                "organisation.state_share", P2, {"share": _percent(facts.state_share)}, field="state_share"
            )
        )
    if not facts.confirmed:
        refusals.append(Refusal("organisation.unconfirmed", law("1")))
    return refusals


@under(P2)
def refuse_share(facts: OrganisationFacts) -> list[Refusal]:
    """The kind and the share of the state must tell the same story, for p. 2(1) is decided by both."""
    if facts.kind in STATE_KINDS and facts.state_share != 100:
        return [Refusal("organisation.share_of_state_body", P2, field="state_share")]
    if facts.kind in PRIVATE_KINDS and facts.state_share > 0:
        return [Refusal("organisation.share_of_private", P2, field="state_share")]
    if facts.kind == "state_company" and facts.state_share <= 0:
        return [Refusal("organisation.share_missing", P2, field="state_share")]
    return []


@dataclass(frozen=True)
class RepresentationFacts:
    """The document under which somebody acts for a bidder; the last day counts."""

    document: str
    since: date
    until: date | None = None
    ended: bool = False


@under(P27)
def refuse_representation(facts: RepresentationFacts, on: date) -> list[Refusal]:
    """A power of attorney in force on the day.

    Interpreted: para 27 speaks of the potential private partner's own acts; another's hand needs authority.
    """
    refusals = []
    if not facts.document.strip():
        refusals.append(Refusal("attorney.missing", P27, field="document"))
    if facts.ended:
        refusals.append(Refusal("attorney.ended", P27))
    if on < facts.since:
        refusals.append(Refusal("attorney.not_yet", P27, {"since": facts.since}))
    if facts.until and on > facts.until:
        refusals.append(Refusal("attorney.over", P27, {"until": facts.until}, field="until"))
    return refusals


def _percent(share: Decimal) -> str:
    return format(share.normalize(), "f").replace(".", ",")
