"""Documents come to be: printed, or received. A print is ordered in the transaction of the change it tells of."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ppp_portal.accounts.models import Person, Role
from ppp_portal.documents.bilingual import both_of
from ppp_portal.documents.codes import code_of
from ppp_portal.documents.models import Audience, Document, PrintOrder
from ppp_portal.documents.names import printed_name
from ppp_portal.documents.rendering import TEMPLATE_VERSION, Sheet, render
from ppp_portal.documents.speech import spoken
from ppp_portal.documents.storage import shelf
from ppp_portal.documents.values import LANGUAGES, Moment, Text, canonical
from ppp_portal.journal import outbox
from ppp_portal.journal.actor import Actor
from ppp_portal.shelf import Blob

PRINT = "documents.print"


def request_print(
    kind: str,
    context: dict[str, Any],
    *,
    key: str,
    subject: str,
    at: datetime,
    by: Actor,
    audience: str = Audience.PUBLIC,
    record: str = "",
) -> PrintOrder:
    """Order the Kazakh and the Russian PDF of ``context`` (made by ``blocks.protocol``).

    A paper without signatures says at its end how it came to be.

    Called in the action's transaction; the worker prints. The same ``key`` again returns the first order and
    prints nothing twice. ``record`` names the journal record that the document tells of.
    """
    order, new = PrintOrder.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "subject": subject,
            "context": canonical(_closed(context, by, at)).decode(),
            "audience": Audience(audience),
            "ordered_at": at,
            "ordered_by_id": by.person_id,
            "journal_record": str(record),
            "training": settings.PORTAL_TRAINING,
        },
    )
    if new:
        outbox.enqueue(PRINT, str(order.pk), {"order": str(order.pk)})
    return order


def _closed(context: dict[str, Any], by: Actor, at: datetime) -> dict[str, Any]:
    if context["signatures"]:
        return context
    said = _("The portal formed this paper; it bears no signatures. Time: %(at)s. Ground: %(ground)s.")
    return {**context, "formed": Text(said, at=Moment(at), ground=_ground(by))}


def _ground(by: Actor) -> Any:
    """On whose act; a bidder's representative is told by the role alone, for the paper may be for everybody."""
    person = Person.objects.filter(pk=by.person_id).first() if by.is_person else None
    if person is None:
        return _("the records of the portal")
    who: Any = Role(by.role).label
    if by.role != Role.BIDDER:
        who = Text("%(name)s, %(role)s", name=both_of(person, "name"), role=who)
    return Text(_("an act in the portal (%(who)s)"), who=who)


def print_pair(kind: str, context: dict[str, Any], **order: Any) -> dict[str, Document]:
    """Order and print at once (demo, tests): the arguments of :func:`request_print`."""
    return carry_out(request_print(kind, context, **order))


def carry_out(order: PrintOrder) -> dict[str, Document]:
    """Print what is not printed yet. Twice does no harm: the second pair of the same order is not kept."""
    for language in LANGUAGES:
        if not Document.objects.filter(pk=order.document_id(language)).exists():
            Document.objects.bulk_create([_printed(order, language)], ignore_conflicts=True)
    return {document.language: document for document in order.documents.select_related("pair")}


def _printed(order: PrintOrder, language: str) -> Document:
    identifier, context = order.document_id(language), order.context.encode()
    with override(language):
        address = settings.PORTAL_ORIGIN + reverse("documents:check", args=[identifier])
    created = order.ordered_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sheet = Sheet(order.kind, code_of(identifier), address, created, order.training)
    blob = shelf().put(render(context, language, sheet))
    content = json.loads(context)
    title = str(spoken(content.get("listed") or content["title"], language))
    return Document(
        id=identifier,
        code=sheet.code,
        pair=order,
        kind=order.kind,
        language=language,
        subject=order.subject,
        number=content["number"][:60],
        title=title[:300],
        filename=printed_name(title, content["number"], language),
        content_type="application/pdf",
        size=blob.size,
        sha256=blob.sha256,
        context_sha256=hashlib.sha256(context).hexdigest(),
        template_version=TEMPLATE_VERSION,
        audience=order.audience,
        training=order.training,
        journal_record=order.journal_record,
        created_at=order.ordered_at,
        created_by_id=order.ordered_by_id,
    )


def register_file(
    blob: Blob,
    *,
    filename: str,
    content_type: str,
    flags: list[str],
    by: Actor,
    subject: str,
    kind: str,
    at: datetime,
    audience: str,
    language: str = "",
    number: str = "",
    title: str = "",
) -> Document:
    """Write down a received file that lies on the shelf and was found to be what it says."""
    return Document.objects.create(
        kind=kind,
        language=language,
        subject=subject,
        number=number,
        title=title[:300],
        filename=filename,
        content_type=content_type,
        size=blob.size,
        sha256=blob.sha256,
        audience=Audience(audience),
        flags=flags,
        training=settings.PORTAL_TRAINING,
        created_at=at,
        created_by_id=by.person_id,
    )


def open_to_everybody(document: Document, at: datetime) -> Document:
    """The same file as a document that everybody may read. Rows are written once, so it is a row of its own; the
    first one stays what it was."""
    opened = Document.objects.get(pk=document.pk)
    opened.pk, opened._state.adding = uuid4(), True
    opened.audience, opened.created_at = Audience.PUBLIC, at
    opened.save()
    return opened
