"""Reads of the installation's own health."""

from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Now

from ppp_portal.journal.models import Installation


def sweep_age() -> timedelta | None:
    """How long ago the deadlines were last swept, by real time; ``None`` when they never were."""
    age = Installation.objects.filter(pk=1).annotate(age=Now() - F("swept_at")).values_list("age", flat=True)
    return age.first()
