"""The door of the working group's pages, and what every one of them shows."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from ppp_portal.panel.screens import Door, seats_at
from ppp_portal.web.gates import actor_of
from ppp_portal.web.pages import show
from projects.queries import group as reads

in_group = Door(reads.by_id, "projects/group/undeclared.html", lambda found: {"notice": found})


def frame(request: HttpRequest, notice: Any, **more: Any) -> dict[str, Any]:
    """What every page of the group shows: the notice, the sitting, the actor at the table."""
    sitting = reads.sitting_now(notice)
    return {
        "notice": notice,
        "project": notice.project,
        "sitting": sitting,
        "table": reads.table(notice, actor_of(request), sitting, seats_at(request)),
        **more,
    }


def page(request: HttpRequest, name: str, context: dict[str, Any], form: Any = None) -> HttpResponse:
    """A page of the group; 422 when its form was refused."""
    return show(request, f"projects/group/{name}.html", form, **context)
