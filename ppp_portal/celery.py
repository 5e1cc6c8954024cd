"""Background jobs. They only wake the portal up: nothing legal hangs on a task arriving."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ppp_portal.settings")

app = Celery("ppp_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
