"""The papers of an initiative for those who may read them before everybody: the group, the organiser, the auditor."""

from typing import Any

from django.urls import reverse

from ppp_portal.comparison.protocols import KIND
from ppp_portal.documents import queries as documents
from ppp_portal.documents.models import Document, PrintOrder
from projects.models import InitiationNotice


def key_of_matrix(notice: InitiationNotice, *, public: bool) -> str:
    return f"{KIND}:{notice.pk}:{'public' if public else 'group'}"


def papers(notice: InitiationNotice, sheet_url: str) -> list[dict[str, Any]]:
    """Rows for ``{% documents %}``: what is public and, until the decision, the closed matrix.

    ``sheet_url`` names the page that serves the matrix to this reader.
    """
    rows = documents.pair_rows(notice.subject)
    if any(row["order"].key == key_of_matrix(notice, public=True) for row in rows):
        return rows
    order = _order(notice)
    return [*rows, _for_reader(order, notice, sheet_url)] if order else rows


def matrix_sheet(notice: InitiationNotice, language: str) -> Document | None:
    """The closed matrix as printed for those who recommend and decide; nothing while it is being printed."""
    order = _order(notice)
    return documents.pair(order.pk).get(language) if order else None


def _order(notice: InitiationNotice) -> PrintOrder | None:
    return PrintOrder.objects.filter(key=key_of_matrix(notice, public=False)).first()


def _for_reader(order: PrintOrder, notice: InitiationNotice, sheet_url: str) -> dict[str, Any]:
    row = documents.pair_row(order)
    for language in ("kk", "ru"):
        if file := row.get(language):
            row[language] = {**file, "url": reverse(sheet_url, args=[notice.pk, language])}
    return row
