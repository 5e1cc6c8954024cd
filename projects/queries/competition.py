"""What tenders on a project mean for its card and its notices. They stand on a higher floor, so that floor says it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Floor:
    """The first two answer with the number of a tender, or nothing. ``holds``: its documentation says what the card
    says. ``chooses``: the partner is being chosen by it, or was; ``choosing`` gives those tenders of many projects.
    """

    holds: Callable[[UUID], str]
    chooses: Callable[[UUID], str]
    choosing: Callable[[Collection[UUID]], Mapping[UUID, Any]]


_floors: dict[str, Floor] = {}


def register(name: str, floor: Floor) -> None:
    """Registering a name again replaces what stood there."""
    _floors[name] = floor


def holder(project_id: UUID) -> str:
    return next((found for floor in _floors.values() if (found := floor.holds(project_id))), "")


def choosing(project_ids: Collection[UUID]) -> dict[UUID, Any]:
    """Project -> the tender that runs on it, or that ended with its partner."""
    return {key: row for floor in _floors.values() for key, row in floor.choosing(project_ids).items()}


def chooser(project_id: UUID) -> str:
    return next((found for floor in _floors.values() if (found := floor.chooses(project_id))), "")
