"""Protocols and their signatures: drafted, signed, published, and corrected only by a new protocol."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.panel.models.sittings import Sitting
from ppp_portal.panel.states import ProtocolState, SeatRole


class Protocol(models.Model):
    """A protocol of a commission on one subject.

    ``context`` is the one value both languages are printed from, ``digest`` its SHA-256. ``pair`` is the printed
    pair of the signed protocol, ``signing_pair`` the sheets that went to the signers, ``signed_file`` the scan or
    the CMS that came back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=60)
    number = models.CharField(_("number"), max_length=60)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, related_name="protocols")
    state = models.CharField(max_length=10, choices=ProtocolState, default=ProtocolState.DRAFT)
    audience = models.CharField(max_length=10, default="public")
    context = models.JSONField()
    digest = models.CharField(max_length=64)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    correction_reason = models.TextField(blank=True)
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    corrected_at = models.DateTimeField(null=True)
    signing_pair = models.UUIDField(null=True)
    pair = models.UUIDField(null=True)
    signed_file = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("protocol")
        verbose_name_plural = _("protocols")
        ordering = ["drafted_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="panel_protocol_number_once"),
            models.UniqueConstraint(
                fields=["subject", "kind"],
                condition=Q(state__in=["draft", "signing"]),
                name="panel_one_protocol_in_work",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None) | (~Q(state="draft") & Q(sent_at__isnull=False)),
                name="panel_protocol_sent_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "signing"], signed_at=None, pair=None)
                | Q(
                    state__in=["signed", "published", "corrected"],
                    signed_at__isnull=False,
                    signed_at__gte=F("sent_at"),
                    pair__isnull=False,
                ),
                name="panel_protocol_signed_at",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False, published_at__gte=F("signed_at"))
                | Q(state="corrected")
                | Q(state__in=["draft", "signing", "signed"], published_at=None),
                name="panel_protocol_published_at",
            ),
            models.CheckConstraint(
                condition=Q(state="corrected", corrected_at__isnull=False)
                | (~Q(state="corrected") & Q(corrected_at=None)),
                name="panel_protocol_corrected_at",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(correction_reason=""), name="panel_correction_reasoned"
            ),
        ]
        indexes = [models.Index(fields=["subject", "kind", "drafted_at"], name="panel_protocol_subject")]
        triggers = [
            pgtrigger.Protect(
                name="content_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="draft")
                & (
                    pgtrigger.Q(old__context__df=pgtrigger.F("new__context"))
                    | pgtrigger.Q(old__number__df=pgtrigger.F("new__number"))
                    | pgtrigger.Q(old__digest__df=pgtrigger.F("new__digest"))
                ),
            ),
            pgtrigger.Protect(
                name="signed_stays",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state="draft"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def is_stale(self) -> bool:
        """Drafted before its sitting was closed: it does not tell how the sitting ended."""
        closed_at = self.sitting.closed_at if self.sitting else None
        return closed_at is not None and self.drafted_at < closed_at


class ProtocolSignature(models.Model):
    """One who must sign: not answered yet, signed, or refused with a reason that both protocols print."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="protocol_signatures"
    )
    role = models.CharField(max_length=10, choices=SeatRole)
    signed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    reason_kk = models.TextField(_("reason (Kazakh)"), blank=True)
    reason_ru = models.TextField(_("reason (Russian)"), blank=True)

    class Meta:
        verbose_name = _("signature under a protocol")
        verbose_name_plural = _("signatures under protocols")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "person"], name="panel_signs_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(refused_at=None), name="panel_signed_or_refused"
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None, reason_kk="", reason_ru="")
                | (Q(refused_at__isnull=False) & ~Q(reason_kk="") & ~Q(reason_ru="")),
                name="panel_refused_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="answer_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__signed_at__isnull=False)
                | pgtrigger.Q(old__refused_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.protocol_id} · {self.person_id}"
