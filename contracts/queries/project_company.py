"""The project company (p. 48): the claim as the commission votes on it, and what became of the vote."""

from datetime import datetime
from typing import Any

from contracts.models import Contract, SpvClaim
from contracts.queries import opened, spv
from contracts.rules.signing import SpvFacts
from ppp_portal.law.calendar import local_day
from ppp_portal.panel import queries as panel
from ppp_portal.panel.models import Motion
from tenders.queries.period import competed_special

SPV_MOTION = "contract.spv"


def content(claim: SpvClaim) -> dict[str, Any]:
    """What the commission votes on: the company and its guarantee, to the last figure."""
    return {
        "contract": str(claim.contract_id),
        "company": claim.organisation.bin,
        "founder": claim.founder_bin,
        "guarantee": {
            "amount": f"{claim.guarantee_amount:.2f}",
            "valid_until": claim.guarantee_valid_until.isoformat(),
            "bank": claim.guarantee_bank,
            "number": claim.guarantee_number,
            "sha256": claim.document.sha256 if claim.document else "",
        },
    }


def facts(contract: Contract, claim: SpvClaim, at: datetime) -> SpvFacts:
    offer = opened(contract.bid)
    return SpvFacts(
        special=competed_special(contract.tender),
        declared_in_bid=bool(offer and offer.spv_declared),
        founder_bin=claim.founder_bin,
        winner_bin=contract.bid.bidder.bin,
        amount=claim.guarantee_amount,
        valid_until=claim.guarantee_valid_until,
        bank=claim.guarantee_bank,
        number=claim.guarantee_number,
        needed_amount=claim.needed_amount,
        needed_until=claim.needed_until,
        voted=adopted(contract) is not None,
        decided=decision(contract, claim) is not None,
        company_bin=claim.organisation.bin,
        on=local_day(at),
    )


def adopted(contract: Contract) -> Motion | None:
    """The last vote on the company, if it was adopted, whatever became of the claim since."""
    found = panel.decision(contract.tender.subject, SPV_MOTION, contract.subject)
    return found if found is not None and found.outcome == "adopted" else None


def decision(contract: Contract, claim: SpvClaim | None = None) -> Motion | None:
    """The motion by which the commission let the company sign: adopted, and on the very claim that stands."""
    found, claim = adopted(contract), claim or spv(contract)
    return found if found and claim and found.content == content(claim) else None


def vote(contract: Contract) -> Motion | None:
    """The vote on the company that is open now."""
    found = panel.open_motions(contract.tender.subject)
    return found.filter(code=SPV_MOTION, subject_key=contract.subject).first()
