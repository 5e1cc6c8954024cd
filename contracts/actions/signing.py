"""Signing: the agreed text is frozen, both sides approve exactly it, and the signed file makes it a contract.

A password is an approval. Outside training mode the contract becomes SIGNED only with the signed file (a scan or a
CMS); the check of electronic signatures will enter at :func:`register_signed_file`, and nothing else changes.
"""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts import queries
from contracts.actions.moving import make_move, note, of_a_signer, of_organiser, refuse_move, tell
from contracts.models import Contract, ContractSignature
from contracts.protocols.signing import contract_text
from contracts.queries.saying import words
from contracts.queries.term import runs_on, term_months
from contracts.rules import signing as rules
from contracts.rules.saying import differences, refuse_unexplained
from contracts.states import CONCLUDED
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.models import Document
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.figures import Pair
from ppp_portal.law.refusals import Refusal, Refused, refuse
from tenders.actions.outcome import record_contract
from tenders.queries.bids import representation
from tenders.rules.bids import refuse_person

SIGNERS = "public partners private"


@transaction.atomic
def send_to_signing(
    *, contract_id: UUID, by: Actor, explained_kk: str = "", explained_ru: str = ""
) -> Contract:
    """Freeze the agreed text under its hash and print it for the signers.

    ``explained``: what the figures and words mean that differ from what the contract is made of; printed with it.
    """
    contract = of_organiser(contract_id, by)
    at = clock.now()
    if contract.state == "signing":
        return contract
    differing, explained = differences(words(contract)), Pair(explained_kk.strip(), explained_ru.strip())
    refuse(
        [
            *refuse_move(contract, "send_to_signing", by),
            *rules.refuse_sending(queries.contract_facts(contract, at)),
            *refuse_unexplained(differing, explained),
        ]
    )
    if differing:
        contract.explained_kk, contract.explained_ru = explained.kk, explained.ru
    contract.round += 1
    contract.term_months = None if runs_on(contract) else term_months(contract)
    contract.sent_at, contract.digest = at, queries.digest(contract)
    order = request_print(
        "contract.text",
        contract_text(contract, at, signatures=()),
        key=f"contract.text:{contract.pk}:{contract.round}",
        subject=contract.subject,
        at=at,
        by=by,
        audience="parties",
    )
    contract.text_pair = order.pk
    facts = {"round": contract.round, "digest": contract.digest, "pair": order.pk}
    make_move(contract, "send_to_signing", by=by, at=at, facts=facts)
    tell(contract, "to_sign", str(contract.round), at, sides=SIGNERS, due_at=contract.due_at)
    return contract


@transaction.atomic
def recall_from_signing(*, contract_id: UUID, reason: str, by: Actor) -> Contract:
    """Take the text back; the signatures of this round fall with it."""
    contract = of_organiser(contract_id, by)
    at = clock.now()
    refusals = refuse_move(contract, "recall_from_signing", by)
    if not reason.strip():
        refusals.append(Refusal("contract.reason_missing", rules.P48, field="reason"))
    refuse(refusals)
    contract.signed_file = contract.term_months = None
    contract.explained_kk = contract.explained_ru = ""
    facts = {"round": contract.round, "reason": reason.strip()}
    make_move(contract, "recall_from_signing", by=by, at=at, facts=facts)
    tell(contract, "recalled", str(contract.round), at, sides=SIGNERS, reason=reason.strip())
    return contract


@transaction.atomic
def sign_contract(*, contract_id: UUID, by: Actor, seen: str) -> Contract:
    """Sign for one's organisation. ``seen`` is the digest of the text shown. A second click changes nothing."""
    contract = of_a_signer(contract_id, by)
    at = clock.now()
    facts = queries.signer_facts(contract, by)
    if contract.state in CONCLUDED or any(
        row.organisation_id == by.organisation_id for row in queries.signatures(contract)
    ):
        return contract
    attorney = refuse_person(representation(by, at)) if facts.side == "private" else []
    other = [Refusal("contract.other_text", rules.P48)] if seen != contract.digest else []
    refuse(
        [
            *refuse_move(contract, "sign_contract", by),
            *rules.refuse_window(at, contract.due_at),
            *rules.refuse_signer(facts),
            *attorney,
            *other,
        ]
    )
    ContractSignature.objects.create(
        contract=contract,
        round=contract.round,
        side=facts.side,
        organisation_id=by.organisation_id,
        person_id=by.person_id,
        authority=facts.authority,
        digest=contract.digest,
        at=at,
    )
    said = {"side": facts.side, "round": contract.round, "digest": contract.digest}
    note(contract, "signature", by=by, at=at, basis=[rules.P48], facts=said)
    return _complete(contract, by=by, at=at)


@transaction.atomic
def register_signed_file(
    *, contract_id: UUID, by: Actor, upload: UploadedFile | None = None, document: Document | None = None
) -> Contract:
    """Register the signed file of either side or of both; outside training this is what makes it a contract.

    It is registered inside the signing window too: the day on a paper stands beside the portal's own time and
    never alone.
    """
    contract = of_organiser(contract_id, by)
    at = clock.now()
    if contract.state in CONCLUDED and contract.signed_file_id is not None:
        return contract
    refuse([*refuse_move(contract, "sign_contract", by), *rules.refuse_window(at, contract.due_at)])
    if upload is not None:
        document = store_upload(
            upload, by=by, subject=contract.subject, kind="contract.signed_file", at=at, audience="parties"
        )
    if document is None:
        raise Refused([Refusal("contract.no_file", rules.P48, field="file")])
    contract.signed_file = document
    said = {"document": document.pk, "sha256": document.sha256, "round": contract.round}
    note(contract, "signed_file", by=by, at=at, basis=[rules.P48], facts=said)
    return _complete(contract, by=by, at=at)


def _complete(contract: Contract, *, by: Actor, at: datetime) -> Contract:
    """SIGNED when every party that signs has signed and, outside training, the file lies here."""
    signed = queries.signatures(contract)
    must_sign = [party.pk for party in queries.signing_parties(contract)]
    has_file = contract.signed_file_id is not None
    given = [row.organisation_id for row in signed]
    if not rules.is_concluded(must_sign, given, has_file, file_needed=not clock.is_training()):
        return contract
    contract.signed_at = at
    order = request_print(
        "contract.signed",
        contract_text(contract, at, signatures=signed),
        key=f"contract.signed:{contract.pk}:{contract.round}",
        subject=contract.subject,
        at=at,
        by=by,
        audience="parties",
    )
    contract.signed_pair = order.pk
    facts = {"signed_at": at, "digest": contract.digest, "pair": order.pk}
    make_move(contract, "sign_contract", by=by, at=at, facts=facts)
    record_contract(tender_id=contract.tender_id, contract_number=contract.number, signed_at=at, by=SYSTEM)
    tell(contract, "signed", "once", at, sides=SIGNERS, signed_at=at)
    return contract
