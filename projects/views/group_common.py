"""The door of the working group's pages: strangers find nothing, members without a declaration declare first."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from ppp_portal.accounts.models import Role
from ppp_portal.accounts.models.roles import COMMISSION
from ppp_portal.law.refusals import Refused
from ppp_portal.panel import queries as panel
from ppp_portal.web.gates import actor_of, audience
from ppp_portal.web.refusals import add_to_form
from projects.queries import group as reads

Page = Callable[..., HttpResponseBase]
ROLES: tuple[Role, ...] = tuple(sorted(COMMISSION))


def in_group(view: Page) -> Page:
    """``view(request, notice, …)`` for a seated member who declared no conflict of interest."""

    @audience(*ROLES)
    @wraps(view)
    def opened(request: HttpRequest, pk: UUID, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found, seat = seated(request, pk)
        if not seat.clear:
            return render(
                request, "projects/group/undeclared.html", {"notice": found, "seat": seat}, status=403
            )
        return view(request, found, *args, **kwargs)

    return opened


def seated(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    """The notice and the actor's seat, or nothing at all."""
    actor = actor_of(request)
    found = reads.seated_notice(actor, pk)
    seat = panel.seat_of(actor, found.subject) if found else None
    if found is None or seat is None:
        raise Http404
    return found, seat


def frame(request: HttpRequest, notice: Any, **more: Any) -> dict[str, Any]:
    """What every page of the group shows: the notice, the sitting, the actor at the table."""
    return {
        "notice": notice,
        "project": notice.project,
        "sitting": reads.sitting_now(notice),
        "table": reads.table(notice, actor_of(request)),
        **more,
    }


def carried_out(form: Any, action: Callable[[], Any]) -> bool:
    """Run the action; whatever it refuses stands in the form, with everything that was typed."""
    try:
        action()
    except Refused as refused:
        add_to_form(form, refused)
        return False
    return True


def page(request: HttpRequest, name: str, context: dict[str, Any], form: Any = None) -> HttpResponse:
    """A page of the group; 422 when its form was refused."""
    bad = form is not None and form.is_bound and bool(form.errors)
    context = {**context, "form": form} if form is not None else context
    return render(request, f"projects/group/{name}.html", context, status=422 if bad else 200)
