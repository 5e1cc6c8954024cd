"""Default deny: a view opens for the audience it names, and for nobody else.

Strangers get a 404: a page that exists for others does not exist for them. A guest is sent to sign in.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from ppp_portal.journal.actor import PUBLIC, Actor

EVERYBODY = "public"
SIGNED_IN = "signed_in"

View = Callable[Concatenate[HttpRequest, ...], HttpResponseBase]


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in this request; set by :class:`ppp_portal.web.middleware.ActorMiddleware`."""
    actor: Actor = getattr(request, "actor", PUBLIC)
    return actor


def audience(*roles: str) -> Callable[[View], View]:
    """Open a view to the named roles: ``@audience(Role.STAFF, Role.HEAD)``.

    ``SIGNED_IN`` stands for every person who signed in. The object itself is found through its owner.
    """

    def gate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                query = urlencode({"next": request.get_full_path()})
                return HttpResponseRedirect(f"{reverse('account_login')}?{query}")
            if SIGNED_IN not in roles and actor_of(request).role not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        guarded.audience = frozenset(map(str, roles))  # type: ignore[attr-defined]
        return guarded

    return gate


def public(view: View) -> View:
    """Mark a view that is meant for everybody."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    opened.audience = frozenset({EVERYBODY})  # type: ignore[attr-defined]
    return opened
