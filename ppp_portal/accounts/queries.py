"""Reads of people and roles. Everything starts from the person who asks or from the organisation."""

from typing import Any

from django.db.models import Q, QuerySet

from ppp_portal.accounts.models import Membership
from ppp_portal.journal import clock
from ppp_portal.journal.actor import PUBLIC, Actor
from ppp_portal.law.calendar import local_day


def live_memberships(person_id: int) -> QuerySet[Membership]:
    """Roles in force today, by the portal's calendar day."""
    today = local_day(clock.now())
    in_force = Q(until=None) | Q(until__gte=today)
    return (
        Membership.objects.filter(in_force, person_id=person_id, ended_at=None, since__lte=today)
        .select_related("organisation")
        .order_by("id")
    )


def actor_for(user: Any, membership_id: int | None) -> Actor:
    """The actor of a request: the chosen role if it is still in force, else the first role, else the public."""
    if not user.is_authenticated:
        return PUBLIC
    roles = list(live_memberships(user.pk))
    if not roles:
        return Actor("person", person_id=user.pk)
    chosen = next((role for role in roles if role.pk == membership_id), roles[0])
    return actor_of(chosen)


def actor_of(membership: Membership) -> Actor:
    return Actor(membership.role, membership.person_id, membership.organisation_id, membership.pk)
