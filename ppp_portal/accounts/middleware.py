"""The Actor of a request, and the second factor that people of the state must have."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from ppp_portal.accounts.queries import actor_for, live_memberships
from ppp_portal.accounts.rules import STAFF_ROLES

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# What somebody without a second factor still reaches: setting one up, and the way out.
OPEN_WITHOUT = frozenset({"second_factor", "account_logout", "account_reauthenticate", "account_login"})


class ActorMiddleware:
    """Sets ``request.roles`` and ``request.actor``, read again on every request: an ended role ends at once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.roles = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: list(live_memberships(request.user.pk)) if request.user.is_authenticated else []
        )
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: actor_for(request.user, request.session.get("membership"), request.roles)  # type: ignore[attr-defined]
        )
        return self.get_response(request)


class SecondFactorMiddleware:
    """Outside training mode nobody works on the state's side with a password alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if settings.PORTAL_TRAINING or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name or "" if request.resolver_match else ""
        if name in OPEN_WITHOUT or name.startswith("mfa_"):
            return None
        if request.actor.role not in STAFF_ROLES or is_mfa_enabled(request.user, SECOND_FACTORS):  # type: ignore[attr-defined]
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": _("Set up a second factor first.")}, status=403)
        return HttpResponseRedirect(reverse("second_factor"))
