"""The one clock of the portal: the database's, through the SQL function ``portal_now()``.

Outside training mode ``portal_now()`` is ``clock_timestamp()``. In training mode it adds a shift kept in the
database that only grows; it may begin below zero, so that a training installation can have a past. Sign-in, TOTP
and TLS stay on real time.
"""

from datetime import datetime, timedelta

from django.db import connection

from ppp_portal.journal.models import DayTransfer, Installation
from ppp_portal.law.calendar import WorkingCalendar


def now() -> datetime:
    """The portal's time, in microseconds, read from the database at this very moment.

    An action reads it once, after its locks, and passes it down.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal_now()")
        row = cursor.fetchone()
    assert row is not None
    moment: datetime = row[0]
    return moment


def calendar() -> WorkingCalendar:
    """The working calendar with the decreed transfers of days off that the operator recorded (T-08)."""
    return WorkingCalendar(dict(DayTransfer.objects.values_list("day", "working")))


def advance(by: timedelta) -> datetime:
    """Move the portal's time forward. Training installations only; the database refuses anything else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journal_installation SET shift = shift + make_interval(secs => %s)", [by.total_seconds()]
        )
    return now()


def advance_to(moment: datetime) -> datetime:
    """Move the portal's time forward to ``moment``; a moment already past is left alone."""
    gap = moment - now()
    return advance(gap) if gap > timedelta(0) else now()


def begin_at(moment: datetime) -> datetime:
    """Let the portal's time of a fresh training installation begin at ``moment``, in the past too.

    The demonstration and the stories play a history through. The database allows it while the clock was never
    moved and the journal is empty, and refuses it (``DatabaseError``) ever after.
    """
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_installation SET shift = %s - clock_timestamp()", [moment])
    return now()


def is_training() -> bool:
    """Whether this database was born as a training installation."""
    return Installation.objects.filter(training=True).exists()
