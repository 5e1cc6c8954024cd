"""Celery only wakes the sweep; what is due stands in PostgreSQL."""

from celery import shared_task

from tenders import sweep


@shared_task(ignore_result=True)
def sweep_deadlines() -> dict[str, int]:
    return sweep.run()
