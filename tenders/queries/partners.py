"""Whose contract is over: its tender no longer stands for a partner of the project; and whom a tender replaces.
Contracts are kept one floor above, so that floor says it."""

from collections.abc import Callable, Iterable
from uuid import UUID

from tenders.models import Tender

_floors: dict[str, Callable[[UUID], Iterable[UUID]]] = {}
_replaced: dict[str, Callable[[UUID], Iterable[int]]] = {}


def register(name: str, over: Callable[[UUID], Iterable[UUID]]) -> None:
    """``over(project)`` names the tenders whose contract expired or was terminated. A name stands once."""
    _floors[name] = over


def register_replaced(name: str, replaced: Callable[[UUID], Iterable[int]]) -> None:
    """``replaced(tender)`` names the organisations of the partner whom a tender replaces. A name stands once."""
    _replaced[name] = replaced


def stands_again(tender: Tender, organisation_ids: Iterable[int]) -> bool:
    """Whether the partner whom the tender replaces is among those behind a bid: p. 62 bars it not by name (R-10)."""
    if not tender.replaces_contract:
        return False
    return any(pk in asked(tender.pk) for asked in _replaced.values() for pk in organisation_ids)


def over(project_id: UUID) -> set[UUID]:
    """Those tenders, and the ones that found a new partner for the same contract (p. 62)."""
    found = {tender for asked in _floors.values() for tender in asked(project_id)}
    more = found
    while more:
        more = set(Tender.objects.filter(replaces__in=more).values_list("pk", flat=True)) - found
        found |= more
    return found
