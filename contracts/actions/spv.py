"""The winner's project company: named by the winner, voted on, approved with its guarantee (p. 48)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from contracts import queries, rules
from contracts.actions.moving import note, of_a_party, of_organiser, tell
from contracts.models import Contract, ContractParty, SpvClaim
from contracts.protocols import spv_decision
from contracts.states import BEFORE_SIGNED, ContractState, PartyRole, Side
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Motion

QUESTION = _(
    "Shall contract %(contract)s be concluded with %(company)s (BIN %(bin)s), founded by the winner of the tender?"
)


@transaction.atomic
def declare_spv(
    *,
    contract_id: UUID,
    bin: str,
    founder_bin: str,
    guarantee_amount: Decimal | None,
    guarantee_valid_until: date | None,
    guarantee_bank: str,
    guarantee_number: str,
    by: Actor,
    upload: UploadedFile | None = None,
) -> SpvClaim:
    """The winner names the company it founded and the bank guarantee of its obligations; the last word counts."""
    contract = of_a_party(contract_id, by)
    at = clock.now()
    company = Organisation.objects.filter(bin=bin, confirmed_at__isnull=False).first()
    claim = SpvClaim.objects.filter(contract=contract).first() or SpvClaim(contract=contract)
    before = [] if contract.state in BEFORE_SIGNED else [_wrong_state(contract)]
    if by.organisation_id != contract.bid.bidder_id:
        before.append(Refusal("contract.not_a_party", rules.P48))
    if claim.approved_at:
        before.append(Refusal("contract.spv_approved", rules.P48))
    if company is None:
        before.append(Refusal("contract.spv_unknown", rules.P48, field="bin"))
    refuse([*before, *rules.refuse_window(at, contract.due_at)])
    assert company is not None
    claim.organisation, claim.founder_bin, claim.declared_at = company, founder_bin, at
    claim.guarantee_amount = guarantee_amount  # type: ignore[assignment]
    claim.guarantee_valid_until = guarantee_valid_until  # type: ignore[assignment]
    claim.guarantee_bank, claim.guarantee_number = guarantee_bank.strip(), guarantee_number.strip()
    refuse(rules.refuse_spv(queries.spv_facts(contract, claim, at)))
    if upload is not None:
        claim.document = store_upload(
            upload, by=by, subject=contract.subject, kind="contract.guarantee", at=at, audience="parties"
        )
    claim.save()
    facts = {"company": company.bin, "founder": founder_bin, "guarantee": guarantee_amount}
    note(contract, "spv_declared", by=by, at=at, basis=[rules.P48], facts=facts)
    tell(contract, "spv_declared", at.isoformat(), at, sides="public")
    return claim


def _wrong_state(contract: Contract) -> Refusal:
    return Refusal("contract.wrong_state", rules.P48, {"state": contract.get_state_display()})


@transaction.atomic
def put_spv_motion(*, contract_id: UUID, sitting_id: UUID, by: Actor) -> Motion:
    """The presiding member asks the commission whether the company may sign."""
    contract = queries.by_id(contract_id)
    claim = SpvClaim.objects.select_related("organisation").get(contract=contract)
    words = {}
    for language in ("kk", "ru"):
        with override(language):
            words[language] = str(QUESTION) % {
                "contract": contract.number,
                "company": getattr(claim.organisation, f"name_{language}"),
                "bin": claim.organisation.bin,
            }
    return panel.put_motion(
        sitting_id=sitting_id,
        code=queries.SPV_MOTION,
        question_kk=words["kk"],
        question_ru=words["ru"],
        by=by,
        stream=contract.tender.stream,
        subject_key=contract.subject,
        content={"contract": str(contract.pk), "company": claim.organisation.bin},
    )


@transaction.atomic
def approve_spv(
    *, contract_id: UUID, needed_amount: Decimal | None, needed_until: date | None, by: Actor
) -> SpvClaim:
    """On the adopted motion the organiser lets the company sign; what the contract fixes for the guarantee is named."""
    contract = of_organiser(contract_id, by)
    at = clock.now()
    claim = SpvClaim.objects.select_related("organisation").get(contract=contract)
    if claim.approved_at:
        return claim
    claim.needed_amount, claim.needed_until = needed_amount, needed_until
    decision = queries.spv_decision(contract)
    same = decision is not None and decision.content.get("company") == claim.organisation.bin
    before = (
        []
        if contract.state in (ContractState.DRAFT, ContractState.TERMS_AGREED)
        else [_wrong_state(contract)]
    )
    refuse(
        [
            *before,
            *rules.refuse_window(at, contract.due_at),
            *rules.refuse_spv_approval(queries.spv_facts(contract, claim, at, decided=same)),
        ]
    )
    assert decision is not None
    claim.approved_at, claim.decision = at, decision.digest
    order = request_print(
        "contract.spv",
        spv_decision(contract, claim, decision, at),
        key=f"contract.spv:{contract.pk}",
        subject=contract.subject,
        at=at,
        by=by,
        audience="parties",
    )
    claim.pair = order.pk
    claim.save()
    ContractParty.objects.filter(contract=contract, side=Side.PRIVATE).update(signs=False)
    ContractParty.objects.get_or_create(
        contract=contract,
        organisation=claim.organisation,
        defaults={"side": Side.PRIVATE, "role": PartyRole.PROJECT_COMPANY, "signs": True},
    )
    facts = {"company": claim.organisation.bin, "motion": decision.pk, "needed": needed_amount}
    note(contract, "spv_approved", by=by, at=at, basis=[rules.P48], facts=facts)
    return claim
