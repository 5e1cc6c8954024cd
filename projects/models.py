"""The project card, as far as a tender needs it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ppp_portal.accounts.models import Organisation


class Complexity(models.TextChoices):
    NOT_APPLICABLE = "n.a.", _("not applicable")
    NO = "no", _("no")
    YES = "yes", _("technically complex and (or) unique")


class Project(models.Model):
    """A PPP project. ``title`` and ``object`` are kept in Kazakh and Russian; cost in tenge."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="projects")
    title = models.CharField(_("title"), max_length=500)
    object = models.TextField(_("PPP object"), blank=True)
    sector = models.CharField(_("sector"), max_length=60, blank=True)
    region = models.CharField(_("region"), max_length=12, blank=True)
    cost = models.DecimalField(_("project cost, ₸"), max_digits=20, decimal_places=2, null=True, blank=True)
    cost_with_vat = models.BooleanField(_("including VAT"), null=True)
    complexity = models.CharField(
        _("technically complex and (or) unique"), max_length=4, choices=Complexity, default=Complexity.NO
    )
    special_significance = models.BooleanField(_("project of special significance"), default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("PPP project")
        verbose_name_plural = _("PPP projects")
        constraints = [
            models.CheckConstraint(condition=Q(cost=None) | Q(cost__gt=0), name="projects_cost_positive"),
        ]

    def __str__(self) -> str:
        return self.title
