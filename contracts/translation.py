from modeltranslation.translator import TranslationOptions, register

from contracts.models import ContractClause, ContractRisk, EssentialTerm


@register(ContractClause)
class ClauseTranslation(TranslationOptions):
    fields = ("heading", "text")


@register(EssentialTerm)
class TermTranslation(TranslationOptions):
    fields = ("text",)


@register(ContractRisk)
class RiskTranslation(TranslationOptions):
    fields = ("name",)
