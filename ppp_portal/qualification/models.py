"""Sheets of qualification and their checks."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.qualification.states import FundsPolicy, Scope, Verdict


class Sheet(models.Model):
    """The check of one organisation (or of all participants together) for one subject.

    ``deadline`` is the moment as of which it must qualify; ``object_cost`` is tenge; ``passed`` is the decision.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField(max_length=80)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="sheets")
    scope = models.CharField(max_length=12, choices=Scope)
    pack = models.CharField(max_length=20)
    funds_policy = models.CharField(max_length=16, choices=FundsPolicy, default=FundsPolicy.OWN_OR_BORROWED)
    deadline = models.DateTimeField()
    object_cost = models.DecimalField(_("cost of the object"), max_digits=17, decimal_places=2, null=True)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("qualification sheet")
        verbose_name_plural = _("qualification sheets")
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "organisation", "scope"], name="qualification_sheet_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, passed=None) | Q(decided_at__isnull=False, passed__isnull=False),
                name="qualification_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(object_cost=None) | Q(object_cost__gt=0), name="qualification_cost_positive"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decided_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__decided_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.subject}"


class Check(models.Model):
    """One requirement on one sheet. ``amounts`` holds tenge as decimal strings.

    ``reason`` and ``evidence`` are the commission's words and stand in both languages, as both protocols print
    them. ``statement`` is the bidder's own, relied on where the commission names no evidence: quoted in the
    language it was written in, never translated for the bidder.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="checks")
    requirement = models.PositiveSmallIntegerField()
    verdict = models.CharField(_("result of the check"), max_length=12, choices=Verdict)
    reason_kk = models.TextField(_("reason (Kazakh)"), blank=True)
    reason_ru = models.TextField(_("reason (Russian)"), blank=True)
    evidence_kk = models.TextField(_("evidence (Kazakh)"), blank=True)
    evidence_ru = models.TextField(_("evidence (Russian)"), blank=True)
    statement = models.TextField(_("statement of the bidder"), blank=True)
    statement_language = models.CharField(max_length=2, blank=True)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    certificate_on = models.DateField(_("date of the certificate"), null=True)
    valid_until = models.DateField(_("valid until"), null=True)
    amounts = models.JSONField(default=dict)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("qualification check")
        verbose_name_plural = _("qualification checks")
        ordering = ["requirement"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "requirement"], name="qualification_check_once"),
            models.CheckConstraint(
                condition=Q(requirement__gte=1, requirement__lte=8), name="qualification_eight_requirements"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="not_met") | ~Q(reason_kk=""), name="qualification_not_met_reasoned"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="met")
                | ~Q(evidence_kk="")
                | ~Q(statement="")
                | Q(document__isnull=False),
                name="qualification_met_with_evidence",
            ),
            models.CheckConstraint(
                condition=Q(reason_kk="", reason_ru="") | ~Q(reason_kk="") & ~Q(reason_ru=""),
                name="qualification_reason_in_both_languages",
            ),
            models.CheckConstraint(
                condition=Q(evidence_kk="", evidence_ru="") | ~Q(evidence_kk="") & ~Q(evidence_ru=""),
                name="qualification_evidence_in_both_languages",
            ),
            models.CheckConstraint(
                condition=Q(statement="", statement_language="")
                | ~Q(statement="") & Q(statement_language__in=["kk", "ru"]),
                name="qualification_statement_has_a_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} · {self.requirement} {self.verdict}"
