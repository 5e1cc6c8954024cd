"""What happens to every page: a refusal that no form took is answered, foreign words are marked."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ppp_portal.law.refusals import Refused
from ppp_portal.web.marking import marked
from ppp_portal.web.refusals import speak


class MarkingMiddleware:
    """What people wrote is marked as Kazakh on English pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        if page and getattr(request, "LANGUAGE_CODE", "") == "en":
            response.content = marked(response.content.decode())
        return response


class RefusalMiddleware:
    """The page for a refusal that no form took: what is wrong, the paragraph, the way back. Never a 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> None:
        """Nothing is called by a NUL sign, and PostgreSQL cannot even be asked for it."""
        if any("\x00" in value for value in kwargs.values() if isinstance(value, str)):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return render(request, "refused.html", {"refusals": speak(exception.refusals)}, status=409)
