from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualificationConfig(AppConfig):
    name = "ppp_portal.qualification"
    label = "qualification"
    verbose_name = _("Qualification")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ppp_portal.qualification.messages import REFUSALS
        from ppp_portal.web.refusals import register

        register(REFUSALS)
