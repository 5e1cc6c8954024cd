"""The opening of alternative proposals: all envelopes or none, by the working group in a sitting, with the register."""

import hashlib
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.actions import request_print
from ppp_portal.documents.bilingual import both
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refused, refuse
from ppp_portal.panel.models import Motion
from ppp_portal.qualification.actions import open_sheets
from projects import envelopes
from projects.actions.acceptance import close_acceptance
from projects.actions.at_table import put
from projects.actions.moving import lock
from projects.models import AlternativeProposal, InitiationNotice
from projects.proposal_content import unanswered
from projects.protocols.register import register_context
from projects.queries import alternatives as queries
from projects.queries import group
from projects.rules import alternatives as rules
from projects.rules.group import refuse_hearsay, refuse_revealing, refuse_table
from projects.states import ProposalState

FILE = "proposal.file"
WITHOUT = _(
    "Shall all proposals be opened but those whose envelopes are lost or damaged? They stay sealed and are not "
    "compared unless they can be opened before the comparison is decided on. SHA-256: %(sha256)s."
)


@transaction.atomic
def open_proposals(*, notice_id: UUID, by: Actor) -> list[AlternativeProposal]:
    """Open every proposal, all at once, and order the register. A second click changes nothing.

    Whoever presides opens, in a sitting whose quorum said itself that it is there; each member has declared before.
    What the group voted to leave behind as damaged is named with its SHA-256, and opened later if it can be.
    """
    close_acceptance(notice_id=notice_id, by=by)
    notice = lock(notice_id)
    at = clock.now()
    before, sealed = queries.register(notice), queries.sealed(notice)
    again = notice.opened_at is not None
    if again and not sealed:
        return before
    refuse(refuse_revealing(group.opening_table(notice, by)))
    contents, closed = _unsealed(notice, sealed)
    accepted = again or closed == queries.left_behind(notice)
    refuse(rules.refuse_opening(notice.state, [] if accepted else closed))
    found = [row for row in sealed if row.pk in contents]
    if again and not found:
        return before
    affiliates = rules.later_affiliates(_parties(notice, before, found, contents))
    asked = queries.asked(notice)
    for place, proposal in enumerate(found, start=len(before) + 1):
        said = contents[proposal.pk]
        problems = _affiliate(notice, affiliates.get(proposal.organisation.bin))
        open_ones = [number for _key, number in unanswered(said, asked)]
        problems += rules.left_open(said["edition"], notice.sha256, open_ones)
        _reveal(proposal, said, place, problems, at=at, by=by)
    damaged = [row for row in sealed if row.pk not in contents]
    for row in damaged:
        row.problems = [{"code": "damaged"}]
        row.save(update_fields=["problems"])
    notice.opened_at = notice.opened_at or at
    notice.save(update_fields=["opened_at"])
    facts = {
        "notice": notice.pk,
        "proposals": [_commitment(row) for row in found],
        "damaged": [_commitment(row) for row in damaged],
    }
    written = record(
        "initiation.opened", stream=notice.stream, by=by, at=at, facts=facts, basis=[rules.NOTICE]
    )
    opened = [*before, *found]
    number = f"{notice.number}/R" + (f"-{len(opened)}" if again else "")
    request_print(
        "initiation.register",
        register_context(notice, number, opened, damaged, queries.withdrawn(notice), at),
        key=f"initiation.register:{notice.pk}" + (f":{len(opened)}" if again else ""),
        subject=notice.subject,
        at=at,
        by=by,
        record=f"{notice.stream}/{written.sequence}",
    )
    return opened


@transaction.atomic
def put_damaged(*, notice_id: UUID, by: Actor) -> Motion:
    """Put to the vote that all is opened but what is lost or damaged, so that one file ends no competition."""
    close_acceptance(notice_id=notice_id, by=by)
    notice = lock(notice_id)
    at = clock.now()
    table = group.opening_table(notice, by)
    refuse(refuse_table(table, sitting=True) or refuse_hearsay(table))
    refuse(rules.refuse_opening(notice.state))
    closed = _unsealed(notice, queries.sealed(notice))[1]
    refuse(rules.refuse_going_on(closed))
    question = both(WITHOUT, sha256=", ".join(closed))
    return put(notice, queries.DAMAGED, question, content={"sha256": closed}, by=by, at=at)


def _parties(
    notice: InitiationNotice,
    before: list[AlternativeProposal],
    found: list[AlternativeProposal],
    contents: dict[UUID, dict[str, Any]],
) -> list[rules.Party]:
    """The initiator, whose own proposal the notice tells of, and whoever proposed, in the order of receipt."""
    told = {row.pk: row.content or {} for row in before} | contents
    rows = [(row.organisation, told[row.pk]["affiliates"]) for row in [*before, *found]]
    first: list[tuple[Any, Any]] = [(notice.initiator, [])] if notice.initiator else []
    return [
        rules.Party(who.bin, declared, who.superior.bin if who.superior else "")
        for who, declared in [*first, *rows]
    ]


def _affiliate(notice: InitiationNotice, earlier: str | None) -> list[dict[str, Any]]:
    if earlier is None:
        return []
    ours = notice.initiator is not None and earlier == notice.initiator.bin
    return [{"code": "affiliate", "bin": earlier, "initiator": ours}]


def _unsealed(
    notice: InitiationNotice, sealed: list[AlternativeProposal]
) -> tuple[dict[UUID, dict[str, Any]], list[str]]:
    contents, closed = {}, []
    for proposal in sealed:
        try:
            contents[proposal.pk] = envelopes.open_content(notice, proposal.sha256)
        except envelopes.CLOSED_SEAL:
            closed.append(proposal.sha256)
    return contents, sorted(closed)


def _reveal(
    proposal: AlternativeProposal,
    content: dict[str, Any],
    place: int,
    problems: list[dict[str, Any]],
    *,
    at: datetime,
    by: Actor,
) -> None:
    """Write down what the proposal says, keep its files in the clear, open the sheet of the eight requirements."""
    sealed = {str(file.pk): file for file in proposal.files.all()}
    kept: dict[str, str] = {}
    for key, said in content["files"].items():
        document = _clear(proposal, sealed.get(key), said, at=at, by=by)
        if document is None:
            problems.append({"code": "file", "name": said["name"]})
        else:
            kept[key] = document
    proposal.state, proposal.opened_at, proposal.place = ProposalState.OPENED, at, place
    proposal.content, proposal.problems = {**content, "documents": kept}, problems
    proposal.save()
    notice = proposal.notice
    assert notice.closes_at is not None
    assert notice.form is not None
    open_sheets(
        subject=proposal.stream,
        organisation_id=proposal.organisation_id,
        deadline=notice.closes_at,
        pack=group.pack_of(notice),
        object_cost=Decimal(notice.form["cost"]),
        by=by,
        stream=notice.stream,
        at=at,
    )


def _clear(
    proposal: AlternativeProposal, file: Any, said: dict[str, Any], *, at: datetime, by: Actor
) -> str | None:
    """The identifier of the kept file; nothing when it is missing, changed or not what its name says."""
    try:
        clear = envelopes.open_bytes(proposal.notice, file.blob) if file else b""
    except envelopes.CLOSED_SEAL:
        return None
    if hashlib.sha256(clear).hexdigest() != said["sha256"]:
        return None
    upload = SimpleUploadedFile(said["name"], clear)
    try:
        document = store_upload(upload, by=by, subject=proposal.stream, kind=FILE, at=at, title=said["name"])
    except Refused:
        return None
    return str(document.pk)


def _commitment(proposal: AlternativeProposal) -> dict[str, object]:
    return {
        "proposal": proposal.pk,
        "place": proposal.place,
        "organisation": proposal.organisation_id,
        "version": proposal.version,
        "sha256": proposal.sha256,
        "received_at": proposal.submitted_at,
    }
