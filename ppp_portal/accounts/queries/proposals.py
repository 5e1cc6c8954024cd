"""What waits for a second pair of eyes: roles and audit mandates."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from ppp_portal.accounts.models import Approval, Organisation, Person, Role
from ppp_portal.accounts.rules import EYES, GrantFacts, refuse_grant
from ppp_portal.journal.actor import Actor

ROLE_PROPOSAL = "accounts.role"
MANDATE_PROPOSAL = "accounts.mandate"


@dataclass(frozen=True)
class Proposal:
    """A waiting proposal with everybody it names: exactly what the second person is shown."""

    row: Approval
    organisation: Organisation
    person: Person
    role: str
    document: str
    since: date
    until: date | None
    audited: tuple[Organisation, ...] = ()
    for_reader: bool = False  # whoever asked may be the second person

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)

    @property
    def is_mandate(self) -> bool:
        return self.row.kind == MANDATE_PROPOSAL


def role_subject(organisation_id: int, person_id: int, role: str) -> str:
    """What a role proposal is about; two proposals of the same thing cannot wait side by side."""
    return f"role:{organisation_id}:{person_id}:{role}"


def claim_waits(organisation_id: int) -> bool:
    """Whether somebody's first role for this organisation waits for its second pair of eyes."""
    waiting = Approval.objects.filter(kind=ROLE_PROPOSAL, decided_at=None)
    return waiting.filter(content__organisation=organisation_id).exists()


def waiting_rows(actor: Actor) -> QuerySet[Approval]:
    """Those of the own organisation; for an administrator, those on which administrators decide."""
    waiting = Approval.objects.filter(kind__in=[ROLE_PROPOSAL, MANDATE_PROPOSAL], decided_at=None)
    if actor.role == Role.ADMIN:
        theirs = [role for role, eyes in EYES.items() if any(second == Role.ADMIN for _first, second in eyes)]
        waiting = waiting.filter(Q(kind=MANDATE_PROPOSAL) | Q(content__role__in=theirs))
    else:
        waiting = waiting.filter(content__organisation=actor.organisation_id)
    return waiting.select_related("proposed_by").order_by("id")


def waiting_proposals(actor: Actor) -> list[Proposal]:
    found = _whole(waiting_rows(actor))
    return [replace(proposal, for_reader=_second(proposal, actor)) for proposal in found]


def grant_facts(approval: Approval, by: Actor) -> GrantFacts:
    content = approval.content
    at_home = by.organisation_id == content["organisation"] or by.role == Role.ADMIN
    return GrantFacts(
        content["role"],
        beneficiary=content["person"],
        proposer=approval.proposed_by_id,
        proposer_role=content["proposer_role"],
        approver=by.person_id or 0,
        approver_role=by.role if at_home else "stranger",
    )


def _second(proposal: Proposal, actor: Actor) -> bool:
    """Not for everybody who sees a proposal is it to decide: neither its author nor whom it would serve."""
    if proposal.is_mandate:
        return actor.role == Role.ADMIN
    return not refuse_grant(grant_facts(proposal.row, actor))


def waiting_proposal(actor: Actor, pk: int) -> Proposal | None:
    """The one with this key, if it concerns this actor and still waits."""
    return next(iter(_whole(waiting_rows(actor).filter(pk=pk))), None)


def awaited_by(person_id: int) -> list[Proposal]:
    """Roles proposed for this person and not yet decided."""
    waiting = Approval.objects.filter(kind=ROLE_PROPOSAL, decided_at=None, content__person=person_id)
    return _whole(waiting.select_related("proposed_by").order_by("id"))


def waiting_mandate(membership_id: int | None) -> Approval | None:
    """The mandate this auditor has asked for."""
    return Approval.objects.filter(
        kind=MANDATE_PROPOSAL, decided_at=None, content__membership=membership_id
    ).first()


def _whole(rows: QuerySet[Approval]) -> list[Proposal]:
    """The rows with their people and organisations, in three queries however many there are."""
    approvals = list(rows)
    contents = [approval.content for approval in approvals]
    person_of = [
        content.get("person", approval.proposed_by_id)
        for approval, content in zip(approvals, contents, strict=True)
    ]
    named = {
        key for content in contents for key in (content["organisation"], *content.get("organisations", ()))
    }
    organisations = Organisation.objects.select_related("superior").in_bulk(named)
    people = Person.objects.in_bulk(person_of)
    return [
        Proposal(
            row=approval,
            organisation=organisations[content["organisation"]],
            person=people[person],
            role=content.get("role", Role.AUDITOR),
            document=content["document"],
            since=date.fromisoformat(content["since"]),
            until=date.fromisoformat(content["until"]) if content["until"] else None,
            audited=tuple(organisations[key] for key in content.get("organisations", ())),
        )
        for approval, content, person in zip(approvals, contents, person_of, strict=True)
    ]
