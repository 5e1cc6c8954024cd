"""Deadlines as a calendar file (RFC 5545), for the calendars people already use."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from icalendar import Alarm, Calendar, Event

from ppp_portal.law.deadlines import Deadline
from ppp_portal.web import wording

AHEAD = (timedelta(days=-3), timedelta(hours=-3))


@dataclass(frozen=True)
class Subject:
    """Whose deadlines they are. ``version`` grows with every change; ``stamp`` is when the first was announced."""

    name: str
    key: str
    number: str
    title: str
    version: int
    stamp: datetime
    link: str


def calendar_file(subject: Subject, terms: Iterable[tuple[str, Deadline]]) -> HttpResponse:
    """An answer to be saved or subscribed to; the same version gives the same bytes."""
    response = HttpResponse(made(subject, terms), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{subject.name}-{subject.number}.ics")
    return response


def made(subject: Subject, terms: Iterable[tuple[str, Deadline]]) -> bytes:
    """One event a deadline, under its label: it ends at the last instant that still counts."""
    calendar = Calendar()
    calendar.add("prodid", "-//ppp-portal//deadlines//KK")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{subject.number} {subject.title}")
    for label, term in terms:
        calendar.add_component(_event(subject, label, term))
    return bytes(calendar.to_ical())


def _event(subject: Subject, label: str, term: Deadline) -> Event:
    event = Event()
    event.add("uid", f"{term.kind}.{subject.key}@ppp-portal")
    event.add("sequence", subject.version)
    event.add("dtstamp", subject.stamp)
    event.add("dtstart", term.due_at.replace(microsecond=0))
    event.add("dtend", term.due_at.replace(microsecond=0))
    event.add("summary", f"{label}: {subject.number}")
    basis = term.basis.label(get_language() or "kk")
    event.add("description", f"{subject.title}\n{wording.moment(term.due_at, 's')}\n{basis}")
    event.add("url", subject.link)
    for ahead in AHEAD:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", label)
        alarm.add("trigger", ahead)
        event.add_component(alarm)
    return event
