"""The words of a comparison."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """DRAFT: questions are written → FIXED: everybody answers the same questions → CLOSED: nothing changes."""

    DRAFT = "draft", _("questions are being written")
    FIXED = "fixed", _("questions are fixed")
    CLOSED = "closed", _("comparison is closed")


class Kind(models.TextChoices):
    TEXT = "text", _("words")
    NUMBER = "number", _("a figure")
    YES_NO = "yes_no", _("yes or no")


class Better(models.TextChoices):
    MORE = "more", _("more is better")
    LESS = "less", _("less is better")


class Given(models.TextChoices):
    """What stands in a cell. Only a column of published facts may say ``not_published``."""

    GIVEN = "given", _("answered")
    NOT_PUBLISHED = "not_published", _("not published")
    MISSING = "missing", _("no answer")


class Met(models.TextChoices):
    YES = "yes", _("meets")
    PARTLY = "partly", _("meets in part")
    NO = "no", _("does not meet")


class Outcome(models.TextChoices):
    MEETS = "meets", _("meets the requirements")
    PARTLY = "partly", _("meets the requirements in part")
    DOES_NOT = "does_not", _("does not meet the requirements")
    NOT_JUDGED = "not_judged", _("not judged: only published facts are shown")
