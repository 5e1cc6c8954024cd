"""What the rules ask, read from the rows."""

from datetime import date

from django.db.models import Q

from ppp_portal.accounts import rules
from ppp_portal.accounts.models import Invitation, Membership, Organisation
from ppp_portal.journal.actor import Actor


def organisation_facts(organisation: Organisation) -> rules.OrganisationFacts:
    return rules.OrganisationFacts(
        kind=organisation.kind,
        number=organisation.bin,
        state_share=organisation.state_share,
        superior_kind=organisation.superior.kind if organisation.superior else "",
        confirmed=organisation.confirmed_at is not None,
        region=organisation.region,
        superior_region=organisation.superior.region if organisation.superior else "",
    )


def representation_facts(membership: Membership) -> rules.RepresentationFacts:
    """The power of attorney of a bidder's representative."""
    return rules.RepresentationFacts(
        membership.document, membership.since, membership.until, membership.ended_at is not None
    )


def role_facts(role: str, organisation: Organisation, person_id: int | None, on: date) -> rules.RoleFacts:
    """What ``person_id`` (None: somebody new) holds on that day beside the role asked for."""
    held = Membership.objects.filter(Q(until=None) | Q(until__gte=on), person_id=person_id, ended_at=None)
    pairs = list(held.values_list("organisation_id", "role")) if person_id else []
    return rules.RoleFacts(
        role,
        organisation_facts(organisation),
        held_here=frozenset(name for where, name in pairs if where == organisation.pk),
        held_elsewhere=frozenset(name for where, name in pairs if where != organisation.pk),
    )


def ending_facts(membership: Membership, by: Actor, others: int | None = None) -> rules.EndingFacts:
    """``others``: how many more hold the role; counted here unless the caller has the list."""
    if others is None:
        same_role = Membership.objects.filter(
            organisation_id=membership.organisation_id, role=membership.role, ended_at=None
        )
        others = same_role.exclude(pk=membership.pk).count()
    return rules.EndingFacts(
        role=membership.role,
        others=others,
        same_organisation=membership.organisation_id == by.organisation_id,
        own=membership.person_id == by.person_id,
        ender_role=by.role,
        already_ended=membership.ended_at is not None,
    )


def invitation_facts(invitation: Invitation, followed_by: str) -> rules.InvitationFacts:
    return rules.InvitationFacts(invitation.email, invitation.expires_at, invitation.accepted_at, followed_by)
