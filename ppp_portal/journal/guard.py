"""Training mode never runs over real data, nor the real portal over training data: programs ask before they work.

The check of :mod:`ppp_portal.journal.checks` runs at ``migrate``; the web process and the worker would start
without it.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, connection
from django.db.backends.signals import connection_created

from ppp_portal.journal.models import Installation


def refuse_other_kind(**kwargs: Any) -> None:
    """Raise ``ImproperlyConfigured`` when the database was born for the other kind of work than the setting says."""
    try:
        born = Installation.objects.values_list("training", flat=True).first()
    except DatabaseError:  # not migrated yet
        return
    if born is not None and born != settings.PORTAL_TRAINING:
        kind = "training" if born else "real procurement"
        raise ImproperlyConfigured(
            f"This database was created for {kind}; PORTAL_TRAINING says otherwise. Use another database."
        )


def watch() -> None:
    """Ask now, and at every new connection: a database that is down now may be another one when it comes back."""
    connection_created.connect(refuse_other_kind, dispatch_uid="journal.guard")
    try:
        connection.ensure_connection()
    except OperationalError:
        pass
    finally:
        connection.close()
