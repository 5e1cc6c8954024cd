"""The Actor of a request: the signed-in person in the role chosen for this session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from ppp_portal.accounts.queries import actor_for


class ActorMiddleware:
    """Sets ``request.actor``. The role is read again on every request: an ended membership ends at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: actor_for(request.user, request.session.get("membership"))
        )
        return self.get_response(request)
