"""How every test runs: no outside service but PostgreSQL, cheap passwords, no silent template mistakes."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's synchronous interface runs a loop


# No test is timed: a busy machine is no fault of the code.
hypothesis_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="ppp-test-media-"))
    settings.WHITENOISE_AUTOREFRESH = True  # each test browser would list every static file at its start
    settings.CELERY_TASK_ALWAYS_EAGER = True
    settings.CELERY_TASK_EAGER_PROPAGATES = True


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported stays until the end: nobody need look through it for rubbish again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure(config: pytest.Config) -> None:
    from django.conf import settings

    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True, scope="session")
def unknown_template_variables_are_errors():
    """A misspelt variable in one of our own templates fails the test instead of printing nothing."""
    from django.template import engines

    from tests.strict_templates import UnknownVariable

    engines["django"].engine.string_if_invalid = UnknownVariable()


@pytest.fixture(autouse=True)
def no_language_of_another_test():
    """A request leaves its language behind in the thread; no test may pass or fail by what ran before it."""
    from django.utils import translation

    translation.deactivate()
