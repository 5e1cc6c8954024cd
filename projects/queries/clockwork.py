"""From a notice's row to its deadlines, and the rows that have come due."""

from datetime import datetime
from uuid import UUID

from ppp_portal.law.deadlines import Deadline
from projects import deadlines
from projects.deadlines import NoticeClock
from projects.models import InitiationNotice


def clock_facts(notice: InitiationNotice) -> NoticeClock:
    return NoticeClock(state=notice.state, closes_at=notice.closes_at)


def alive(notice: InitiationNotice) -> tuple[Deadline, ...]:
    return deadlines.alive(clock_facts(notice))


def due_notices(at: datetime, limit: int) -> list[UUID]:
    """Notices whose next deadline has passed, the oldest first."""
    rows = InitiationNotice.objects.filter(next_deadline_at__lt=at).order_by("next_deadline_at")
    return list(rows.values_list("pk", flat=True)[:limit])
