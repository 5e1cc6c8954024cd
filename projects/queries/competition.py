"""Which tender holds the card of a project. Tenders stand on a higher floor, so that floor says it here."""

from collections.abc import Callable
from uuid import UUID

_asked: dict[str, Callable[[UUID], str]] = {}


def register(name: str, holds: Callable[[UUID], str]) -> None:
    """``holds(project)`` names what keeps the card as it is, or nothing. Registering a name again replaces it."""
    _asked[name] = holds


def holder(project_id: UUID) -> str:
    """The number of the tender whose documentation says what the card says; empty when nothing holds it."""
    return next((found for holds in _asked.values() if (found := holds(project_id))), "")
