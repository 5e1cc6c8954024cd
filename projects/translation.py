from modeltranslation.translator import TranslationOptions, register

from projects.models import (
    ApprovalStep,
    InitiationNotice,
    NoticeAmendment,
    NoticeRequirement,
    Project,
    ProjectParameter,
    ProposalAnswer,
    WayOn,
)


@register(Project)
class ProjectTranslation(TranslationOptions):
    fields = ("title", "object", "payments", "standard")


@register(ProjectParameter)
class ParameterTranslation(TranslationOptions):
    fields = ("name", "unit")


@register(ApprovalStep)
class StepTranslation(TranslationOptions):
    fields = ("body",)


@register(InitiationNotice)
class NoticeTranslation(TranslationOptions):
    fields = ("responsibilities", "address")


@register(NoticeRequirement)
class RequirementTranslation(TranslationOptions):
    fields = ("text", "citation")


@register(NoticeAmendment)
class AmendmentTranslation(TranslationOptions):
    fields = ("reason",)


@register(WayOn)
class WayOnTranslation(TranslationOptions):
    fields = ("reason",)


@register(ProposalAnswer)
class AnswerTranslation(TranslationOptions):
    fields = ("text",)
