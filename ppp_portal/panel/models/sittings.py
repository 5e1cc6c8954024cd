"""Sittings and who was at the table."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.panel.models.commissions import Commission
from ppp_portal.panel.states import Purpose, SittingMoment, SittingState


class Sitting(models.Model):
    """A sitting of a commission on one subject, for one purpose. A subject has one unfinished sitting at most."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField(max_length=80)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="sittings")
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    place_kk = models.CharField(_("place (Kazakh)"), max_length=300)
    place_ru = models.CharField(_("place (Russian)"), max_length=300)
    state = models.CharField(max_length=10, choices=SittingState, default=SittingState.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=~Q(state="closed"), name="panel_one_unfinished_sitting"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_at__gte=F("opened_at"))
                | Q(state__in=["open", "adjourned"], closed_at=None),
                name="panel_sitting_closed_at",
            ),
        ]
        indexes = [models.Index(fields=["subject", "opened_at"], name="panel_sitting_subject")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.subject}"


class SittingEvent(models.Model):
    """Opened, adjourned, resumed, closed: the life of a sitting, each with its moment."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=SittingMoment)
    at = models.DateTimeField()
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "kind"],
                condition=Q(kind__in=["opened", "closed"]),
                name="panel_sitting_ends_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="adjourned", reason=""), name="panel_adjourned_with_reason"
            ),
        ]
        triggers = [pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.kind}"


class Attendance(models.Model):
    """A person came to the table and left it. Everybody leaves when a sitting is adjourned or closed.

    ``confirmed_at``: the person came, or acted, under the own name; until then only whoever leads the sitting says so.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendance")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attendance")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["came_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "person"], condition=Q(left_at=None), name="panel_at_the_table_once"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("came_at")), name="panel_left_after_coming"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} · {self.person_id}"
