"""Unsealing: every bid is opened in memory first; only when all of them are open is anything written.

A bid that says nonsense is opened and says nonsense (``tenders.bid_reading``). A file that is missing or not
what it claims to be is a fact about its bid and keeps nobody else's bid closed.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from ppp_portal.documents import names
from ppp_portal.documents.models import Audience, Document
from ppp_portal.documents.storage import shelf
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refused
from ppp_portal.sealing.suites import CannotOpen
from tenders import bid_reading, envelopes
from tenders.bid_reading import FileClaim, Problem, Reading
from tenders.models import Bid, EvidenceItem, OpenedBid, Tender
from tenders.queries import bids, opening, partners
from tenders.rules.opening import later_affiliates, later_duplicates
from tenders.states import BidState

CLOSED_SEAL = (CannotOpen, FileNotFoundError, OSError)


def unsealed(tender: Tender, bids: Iterable[Bid]) -> tuple[dict[Bid, Reading], list[str]]:
    """What each bid says, and the hashes of those whose seal stays closed. Writes nothing."""
    readings: dict[Bid, Reading] = {}
    closed: list[str] = []
    for bid in bids:
        try:
            payload = envelopes.open_bytes(tender.sealing_suite, tender.pk, bid.sha256)
        except CLOSED_SEAL:
            if opening.given_up(tender, bid.sha256):
                readings[bid] = bid_reading.unreadable()
            else:
                closed.append(bid.sha256)
        else:
            readings[bid] = bid_reading.read(payload, tender=str(tender.pk), stage=bid.stage)
    return readings, closed


def reveal(tender: Tender, readings: dict[Bid, Reading], *, at: datetime, by: Actor) -> list[OpenedBid]:
    """Write down what the bids say: values, evidence, clear files. In the order of ``readings``."""
    opened = []
    for order, (bid, reading) in enumerate(readings.items(), start=1):
        files, problems = _clear_files(tender, bid, reading.files, at=at, by=by)
        row = OpenedBid.objects.create(
            bid=bid,
            order=order,
            opened_at=at,
            content=reading.content,
            months=reading.months,
            price=reading.price,
            headcount=reading.headcount,
            risks_transferred=reading.risks_transferred,
            spv_declared=reading.spv_declared,
            unreadable=any(problem.code == "unreadable" for problem in reading.problems),
            problems=[problem.plain() for problem in (*reading.problems, *problems)],
        )
        EvidenceItem.objects.bulk_create(
            EvidenceItem(
                bid=bid,
                kind=piece.kind,
                number=piece.number,
                title=piece.title,
                detail=dict(piece.detail),
                document=files.get(piece.file),
                page=piece.page,
                claimed=piece.claimed,
            )
            for piece in reading.evidence
        )
        bid.state = BidState.OPENED
        bid.save(update_fields=["state"])
        opened.append(row)
    _mark_duplicates(opened, readings)
    return opened


def _mark_duplicates(opened: list[OpenedBid], readings: dict[Bid, Reading]) -> None:
    affiliates = {str(bid.pk): frozenset(reading.affiliates) for bid, reading in readings.items()}
    parties = opening.parties(opened, affiliates)
    found = {"duplicate": later_duplicates(parties), "affiliate": later_affiliates(parties)}
    bins = {str(row.bid_id): row.bid.bidder.bin for row in opened}
    for row in opened:
        said = [
            Problem(code, bins[later[str(row.bid_id)]]).plain()
            for code, later in found.items()
            if str(row.bid_id) in later
        ]
        if row.bid.refiled:
            said.append(Problem("refiled").plain())
        if partners.stands_again(row.bid.tender, bids.counted(row.bid)):
            said.append(Problem("replaced_partner").plain())
        if said:
            row.problems = [*row.problems, *said]
            row.save(update_fields=["problems"])


def _clear_files(
    tender: Tender, bid: Bid, claims: Iterable[FileClaim], *, at: datetime, by: Actor
) -> tuple[dict[str, Document], list[Problem]]:
    # The draft may have lost a file since: what was submitted is opened by the envelope that it names itself.
    drafted = {str(file.pk): file.blob for file in bid.files.all()}
    kept: dict[str, Document] = {}
    problems = []
    for claim in claims:
        clear = _clear(tender, claim.sealed or drafted.get(claim.key, ""))
        if clear is None:
            problems.append(Problem("file_missing", claim.name or claim.key))
            continue
        if claim.sha256 and hashlib.sha256(clear).hexdigest() != claim.sha256:
            problems.append(Problem("file_changed", claim.name))
        kept[claim.key], sound = _kept(bid, claim, clear, at=at, by=by)
        if not sound:
            problems.append(Problem("file_type", claim.name))
    return kept, problems


def _clear(tender: Tender, envelope: str) -> bytes | None:
    try:
        return envelopes.open_bytes(tender.sealing_suite, tender.pk, envelope)
    except (*CLOSED_SEAL, ValueError):  # the last: it names no envelope at all
        return None


def _kept(bid: Bid, claim: FileClaim, clear: bytes, *, at: datetime, by: Actor) -> tuple[Document, bool]:
    """The file as a document; one that is not what its name says is kept all the same, as plain bytes."""
    subject = f"bid:{bid.pk}"
    try:
        upload = SimpleUploadedFile(claim.name or "file", clear)
        document = store_upload(
            upload, by=by, subject=subject, kind=opening.FILE, at=at, number=claim.key[:60], title=claim.name
        )
    except Refused:
        blob = shelf().put(clear)
        name, _wrong = names.cleaned(claim.name)
        document = Document.objects.create(
            kind=opening.FILE,
            subject=subject,
            number=claim.key[:60],
            title=claim.name[:300],
            filename=f"{name.text[:110]}.bin",
            content_type="application/octet-stream",
            size=blob.size,
            sha256=blob.sha256,
            audience=Audience.PARTIES,
            flags=["not_as_named"],
            training=settings.PORTAL_TRAINING,
            created_at=at,
            created_by_id=by.person_id,
        )
        return document, False
    return document, True
