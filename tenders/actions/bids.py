"""The life of a bid until the cut-off: begun, submitted, changed, withdrawn.

Submitting holds the tender's lock shared and never touches its row, so bidders do not wait for each other; the
sealing, which needs the disk, is done before the lock. One reading of the clock decides and is stamped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from ppp_portal.documents.actions import request_print
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.calendar import local_day
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.notices.outgoing import notify
from ppp_portal.sealing import receipt_numbers, store
from ppp_portal.sealing.store import Blob, size_class
from tenders import bid_content, envelopes
from tenders.actions.consortium import answer_invitation, invite_member, remove_member
from tenders.actions.drafts import SealedFile, add_file, put, remove_file, save_draft, sealed_file
from tenders.actions.moving import lock_shared
from tenders.actions.returning import due_returns
from tenders.models import Bid, BidDraft, BidFile, Documentation, Participation, Submission, Tender
from tenders.protocols.receipts import receipt_context, receipt_json
from tenders.queries import bids as queries
from tenders.rules import bids as rules
from tenders.states import BidState

__all__ = [
    "SealedFile",
    "add_file",
    "answer_invitation",
    "confirm_documentation",
    "invite_member",
    "open_bid",
    "remove_file",
    "remove_member",
    "save_draft",
    "sealed_file",
    "submit_bid",
    "withdraw_bid",
]


@transaction.atomic
def open_bid(*, tender_id: UUID, by: Actor, stage: int | None = None) -> Bid:
    """Begin a bid, or return the one begun before. After a withdrawal a new one is begun and flagged (B-01)."""
    tender = lock_shared(tender_id)
    at = clock.now()
    stage = stage or queries.stage_of(tender)
    own = Bid.objects.filter(tender=tender, stage=stage, bidder_id=by.organisation_id)
    if begun := own.exclude(state=BidState.WITHDRAWN).first():
        return begun
    representation = queries.representation(by, at)
    refusals = rules.refuse_late(queries.window(tender, stage, at)) + rules.refuse_person(representation)
    withdrawn = own.filter(state=BidState.WITHDRAWN).order_by("-withdrawn_at").first()
    refusals += rules.refuse_refiling(withdrawn is not None)
    if representation.attorney is not None:
        lead = queries.bidder(by.organisation_id)
        party = queries.party(lead, tender)
        refusals += rules.refuse_party(party)
        refusals += rules.refuse_uninvited([party], queries.uninvited(tender, stage, [lead.pk]))
    refuse(refusals)
    documentation = queries.current_documentation(tender)
    try:
        with transaction.atomic():
            bid = Bid.objects.create(
                tender=tender,
                stage=stage,
                bidder_id=by.organisation_id,
                confirmed_documentation=documentation,
                created_at=at,
                refiled=withdrawn is not None,
            )
    except IntegrityError:  # the same organisation, in another window, a moment earlier
        return own.exclude(state=BidState.WITHDRAWN).get()
    content = _first_content(bid, documentation, withdrawn)
    put(BidDraft(bid=bid), bid, content, at)
    _note("bid.begun", bid, by, at, {"stage": stage, "refiled": bid.refiled})
    return bid


def _first_content(bid: Bid, documentation: Documentation | None, withdrawn: Bid | None) -> dict[str, Any]:
    """A blank draft, or what the withdrawn bid said, so that nothing is typed twice."""
    blank = bid_content.blank(
        tender=bid.tender_id,
        documentation_sha256=documentation.sha256 if documentation else "",
        stage=bid.stage,
    )
    former = queries.draft_content(withdrawn) if withdrawn else None
    if withdrawn is None or former is None:
        return blank
    files = {str(file.pk): file for file in queries.files(withdrawn)}
    moved = {
        old: BidFile(bid=bid, blob=file.blob, size_class=file.size_class, uploaded_at=file.uploaded_at)
        for old, file in files.items()
    }
    BidFile.objects.bulk_create(moved.values())
    names = {old: str(file.pk) for old, file in moved.items()}
    carried = bid_content.with_files(former, names)
    return {**bid_content.tidied(carried, blank), "files": carried["files"]}


@transaction.atomic
def confirm_documentation(*, bid_id: UUID, by: Actor) -> Bid:
    """The bidder has read the documentation in force; a bid under an older version is not taken."""
    bid = Bid.objects.select_for_update(of=("self",)).select_related("tender").get(pk=bid_id)
    at = clock.now()
    refuse([Refusal("bid.not_lead", rules.P27)] if by.organisation_id != bid.bidder_id else [])
    documentation = queries.current_documentation(bid.tender)
    if documentation is not None and bid.confirmed_documentation_id != documentation.pk:
        bid.confirmed_documentation = documentation
        bid.save(update_fields=["confirmed_documentation"])
        _note("bid.documentation_confirmed", bid, by, at, {"documentation": documentation.sha256})
    return bid


# --- submitting -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Prepared:
    """A sealed version, made before the locks from the draft ``of`` and the state of the consortium then."""

    of: str
    behind: tuple[int, ...]
    documentation_id: int | None
    blob: Blob
    problems: tuple[bid_content.Problem, ...]


@transaction.atomic
def submit_bid(*, bid_id: UUID, key: UUID, by: Actor) -> Submission:
    """Submit the draft as it is, or replace the version submitted before.

    ``key`` names the request: sent again it gives the same receipt, even after the deadline. Refused with every
    reason that the open part of the bid can show; the content is complete or not, that binds at the opening.
    """
    tender_id = Bid.objects.values_list("tender_id", flat=True).get(pk=bid_id)
    if done := Submission.objects.filter(bid_id=bid_id, key=key, bid__bidder_id=by.organisation_id).first():
        return done
    prepared = _prepare(bid_id)
    try:
        return _submit(tender_id, bid_id, key, prepared, by)
    except BaseException:
        if prepared:
            store.erase(prepared.blob.sha256)
        raise


def _prepare(bid_id: UUID) -> Prepared | None:
    bid = Bid.objects.select_related("tender", "bidder", "confirmed_documentation").get(pk=bid_id)
    draft = queries.draft(bid)
    if draft is None:
        return None
    suite, behind = bid.tender.sealing_suite, tuple(queries.behind(bid))
    typed = envelopes.open_content(suite, bid.tender_id, draft.blob)
    content, problems = bid_content.exact(typed, local_day(clock.now()))
    confirmed = bid.confirmed_documentation
    content.update(
        documentation_sha256=confirmed.sha256 if confirmed else "",
        bidder=bid.bidder.bin,
        members=[m.organisation.bin for m in queries.members(bid) if m.confirmed_at],
    )
    blob = envelopes.seal_content(suite, bid.tender_id, content)
    return Prepared(draft.blob, behind, bid.confirmed_documentation_id, blob, problems)


def _submit(tender_id: UUID, bid_id: UUID, key: UUID, prepared: Prepared | None, by: Actor) -> Submission:
    tender = lock_shared(tender_id)
    bid = Bid.objects.select_for_update(of=("self",)).select_related("bidder").get(pk=bid_id)
    if done := Submission.objects.filter(bid=bid, key=key).first():
        if prepared:
            envelopes.forget(prepared.blob.sha256)
        return done
    at = clock.now()
    facts = queries.submission_facts(bid, tender, by, at)
    refusals = rules.refuse_submission(facts)
    if prepared:
        refusals += [Refusal(p.code, rules.CONTENT, p.params, p.path) for p in prepared.problems]
        refusals += _refuse_stale(bid, prepared)
    refuse(refusals)
    assert prepared is not None  # a bid without a draft was refused as empty
    _stand_behind(bid, prepared.behind)
    return _accept(bid, tender, prepared, key, by, at)


def _refuse_stale(bid: Bid, prepared: Prepared) -> list[Refusal]:
    """Another window saved, or a member answered, while this version was being sealed."""
    draft = queries.draft(bid)
    same = draft is not None and draft.blob == prepared.of
    same = same and tuple(queries.behind(bid)) == prepared.behind
    same = same and bid.confirmed_documentation_id == prepared.documentation_id
    return [] if same else [Refusal("bid.revision", rules.CONTENT)]


def _stand_behind(bid: Bid, organisation_ids: Iterable[int]) -> None:
    """One live bid for each organisation behind it (p. 28(1)): the table decides between two at one moment."""
    wanted = set(organisation_ids)
    held = Participation.objects.filter(bid=bid)
    held.exclude(organisation_id__in=wanted).delete()
    missing = wanted - set(held.values_list("organisation_id", flat=True))
    rows = [
        Participation(tender_id=bid.tender_id, stage=bid.stage, organisation_id=organisation_id, bid=bid)
        for organisation_id in sorted(missing)  # always in one order: two consortia cannot block each other
    ]
    try:
        with transaction.atomic():
            Participation.objects.bulk_create(rows)
    except IntegrityError:
        elsewhere = Participation.objects.filter(
            tender_id=bid.tender_id, stage=bid.stage, organisation_id__in=missing
        ).exclude(bid=bid)
        bins = elsewhere.values_list("organisation__bin", flat=True)
        raise Refused([Refusal("bid.second", rules.P28, {"bin": bin}) for bin in sorted(bins)]) from None


def _accept(bid: Bid, tender: Tender, prepared: Prepared, key: UUID, by: Actor, at: datetime) -> Submission:
    kind = "bid.changed" if bid.version else "bid.submitted"
    bid.state, bid.version = BidState.SUBMITTED, bid.version + 1
    bid.sha256, bid.submitted_at = prepared.blob.sha256, at
    bid.first_submitted_at = bid.first_submitted_at or at
    bid.receipt_number = receipt_numbers.new()
    bid.save()
    submission = Submission(
        bid=bid,
        version=bid.version,
        key=key,
        blob=prepared.blob.sha256,
        size_class=size_class(prepared.blob.size),
        receipt_number=bid.receipt_number,
        received_at=at,
        person_id=by.person_id,
    )
    written = _note(
        kind,
        bid,
        by,
        at,
        {
            "version": bid.version,
            "receipt": bid.receipt_number,
            "sha256": bid.sha256,
            "size_class": submission.size_class,
            "documentation": prepared.documentation_id,
            "organisations": prepared.behind,
        },
    )
    stated = queries.receipt_facts(submission, tender)
    order = request_print(
        "tender.receipt",
        receipt_context(submission, stated),
        key=f"tender.receipt:{submission.receipt_number}",
        subject=bid.stream,
        at=at,
        by=by,
        audience="parties",
        record=f"{bid.stream}/{written}",
    )
    submission.receipt, submission.receipt_pair = receipt_json(submission, stated), order.pk
    submission.save()
    for organisation_id in prepared.behind:
        lead = organisation_id == bid.bidder_id
        notify(
            "bid.received",
            to=queries.representatives([organisation_id], at),
            subject=bid.stream,
            params={"number": tender.number, "receipt": submission.receipt_number, "received_at": at},
            key=f"bid.received:{submission.receipt_number}:{organisation_id}",
            url_name="tenders:receipt" if lead else "tenders:invitations",
            url_args=[str(bid.pk), submission.receipt_number] if lead else [],
        )
    return submission


# --- withdrawing ------------------------------------------------------------------------------------------


@transaction.atomic
def withdraw_bid(*, bid_id: UUID, by: Actor) -> Bid:
    """Take the bid back until the deadline, inclusive; the right to the security stays (p. 27(2)).

    The sealed versions are kept closed: nobody opens them, they only prove what was there.
    """
    tender = lock_shared(Bid.objects.values_list("tender_id", flat=True).get(pk=bid_id))
    bid = Bid.objects.select_for_update(of=("self",)).select_related("bidder").get(pk=bid_id)
    at = clock.now()
    if bid.state == BidState.WITHDRAWN and bid.bidder_id == by.organisation_id:
        return bid
    refusals = [Refusal("bid.not_lead", rules.P27)] if by.organisation_id != bid.bidder_id else []
    refusals += rules.refuse_person(queries.representation(by, at))
    refusals += rules.refuse_withdrawal(queries.window(tender, bid.stage, at), bid.state)
    refuse(refusals)
    told = queries.representatives(queries.behind(bid), at)
    bid.state, bid.withdrawn_at = BidState.WITHDRAWN, at
    bid.save(update_fields=["state", "withdrawn_at"])
    Participation.objects.filter(bid=bid).delete()
    _note("bid.withdrawn", bid, by, at, {"version": bid.version, "receipt": bid.receipt_number})
    due_returns(tender, "withdrawal", [bid], at, by)
    notify(
        "bid.withdrawn",
        to=told,
        subject=bid.stream,
        params={"number": tender.number, "at": at},
        key=f"bid.withdrawn:{bid.pk}",
        url_name="tenders:bidder",
    )
    return bid


def _note(kind: str, bid: Bid, by: Actor, at: datetime, facts: dict[str, Any]) -> int:
    """Into the bid's own stream: before the opening nobody but the bidder reads it. Returns the place there."""
    facts = {"bid": bid.pk, "tender": bid.tender_id, **facts}
    return record(kind, stream=bid.stream, by=by, at=at, basis=[rules.P27], facts=facts).sequence
