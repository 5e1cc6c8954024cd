from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ppp_portal.journal import due
        from ppp_portal.notices import kinds
        from ppp_portal.panel.queries import choosing
        from ppp_portal.web import refusals
        from projects import messages, reactions  # noqa: F401  (reactions register themselves)
        from projects.actions.acceptance import close_acceptance
        from projects.queries.clockwork import due_notices
        from projects.queries.group import in_work

        refusals.register(messages.REFUSALS)
        choosing.register("initiation:", in_work)
        for kind, (title, body) in messages.NOTICES.items():
            kinds.register(kind, title=title, body=body)
        due.register("initiation", due=due_notices, act=lambda pk: close_acceptance(notice_id=pk))
