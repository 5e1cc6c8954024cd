"""What one canonical form says that another does not: places with their value before and after."""

from typing import Any

Change = tuple[str, Any, Any]


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """Every place that differs, in the order of the later form. ``requirements.2.text.kk`` is a place."""
    return [(place, old, new) for place, old, new in _walk("", before, after) if old != new]


def top_fields(changes: list[Change]) -> frozenset[str]:
    """The fields in which two forms differ, by their first word."""
    return frozenset(place.partition(".")[0] for place, _old, _new in changes)


def _walk(place: str, before: Any, after: Any) -> list[Change]:
    if isinstance(before, dict) or isinstance(after, dict):
        left, right = before or {}, after or {}
        names = [*right, *(name for name in left if name not in right)]
        return [
            change
            for name in names
            for change in _walk(_inside(place, name), left.get(name), right.get(name))
        ]
    if isinstance(before, list) or isinstance(after, list):
        left, right = before or [], after or []
        pairs = range(max(len(left), len(right)))
        return [change for i in pairs for change in _walk(_inside(place, i + 1), _at(left, i), _at(right, i))]
    return [(place, before, after)]


def _inside(place: str, name: object) -> str:
    return f"{place}.{name}" if place else str(name)


def _at(rows: list[Any], index: int) -> Any:
    return rows[index] if index < len(rows) else None
