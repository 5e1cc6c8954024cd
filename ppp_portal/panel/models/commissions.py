"""Commissions, the orders that compose them, and each member's standing towards one subject."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.panel.states import CommissionKind, SeatRole


class Commission(models.Model):
    """A tender commission or a working group of one organiser. ``name`` is kept in Kazakh and Russian."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="commissions"
    )
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("appointed as"), max_length=10, choices=CommissionKind)
    pack = models.CharField(max_length=20)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("commission")
        verbose_name_plural = _("commissions")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CommissionKind.values), name="panel_commission_kind"),
        ]
        triggers = [pgtrigger.ReadOnly(name="kind_stays", fields=["kind"])]

    def __str__(self) -> str:
        return self.name


class CompositionOrder(models.Model):
    """The order that appointed the commission (``version`` 1) or changed its composition."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="orders")
    version = models.PositiveSmallIntegerField()
    number = models.CharField(_("number of the order"), max_length=60)
    signed_on = models.DateField(_("date of the order"))
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("order on composition")
        verbose_name_plural = _("orders on composition")
        constraints = [
            models.UniqueConstraint(fields=["commission", "version"], name="panel_order_version"),
            models.UniqueConstraint(fields=["commission", "number", "signed_on"], name="panel_order_once"),
            models.CheckConstraint(condition=~Q(number=""), name="panel_order_numbered"),
        ]
        triggers = [pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.number} · {self.signed_on}"


class Seat(models.Model):
    """A person on a commission from one order until another. A substitute stands behind ``substitute_for``."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(_("role"), max_length=10, choices=SeatRole)
    substitute_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="substitutes"
    )
    appointed_by = models.ForeignKey(CompositionOrder, on_delete=models.PROTECT, related_name="appointed")
    dismissed_by = models.ForeignKey(
        CompositionOrder, on_delete=models.PROTECT, null=True, related_name="dismissed"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "person"], condition=Q(until=None), name="panel_person_seated_once"
            ),
            models.UniqueConstraint(
                fields=["commission", "role"],
                condition=Q(until=None, substitute_for=None, role__in=["chair", "deputy", "secretary"]),
                name="panel_one_chair_deputy_secretary",
            ),
            models.CheckConstraint(
                condition=Q(until=None, dismissed_by=None)
                | Q(until__isnull=False, until__gte=F("since"), dismissed_by__isnull=False),
                name="panel_dismissed_by_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"


class CommissionAssignment(models.Model):
    """Which commission works on a subject; ``pack`` is the rule pack whose C-01…C-04 bind it there."""

    subject = models.CharField(max_length=80)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="assignments")
    pack = models.CharField(max_length=20)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("assignment of a commission")
        verbose_name_plural = _("assignments of commissions")
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(ended_at=None), name="panel_one_commission_a_subject"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(  # the same as ``states.kind_for``
                name="right_kind",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF starts_with(NEW.subject, 'tender:') <>
                        (SELECT kind = 'tender' FROM panel_commission WHERE id = NEW.commission_id) THEN
                        RAISE EXCEPTION 'a tender has a tender commission, anything else a working group';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} · {self.commission_id}"


class Declaration(models.Model):
    """A member's word, given before anything of the bids is seen, that there is no conflict of interest."""

    subject = models.CharField(max_length=80)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declarations"
    )
    no_conflict = models.BooleanField(_("no conflict of interest"))
    statement = models.TextField(_("statement"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        constraints = [
            models.UniqueConstraint(fields=["subject", "person"], name="panel_declared_once"),
            models.CheckConstraint(
                condition=Q(no_conflict=True) | ~Q(statement=""), name="panel_conflict_described"
            ),
        ]
        triggers = [pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.subject} · {self.person_id}"


class Recusal(models.Model):
    """A member taken off one subject; it is final there."""

    subject = models.CharField(max_length=80)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recusals")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [
            models.UniqueConstraint(fields=["subject", "person"], name="panel_recused_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="panel_recusal_reasoned"),
        ]
        triggers = [pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.subject} · {self.person_id}"
