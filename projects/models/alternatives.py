"""Alternative proposals to an initiated project, and the ways on that people decided."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import Document
from projects.models.initiation import InitiationNotice
from projects.states import ProposalState

CLOSED_SEAL = [ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.WITHDRAWN]


class AlternativeProposal(models.Model):
    """One bidder's proposal. Until the opening what it says lies in envelopes: ``draft`` and ``sha256`` name them.

    ``content`` is what it said when it was opened, ``problems`` what the opening noticed, ``place`` its place in the
    register. ``version`` counts the submissions, ``revision`` the saves of the draft.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(InitiationNotice, on_delete=models.PROTECT, related_name="proposals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    draft = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    receipt_number = models.CharField(_("receipt"), max_length=20, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    place = models.PositiveSmallIntegerField(null=True)
    content = models.JSONField(null=True)
    problems = models.JSONField(default=list)

    class Meta:
        verbose_name = _("alternative proposal")
        verbose_name_plural = _("alternative proposals")
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "organisation"],
                condition=~Q(state=ProposalState.WITHDRAWN),
                name="projects_one_live_proposal",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False) & ~Q(sha256="") & ~Q(receipt_number=""),
                name="projects_proposal_submitted_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED_SEAL, content=None, opened_at=None, place=None)
                | Q(
                    state__in=["opened", "answered"],
                    content__isnull=False,
                    opened_at__isnull=False,
                    place__isnull=False,
                ),
                name="projects_proposal_sealed_until_opened",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False),
                name="projects_proposal_withdrawn_has_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="projects_own_proposals")]

    def __str__(self) -> str:
        return f"{self.notice_id} · {self.organisation_id}"

    @property
    def stream(self) -> str:
        """The private journal stream, and the name under which files and checks are kept."""
        return f"proposal:{self.pk}"


class ProposalSubmission(models.Model):
    """One version received, with its receipt. ``key`` names the request: sent again it is the same submission."""

    proposal = models.ForeignKey(AlternativeProposal, on_delete=models.PROTECT, related_name="submissions")
    version = models.PositiveIntegerField()
    key = models.UUIDField()
    blob = models.CharField(max_length=64)
    receipt_number = models.CharField(max_length=20, unique=True)
    receipt_pair = models.UUIDField(null=True)
    received_at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("submission of a proposal")
        verbose_name_plural = _("submissions of proposals")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "version"], name="projects_submission_version"),
            models.UniqueConstraint(fields=["proposal", "key"], name="projects_submission_key"),
        ]
        triggers = [pgtrigger.Protect(name="write_once", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.receipt_number


class ProposalFile(models.Model):
    """A sealed file. Its name, length and hash stand in the sealed content only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(AlternativeProposal, on_delete=models.PROTECT, related_name="files")
    blob = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of a proposal")
        verbose_name_plural = _("files of proposals")

    def __str__(self) -> str:
        return str(self.pk)


class WayOn(models.Model):
    """One decided step of the initiation: which move, why, on which document. Written once."""

    notice = models.ForeignKey(InitiationNotice, on_delete=models.PROTECT, related_name="ways")
    move = models.CharField(max_length=30)
    number = models.CharField(_("number"), max_length=60)
    reason = models.TextField(_("reason"))
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pair = models.UUIDField()

    class Meta:
        verbose_name = _("decision on an initiative")
        verbose_name_plural = _("decisions on initiatives")
        ordering = ["at", "id"]
        triggers = [pgtrigger.Protect(name="write_once", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.move}"


class ProposalAnswer(models.Model):
    """The written answer to one proposal, signed by the organiser's head. Written once."""

    proposal = models.OneToOneField(AlternativeProposal, on_delete=models.PROTECT, related_name="answer")
    number = models.CharField(_("number"), max_length=60)
    text = models.TextField(_("answer"))
    at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pair = models.UUIDField()

    class Meta:
        verbose_name = _("answer to a proposal")
        verbose_name_plural = _("answers to proposals")
        triggers = [pgtrigger.Protect(name="write_once", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.number
