"""What an auditor may read: by mandate, organisation by organisation, day by day."""

from datetime import datetime

from django.db.models import QuerySet

from ppp_portal.accounts.models import AuditMandate, Organisation, Role
from ppp_portal.accounts.queries.people import in_force
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day


def _open_mandates(actor: Actor, at: datetime) -> QuerySet[AuditMandate]:
    if actor.role != Role.AUDITOR:
        return AuditMandate.objects.none()
    return AuditMandate.objects.filter(
        in_force(local_day(at)), membership_id=actor.membership_id, membership__ended_at=None
    )


def mandate_for(actor: Actor, organisation_id: int, at: datetime) -> AuditMandate | None:
    """The mandate under which this auditor may read this organisation at that moment."""
    return _open_mandates(actor, at).filter(organisations=organisation_id).first()


def mandate_covers(actor: Actor, organisation_id: int, at: datetime) -> bool:
    return mandate_for(actor, organisation_id, at) is not None


def audited_organisations(actor: Actor, at: datetime) -> QuerySet[Organisation]:
    """Every organisation this auditor may read at that moment."""
    return Organisation.objects.filter(audits__in=_open_mandates(actor, at)).distinct()


def mandates_of(membership_id: int | None) -> QuerySet[AuditMandate]:
    mandates = AuditMandate.objects.filter(membership_id=membership_id)
    return mandates.prefetch_related("organisations").order_by("-until", "-id")
