"""Training mode is a property of the database, fixed at its birth; the setting must agree with it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from ppp_portal.journal.models import Installation


@register(Tags.database)
def training_matches_database(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to run training mode over real data, or real procurement over a training database."""
    if not databases:
        return []
    try:
        installation = Installation.objects.first()
    except DatabaseError:
        return []
    if installation is None or installation.training == settings.PORTAL_TRAINING:
        return []
    born = "training" if installation.training else "real procurement"
    return [
        Error(
            f"This database was created for {born}; PORTAL_TRAINING says otherwise.",
            hint="Use another database: an installation never changes its kind.",
            id="journal.E001",
        )
    ]
