"""Notices of the portal and copies of the mails that carried them."""

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something a person should know. The words are made of ``kind`` and ``params`` in the reader's language.

    ``key`` makes twice harmless. ``url_name`` and ``url_args`` lead to the object in any language. ``handle`` stands
    in addresses: from running numbers a reader could count what others are told, for instance of sealed bids.
    """

    handle = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    url_name = models.CharField(max_length=80, blank=True)
    url_args = models.JSONField(default=list)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(read_at__gte=F("created_at")), name="notices_read_after_writing"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notices_of_person"),
            models.Index(fields=["person"], name="notices_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SentMail(models.Model):
    """A copy of one outgoing mail. In training it is all there is: nothing leaves the portal."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="mail")
    kind = models.CharField(max_length=60)
    to = models.EmailField(_("addressee"))
    language = models.CharField(max_length=2)
    subject = models.CharField(_("subject line"), max_length=300)
    body = models.TextField(_("text of the mail"))
    at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("sent mail")
        verbose_name_plural = _("sent mails")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.to} · {self.subject}"
