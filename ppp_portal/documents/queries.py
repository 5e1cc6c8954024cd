"""Reads: a document, its pair, everything about a subject."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from ppp_portal.documents.codes import read_code
from ppp_portal.documents.models import Audience, Document, PrintOrder
from ppp_portal.documents.speech import spoken


def document(pk: UUID | str) -> Document | None:
    return Document.objects.select_related("pair").filter(pk=pk).first()


def pair(order_pk: UUID | str) -> dict[str, Document | None]:
    """Both files of a print order; ``None`` while one is still being made."""
    made = {printed.language: printed for printed in Document.objects.filter(pair_id=order_pk)}
    return {"kk": made.get("kk"), "ru": made.get("ru")}


def printed(orders: Iterable[UUID | None]) -> frozenset[UUID]:
    """Those of the print orders whose files lie there in both languages."""
    made = PrintOrder.objects.filter(pk__in=[pk for pk in orders if pk]).annotate(files=Count("documents"))
    return frozenset(made.filter(files=2).values_list("pk", flat=True))


def of_subject(subject: str, *, public: bool = True) -> QuerySet[Document]:
    """All documents of a subject, oldest first; only what everybody may read unless ``public`` is false."""
    found = Document.objects.filter(subject=subject).select_related("pair").order_by("created_at", "language")
    return found.filter(audience=Audience.PUBLIC) if public else found


def checkable(pk: UUID | str) -> Document | None:
    """A document the check page may speak of: printed by the portal, or public."""
    found = document(pk)
    return found if found and (found.pair_id or found.audience == Audience.PUBLIC) else None


def by_code(typed: str) -> Document | None:
    """The same, by the short code as somebody typed it."""
    code = read_code(typed)
    found = Document.objects.filter(code=code).only("pk").first() if code else None
    return checkable(found.pk) if found else None


def public_file(pk: UUID | str) -> Document | None:
    """A document that everybody may download."""
    return Document.objects.filter(pk=pk, audience=Audience.PUBLIC).first()


def pair_rows(*subjects: str, public: bool = True) -> list[dict[str, Any]]:
    """Printed documents of the subjects for ``{% documents %}``: one row a pair, also while it is being made."""
    found = PrintOrder.objects.filter(subject__in=subjects)
    # By the key too: what was ordered at one moment always stands in one order.
    orders = found.prefetch_related("documents").order_by("ordered_at", "key")
    if public:
        orders = orders.filter(audience=Audience.PUBLIC)
    return [pair_row(order) for order in orders]


def context_of(pair: UUID) -> dict[str, Any]:
    """The data both papers of an order are made from."""
    found: dict[str, Any] = json.loads(PrintOrder.objects.values_list("context", flat=True).get(pk=pair))
    return found


def context_under(key: str) -> dict[str, Any]:
    """The same by the key of the order; empty where nothing was ordered under it."""
    kept = PrintOrder.objects.filter(key=key).values_list("context", flat=True).first()
    return dict(json.loads(kept)) if kept else {}


def pair_row(order: PrintOrder) -> dict[str, Any]:
    """One row for ``{% documents %}``; the title in the active language."""
    content = json.loads(order.context)
    title = spoken(content.get("listed") or content["title"], "ru" if get_language() == "ru" else "kk")
    files = {
        printed.language: {"url": file_url(printed), "size": printed.size, "sha256": printed.sha256}
        for printed in order.documents.all()
    }
    return {"title": f"{title} № {content['number']}", "at": order.ordered_at, "order": order, **files}


def file_url(printed: Document) -> str:
    return reverse("documents:file", args=[printed.pk])


def compared(document: Document, sha256: str) -> str:
    """``same``, ``other_language`` (the other half of the pair) or ``different``."""
    if sha256 == document.sha256:
        return "same"
    siblings = Document.objects.filter(pair_id=document.pair_id, sha256=sha256)
    return "other_language" if document.pair_id and siblings.exists() else "different"
