"""The auditor's reading room of initiatives: the notices of the organisations in the mandate, with all their papers.

Before the opening an auditor sees of the proposals what everybody sees: nothing.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from ppp_portal.accounts.queries import audited_organisations
from ppp_portal.documents import queries as documents
from ppp_portal.documents.models import Document
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.models import Record
from ppp_portal.journal.records import history
from projects.models import AlternativeProposal, InitiationNotice
from projects.queries.alternatives import received, requirements
from projects.states import InitiationState

PER_PAGE = 50


def notices(actor: Actor, at: datetime) -> QuerySet[InitiationNotice]:
    """What the organisations in the mandate published, newest first."""
    found = InitiationNotice.objects.filter(organiser__in=audited_organisations(actor, at))
    found = found.exclude(state=InitiationState.DRAFT).select_related("organiser", "project")
    return found.order_by("-published_at", "-pk")


def page(actor: Actor, at: datetime, number: int) -> tuple[list[InitiationNotice], bool]:
    """One page, counted from 1, and whether an older one follows."""
    start = (max(number, 1) - 1) * PER_PAGE
    rows = list(notices(actor, at)[start : start + PER_PAGE + 1])
    return rows[:PER_PAGE], len(rows) > PER_PAGE


def notice(actor: Actor, at: datetime, pk: UUID) -> InitiationNotice | None:
    return notices(actor, at).filter(pk=pk).first()


def subjects(found: InitiationNotice) -> list[str]:
    """Under which names the papers of this initiative are kept."""
    return [found.subject, *(row.stream for row in received(found))]


def papers(found: InitiationNotice) -> list[dict[str, Any]]:
    """Rows for ``{% documents %}``: every printed pair, also those for the parties only."""
    rows = documents.pair_rows(*subjects(found), public=False)
    for row in rows:
        for language in ("kk", "ru"):
            if file := row.get(language):
                pk = row["order"].document_id(language)
                row[language] = {**file, "url": reverse("projects:audited_file", args=[found.pk, pk])}
    return rows


def files(found: InitiationNotice) -> list[Document]:
    """What was attached. The ground names who initiated: nobody but the organiser reads it before the end of the
    acceptance (N-06)."""
    rows = Document.objects.filter(subject__in=subjects(found), pair=None).order_by("created_at", "pk")
    if found.state == InitiationState.PUBLISHED:
        rows = rows.exclude(kind="notice.ground")
    return list(rows)


def file(found: InitiationNotice, pk: UUID) -> Document | None:
    """One paper or attached file of this initiative."""
    kept = documents.document(pk)
    if kept is None or kept.subject not in subjects(found):
        return None
    return kept if kept.pair_id or kept in files(found) else None


def records(found: InitiationNotice) -> Iterator[Record]:
    """The journal of this initiative; the streams of its proposals only after their opening."""
    yield from history(found.stream, *(row.stream for row in received(found)))


def told(row: AlternativeProposal, asked: dict[str, int]) -> dict[str, Any]:
    """What one opened proposal says, by the numbers of the requirements; a damaged one says nothing."""
    content = row.content or {"answers": {}, "qualification": {}, "amounts": {}, "documents": {}}
    files = content["documents"]
    return {
        "proposal": row,
        "answers": [
            {**said, "number": asked.get(key), "document": files.get(said["file"] or "")}
            for key, said in content["answers"].items()
        ],
        "statements": [
            {**said, "number": number, "document": files.get(said["file"] or "")}
            for number, said in content["qualification"].items()
        ],
        "amounts": content["amounts"],
        "answer": getattr(row, "answer", None),
    }


def register(found: InitiationNotice) -> list[dict[str, Any]]:
    """Everything that was received, opened or damaged; nothing before the opening."""
    asked = {row.key: row.number for row in requirements(found)}
    return [told(row, asked) for row in received(found)]
