"""Roles on the organiser's side, of auditors and of administrators: one person proposes, another approves."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ppp_portal.accounts import approvals, queries, rules
from ppp_portal.accounts.actions.people import confirm_organisation, identity
from ppp_portal.accounts.models import Approval, Membership, Organisation, Person, Role
from ppp_portal.journal import clock, records
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse


def propose_role(
    *, person_id: int, role: str, document: str, since: date, until: date | None, by: Actor
) -> Approval:
    """Ask for a role in the actor's own organisation. It begins when a second person approves."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        organisation = Organisation.objects.get(pk=by.organisation_id)
        at = clock.now()
        grant = rules.GrantFacts(role, person.pk, by.person_id or 0, by.role)
        refuse(
            [
                *rules.refuse_role(queries.role_facts(role, organisation, person.pk, local_day(at))),
                *rules.refuse_grant(grant),
            ]
        )
        return write_proposal(organisation, person, role, document, since, until, by=by, at=at)


def write_proposal(
    organisation: Organisation,
    person: Person,
    role: str,
    document: str,
    since: date,
    until: date | None,
    *,
    by: Actor,
    at: datetime,
) -> Approval:
    """The proposal and its record; the caller has asked the rules."""
    content = {
        "organisation": organisation.pk,
        "person": person.pk,
        "role": role,
        "document": document,
        "since": since,
        "until": until,
        "proposer_role": by.role,
    }
    subject = queries.role_subject(organisation.pk, person.pk, role)
    approval = approvals.propose(queries.ROLE_PROPOSAL, subject, content, by=by, at=at)
    records.record(
        "role.proposed",
        stream=f"organisation:{organisation.pk}",
        by=by,
        at=at,
        facts={"approval": approval.pk, "person": person.pk, "role": role, "digest": approval.digest},
        basis=[rules.roles.P36],
        personal=identity(person),
    )
    return approval


def approve_role(*, approval_id: int, seen: str, by: Actor) -> Membership:
    """The second pair of eyes: the role begins. ``seen`` is the digest of what was shown."""
    with transaction.atomic():
        approval = Approval.objects.select_for_update().get(pk=approval_id, kind=queries.ROLE_PROPOSAL)
        content = approval.content
        person = Person.objects.select_for_update().get(pk=content["person"])
        organisation = Organisation.objects.select_for_update().get(pk=content["organisation"])
        at = clock.now()
        facts = queries.role_facts(content["role"], organisation, person.pk, local_day(at))
        refuse(
            [
                *rules.refuse_role(facts),
                *rules.refuse_grant(queries.grant_facts(approval, by)),
                None if queries.address_confirmed(person.pk) else Refusal("person.address_unconfirmed"),
            ]
        )
        approvals.decide(approval.pk, approved=True, seen=seen, by=by, at=at)
        if organisation.confirmed_at is None:
            confirm_organisation(organisation, by=by, at=at)
        return _begin(organisation, person, content, approval, by=by, at=at)


def decline_role(*, approval_id: int, seen: str, reason: str, by: Actor) -> None:
    """The second person does not agree; the reason goes to the journal."""
    with transaction.atomic():
        approval = Approval.objects.select_for_update().get(pk=approval_id, kind=queries.ROLE_PROPOSAL)
        at = clock.now()
        refuse(rules.refuse_grant(queries.grant_facts(approval, by)))
        approvals.decide(approval.pk, approved=False, seen=seen, by=by, at=at, reason=reason)
        records.record(
            "role.declined",
            stream=f"organisation:{approval.content['organisation']}",
            by=by,
            at=at,
            facts={
                "approval": approval.pk,
                "person": approval.content["person"],
                "role": approval.content["role"],
            },
            personal={"reason": reason},
        )


def _begin(
    organisation: Organisation,
    person: Person,
    content: dict[str, Any],
    approval: Approval,
    *,
    by: Actor,
    at: datetime,
) -> Membership:
    membership = Membership.objects.create(
        person=person,
        organisation=organisation,
        role=content["role"],
        document=content["document"],
        since=date.fromisoformat(content["since"]),
        until=date.fromisoformat(content["until"]) if content["until"] else None,
    )
    if membership.role == Role.ADMIN:
        person.is_staff = True
        person.save(update_fields=["is_staff"])
    records.record(
        "role.granted",
        stream=f"organisation:{organisation.pk}",
        by=by,
        at=at,
        facts={
            "approval": approval.pk,
            "membership": membership.pk,
            "person": person.pk,
            "role": membership.role,
            "since": membership.since,
            "until": membership.until,
        },
        basis=[rules.roles.P36],
        personal=identity(person) | {"document": membership.document},
    )
    return membership
