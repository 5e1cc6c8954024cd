from modeltranslation.translator import TranslationOptions, register

from contracts.models import (
    AcceptanceAct,
    Adjustment,
    Asset,
    Assignment,
    CapitalAct,
    CardMilestone,
    CardObligation,
    CardParty,
    CardQuantity,
    CardRisk,
    CardTariff,
    CardTerm,
    CardVersion,
    Contract,
    ContractCard,
    ContractClause,
    ContractRisk,
    Duty,
    EssentialTerm,
    Extension,
    ExtensionLine,
    Finding,
    HandOver,
    MonitoringMonth,
    MonitoringReport,
    PartnerReport,
    Replacement,
    ReplacementStep,
    SixMonths,
    Termination,
)


@register(Contract)
class ContractTranslation(TranslationOptions):
    fields = ("explained", "fault_reason")


@register(ContractClause)
class ClauseTranslation(TranslationOptions):
    fields = ("heading", "text")


@register(EssentialTerm)
class TermTranslation(TranslationOptions):
    fields = ("text",)


@register(ContractRisk)
class RiskTranslation(TranslationOptions):
    fields = ("name",)


@register(ContractCard)
class CardTranslation(TranslationOptions):
    fields = ("title", "object", "source")


@register(CardParty)
class CardPartyTranslation(TranslationOptions):
    fields = ("name",)


@register(CardTerm)
class CardTermTranslation(TranslationOptions):
    fields = ("text",)


@register(CardRisk)
class CardRiskTranslation(TranslationOptions):
    fields = ("name",)


@register(CardQuantity)
class CardQuantityTranslation(TranslationOptions):
    fields = ("name", "unit", "basis")


@register(CardTariff)
class CardTariffTranslation(TranslationOptions):
    fields = ("unit", "basis")


@register(CardObligation)
class CardObligationTranslation(TranslationOptions):
    fields = ("covers",)


@register(CardMilestone)
class CardMilestoneTranslation(TranslationOptions):
    fields = ("title",)


@register(CardVersion)
class CardVersionTranslation(TranslationOptions):
    fields = ("reason",)


@register(Extension)
class ExtensionTranslation(TranslationOptions):
    fields = (
        "reason",
        "total_statement",
        "ground_note",
        "recommendation",
        "effect",
        "unchanged",
        "silence",
        "deciding_body",
        "decision_reason",
    )


@register(ExtensionLine)
class ExtensionLineTranslation(TranslationOptions):
    fields = ("name", "unit")


@register(Replacement)
class ReplacementTranslation(TranslationOptions):
    fields = (
        "ground",
        "old_name",
        "new_name",
        "creditor_terms",
        "manager",
        "start_source",
        "acts_statement",
        "acts_reply",
        "stop_reason",
    )


@register(ReplacementStep)
class ReplacementStepTranslation(TranslationOptions):
    fields = ("note",)


@register(Adjustment)
class AdjustmentTranslation(TranslationOptions):
    fields = ("reason",)


@register(CapitalAct)
class CapitalActTranslation(TranslationOptions):
    fields = ("what",)


@register(Assignment)
class AssignmentTranslation(TranslationOptions):
    fields = ("reason", "refusal_reason")


@register(MonitoringMonth)
class MonthTranslation(TranslationOptions):
    fields = ("reason", "correction", "reply", "admission")


@register(SixMonths)
class SixMonthsTranslation(TranslationOptions):
    fields = ("reason",)


@register(Duty)
class DutyTranslation(TranslationOptions):
    fields = ("title", "clause")


@register(PartnerReport)
class PartnerReportTranslation(TranslationOptions):
    fields = ("summary",)


@register(Finding)
class FindingTranslation(TranslationOptions):
    fields = ("text", "clause", "reply", "outcome")


@register(AcceptanceAct)
class AcceptanceActTranslation(TranslationOptions):
    fields = ("title", "reason")


@register(MonitoringReport)
class MonitoringReportTranslation(TranslationOptions):
    fields = ("conditions", "environment")


@register(Termination)
class TerminationTranslation(TranslationOptions):
    fields = ("reason",)


@register(HandOver)
class HandOverTranslation(TranslationOptions):
    fields = ("place",)


@register(Asset)
class AssetTranslation(TranslationOptions):
    fields = ("name", "unit", "condition", "basis")
