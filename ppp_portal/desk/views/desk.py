"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ppp_portal.desk.queries import desk as desk_of
from ppp_portal.journal import clock
from ppp_portal.notices.queries import COUNT_UP_TO, unread_count
from ppp_portal.web.gates import SIGNED_IN, actor_of, audience


@audience(SIGNED_IN)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, by deadline, below it what waits for others; above them the way to one's own notices."""
    by = actor_of(request)
    mine, others = desk_of(by, clock.now())
    count = unread_count(by.person_id or 0)
    unread = f"{count}+" if count == COUNT_UP_TO else count
    return render(request, "desk/desk.html", {"mine": mine, "others": others, "unread": unread})
