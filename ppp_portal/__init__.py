"""The roof of the portal: settings, addresses, background jobs. It wires the floors and decides nothing."""

from ppp_portal.celery import app as celery_app

__all__ = ["celery_app"]
