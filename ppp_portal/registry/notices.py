"""The public list and the public page of initiation notices: the published form, nothing that depends on proposals."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from ppp_portal.accounts.models import Role
from ppp_portal.documents.queries import pair_rows
from ppp_portal.journal import clock
from ppp_portal.registry.views import content_language, link
from ppp_portal.web import calendars
from ppp_portal.web.gates import actor_of, public
from ppp_portal.web.pages import page_number
from projects import wording
from projects.queries import initiation as queries
from projects.queries.clockwork import alive
from projects.queries.phases import phase, timeline
from projects.queries.reading import read


@public
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Published notices, newest first."""
    at, number = clock.now(), page_number(request)
    rows, more = queries.public_page(number)
    context = {
        "rows": [
            {"notice": row, "title": (row.form or {})["title"], "phase": phase(row, at)} for row in rows
        ],
        "newer": number - 1,
        "older": number + 1 if more else 0,
        "content_lang": content_language(),
    }
    return render(request, "registry/notices.html", context)


def announced(number: str) -> Any:
    notice = queries.public_notice(number)
    if notice is None:
        raise Http404
    return notice


@public
@require_safe
def notice(request: HttpRequest, number: str) -> HttpResponse:
    """One notice as published: every field in both languages, its life, its deadline, its papers, its amendments."""
    found, at, by = announced(number), clock.now(), actor_of(request)
    calendar_url = reverse("registry:notice_calendar", args=[found.number])
    state = phase(found, at)
    context = {
        "notice": found,
        "told": read(found.form),
        "phase": state,
        "steps": timeline(found, at),
        "terms": [
            {
                "label": wording.DEADLINES[term.kind],
                "due_at": term.due_at,
                "basis": term.basis,
                "because": term.because,
                "consequence": term.consequence,
                "ics_url": calendar_url,
            }
            for term in alive(found)
            if state.accepting
        ],
        "calendar_url": calendar_url,
        "papers": pair_rows(found.subject),
        "amendments": queries.amendments(found),
        "propose_url": link("projects:begin_proposal", found.pk)
        if by.role == Role.BIDDER and state.accepting
        else "",
        "content_lang": content_language(),
    }
    return render(request, "registry/notice.html", context)


@public
@require_safe
def amendment(request: HttpRequest, number: str, amendment: int) -> HttpResponse:
    """What a posted amendment changed, before and after."""
    found = announced(number)
    row = queries.amendment(found, amendment)
    if row is None:
        raise Http404
    context = {
        "notice": found,
        "amendment": row,
        "changes": wording.told(row.changes),
        "content_lang": content_language(),
    }
    return render(request, "registry/notice_amendment.html", context)


def _calendar_etag(request: HttpRequest, number: str) -> str | None:
    found = queries.public_notice(number)
    return f'"{found.pk}.{found.version}.{get_language()}"' if found else None


@public
@require_safe
@condition(etag_func=_calendar_etag)
def calendar(request: HttpRequest, number: str) -> HttpResponse:
    """The end of acceptance, to be saved or subscribed to."""
    found = announced(number)
    subject = calendars.Subject(
        name="notice",
        key=str(found.pk),
        number=found.number,
        title=found.form["title"][content_language()],
        version=found.version,
        stamp=found.published_at,
        link=request.build_absolute_uri(reverse("registry:notice", args=[found.number])),
    )
    terms = [(str(wording.DEADLINES[term.kind]), term) for term in alive(found)]
    return calendars.calendar_file(subject, terms)
