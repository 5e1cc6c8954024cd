"""Where many tests begin is played once and put back row by row: the same rows, in a hundredth of the time.

``@kept`` on a function that brings the portal somewhere ("four bids opened") keeps what it wrote, for the tests of one
process. It is played anew whenever putting back could be wrong: in a test that commits, that has written something
but the cast, that changes a setting or a function, or that asks with a value that has no name to be remembered by.
"""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, wraps
from io import BytesIO
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection
from django.db.models import Model

P = ParamSpec("P")
R = TypeVar("R")

ALWAYS_PLAY = (
    os.environ.get("PPP_TEST_PLAY") == "all"
)  # nothing is put back: slow, to see that it makes no difference
# What this transaction wrote, by table, and what those before it did that the server has not yet booked.
TOUCHED = """
SELECT relname, rows FROM (
    SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
        + pg_stat_get_xact_tuples_deleted(oid) AS rows
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
) AS tables WHERE rows > 0 ORDER BY relname
"""
COLUMNS = """
SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
"""


@dataclass(frozen=True)
class Stage:
    """The rows of every table that was written to, the portal's clock, and what the function returned."""

    tables: dict[str, tuple[str, bytes]]
    clock: str
    result: Any


class Bystander:
    """What tests hold in their hands and what is the same in each of them: the cast, the clock."""

    def name(self) -> object:
        """What tells this one from another of its kind."""
        return type(self).__name__


@dataclass
class _Test:
    """What is known of the test that runs."""

    plain: bool = True  # it changes no setting and no function
    before: Counter[str] = field(default_factory=Counter)  # the counts it began with
    cast: Counter[str] = field(default_factory=Counter)  # what was written when the cast had come


_test = _Test()


def begin_test(*, plain: bool) -> None:
    """Called in the transaction of each test before it writes anything."""
    _test.plain, _test.before, _test.cast = plain, Counter(), Counter()
    _test.before = _written()


def kept(play: Callable[P, R]) -> Callable[P, R]:
    """See the module. Arguments may be plain values, people of the cast, the cast and the clock."""
    stages: dict[Any, Stage] = {}

    @wraps(play)
    def come(*args: P.args, **options: P.kwargs) -> R:
        if not _untouched():
            return play(*args, **options)
        try:
            key = (_name(args), _name(options), _clock(), str(settings.MEDIA_ROOT))
        except TypeError:
            return play(*args, **options)
        if key in stages:
            _put_back(stages[key])
            result = deepcopy(stages[key].result)
        else:
            result = play(*args, **options)
            stages[key] = _photograph(result)
        if isinstance(result, Bystander):
            _test.cast = _written()
        return result

    return come


@cache
def _may_put_back() -> bool:
    """Rows come back with triggers and keys asleep, which only a superuser of the database may ask for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def _untouched() -> bool:
    return (
        not ALWAYS_PLAY
        and _test.plain
        and connection.in_atomic_block
        and _may_put_back()
        and _written() in (Counter(), _test.cast)
    )


def _name(value: Any) -> Any:
    """What a value is remembered by; a ``TypeError`` where it cannot be."""
    if isinstance(value, Mapping):
        return tuple((key, _name(one)) for key, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(_name(one) for one in value)
    if isinstance(value, Bystander):
        return value.name()
    if isinstance(value, Model):
        raise TypeError
    hash(value)
    return value


def _written() -> Counter[str]:
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED)
        return Counter(dict(cursor.fetchall())) - _test.before


def _photograph(result: Any) -> Stage:
    tables = {}
    with connection.cursor() as cursor:
        for table in _written():
            cursor.execute(COLUMNS, [table])
            columns = cursor.fetchone()[0]
            rows = BytesIO()
            cursor.copy_expert(f'COPY "{table}" ({columns}) TO STDOUT', rows)
            tables[table] = (columns, rows.getvalue())
    return Stage(tables, _clock(), deepcopy(result))


def _clock() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('portal_now()'::regprocedure)")
        return str(cursor.fetchone()[0])


def _put_back(stage: Stage) -> None:
    with connection.cursor() as cursor:
        # No trigger fires and no key is checked: these rows stood here before, as they are.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(";".join(f'DELETE FROM "{table}"' for table in stage.tables))
        for table, (columns, rows) in stage.tables.items():
            cursor.copy_expert(f'COPY "{table}" ({columns}) FROM STDIN', BytesIO(rows))
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute(stage.clock)
