"""Celery only wakes the outbox; what is due stands in PostgreSQL."""

from celery import shared_task

from ppp_portal.journal import outbox


@shared_task(ignore_result=True)
def drain_outbox() -> int:
    return outbox.drain()
