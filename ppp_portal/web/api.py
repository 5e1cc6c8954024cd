"""The programs' door: the same gates and the same words as the pages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view, parser_classes, permission_classes
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from ppp_portal.law.refusals import Refused
from ppp_portal.web.gates import EVERYBODY, actor_of
from ppp_portal.web.refusals import speak

Handler = Callable[..., Response]


class BoundedJSONParser(JSONParser):
    """A body nested a thousand times deep is no body of ours: refused as unreadable, not an error of the server."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError from error


def api(*methods: str, roles: tuple[str, ...] = (), body: Any = None) -> Callable[[Handler], Any]:
    """A function as an address of the API: ``@api("POST", roles=(Role.BIDDER,))``; without roles for everybody.

    A guest is answered 403, a signed-in person in another role 404. ``body`` describes the request in the schema.
    """

    def mark(handler: Handler) -> Any:
        gate: list[type[BasePermission]] = [IsAuthenticated, _in_role(roles)] if roles else [AllowAny]
        view = api_view(list(methods))(permission_classes(gate)(parser_classes([BoundedJSONParser])(handler)))
        view = extend_schema(operation_id=handler.__name__, request=body, responses=OpenApiTypes.OBJECT)(view)
        view.audience = frozenset(map(str, roles or (EVERYBODY,)))
        return view

    return mark


def _in_role(roles: tuple[str, ...]) -> type[BasePermission]:
    class InRole(BasePermission):
        def has_permission(self, request: Request, view: APIView) -> bool:
            if actor_of(_django(request)).role not in roles:
                raise NotFound
            return True

    return InRole


def _django(request: Request) -> HttpRequest:
    plain: HttpRequest = request._request
    return plain


def answer_refusals(exception: Exception, context: dict[str, Any]) -> Response | None:
    """409 with every refusal: its code, field, words and paragraph. Anything else as the framework answers."""
    if not isinstance(exception, Refused):
        return exception_handler(exception, context)
    said = speak(exception.refusals)
    body = [{"code": s.code, "field": s.field, "message": s.message, "basis": s.basis} for s in said]
    return Response({"refusals": body}, status=409)
