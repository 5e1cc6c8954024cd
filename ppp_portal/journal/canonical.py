"""Canonical JSON: the same facts give the same bytes, so that a hash over them means something."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID


def plain(value: object) -> object:
    """``value`` in JSON types. Moments become UTC with microseconds, exact numbers become strings.

    Raises ``TypeError`` for a value that has no one spelling (a float, a model, a lazy text).
    """
    if value is None or isinstance(value, bool | int | str):
        return value if type(value) in (bool, int, str, type(None)) else str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date | UUID | Fraction):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, timedelta):
        return f"PT{value.total_seconds():.6f}S"
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(inner) for inner in value), key=str)
    raise TypeError(f"no canonical form for {type(value).__name__}")


def canonical_bytes(value: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
