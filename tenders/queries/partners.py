"""Whose contract is over: its tender no longer stands for a partner of the project. Contracts are kept one floor above,
so that floor says it."""

from collections.abc import Callable, Iterable
from uuid import UUID

from tenders.models import Tender

_floors: dict[str, Callable[[UUID], Iterable[UUID]]] = {}


def register(name: str, over: Callable[[UUID], Iterable[UUID]]) -> None:
    """``over(project)`` names the tenders whose contract expired or was terminated. A name stands once."""
    _floors[name] = over


def over(project_id: UUID) -> set[UUID]:
    """Those tenders, and the ones that found a new partner for the same contract (p. 62)."""
    found = {tender for asked in _floors.values() for tender in asked(project_id)}
    more = found
    while more:
        more = set(Tender.objects.filter(replaces__in=more).values_list("pk", flat=True)) - found
        found |= more
    return found
