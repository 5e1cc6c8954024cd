"""The kinds of notices and their words, registered by each storey when the application starts."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kind:
    """``title`` and ``body`` are lazy translations with ``%(name)s`` places for the notice's params."""

    title: Any
    body: Any


_kinds: dict[str, Kind] = {}


def register(kind: str, *, title: Any, body: Any) -> None:
    """Give a kind its words. A kind has one meaning in the whole portal: saying it twice is a ``ValueError``."""
    if _kinds.get(kind, Kind(title, body)) != Kind(title, body):
        raise ValueError(f"the notice {kind} was given words twice")
    _kinds[kind] = Kind(title, body)


def kind_of(kind: str) -> Kind:
    """The words of a kind; ``KeyError`` when no storey registered it."""
    return _kinds[kind]


def registered_kinds() -> frozenset[str]:
    return frozenset(_kinds)
