"""Public addresses of the API. Reading only; lists by key, never by page number."""

from typing import TYPE_CHECKING

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from ppp_portal.journal import clock
from ppp_portal.journal.canonical import plain
from ppp_portal.opendata import cards
from ppp_portal.web.api import api
from tenders.queries.evaluation import evaluation
from tenders.queries.public import documentation_to_read, public_page, public_tender

if TYPE_CHECKING:
    from tenders.models import Tender

# From here on the points are public: the protocol of results is signed.
WITH_RESULTS = ("results_signed", "contracted", "evaded")


@api("GET")
def tenders(request: Request) -> Response:
    """Announced tenders, newest first. Filters: ``group``, ``kind``, ``organiser`` (BIN), ``q``; ``after`` goes on."""
    asked = request.query_params
    found = public_page(
        clock.now(),
        group=asked.get("group", ""),
        kind=asked.get("kind", ""),
        organiser=asked.get("organiser", ""),
        typed=asked.get("q", ""),
        after=asked.get("after", ""),
    )
    return Response(plain({"tenders": [cards.card(tender) for tender in found.rows], "after": found.older}))


@api("GET")
def tender(request: Request, number: str) -> Response:
    """One tender with the documentation in force."""
    found = _announced(number)
    return Response(plain(cards.whole_card(found, documentation_to_read(found))))


@api("GET")
def tender_evaluation(request: Request, number: str) -> Response:
    """The evaluation after the results; ``manage.py rescore`` computes it again."""
    found = _announced(number)
    made = evaluation(found) if found.state in WITH_RESULTS else None
    if made is None:
        raise Http404
    return Response(plain(cards.evaluation_file(made)))


def _announced(number: str) -> "Tender":
    found = public_tender(number)
    if found is None:
        raise Http404
    return found
