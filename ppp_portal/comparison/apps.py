from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComparisonConfig(AppConfig):
    name = "ppp_portal.comparison"
    label = "comparison"
    verbose_name = _("Comparison of offers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ppp_portal.comparison.messages import REFUSALS
        from ppp_portal.web.refusals import register

        register(REFUSALS)
