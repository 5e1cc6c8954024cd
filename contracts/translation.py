from modeltranslation.translator import TranslationOptions, register

from contracts.models import (
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
    EssentialTerm,
    Extension,
    ExtensionLine,
)


@register(Contract)
class ContractTranslation(TranslationOptions):
    fields = ("fault_reason",)


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
        "deciding_body",
        "decision_reason",
    )


@register(ExtensionLine)
class ExtensionLineTranslation(TranslationOptions):
    fields = ("name", "unit")
