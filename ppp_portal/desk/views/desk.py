"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ppp_portal.desk.queries import desk as desk_of
from ppp_portal.journal import clock
from ppp_portal.web.gates import SIGNED_IN, actor_of, audience


@audience(SIGNED_IN)
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, by deadline, and below it what waits for others."""
    mine, others = desk_of(actor_of(request), clock.now())
    return render(request, "desk/desk.html", {"mine": mine, "others": others})
