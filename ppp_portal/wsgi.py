"""The web entrance, behind gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from ppp_portal.proxies import trusting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ppp_portal.settings")

application = trusting(get_wsgi_application(), proxies=settings.TRUSTED_PROXIES)

from ppp_portal.journal import guard  # noqa: E402  (the applications are loaded by now)

guard.watch()
