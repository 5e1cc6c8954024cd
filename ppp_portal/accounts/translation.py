from modeltranslation.translator import TranslationOptions, register

from ppp_portal.accounts.models import Organisation, Person


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "address")


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name",)
