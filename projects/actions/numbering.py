"""Numbers of notices that people read out: one a year, without gaps."""

from datetime import datetime

from ppp_portal.journal import locks
from ppp_portal.law.calendar import local_day
from projects.models import InitiationNotice


def next_number(at: datetime) -> str:
    """``N-2026-00017``. Called inside the transaction that creates the notice."""
    year = local_day(at).year
    locks.exclusive(f"notice-numbers:{year}")
    rows = InitiationNotice.objects.filter(number__startswith=f"N-{year}-").order_by("-number")
    newest = rows.values_list("number", flat=True).first()
    return f"N-{year}-{int(newest.rsplit('-', 1)[1]) + 1 if newest else 1:05d}"
