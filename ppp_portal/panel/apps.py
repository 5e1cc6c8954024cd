from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PanelConfig(AppConfig):
    name = "ppp_portal.panel"
    label = "panel"
    verbose_name = _("Commissions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ppp_portal.panel.messages import REFUSALS
        from ppp_portal.web.refusals import register

        register(REFUSALS)
