"""The life of an alternative proposal until the cut-off: begun, written, submitted, changed, withdrawn.

Submitting holds the notice's lock shared, so bidders do not wait for each other. One reading of the clock, under the
lock, decides and is stamped.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.uploads import Upload, refuse_sealed, sealed_facts
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.notices.outgoing import notify
from ppp_portal.sealing import receipt_numbers
from projects import envelopes, proposal_content
from projects.actions.moving import lock_shared
from projects.models import AlternativeProposal, InitiationNotice, ProposalFile, ProposalSubmission
from projects.protocols.receipts import receipt_context
from projects.queries import alternatives as queries
from projects.rules import alternatives as rules
from projects.states import ProposalState

MOST_FILES = 100


@transaction.atomic
def begin_proposal(*, notice_id: UUID, by: Actor, language: str = "kk") -> AlternativeProposal:
    """Begin a proposal, or return the one begun before. After a withdrawal a new one is begun."""
    notice = lock_shared(notice_id)
    at = clock.now()
    begun = queries.live_proposal(by.organisation_id, notice)
    if begun is not None:
        return begun
    organisation = Organisation.objects.select_related("superior").get(pk=by.organisation_id)
    refuse(
        [
            *rules.refuse_late(queries.window(notice, at)),
            *rules.refuse_proposer(queries.proposer_facts(notice, organisation, by), at),
        ]
    )
    proposal = AlternativeProposal(notice=notice, organisation=organisation, created_at=at)
    _put(proposal, proposal_content.blank(str(notice.pk), language))
    _note("proposal.begun", proposal, by, at, {})
    return proposal


@transaction.atomic
def save_proposal(*, proposal_id: UUID, content: Mapping[str, Any], revision: int, by: Actor) -> int:
    """Seal the draft anew and return its new revision; ``revision`` is the one the writer saw."""
    proposal, before, _at = _own_draft(proposal_id, by)
    refuse(rules.refuse_save(revision, proposal.revision))
    after = proposal_content.tidied(content, before, queries.asked(proposal.notice))
    if after != before:
        proposal.revision += 1
        _put(proposal, after)
    return proposal.revision


@transaction.atomic
def add_proposal_file(*, proposal_id: UUID, upload: Upload, by: Actor) -> ProposalFile:
    """Keep a sealed file; its name, length, hash and type go into the sealed draft and nowhere else."""
    proposal, content, at = _own_draft(proposal_id, by)
    refuse(
        refuse_sealed(
            upload,
            len(content["files"]),
            most=MOST_FILES,
            too_many="proposal.files_too_many",
            basis=rules.NOTICE,
        )
    )
    assert upload.blob is not None
    file = ProposalFile.objects.create(proposal=proposal, blob=upload.blob.sha256, uploaded_at=at)
    content["files"][str(file.pk)] = sealed_facts(upload, upload.blob)
    _put(proposal, content)
    return file


@transaction.atomic
def remove_proposal_file(*, file_id: UUID, by: Actor) -> AlternativeProposal:
    """Take a file out of the draft. A submitted version keeps its own ciphertext."""
    proposal_id = ProposalFile.objects.values_list("proposal_id", flat=True).get(pk=file_id)
    proposal, content, _at = _own_draft(proposal_id, by)
    file = ProposalFile.objects.filter(pk=file_id).first()
    if file is None or str(file_id) not in content["files"]:
        return proposal
    if not proposal.version:
        envelopes.forget(file.blob)
        file.delete()
    _put(proposal, proposal_content.without_file(content, str(file_id)))
    return proposal


@transaction.atomic
def submit_proposal(*, proposal_id: UUID, key: UUID, by: Actor) -> ProposalSubmission:
    """Submit the draft as it is, or replace the version submitted before.

    ``key`` names the request: sent again it gives the same receipt, even after the cut-off.
    """
    notice = lock_shared(AlternativeProposal.objects.values_list("notice_id", flat=True).get(pk=proposal_id))
    proposal = _locked(proposal_id)
    done = ProposalSubmission.objects.filter(proposal=proposal, key=key).first()
    if done is not None and proposal.organisation_id == by.organisation_id:
        return done
    at = clock.now()
    own = proposal.organisation_id == by.organisation_id
    content = envelopes.open_content(notice, proposal.draft) if own else {}
    refuse(rules.refuse_submission(_submission_facts(proposal, notice, content, by, at)))
    content.update(edition=notice.sha256, proposer=proposal.organisation.bin)
    proposal.sha256 = envelopes.seal_content(notice, content).sha256
    proposal.state, proposal.version = ProposalState.SUBMITTED, proposal.version + 1
    proposal.submitted_at, proposal.receipt_number = at, receipt_numbers.new()
    proposal.save()
    written = _note(
        "proposal.changed" if proposal.version > 1 else "proposal.submitted",
        proposal,
        by,
        at,
        {"version": proposal.version, "receipt": proposal.receipt_number, "sha256": proposal.sha256},
    )
    order = request_print(
        "initiation.receipt",
        receipt_context(proposal, notice, at),
        key=f"initiation.receipt:{proposal.receipt_number}",
        subject=proposal.stream,
        at=at,
        by=by,
        audience="parties",
        record=written,
    )
    _tell(
        "proposal.received",
        proposal,
        at,
        key=proposal.receipt_number,
        params={"receipt": proposal.receipt_number, "received_at": at},
    )
    return ProposalSubmission.objects.create(
        proposal=proposal,
        version=proposal.version,
        key=key,
        blob=proposal.sha256,
        receipt_number=proposal.receipt_number,
        receipt_pair=order.pk,
        received_at=at,
        person_id=by.person_id,
    )


@transaction.atomic
def withdraw_proposal(*, proposal_id: UUID, by: Actor) -> AlternativeProposal:
    """Take the proposal back until the cut-off, inclusive. Its sealed versions are opened by nobody."""
    notice = lock_shared(AlternativeProposal.objects.values_list("notice_id", flat=True).get(pk=proposal_id))
    proposal = _locked(proposal_id)
    at = clock.now()
    own = proposal.organisation_id == by.organisation_id
    if proposal.state == ProposalState.WITHDRAWN and own:
        return proposal
    refusals = [] if own else [Refusal("proposal.not_own", rules.APPLICATION)]
    refuse([*refusals, *rules.refuse_withdrawal(queries.window(notice, at), proposal.state)])
    proposal.state, proposal.withdrawn_at = ProposalState.WITHDRAWN, at
    proposal.save(update_fields=["state", "withdrawn_at"])
    _note("proposal.withdrawn", proposal, by, at, {"version": proposal.version})
    _tell("proposal.withdrawn", proposal, at, key=str(proposal.pk), params={"at": at})
    return proposal


def _submission_facts(
    proposal: AlternativeProposal, notice: InitiationNotice, content: dict[str, Any], by: Actor, at: datetime
) -> rules.SubmissionFacts:
    others = AlternativeProposal.objects.filter(notice=notice, organisation_id=proposal.organisation_id)
    return rules.SubmissionFacts(
        window=queries.window(notice, at),
        proposer=queries.proposer_facts(notice, proposal.organisation, by),
        own=proposal.organisation_id == by.organisation_id,
        state=proposal.state,
        lacks=proposal_content.lacking(content, queries.asked(notice)) if content else (),
        other_live=others.exclude(pk=proposal.pk).exclude(state=ProposalState.WITHDRAWN).exists(),
    )


def _own_draft(proposal_id: UUID, by: Actor) -> tuple[AlternativeProposal, dict[str, Any], datetime]:
    """The actor's own proposal, locked, with what its draft says. Refused to others and when none is taken."""
    notice = lock_shared(AlternativeProposal.objects.values_list("notice_id", flat=True).get(pk=proposal_id))
    proposal = _locked(proposal_id)
    at = clock.now()
    refusals = rules.refuse_late(queries.window(notice, at))
    if proposal.organisation_id != by.organisation_id:
        refusals.append(Refusal("proposal.not_own", rules.APPLICATION))
    if proposal.state not in (ProposalState.DRAFT, ProposalState.SUBMITTED):
        refusals.append(Refusal("proposal.not_open", rules.NOTICE))
    refuse(refusals)
    return proposal, envelopes.open_content(notice, proposal.draft), at


def _locked(proposal_id: UUID) -> AlternativeProposal:
    found = AlternativeProposal.objects.select_for_update(of=("self",))
    return found.select_related("notice", "organisation__superior").get(pk=proposal_id)


def _put(proposal: AlternativeProposal, content: dict[str, Any]) -> None:
    """Seal ``content`` as the draft; the envelope it replaces leaves the shelf after the commit."""
    old = proposal.draft
    proposal.draft = envelopes.seal_content(proposal.notice, content).sha256
    proposal.save()
    if old:
        envelopes.forget(old)


def _note(kind: str, proposal: AlternativeProposal, by: Actor, at: datetime, facts: dict[str, Any]) -> str:
    """Into the proposal's own stream: before the opening nobody but the bidder reads it."""
    told = {"proposal": proposal.pk, "notice": proposal.notice_id, **facts}
    written = record(kind, stream=proposal.stream, by=by, at=at, facts=told, basis=[rules.APPLICATION])
    return f"{proposal.stream}/{written.sequence}"


def _tell(
    kind: str, proposal: AlternativeProposal, at: datetime, *, key: str, params: dict[str, Any]
) -> None:
    notify(
        kind,
        to=queries.representatives(proposal.organisation_id, at),
        subject=proposal.stream,
        params={"number": proposal.notice.number, **params},
        key=f"{kind}:{key}",
        url_name="projects:proposal",
        url_args=[str(proposal.pk)],
    )
