"""Colleagues are invited by mail, join once, and leave."""

from datetime import date, datetime

from django.db import transaction

from ppp_portal.accounts import queries, rules
from ppp_portal.accounts.actions.people import (
    NewPerson,
    identity,
    lock_person,
    refuse_person,
    register_person,
)
from ppp_portal.accounts.actions.roles import write_proposal
from ppp_portal.accounts.models import Approval, Invitation, Membership, Organisation, Person, Role
from ppp_portal.accounts.tokens import invitation_token, token_hash
from ppp_portal.journal import clock, outbox, records
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, refuse

INVITATION_MAIL = "accounts.invitation"


def invite_colleague(*, email: str, role: str, document: str, until: date | None, by: Actor) -> Invitation:
    """Ask somebody by mail to join the actor's organisation; replaces an earlier invitation of the address."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
        at = clock.now()
        known = queries.person_by_email(email)
        refuse(
            [
                *_objections_to(role, document, until, at, by),
                *rules.refuse_role(
                    queries.role_facts(role, organisation, known.pk if known else None, local_day(at))
                ),
            ]
        )
        Invitation.objects.filter(organisation=organisation, email=email, accepted_at=None).delete()
        invitation = Invitation(
            organisation=organisation,
            email=email,
            role=role,
            document=document,
            until=until,
            invited_by_id=by.person_id,
            expires_at=at + rules.INVITATION_LIFE,
        )
        invitation.token_hash = token_hash(invitation_token(invitation))
        invitation.save()
        records.record(
            "invitation.sent",
            stream=f"organisation:{organisation.pk}",
            by=by,
            at=at,
            facts={"invitation": invitation.pk, "role": role, "expires_at": invitation.expires_at},
            personal={"email": email},
        )
        outbox.enqueue(INVITATION_MAIL, str(invitation.pk), {"invitation": invitation.pk})
    return invitation


def _objections_to(role: str, document: str, until: date | None, at: datetime, by: Actor) -> list[Refusal]:
    """Representatives invite representatives; the organiser's side goes by the table of four eyes."""
    if role == Role.BIDDER:
        day = local_day(at)
        refusals = rules.refuse_representation(rules.RepresentationFacts(document, day, until), day)
        return refusals if by.role == Role.BIDDER else [Refusal("role.not_yours_to_propose", field="role")]
    return rules.refuse_grant(rules.GrantFacts(role, 0, by.person_id or -1, by.role))


def withdraw_invitation(*, invitation_id: int, by: Actor) -> None:
    """The link stops working; an invitation already accepted is refused."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(
            pk=invitation_id, organisation_id=by.organisation_id
        )
        at = clock.now()
        if invitation.accepted_at:
            refuse([Refusal("invitation.used", params={"at": invitation.accepted_at})])
        records.record(
            "invitation.withdrawn",
            stream=f"organisation:{by.organisation_id}",
            by=by,
            at=at,
            facts={"invitation": invitation.pk, "role": invitation.role},
            personal={"email": invitation.email},
        )
        invitation.delete()


def accept_invitation(*, token: str, by: Actor) -> Membership | Approval:
    """A person who has an account joins. Roles on the organiser's side then wait for a second person."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(token_hash=token_hash(token))
        person = Person.objects.select_for_update().get(pk=by.person_id)
        at = clock.now()
        refuse(_refusals(invitation, person, at))
        return _join(invitation, person, at)


def join_by_invitation(*, token: str, person: NewPerson) -> Person:
    """Somebody new registers by the link; having received it confirms the address."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(token_hash=token_hash(token))
        lock_person(person)
        at = clock.now()
        refuse([*_refusals(invitation, None, at, followed_by=person.email), *refuse_person(person)])
        created = register_person(person, verified=True)
        _join(invitation, created, at)
    return created


def _refusals(
    invitation: Invitation, person: Person | None, at: datetime, followed_by: str = ""
) -> list[Refusal]:
    facts = queries.invitation_facts(invitation, followed_by or (person.email if person else ""))
    refusals = rules.refuse_invitation(facts, at)
    if invitation.accepted_at is None:
        role = queries.role_facts(
            invitation.role, invitation.organisation, person.pk if person else None, local_day(at)
        )
        refusals += rules.refuse_role(role)
        if invitation.role != Role.BIDDER and queries.inviter_of(invitation) is None:
            refusals.append(Refusal("invitation.inviter_left"))
    return refusals


def _join(invitation: Invitation, person: Person, at: datetime) -> Membership | Approval:
    organisation, since = invitation.organisation, local_day(at)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    records.record(
        "invitation.accepted",
        stream=f"organisation:{organisation.pk}",
        by=Actor("person", person.pk, organisation.pk),
        at=at,
        facts={"invitation": invitation.pk, "person": person.pk, "role": invitation.role},
        personal=identity(person) | {"document": invitation.document},
    )
    if invitation.role == Role.BIDDER:
        return Membership.objects.create(
            person=person,
            organisation=organisation,
            role=invitation.role,
            document=invitation.document,
            since=since,
            until=invitation.until,
        )
    inviter = queries.inviter_of(invitation)
    assert inviter is not None  # refused above
    return write_proposal(
        organisation, person, invitation.role, invitation.document, since, invitation.until, by=inviter, at=at
    )


def end_membership(*, membership_id: int, reason: str, by: Actor) -> Membership:
    """A role ends at once, in every open session too."""
    with transaction.atomic():
        membership = Membership.objects.select_for_update().get(pk=membership_id)
        Organisation.objects.select_for_update().get(pk=membership.organisation_id)
        at = clock.now()
        refuse(rules.refuse_ending(queries.ending_facts(membership, by)))
        membership.ended_at = at
        membership.save(update_fields=["ended_at"])
        if membership.role == Role.ADMIN:
            Person.objects.filter(pk=membership.person_id).update(is_staff=False)
        records.record(
            "membership.ended",
            stream=f"organisation:{membership.organisation_id}",
            by=by,
            at=at,
            facts={"membership": membership.pk, "person": membership.person_id, "role": membership.role},
            personal={"reason": reason},
        )
    return membership
