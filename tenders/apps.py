from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TendersConfig(AppConfig):
    name = "tenders"
    verbose_name = _("Tenders")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ppp_portal.notices import kinds
        from ppp_portal.panel.queries import choosing as commissions
        from ppp_portal.web import refusals
        from projects.queries import competition
        from tenders import messages, notices
        from tenders.queries.beside import chooses, choosing, holds
        from tenders.queries.commission import in_work

        refusals.register(messages.REFUSALS)
        commissions.register("tender:", in_work)
        competition.register("tenders", competition.Floor(holds, chooses, choosing))
        for kind, (title, body) in {**messages.NOTICES, **notices.NOTICES}.items():
            kinds.register(kind, title=title, body=body)

        # They register themselves.
        from tenders.reactions import commission, initiation, questions, security  # noqa: F401
