"""What every page shows of the person: as whom and for whom the person acts, and the roles to choose from."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from ppp_portal.accounts.messages import role_label


def acting(request: HttpRequest) -> dict[str, Any]:
    """``acting`` for base.html; False for a guest and for a person without a role."""
    return {"acting": SimpleLazyObject(lambda: _acting(request))}


def _acting(request: HttpRequest) -> dict[str, Any]:
    roles = getattr(request, "roles", [])
    actor = getattr(request, "actor", None)
    if not roles or actor is None:
        return {}
    current = next(role for role in roles if role.pk == actor.membership_id)
    return {
        "role": current.get_role_display(),
        "organisation": current.organisation,
        "url": reverse("choose_role"),
        "choices": [
            {"value": role.pk, "label": role_label(role), "current": role is current} for role in roles
        ],
    }
