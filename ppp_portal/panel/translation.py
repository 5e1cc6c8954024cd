from modeltranslation.translator import TranslationOptions, register

from ppp_portal.panel.models import Commission


@register(Commission)
class CommissionTranslation(TranslationOptions):
    fields = ("name",)
