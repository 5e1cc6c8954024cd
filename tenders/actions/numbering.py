"""Numbers that people read out: one a year, without gaps that would betray anything."""

from datetime import datetime

from ppp_portal.journal import locks
from ppp_portal.law.calendar import local_day
from tenders.models import Tender


def next_number(at: datetime) -> str:
    """``2026-0017``. Called inside the transaction that creates the tender."""
    year = local_day(at).year
    locks.exclusive(f"tender-numbers:{year}")
    last = (
        Tender.objects.filter(number__startswith=f"{year}-")
        .order_by("-number")
        .values_list("number", flat=True)
    )
    newest = last.first()
    return f"{year}-{int(newest.split('-')[1]) + 1 if newest else 1:05d}"
