"""Whom django-axes counts failed sign-ins against, and what it shows when it locks."""

from collections.abc import Mapping
from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def typed_address(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The address typed into a sign-in form, whatever the form calls it, in lower case."""
    given = credentials or request.POST
    address = given.get("email") or given.get("login") or given.get("username") or ""
    return str(address).strip().lower()


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: Mapping[str, Any] | None
) -> HttpResponse:
    """The page that says for how long sign-in is locked, and what to do meanwhile."""
    pause = get_cool_off(request)
    context = {
        "limit": settings.AXES_FAILURE_LIMIT,
        "minutes": int(pause.total_seconds() // 60) if pause else 0,
    }
    return render(request, "account/locked_out.html", context, status=429)
