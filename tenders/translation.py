from modeltranslation.translator import TranslationOptions, register

from tenders.models import (
    Amendment,
    Bid,
    Cancellation,
    DocumentationFile,
    DocumentationPart,
    DraftClause,
    Evaluation,
    Failure,
    Negotiation,
    NegotiationClause,
    Question,
    Remark,
    Risk,
    Stay,
    Tender,
)


@register(Tender)
class TenderTranslation(TranslationOptions):
    fields = ("title", "opening_place", "budget", "deposit_bank", "deposit_purpose")


@register([DocumentationPart])
class PartTranslation(TranslationOptions):
    fields = ("text",)


@register(DocumentationFile)
class FileTranslation(TranslationOptions):
    fields = ("title",)


@register(DraftClause)
class ClauseTranslation(TranslationOptions):
    fields = ("heading", "text")


@register(Risk)
class RiskTranslation(TranslationOptions):
    fields = ("name",)


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("question", "answer")


@register(Failure)
class FailureTranslation(TranslationOptions):
    fields = ("citation",)


@register([Amendment, Stay, Cancellation])
class ReasonTranslation(TranslationOptions):
    fields = ("reason",)


@register(Evaluation)
class EvaluationTranslation(TranslationOptions):
    fields = ("tie_reason",)


@register(NegotiationClause)
class NegotiationClauseTranslation(TranslationOptions):
    fields = ("proposed", "agreed")


@register(Remark)
class RemarkTranslation(TranslationOptions):
    fields = ("text",)


@register([Negotiation])
class NegotiationTranslation(TranslationOptions):
    fields = ("reason",)


@register([Bid])
class BidTranslation(TranslationOptions):
    fields = ("rejection_reason",)
