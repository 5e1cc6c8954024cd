from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "ppp_portal.accounts"
    label = "accounts"
    verbose_name = _("People and organisations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ppp_portal.accounts import mails  # noqa: F401  registers the mail of an invitation
        from ppp_portal.accounts.messages import REFUSALS
        from ppp_portal.web import refusals

        refusals.register(REFUSALS)
