"""The auditor's pages: read-only, each view in the journal."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ppp_portal.accounts.actions.audits import note_audit_view
from ppp_portal.accounts.models import Role
from ppp_portal.desk.queries import auditor as queries
from ppp_portal.documents.serving import journal_stream, serve, zip_stream
from ppp_portal.journal import clock
from ppp_portal.web.gates import actor_of, audience
from tenders.queries.evaluation import evaluation, scores
from tenders.queries.public import amendments, answered
from tenders.queries.timeline import timeline

if TYPE_CHECKING:
    from tenders.models import Tender

TYPED = 200


@audience(Role.AUDITOR)
@require_GET
def tenders(request: HttpRequest) -> HttpResponse:
    """The tenders of the organisations in the mandate."""
    at = clock.now()
    typed, after = request.GET.get("q", "")[:TYPED], request.GET.get("after", "")
    found = queries.page(actor_of(request), at, typed=typed, after=after)
    return render(request, "desk/audited_tenders.html", {"page": found, "typed": typed})


@audience(Role.AUDITOR)
@require_GET
def tender(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One tender with every paper."""
    found = _found(request, pk, "audited_tender")
    context = {
        "tender": found,
        "steps": timeline(found, clock.now()),
        "papers": queries.papers(found),
        "bids": queries.opened_bids(found),
        "scores": scores(found) if found.opened_at else [],
        "questions": answered(found),
        "amendments": amendments(found),
    }
    return render(request, "desk/audited_tender.html", context)


@audience(Role.AUDITOR)
@require_GET
def file(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """One paper, as it is kept."""
    document = queries.original(_found(request, pk, "audited_file"), sha256)
    if document is None:
        raise Http404
    return serve(document)


@audience(Role.AUDITOR)
@require_GET
def archive(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """Every paper in one archive, with the list of their SHA-256."""
    found = _found(request, pk, "audited_archive")
    folder = queries.folder(queries.opened_bids(found))
    return zip_stream(queries.originals(found), name=f"{found.number}.zip", folder=folder)


@audience(Role.AUDITOR)
@require_GET
def journal_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The records of this tender for people: who, what, when; page by page."""
    found = _found(request, pk, "audited_journal_page")
    rows, older = queries.lines(found, request.GET.get("after", ""))
    return render(request, "desk/audited_journal.html", {"tender": found, "rows": rows, "next": older})


@audience(Role.AUDITOR)
@require_GET
def journal(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The records of this tender, one canonical record a line, as hashed."""
    found = _found(request, pk, "audited_journal")
    return journal_stream(queries.records(found), name=f"{found.number}.journal.jsonl")


@audience(Role.AUDITOR)
@require_GET
def evaluation_file(request: HttpRequest, pk: UUID) -> JsonResponse:
    """The inputs of the evaluation (``ppp-evaluation/1``), to be computed again off line."""
    found = _found(request, pk, "audited_evaluation")
    made = evaluation(found)
    if made is None:
        raise Http404
    response = JsonResponse(made.inputs, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{found.number}.evaluation.json"'
    return response


def _found(request: HttpRequest, pk: UUID, page: str) -> "Tender":
    """The tender if the mandate covers its organiser today; the view goes into the journal."""
    actor, at = actor_of(request), clock.now()
    found = queries.audited_tender(actor, at, pk)
    if found is None:
        raise Http404
    note_audit_view(by=actor, subject=found.subject, page=page, at=at)
    return found
