"""Deadlines of a tender as a calendar file (RFC 5545), for the calendars people already use."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from icalendar import Alarm, Calendar, Event

from ppp_portal.law.deadlines import Deadline
from ppp_portal.web import wording as said
from tenders import wording

AHEAD = (timedelta(days=-3), timedelta(hours=-3))


def calendar_file(tender: Any, deadlines: Iterable[Deadline], link: str) -> HttpResponse:
    """An answer to be saved or subscribed to; the same tender version gives the same bytes."""
    response = HttpResponse(made(tender, deadlines, link), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"tender-{tender.number}.ics")
    return response


def made(tender: Any, deadlines: Iterable[Deadline], link: str) -> bytes:
    """One event a deadline: it ends at the last instant that still counts."""
    calendar = Calendar()
    calendar.add("prodid", "-//ppp-portal//deadlines//KK")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{tender.number} {tender.title}")
    for term in deadlines:
        calendar.add_component(_event(tender, term, link))
    return bytes(calendar.to_ical())


def _event(tender: Any, term: Deadline, link: str) -> Event:
    event = Event()
    label = str(wording.DEADLINES.get(term.kind, term.kind))
    event.add("uid", f"{term.kind}.{tender.pk}@ppp-portal")
    event.add("sequence", tender.version)
    event.add("dtstamp", tender.published_at or tender.created_at)
    event.add("dtstart", term.due_at.replace(microsecond=0))
    event.add("dtend", term.due_at.replace(microsecond=0))
    event.add("summary", f"{label}: {tender.number}")
    basis = term.basis.label(get_language() or "kk")
    event.add("description", f"{tender.title}\n{said.moment(term.due_at, 's')}\n{basis}")
    event.add("url", link)
    for ahead in AHEAD:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", label)
        alarm.add("trigger", ahead)
        event.add_component(alarm)
    return event
