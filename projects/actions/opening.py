"""The opening of alternative proposals: all envelopes or none, by the working group in a sitting, with the register."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from ppp_portal.documents.actions import request_print
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refused, refuse
from ppp_portal.qualification.actions import open_sheets
from projects import envelopes
from projects.actions.acceptance import close_acceptance
from projects.actions.moving import lock
from projects.models import AlternativeProposal, InitiationNotice
from projects.proposal_content import unanswered
from projects.protocols.register import register_context
from projects.queries import alternatives as queries
from projects.queries import group
from projects.rules import alternatives as rules
from projects.rules.group import refuse_table
from projects.states import ProposalState

FILE = "proposal.file"


@transaction.atomic
def open_proposals(*, notice_id: UUID, by: Actor) -> list[AlternativeProposal]:
    """Open every proposal, all at once, and order the register. A second click changes nothing.

    Led by the chair, the deputy or the secretary in a sitting with its quorum; each member has declared before.
    """
    close_acceptance(notice_id=notice_id, by=by)
    notice = lock(notice_id)
    at = clock.now()
    if notice.opened_at is not None:
        return queries.register(notice)
    refuse(refuse_table(group.table(notice, by), sitting=True))
    sealed = queries.sealed(notice)
    contents, closed = _unsealed(notice, sealed)
    refuse(rules.refuse_opening(notice.state, closed))
    affiliates = rules.later_affiliates(
        [(row.organisation.bin, contents[row.pk]["affiliates"]) for row in sealed]
    )
    asked = queries.asked(notice)
    for place, proposal in enumerate(sealed, start=1):
        earlier = affiliates.get(proposal.organisation.bin)
        problems: list[dict[str, Any]] = [{"code": "affiliate", "bin": earlier}] if earlier else []
        said = contents[proposal.pk]
        open_ones = [number for _key, number in unanswered(said, asked)]
        problems += rules.left_open(said["edition"], notice.sha256, open_ones)
        _reveal(proposal, contents[proposal.pk], place, problems, at=at, by=by)
    notice.opened_at = at
    notice.save(update_fields=["opened_at"])
    facts = {"notice": notice.pk, "proposals": [_commitment(row) for row in sealed]}
    written = record(
        "initiation.opened", stream=notice.stream, by=by, at=at, facts=facts, basis=[rules.NOTICE]
    )
    request_print(
        "initiation.register",
        register_context(notice, sealed, at),
        key=f"initiation.register:{notice.pk}",
        subject=notice.subject,
        at=at,
        by=by,
        record=f"{notice.stream}/{written.sequence}",
    )
    return sealed


def _unsealed(
    notice: InitiationNotice, sealed: list[AlternativeProposal]
) -> tuple[dict[UUID, dict[str, Any]], list[str]]:
    contents, closed = {}, []
    for proposal in sealed:
        try:
            contents[proposal.pk] = envelopes.open_content(notice, proposal.sha256)
        except envelopes.CLOSED_SEAL:
            closed.append(proposal.sha256)
    return contents, closed


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
    assert notice.project.cost is not None
    open_sheets(
        subject=proposal.stream,
        organisation_id=proposal.organisation_id,
        deadline=notice.closes_at,
        pack=group.pack_of(notice),
        object_cost=notice.project.cost,
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
