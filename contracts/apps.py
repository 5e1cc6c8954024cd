from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContractsConfig(AppConfig):
    name = "contracts"
    label = "contracts"
    verbose_name = _("PPP contracts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from contracts import messages, reactions  # noqa: F401  (registers itself)
        from contracts.queries.replacement import replaced
        from contracts.queries.term import over
        from contracts.queries.working_group import PREFIX, in_work
        from ppp_portal.notices import kinds
        from ppp_portal.panel.queries import choosing
        from ppp_portal.web import refusals
        from tenders.queries import partners

        refusals.register(messages.REFUSALS)
        choosing.register(PREFIX, in_work)
        partners.register("contracts", over)
        partners.register_replaced("contracts", replaced)
        for kind, (title, body) in messages.NOTICES.items():
            kinds.register(kind, title=title, body=body)
