"""The one fact of the installation that changes by itself: when the deadlines were last swept."""

from django.db.models.functions import Now

from ppp_portal.journal.models import Installation


def note_sweep() -> None:
    """The deadlines were swept just now, by real time: a moved training clock must not hide a dead sweep."""
    Installation.objects.filter(pk=1).update(swept_at=Now())
