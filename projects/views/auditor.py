"""The auditor's pages of initiatives: read-only, each view in the journal."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ppp_portal.accounts.actions.audits import note_audit_view
from ppp_portal.accounts.models import Role
from ppp_portal.comparison import queries as compared
from ppp_portal.documents.serving import journal_stream, serve
from ppp_portal.journal import clock
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.pages import page_number
from projects.forms.alternatives import SUMS
from projects.messages.alternatives import WAYS
from projects.queries import alternatives, audit, initiation
from projects.queries.phases import phase, timeline
from projects.queries.reading import read
from projects.views.notice_pages import content_language


@audience(Role.AUDITOR)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The notices of the organisations in the mandate."""
    at, number = clock.now(), page_number(request)
    rows, more = audit.page(actor_of(request), at, number)
    context = {
        "rows": [{"notice": row, "phase": phase(row, at)} for row in rows],
        "newer": number - 1,
        "older": number + 1 if more else 0,
    }
    return render(request, "projects/auditor/notices.html", context)


@audience(Role.AUDITOR)
@require_safe
def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One initiative: the notice, after the opening what was proposed, the comparison, the decisions, every paper."""
    found, at = _found(request, pk, "audited_notice"), clock.now()
    matrix = compared.matrix(found.subject) if found.opened_at else None
    register = audit.register(found)
    of = {row["proposal"].stream: row["proposal"].organisation.name for row in register}
    context = {
        "notice": found,
        "told": read(found.form or {}),
        "phase": phase(found, at),
        "steps": timeline(found, at),
        "amendments": initiation.amendments(found),
        "register": register,
        "sums": SUMS,
        "matrix": matrix if matrix and not matrix.empty else None,
        "decided": [
            {"way": way, "label": WAYS.get(way.move, _("Decision"))} for way in alternatives.ways(found)
        ],
        "papers": audit.papers(found),
        "files": [{"file": row, "of": of.get(row.subject, "")} for row in audit.files(found)],
        "content_lang": content_language(),
    }
    return render(request, "projects/auditor/notice.html", context)


@audience(Role.AUDITOR)
@require_safe
def file(request: HttpRequest, pk: UUID, document: UUID) -> HttpResponseBase:
    """One paper or file, as it is kept."""
    kept = audit.file(_found(request, pk, "audited_file"), document)
    if kept is None:
        raise Http404
    return serve(kept)


@audience(Role.AUDITOR)
@require_safe
def journal(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The records of this initiative, one canonical record a line, as hashed."""
    found = _found(request, pk, "audited_journal")
    return journal_stream(audit.records(found), name=f"{found.number}.journal.jsonl")


def _found(request: HttpRequest, pk: UUID, page: str) -> Any:
    """The notice if the mandate covers its organiser today; the view goes into the journal."""
    actor, at = actor_of(request), clock.now()
    found = audit.notice(actor, at, pk)
    if found is None:
        raise Http404
    note_audit_view(by=actor, subject=found.subject, page=page, at=at)
    return found
