"""Envelopes: bytes in, sealed bytes out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SealingConfig(AppConfig):
    name = "ppp_portal.sealing"
    label = "sealing"
    verbose_name = _("Sealed envelopes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ppp_portal.sealing import checks  # noqa: F401  registers the check of SEALING_KEY
