"""A database of its own for each story: a copy of a migrated one that nothing was ever written to."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import sql

from ppp_portal.journal import clock
from ppp_portal.journal.models import Record


class NotFresh(RuntimeError):
    """The database cannot serve as the pattern of a story; the message tells why."""


@contextmanager
def database(name: str) -> Iterator[None]:
    """Work in a copy of the present database called ``name``, with a folder of its own; both go away at the end."""
    _check_pattern()
    pattern, media = connection.settings_dict["NAME"], settings.MEDIA_ROOT
    connection.close()
    _serve("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    try:
        _serve("CREATE DATABASE {} TEMPLATE {}", name, pattern)
    except psycopg2.Error as error:
        raise NotFresh(f"The database {pattern} could not be copied: {error}".strip()) from error
    with tempfile.TemporaryDirectory(prefix="story-") as folder:
        try:
            connection.settings_dict["NAME"], settings.MEDIA_ROOT = name, Path(folder)
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"], settings.MEDIA_ROOT = pattern, media
            _serve("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _check_pattern() -> None:
    if not clock.is_training():
        raise NotFresh("A story moves the clock and is told only in training mode: set PORTAL_TRAINING=1.")
    if Record.objects.exists():
        raise NotFresh("A story begins with an empty, migrated database; something was recorded in this one.")


def _serve(command: str, *names: str) -> None:
    """One command of the server itself, which runs outside any transaction."""
    place = connection.settings_dict
    server = psycopg2.connect(
        dbname="postgres",
        user=place["USER"],
        password=place["PASSWORD"],
        host=place["HOST"],
        port=place["PORT"] or None,
    )
    try:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(sql.SQL(command).format(*map(sql.Identifier, names)))
    finally:
        server.close()
