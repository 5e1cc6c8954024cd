"""The list of one's own notices."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from ppp_portal.notices import actions, queries
from ppp_portal.web.gates import SIGNED_IN, actor_of, audience
from ppp_portal.web.pages import go


@require_safe
@audience(SIGNED_IN)
def notices(request: HttpRequest) -> HttpResponse:
    """Newest first, twenty at a time; ``?before=`` asks for older ones."""
    person_id = actor_of(request).person_id or 0
    before = _handle(request.GET.get("before", ""))
    page = queries.notices_of(person_id, get_language() or "kk", before)
    context = {"page": page, "first": before is None, "unread": queries.unread_count(person_id)}
    return render(request, "notices/list.html", context)


@require_POST
@audience(SIGNED_IN)
def open_notice(request: HttpRequest, handle: UUID) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    actor = actor_of(request)
    notice = queries.own_notice(actor.person_id or 0, handle)
    if notice is None:
        raise Http404
    actions.mark_read(handle=handle, by=actor)
    return go(queries.path_of(notice) or "notices:list")


@require_POST
@audience(SIGNED_IN)
def read_all(request: HttpRequest) -> HttpResponse:
    actions.mark_all_read(by=actor_of(request))
    return go("notices:list")


def _handle(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
