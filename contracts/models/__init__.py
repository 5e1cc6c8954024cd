from contracts.models.contracts import Contract, ContractParty, ContractSignature
from contracts.models.spv import SpvClaim
from contracts.models.texts import ContractClause, ContractRisk, EssentialTerm

__all__ = [
    "Contract",
    "ContractClause",
    "ContractParty",
    "ContractRisk",
    "ContractSignature",
    "EssentialTerm",
    "SpvClaim",
]
