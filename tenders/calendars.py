"""The deadlines of a tender as a calendar file."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from ppp_portal.law.deadlines import Deadline
from ppp_portal.web import calendars
from tenders import wording


def calendar_file(tender: Any, deadlines: Iterable[Deadline], link: str) -> HttpResponse:
    """An answer to be saved or subscribed to; the same tender version gives the same bytes."""
    subject = calendars.Subject(
        name="tender",
        key=str(tender.pk),
        number=tender.number,
        title=tender.title,
        version=tender.version,
        stamp=tender.published_at or tender.created_at,
        link=link,
    )
    named = [(str(wording.DEADLINES.get(term.kind, term.kind)), term) for term in deadlines]
    return calendars.calendar_file(subject, named)
