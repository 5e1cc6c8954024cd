"""A database that exists only while a benchmark runs, and the portal set up on it."""

import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def prepare() -> None:
    """Django with the settings of the environment; call it before anything of the portal is imported."""
    # Python puts the folder of the started file first, where it would hide packages of the same name.
    sys.path[:] = [str(ROOT), *(place for place in sys.path if place != str(ROOT / "bench"))]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ppp_portal.settings")
    os.environ["PPP_TEST_DB"] = f"bench_{os.getpid()}"
    import django
    from django.conf import settings

    django.setup()
    logging.disable(logging.WARNING)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="ppp-bench-"))


@contextmanager
def scratch_database() -> Iterator[None]:
    """Made empty from the migrations, dropped at the end whatever happened."""
    from datetime import timedelta

    from django.conf import settings
    from django.test.utils import (
        setup_databases,
        setup_test_environment,
        teardown_databases,
        teardown_test_environment,
    )

    setup_test_environment(debug=False)
    made = setup_databases(verbosity=0, interactive=False)
    try:
        from ppp_portal.journal.models import Installation

        fresh = {"training": settings.PORTAL_TRAINING, "shift": timedelta(0)}
        Installation.objects.get_or_create(id=1, defaults=fresh)
        yield
    finally:
        teardown_databases(made, verbosity=0)
        teardown_test_environment()


def browser(actor):  # type: ignore[no-untyped-def]
    """A client signed in as ``actor``; ``None`` is a guest."""
    from django.conf import settings
    from django.test import Client

    from ppp_portal.accounts.models import Person

    client = Client()
    if actor is not None:
        client.force_login(Person.objects.get(pk=actor.person_id), settings.AUTHENTICATION_BACKENDS[1])
        session = client.session
        session["membership"] = actor.membership_id
        session.save()
    return client
