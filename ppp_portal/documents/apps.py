"""The printing room and the shelf of documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "ppp_portal.documents"
    label = "documents"
    verbose_name = _("Documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ppp_portal.documents import reactions  # noqa: F401  registers what the outbox may ask
        from ppp_portal.documents.messages import REFUSALS
        from ppp_portal.web.refusals import register

        register(REFUSALS)
