from contracts.models.assignment import Assignment, AssignmentConsent
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
from contracts.models.ending import Asset, HandOver, HandOverSignature, Termination
from contracts.models.extensions import Extension, ExtensionLine, ExtensionSignature
from contracts.models.monitoring import (
    AcceptanceAct,
    Duty,
    Finding,
    MonitoringMonth,
    MonitoringReport,
    MonthGap,
    PartnerReport,
    SixMonths,
)
from contracts.models.replacement import (
    Adjustment,
    CapitalAct,
    CompensationPayment,
    Replacement,
    ReplacementStep,
)
from contracts.models.spv import SpvClaim
from contracts.models.texts import ContractClause, ContractRisk, EssentialTerm

__all__ = [
    "AcceptanceAct",
    "Adjustment",
    "Asset",
    "Assignment",
    "AssignmentConsent",
    "CapitalAct",
    "CardMilestone",
    "CardObligation",
    "CardParty",
    "CardQuantity",
    "CardRisk",
    "CardTariff",
    "CardTerm",
    "CardVersion",
    "CompensationPayment",
    "Contract",
    "ContractCard",
    "ContractClause",
    "ContractParty",
    "ContractRisk",
    "ContractSignature",
    "Duty",
    "EssentialTerm",
    "ExpiryWarning",
    "Extension",
    "ExtensionLine",
    "ExtensionSignature",
    "Finding",
    "HandOver",
    "HandOverSignature",
    "MonitoringMonth",
    "MonitoringReport",
    "MonthGap",
    "PartnerReport",
    "Replacement",
    "ReplacementStep",
    "SixMonths",
    "SpvClaim",
    "Termination",
]
