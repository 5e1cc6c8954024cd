"""Writing a bid: its sealed draft and the files that were sent early."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.documents.uploads import Upload, refuse_sealed, sealed_facts
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.sealing import store
from ppp_portal.sealing.store import Blob, size_class
from tenders import bid_content, envelopes
from tenders.models import Bid, BidDraft, BidFile
from tenders.queries import bids as queries
from tenders.rules import bids as rules
from tenders.states import BidState

MOST_FILES = 200


@dataclass(frozen=True)
class SealedFile:
    """An :class:`Upload` that came otherwise than by a form (programs, demonstration)."""

    name: str
    size: int
    content_type: str
    clear_sha256: str
    head: bytes
    blob: Blob | None


def sealed_file(bid: Bid, name: str, data: bytes, content_type: str) -> SealedFile:
    """Seal ``data`` for the tender of ``bid``, ready for :func:`add_file`."""
    recipients = envelopes.recipients(bid.tender.sealing_suite, bid.tender_id)
    blob = store.seal_stream([data], recipients=recipients)
    return SealedFile(name, len(data), content_type, sha256(data).hexdigest(), data[:8192], blob)


def own_draft(bid_id: UUID, by: Actor) -> tuple[Bid, BidDraft, dict[str, Any], datetime]:
    """The actor's own bid, locked, with its draft and content. Refused to others and when bids are not taken."""
    bid = Bid.objects.select_for_update(of=("self",)).select_related("tender", "bidder").get(pk=bid_id)
    at = clock.now()
    refuse(refuse_editing(bid, by, at))
    draft = BidDraft.objects.select_for_update().get(bid=bid)
    return bid, draft, envelopes.open_content(bid.tender.sealing_suite, bid.tender_id, draft.blob), at


def refuse_editing(bid: Bid, by: Actor, at: datetime) -> list[Refusal]:
    """Editing ends with the term; while an amendment stops the clock it goes on."""
    refusals = []
    if by.organisation_id != bid.bidder_id:
        refusals.append(Refusal("bid.not_lead", rules.P27))
    over = rules.refuse_change(queries.window(bid.tender, bid.stage, at))
    if not over and bid.state not in (BidState.DRAFT, BidState.SUBMITTED):
        refusals.append(Refusal("bid.not_open", rules.P27))
    return refusals + over


@transaction.atomic
def save_draft(*, bid_id: UUID, content: Mapping[str, Any], revision: int, by: Actor) -> int:
    """Seal the draft anew and return its new revision.

    ``revision`` is the one the writer saw; another one means that a second window saved meanwhile, and nothing is
    overwritten. Keys that ``content`` lacks stay as they were; the list of files is the portal's own.
    """
    bid, draft, before, at = own_draft(bid_id, by)
    refuse(rules.refuse_save(revision, draft.revision))
    try:
        after = bid_content.tidied(content, before)
    except ValueError:
        raise Refused([Refusal("bid.content.shape", rules.CONTENT)]) from None
    if after != before:
        draft.revision += 1
        put(draft, bid, after, at)
    return draft.revision


@transaction.atomic
def add_file(*, bid_id: UUID, upload: Upload, by: Actor) -> BidFile:
    """Keep a sealed file; its name, length, hash and type go into the sealed draft and nowhere else."""
    bid, draft, content, at = own_draft(bid_id, by)
    refuse(
        refuse_sealed(
            upload,
            len(content["files"]),
            most=MOST_FILES,
            too_many="bid.files_too_many",
            basis=rules.CONTENT,
        )
    )
    assert upload.blob is not None
    file = BidFile.objects.create(
        bid=bid, blob=upload.blob.sha256, size_class=size_class(upload.blob.size), uploaded_at=at
    )
    content["files"][str(file.pk)] = sealed_facts(upload, upload.blob)
    put(draft, bid, content, at)
    return file


@transaction.atomic
def remove_file(*, file_id: UUID, by: Actor) -> Bid:
    """Take a file out of the draft; answers that point at it lose it. A submitted version keeps its own copy."""
    bid_id = BidFile.objects.values_list("bid_id", flat=True).get(pk=file_id)
    bid, draft, content, at = own_draft(bid_id, by)
    file = BidFile.objects.filter(pk=file_id).first()
    if file is None:
        return bid
    content["files"].pop(str(file_id), None)
    for row in _rows_with_files(content):
        if row["file"] == str(file_id):
            row["file"] = None
    if content["guarantee_file"] == str(file_id):
        content["guarantee_file"] = None
    file.delete()
    shared = BidFile.objects.filter(blob=file.blob).exists()  # with the bid withdrawn before this one
    if not bid.version and not shared:  # a submitted version still needs the ciphertext
        envelopes.forget(file.blob)
    put(draft, bid, content, at)
    return bid


def _rows_with_files(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name in bid_content.ROWS:
        yield from content[name]
    yield from content["qualification"].values()


def put(draft: BidDraft, bid: Bid, content: Mapping[str, Any], at: datetime) -> None:
    """Seal ``content`` as the draft; the envelope it replaces leaves the shelf after the commit."""
    old = draft.blob
    draft.blob = envelopes.seal_content(bid.tender.sealing_suite, bid.tender_id, content).sha256
    draft.saved_at = at
    draft.save()
    if old:
        envelopes.forget(old)
