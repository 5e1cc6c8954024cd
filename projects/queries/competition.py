"""What tenders on a project mean for its card and its notices. They stand on a higher floor, so that floor says it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Floor:
    """Each answers with the number of a tender, or nothing. ``holds``: its documentation says what the card says.

    ``chooses``: the partner is being chosen by it, or was.
    """

    holds: Callable[[UUID], str]
    chooses: Callable[[UUID], str]


_floors: dict[str, Floor] = {}


def register(name: str, floor: Floor) -> None:
    """Registering a name again replaces what stood there."""
    _floors[name] = floor


def holder(project_id: UUID) -> str:
    return next((found for floor in _floors.values() if (found := floor.holds(project_id))), "")


def chooser(project_id: UUID) -> str:
    return next((found for floor in _floors.values() if (found := floor.chooses(project_id))), "")
