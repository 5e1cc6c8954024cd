"""Documents: written once. The row says what a file is; the file lies on the shelf under its SHA-256."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.audience import Audience
from ppp_portal.documents.codes import code_of

__all__ = ["Audience", "Document", "PrintOrder"]

LANGUAGE = [("kk", "Қазақша"), ("ru", "Русский"), ("", "—")]


def write_once() -> list[pgtrigger.Trigger]:
    """No row of the table is ever changed or taken away."""
    return [pgtrigger.Protect(name="write_once", operation=pgtrigger.Update | pgtrigger.Delete)]


class PrintOrder(models.Model):
    """A document to be printed in both languages, ordered in the transaction of the change it tells of.

    Its key is the pair's: storeys keep it and find both files by it. ``context`` holds the canonical JSON text.
    The identifiers of the two files are fixed here, because the pages print them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    context = models.TextField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    journal_record = models.CharField(max_length=80, blank=True)
    training = models.BooleanField()
    kk_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    ru_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("print order")
        verbose_name_plural = _("print orders")
        triggers = write_once()

    def __str__(self) -> str:
        return self.key

    def document_id(self, language: str) -> uuid.UUID:
        return {"kk": self.kk_id, "ru": self.ru_id}[language]


class Document(models.Model):
    """One file: a printed protocol in one language, or what somebody uploaded.

    ``number`` and ``title`` are what the document calls itself. ``created_at`` is the portal's time under the
    lock of the action; ``registered_at`` is when the row appeared, by the clock of the database.
    ``flags`` name what a reader should know: ``mixed_script_name``, ``pdf_active_content``, ``not_scanned``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("check code"), max_length=14, unique=True, editable=False)
    pair = models.ForeignKey(PrintOrder, models.PROTECT, null=True, related_name="documents")
    kind = models.CharField(max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE, blank=True)
    subject = models.CharField(max_length=80, db_index=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    filename = models.CharField(_("file name"), max_length=160)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    context_sha256 = models.CharField(max_length=64, blank=True)
    template_version = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    flags = models.JSONField(default=list, blank=True)
    training = models.BooleanField()
    journal_record = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(_("created at"))
    registered_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "language"], condition=Q(pair__isnull=False), name="documents_once_a_language"
            ),
            models.CheckConstraint(
                condition=Q(pair__isnull=True) | (Q(language__in=["kk", "ru"]) & ~Q(context_sha256="")),
                name="documents_printed_has_language",
            ),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="documents_sha256"),
        ]
        indexes = [models.Index(fields=["subject", "kind", "created_at"], name="documents_of_subject")]
        triggers = write_once()

    def __str__(self) -> str:
        return f"{self.title or self.filename} {self.number}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        self.code = code_of(self.id)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("documents:check", args=[self.pk])

    @property
    def context(self) -> str:
        """The canonical JSON a printed document was made of; empty for an upload."""
        return self.pair.context if self.pair else ""
