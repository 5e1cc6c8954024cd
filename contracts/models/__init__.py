from contracts.models.cards import (
    CardMilestone,
    CardObligation,
    CardParty,
    CardQuantity,
    CardRisk,
    CardTariff,
    CardTerm,
    CardVersion,
    ContractCard,
    ExpiryWarning,
)
from contracts.models.contracts import Contract, ContractParty, ContractSignature
from contracts.models.extensions import Extension, ExtensionLine, ExtensionSignature
from contracts.models.spv import SpvClaim
from contracts.models.texts import ContractClause, ContractRisk, EssentialTerm

__all__ = [
    "CardMilestone",
    "CardObligation",
    "CardParty",
    "CardQuantity",
    "CardRisk",
    "CardTariff",
    "CardTerm",
    "CardVersion",
    "Contract",
    "ContractCard",
    "ContractClause",
    "ContractParty",
    "ContractRisk",
    "ContractSignature",
    "EssentialTerm",
    "ExpiryWarning",
    "Extension",
    "ExtensionLine",
    "ExtensionSignature",
    "SpvClaim",
]
