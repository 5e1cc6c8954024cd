from modeltranslation.translator import TranslationOptions, register

from ppp_portal.comparison.models import Answer, Column, Question, Questionnaire, Verdict


@register(Questionnaire)
class QuestionnaireTranslation(TranslationOptions):
    fields = ("title",)


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("requirement", "unit")


@register(Column)
class ColumnTranslation(TranslationOptions):
    fields = ("name",)


@register(Answer)
class AnswerTranslation(TranslationOptions):
    fields = ("value", "note")


@register(Verdict)
class VerdictTranslation(TranslationOptions):
    fields = ("reason",)
