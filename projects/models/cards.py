"""The project card: what is to be built, for how much, for how long, and who approved it."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.models import Document
from projects.kinds import Complexity, CostUnit, Level


class Project(models.Model):
    """A PPP project. Texts are kept in Kazakh and Russian; ``cost`` in tenge; ``version`` counts the saved states.

    The implementation period is in calendar years, both included; creation in months, operation in years.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="projects")
    title = models.CharField(_("title"), max_length=500)
    object = models.TextField(_("PPP object"), blank=True)
    sector = models.CharField(_("sector"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=12, blank=True)
    level = models.CharField(_("level of the project"), max_length=10, choices=Level, blank=True)
    cost = models.DecimalField(_("project cost, ₸"), max_digits=20, decimal_places=2, null=True, blank=True)
    cost_unit = models.PositiveIntegerField(_("unit of the cost"), choices=CostUnit, default=CostUnit.TENGE)
    cost_with_vat = models.BooleanField(_("including VAT"), null=True)
    complexity = models.CharField(
        _("technically complex and (or) unique"), max_length=4, choices=Complexity, default=Complexity.NO
    )
    special_significance = models.BooleanField(_("project of special significance"), default=False)
    start_year = models.PositiveSmallIntegerField(_("first year of implementation"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("last year of implementation"), null=True, blank=True)
    creation_months = models.PositiveSmallIntegerField(_("creation, months"), null=True, blank=True)
    operation_years = models.PositiveSmallIntegerField(_("operation, years"), null=True, blank=True)
    payments = models.TextField(_("payments from the budget and state support"), blank=True)
    pays_after_commissioning = models.BooleanField(_("paid only after commissioning"), default=False)
    standard = models.TextField(_("sector standard"), blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("PPP project")
        verbose_name_plural = _("PPP projects")
        constraints = [
            models.CheckConstraint(condition=Q(cost=None) | Q(cost__gt=0), name="projects_cost_positive"),
            models.CheckConstraint(
                condition=Q(start_year=None) | Q(end_year=None) | Q(end_year__gte=F("start_year")),
                name="projects_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The journal stream, and the name under which documents are kept."""
        return f"project:{self.pk}"


class ProjectParameter(models.Model):
    """One technical parameter. Parts stand under their ``parent`` and their quantities sum to its quantity."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="parameters")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("parameter"), max_length=300)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=16, decimal_places=3, null=True, blank=True)

    class Meta:
        verbose_name = _("technical parameter")
        verbose_name_plural = _("technical parameters")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="projects_parameter_position"),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0), name="projects_parameter_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ApprovalStep(models.Model):
    """One approval the project passes: by whom, by when, and when it was given with which document."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="approval_steps")
    position = models.PositiveSmallIntegerField()
    body = models.CharField(_("approving body"), max_length=300)
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("given"), null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("approval step")
        verbose_name_plural = _("approval steps")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="projects_step_position"),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(document__isnull=False), name="projects_step_has_a_document"
            ),
        ]

    def __str__(self) -> str:
        return self.body


class ProjectVersion(models.Model):
    """The card as it stood after one change, in canonical form, under its hash. Written once."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("version of a project card")
        verbose_name_plural = _("versions of project cards")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="projects_version_once"),
        ]
        triggers = [pgtrigger.Protect(name="write_once", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.project_id} {self.number}"
