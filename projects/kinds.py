"""The choices on a project card and in an initiation notice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Complexity(models.TextChoices):
    NOT_APPLICABLE = "n.a.", _("not applicable")
    NO = "no", _("no")
    YES = "yes", _("technically complex and (or) unique")


class Level(models.TextChoices):
    REPUBLICAN = "republican", _("republican")
    LOCAL = "local", _("local")


class CostUnit(models.IntegerChoices):
    """In which unit the organiser's papers state the cost. The column ``cost`` is tenge whatever stands here."""

    TENGE = 1, _("tenge")
    THOUSAND = 1_000, _("thousand tenge")
    MILLION = 1_000_000, _("million tenge")


class Ground(models.TextChoices):
    """When direct negotiations are allowed at all (art. 44(1) of the Law)."""

    OWNER = "owner", _("the initiator owns the object or holds it on a long lease")
    EXCLUSIVE_RIGHTS = (
        "exclusive_rights",
        _("the project is inseparable from exclusive rights of the initiator"),
    )


class RequirementKind(models.TextChoices):
    PROPOSAL = "proposal", _("requirement for the alternative proposal")
    QUALIFICATION = "qualification", _("qualification requirement")
