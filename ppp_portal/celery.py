"""Background jobs. They only wake the portal up: nothing legal hangs on a task arriving."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ppp_portal.settings")

app = Celery("ppp_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def refuse_wrong_database(**kwargs: Any) -> None:
    """A worker does not start over a database of the other kind (training, real procurement)."""
    from django.core.exceptions import ImproperlyConfigured

    from ppp_portal.journal import guard

    try:
        guard.watch()
    except ImproperlyConfigured as reason:  # Celery would only log any other exception of a signal
        raise SystemExit(str(reason)) from reason
