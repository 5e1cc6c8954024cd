"""What can fall due: every storey says here how its due objects are found and what is done with one of them.

The round itself is run by :mod:`tenders.sweep`, which remembers the objects that failed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Kind:
    """``due(at, limit)`` finds identifiers by an index; ``act(id)`` asks the deadline again and acts."""

    name: str
    due: Callable[[datetime, int], Iterable[Any]]
    act: Callable[[Any], object]


_kinds: dict[str, Kind] = {}


def register(
    name: str, *, due: Callable[[datetime, int], Iterable[Any]], act: Callable[[Any], object]
) -> None:
    """Add a kind of due objects. ``act`` runs inside a transaction, after a lock that only one sweeper gets.

    ``act`` may find that nothing is due after all. Registering a name again replaces what stood there.
    """
    _kinds[name] = Kind(name, due, act)


def registered() -> tuple[str, ...]:
    return tuple(_kinds)


def kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())
