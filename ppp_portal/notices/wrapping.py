"""Values of a notice on their way through the outbox: JSON inside, the reader's language at the end."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ppp_portal.web import wording


def wrap(value: Any) -> Any:
    """``value`` in JSON types that still know what they are. Raises ``TypeError`` for anything else.

    Text and whole numbers stay; a ``Decimal`` is tenge; ``{"kk": …, "ru": …}`` is content in two languages;
    ``{"month": date}`` is the whole month of that day.
    """
    match value:
        case bool() | float():
            raise TypeError(f"{value!r} has no place in a notice")
        case str() | int():
            return str(value) if isinstance(value, str) else value
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case Decimal():
            return {"tenge": format(value, "f")}
        case {"kk": str() as kk, "ru": str() as ru}:
            return {"kk": kk, "ru": ru}
        case {"month": date() as day}:
            return {"month": day.isoformat()}
    raise TypeError(f"{type(value).__name__} has no place in a notice")


def unwrap(wrapped: Any, language: str) -> Any:
    """The value as words of a language; content is Kazakh for Kazakh readers and Russian for all others."""
    match wrapped:
        case {"moment": text}:
            return wording.moment(datetime.fromisoformat(text), "", language)
        case {"day": text}:
            return wording.day(date.fromisoformat(text), "", language)
        case {"month": text}:
            return wording.month(date.fromisoformat(text), language)
        case {"tenge": text}:
            return wording.tenge(Decimal(text), language)
        case {"kk": kk, "ru": ru}:
            return kk if language == "kk" else ru
    return wrapped


def wrap_all(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: wrap(value) for name, value in params.items()}


def unwrap_all(params: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {name: unwrap(value, language) for name, value in params.items()}
