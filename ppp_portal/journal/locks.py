"""Named advisory locks of the current transaction, for what a row lock would make too slow or cannot name."""

import hashlib

from django.db import connection


def _key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def shared(name: str) -> None:
    """Wait until nobody holds ``name`` exclusively; many may hold it shared (bidders submitting)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_key(name)])


def exclusive(name: str) -> None:
    """Wait until nobody else holds ``name`` (closing a tender, appending to a stream)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_key(name)])


def try_exclusive(name: str) -> bool:
    """Take ``name`` exclusively if nobody holds it; False, without waiting, if somebody does (two sweepers)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_key(name)])
        row = cursor.fetchone()
    return bool(row and row[0])
