"""Events go up: a storey records, the storeys above react inside the same transaction."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ppp_portal.journal.actor import Actor


@dataclass(frozen=True)
class Event:
    """What a reaction is told: a journal record, in Python types."""

    kind: str
    stream: str
    at: datetime
    effective_at: datetime
    by: Actor
    facts: Mapping[str, Any]
    record_id: int


Reaction = Callable[[Event], None]
_reactions: dict[str, list[Reaction]] = defaultdict(list)


def on(kind: str) -> Callable[[Reaction], Reaction]:
    """Register a reaction to records of ``kind``. A reaction that raises fails the action that recorded."""

    def register(reaction: Reaction) -> Reaction:
        if reaction not in _reactions[kind]:
            _reactions[kind].append(reaction)
        return reaction

    return register


def publish(event: Event) -> None:
    for reaction in _reactions[event.kind]:
        reaction(event)
