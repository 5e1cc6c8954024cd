"""Who may read a document. Whether somebody is a party is known to the storey that owns the subject."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    PUBLIC = "public", _("everybody")
    PARTIES = "parties", _("the parties")
