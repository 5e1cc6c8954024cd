"""Four eyes: one person proposes, another approves exactly the same bytes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Approval(models.Model):
    """A proposal that takes effect only when a second person approves the same content.

    ``digest`` is the SHA-256 of the canonical content; the approving action compares it again under its lock.
    """

    kind = models.CharField(_("kind"), max_length=60)
    subject = models.CharField(_("subject"), max_length=80)
    content = models.JSONField(_("content"))
    digest = models.CharField("SHA-256", max_length=64)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    approved = models.BooleanField(_("approved"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")), name="accounts_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, approved=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, approved__isnull=False),
                name="accounts_decided_whole",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(decided_at=None), name="accounts_one_open_proposal"
            ),
        ]
        indexes = [models.Index(fields=["subject", "kind"], name="accounts_approval_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
