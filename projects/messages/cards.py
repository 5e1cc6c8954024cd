from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "project.text_missing": _("Fill in this text in both languages: Kazakh and Russian."),
    "project.cost_not_positive": _("Give the cost in tenge, above zero."),
    "project.vat_unsaid": _("Say whether the cost includes VAT."),
}
