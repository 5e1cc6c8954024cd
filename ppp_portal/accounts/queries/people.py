"""Persons, their roles and the Actor; invitations; addresses that have been confirmed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from ppp_portal.accounts import rules
from ppp_portal.accounts.models import Invitation, Membership, Person
from ppp_portal.accounts.tokens import token_hash
from ppp_portal.journal import clock
from ppp_portal.journal.actor import PUBLIC, Actor
from ppp_portal.law.calendar import local_day


def in_force(day: date) -> Q:
    """Memberships and mandates whose days include ``day``; the last day counts."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


def live_memberships(person_id: int) -> QuerySet[Membership]:
    """Roles in force today, by the portal's calendar day, for organisations that have been confirmed."""
    return (
        Membership.objects.filter(in_force(local_day(clock.now())), person_id=person_id, ended_at=None)
        .filter(organisation__confirmed_at__isnull=False)
        .select_related("organisation")
        .order_by("id")
    )


def actor_for(user: Any, membership_id: int | None, roles: Iterable[Membership] | None = None) -> Actor:
    """The actor of a request: the chosen role if still in force, else the first role, else the public."""
    if not user.is_authenticated:
        return PUBLIC
    held = list(live_memberships(user.pk) if roles is None else roles)
    if not held:
        return Actor("person", person_id=user.pk)
    chosen = next((role for role in held if role.pk == membership_id), held[0])
    return actor_of(chosen)


def actor_of(membership: Membership) -> Actor:
    return Actor(membership.role, membership.person_id, membership.organisation_id, membership.pk)


def live_role(person_id: int, membership_id: int) -> Membership | None:
    """The person's own role with this key, if in force."""
    return live_memberships(person_id).filter(pk=membership_id).first()


def all_roles_of(person_id: int) -> QuerySet[Membership]:
    """Every role not ended, those of organisations still unconfirmed too."""
    roles = Membership.objects.filter(person_id=person_id, ended_at=None)
    return roles.select_related("organisation").order_by("id")


def members_of(organisation_id: int, *roles: str) -> QuerySet[Membership]:
    """Roles not ended, people beside them; only the named ``roles`` when any are named."""
    members = Membership.objects.filter(organisation_id=organisation_id, ended_at=None)
    return (members.filter(role__in=roles) if roles else members).select_related("person").order_by("id")


def holding(*roles: str) -> QuerySet[Membership]:
    """One of these roles, in force today."""
    return Membership.objects.filter(in_force(local_day(clock.now())), ended_at=None, role__in=roles)


def holders(organisation_id: int, *roles: str) -> frozenset[int]:
    """The people who hold one of these roles for the organisation today."""
    found = holding(*roles).filter(organisation_id=organisation_id)
    return frozenset(found.values_list("person_id", flat=True))


def person_by_email(email: str) -> Person | None:
    return Person.objects.filter(email__iexact=email).first()


def address_confirmed(person_id: int) -> bool:
    """Whether the person followed the link in a mail."""
    return EmailAddress.objects.filter(user_id=person_id, verified=True).exists()


def iin_confirmed(iin: str) -> bool:
    """Whether somebody with this IIN confirmed an address; an IIN merely typed binds nobody."""
    return EmailAddress.objects.filter(user__iin=iin, verified=True).exists()


def open_invitations(organisation_id: int) -> QuerySet[Invitation]:
    """Invitations still waiting, the expired ones too: the colleague can be invited again."""
    return Invitation.objects.filter(organisation_id=organisation_id, accepted_at=None).order_by("id")


def open_invitation(pk: int) -> Invitation | None:
    return Invitation.objects.filter(pk=pk, accepted_at=None).select_related("organisation").first()


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation under this link, used or not."""
    found = Invitation.objects.filter(token_hash=token_hash(token))
    return found.select_related("organisation", "invited_by").first()


def inviter_of(invitation: Invitation) -> Actor | None:
    """The inviter, if still somebody who may propose this role for the organisation."""
    may = {proposer for proposer, _approver in rules.EYES.get(invitation.role, ())}
    held = live_memberships(invitation.invited_by_id).filter(
        organisation_id=invitation.organisation_id, role__in=may
    )
    first = held.first()
    return actor_of(first) if first else None
