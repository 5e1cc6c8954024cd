"""What everybody sees of concluded contracts."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts import queries
from ppp_portal.documents.queries import pair_rows
from ppp_portal.web.gates import public


@require_safe
@public
def card(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.public_one(pk)
    if found is None:
        raise Http404
    context = {
        "contract": found,
        "tender": found.tender,
        "parties": queries.party_rows(found),
        "risks": found.risks.all(),
        "papers": pair_rows(found.subject, public=True),
    }
    return render(request, "contracts/card.html", context)
