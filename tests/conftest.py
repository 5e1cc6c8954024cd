"""Fixtures for every test: the cast, a signed-in browser for anybody of it, and a clock that stands still."""

import gc
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from ppp_portal.journal.actor import Actor
from tests import stages
from tests.cast import Cast, make_cast
from tests.stages import Bystander

if TYPE_CHECKING:
    from tests.world import World

# Nothing that a test leaves behind is worth the tenth of the time that looking for it took.
gc.set_threshold(100_000, 50, 1000)
CHANGES = {"monkeypatch", "settings"}
WALKS = {
    "tests/test_permissions.py",
    "tests/test_fuzz.py",
    "tests/i18n/test_pages_are_not_mixed.py",
    "tests/setup/test_hardened.py",
}
WITH_DATABASE = {"db", "transactional_db", "live_server"}
STILL = """
CREATE OR REPLACE FUNCTION portal_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$SELECT %s::timestamptz$$
"""


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Whoever asks for the whole world does it in one process, which makes that world once."""
    from xdist.scheduler import LoadFileScheduling

    class OneWorld(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return "world" if file in WALKS else file

    return OneWorld(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first: no process is left alone with it while the others have nothing more to do."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True, scope="session")
def tests_may_empty_the_journal() -> None:
    """Transactional tests empty every table at their end; the triggers that keep the journal stand aside then."""
    import pgtrigger
    from django.db.backends.postgresql.operations import DatabaseOperations

    flush = DatabaseOperations.execute_sql_flush

    def flush_all(self, sql_list):  # type: ignore[no-untyped-def]
        with pgtrigger.ignore():
            flush(self, sql_list)

    DatabaseOperations.execute_sql_flush = flush_all  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def installation(request: pytest.FixtureRequest) -> None:
    """In every test with a database: the row that says what kind of installation this is."""
    if request.node.get_closest_marker("django_db") or WITH_DATABASE.intersection(request.fixturenames):
        request.getfixturevalue("_django_db_helper")
        from ppp_portal.journal.models import Installation

        if "world" not in request.fixturenames:  # it has its own, and was brought where it is already
            defaults = {"training": settings.PORTAL_TRAINING, "shift": timedelta(0)}
            Installation.objects.get_or_create(id=1, defaults=defaults)
            stages.begin_test(plain=not changes(request))
        cache.clear()  # the counters of sign-in and sign-up belong to one test


def changes(request: pytest.FixtureRequest) -> bool:
    """Whether the test, or a fixture of ours that it uses, changes settings or replaces functions."""
    info = request.node._fixtureinfo
    ours = [
        made[-1] for made in info.name2fixturedefs.values() if made[-1].func.__module__.startswith("tests")
    ]
    asked = {*info.argnames, *(name for fixture in ours for name in fixture.argnames)}
    return not CHANGES.isdisjoint(asked)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def own_shelf(settings: Any, tmp_path: Path) -> None:
    """A folder of its own for the files of a test that loses or spoils some, or looks at what lies there."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def client_of(db: None) -> Callable[[Actor], Client]:
    """``client_of(cast.staff)``: a browser signed in as that person in that role."""

    def sign_in(actor: Actor) -> Client:
        from ppp_portal.accounts.models import Person

        client = Client()
        client.force_login(Person.objects.get(pk=actor.person_id), settings.AUTHENTICATION_BACKENDS[1])
        session = client.session
        session["membership"] = actor.membership_id
        session.save()
        return client

    return sign_in


class StillClock(Bystander):
    """The portal's clock in the hand of a test. Real time (sign-in, TOTP) goes on."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_get_functiondef('portal_now()'::regprocedure)")
            self._usual: str = cursor.fetchone()[0]

    def set(self, moment: datetime) -> datetime:
        """From now on ``portal_now()`` answers ``moment``. Give an aware datetime."""
        assert moment.tzinfo is not None, "a moment of the portal has a zone"
        with connection.cursor() as cursor:
            cursor.execute(STILL, [moment.isoformat()])
        return moment

    def forward(self, by: timedelta) -> datetime:
        from ppp_portal.journal import clock

        return self.set(clock.now() + by)

    def restore(self) -> None:
        """Needed after a test that commits; the others are rolled back, functions included."""
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute(self._usual)


@pytest.fixture
def clock_at(db: None) -> Iterator[StillClock]:
    """``clock_at.set(moment)`` stops the portal's clock; the usual clock comes back at the end."""
    still = StillClock()
    yield still
    still.restore()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator["World"]:
    """One portal in the middle of its life for all tests of a module. Mark them ``django_db``: each is taken back."""
    from ppp_portal.journal.actions import note_sweep
    from tests.remembered import remembered_people
    from tests.world import make_world, undone

    # A test at its end closes its connection, and with it would go the transaction that holds the world.
    with django_db_blocker.unblock(), undone(), patch.object(connection, "close"):
        stages.begin_test(plain=True)
        world = make_world()
        note_sweep()  # of now, though the world be put back that another module made: the health page asks
        connection.check_constraints()  # once: what is left to the end is looked through at the end of each test
        with remembered_people():
            yield world
