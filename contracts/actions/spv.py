"""The winner's project company: named by the winner, voted on, approved with its guarantee (p. 48)."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts import queries
from contracts.actions.moving import lock, note, of_a_party, of_organiser, tell
from contracts.models import Contract, ContractParty, SpvClaim
from contracts.protocols.spv import spv_decision
from contracts.queries import project_company
from contracts.rules import signing as rules
from contracts.states import BEFORE_SIGNED, ContractState, PartyRole, Side
from ppp_portal.accounts.models import Organisation
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.panel.models import Motion
from ppp_portal.panel.states import Purpose
from tenders.actions.at_table import put, refuse_at_table

QUESTION = _(
    "Shall contract %(contract)s be concluded with %(company)s (BIN %(bin)s), founded by the winner of the tender, "
    "with its bank guarantee No. %(number)s of %(bank)s?"
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
    """The winner names the company it founded and the bank guarantee of its obligations; the last word counts.

    Not while the commission votes on it. A claim changed after the vote is another claim: what was adopted no
    longer lets the company sign, and the commission votes anew.
    """
    contract = of_a_party(contract_id, by)
    at = clock.now()
    company = Organisation.objects.filter(bin=bin, confirmed_at__isnull=False).first()
    claim = SpvClaim.objects.filter(contract=contract).first() or SpvClaim(contract=contract)
    before = [] if contract.state in BEFORE_SIGNED else [_wrong_state(contract)]
    if by.organisation_id != contract.bid.bidder_id:
        before.append(Refusal("contract.not_a_party", rules.P48))
    if claim.approved_at:
        before.append(Refusal("contract.spv_approved", rules.P48))
    if project_company.vote(contract):
        before.append(Refusal("contract.spv_vote_runs", rules.P48))
    if company is None:
        before.append(Refusal("contract.spv_unknown", rules.P48, field="bin"))
    refuse([*before, *rules.refuse_window(at, contract.due_at)])
    assert company is not None
    claim.organisation, claim.founder_bin, claim.declared_at = company, founder_bin, at
    claim.guarantee_amount = guarantee_amount  # type: ignore[assignment]
    claim.guarantee_valid_until = guarantee_valid_until  # type: ignore[assignment]
    claim.guarantee_bank, claim.guarantee_number = guarantee_bank.strip(), guarantee_number.strip()
    refuse(rules.refuse_spv(project_company.facts(contract, claim, at)))
    if upload is not None:
        claim.document = store_upload(
            upload, by=by, subject=contract.subject, kind="contract.guarantee", at=at, audience="parties"
        )
    voted = project_company.adopted(contract)
    claim.save()
    facts = {
        "company": company.bin,
        "founder": founder_bin,
        "guarantee": guarantee_amount,
        "voids": voted.pk if voted and not project_company.decision(contract) else None,
    }
    note(contract, "spv_declared", by=by, at=at, basis=[rules.P48], facts=facts)
    tell(contract, "spv_declared", at.isoformat(), at, sides="public")
    return claim


def _wrong_state(contract: Contract) -> Refusal:
    return Refusal("contract.wrong_state", rules.P48, {"state": contract.get_state_display()})


@transaction.atomic
def put_spv_motion(*, contract_id: UUID, by: Actor) -> Motion:
    """The presiding member or the secretary asks the commission whether the company may sign.

    The vote binds the whole claim: the company, and its guarantee to the last figure.
    """
    contract = lock(contract_id)
    at = clock.now()
    refuse(refuse_at_table(contract.tender, by, *Purpose, who="leads"))
    claim = _claim(contract)
    refuse(
        [
            *_not_being_agreed(contract),
            *rules.refuse_window(at, contract.due_at),
            *rules.refuse_spv(project_company.facts(contract, claim, at)),
            *([Refusal("contract.spv_decided", rules.P48)] if project_company.decision(contract) else []),
        ]
    )
    return put(
        contract.tender,
        project_company.SPV_MOTION,
        QUESTION,
        key=contract.subject,
        content=project_company.content(claim),
        by=by,
        at=at,
        contract=contract.number,
        company=name_of(claim.organisation),
        bin=claim.organisation.bin,
        number=claim.guarantee_number,
        bank=claim.guarantee_bank,
    )


def _claim(contract: Contract) -> SpvClaim:
    claim = queries.spv(contract)
    if claim is None:
        raise Refused([Refusal("contract.spv_not_named", rules.P48)])
    return claim


def _not_being_agreed(contract: Contract) -> list[Refusal]:
    agreeing = contract.state in (ContractState.DRAFT, ContractState.TERMS_AGREED)
    return [] if agreeing else [_wrong_state(contract)]


def why_no_approval(contract: Contract, claim: SpvClaim, at: datetime) -> list[Refusal]:
    """Why the organiser cannot let the company sign now, whatever the contract fixes for the guarantee."""
    if claim.approved_at:
        return [Refusal("contract.spv_approved", rules.P48)]
    return [
        *_not_being_agreed(contract),
        *rules.refuse_window(at, contract.due_at),
        *rules.refuse_spv_unvoted(project_company.facts(contract, claim, at)),
    ]


@transaction.atomic
def approve_spv(
    *, contract_id: UUID, needed_amount: Decimal | None, needed_until: date | None, by: Actor
) -> SpvClaim:
    """On the adopted motion the organiser lets the company sign; what the contract fixes for the guarantee is named.

    Refused when the claim is not, to the last figure, the one that was voted on.
    """
    contract = of_organiser(contract_id, by)
    at = clock.now()
    claim = _claim(contract)
    if claim.approved_at:
        return claim
    claim.needed_amount, claim.needed_until = needed_amount, needed_until
    decision = project_company.decision(contract)
    refuse(
        [
            *_not_being_agreed(contract),
            *rules.refuse_window(at, contract.due_at),
            *rules.refuse_spv_approval(project_company.facts(contract, claim, at)),
        ]
    )
    assert decision is not None
    claim.approved_at, claim.decision = at, decision.digest
    order = request_print(
        "contract.spv",
        spv_decision(contract, claim, decision, at, by),
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
