"""Everything that must be true before a change goes in: first what reads the code, then what runs it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ppp_portal.launcher import catalogues, environment, programs
from ppp_portal.launcher.home import CannotStart, occupied, prepared

# Each is what this Python is started with.
READINGS = {
    "style": ("-m", "ruff", "check", "."),
    "layout": ("-m", "ruff", "format", "--check", "."),
    "floors": ("-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
    "types": ("-m", "mypy", "."),
    "templates": ("-m", "djlint", "templates", "--lint", "--quiet"),
    "translations": ("-m", "ppp_portal.launcher.translations"),
    "settings": ("manage.py", "check", "--fail-level", "WARNING"),
    "migrations": ("manage.py", "makemigrations", "--check", "--dry-run"),
}
TEMPLATE = "template"  # the database that all workers copy


def lint() -> int:
    """All checks that run no test; 1 if any of them failed."""
    with _portal() as env:
        return 1 if _failed_readings(env) else 0


def test(arguments: list[str]) -> int:
    """All checks, then all tests; with arguments only those tests. The last line is pytest's."""
    with _portal() as env:
        if arguments:
            return programs.python(env, "-m", "pytest", *arguments)
        failed = _failed_readings(env)
        status = _pytest(env)
        if failed:
            print("Failed before the tests: " + ", ".join(failed), flush=True)
        return status or (1 if failed else 0)


@contextmanager
def _portal() -> Iterator[dict[str, str]]:
    home = prepared("test")
    catalogues.compile_all()
    with occupied(home) as ours:
        if not ours:
            raise CannotStart(f"Other tests are running in {home}; PPP_HOME chooses another folder.")
        with environment.portal(home, throwaway=True) as env:
            yield env


def _failed_readings(env: dict[str, str]) -> list[str]:
    failed = []
    for name, command in READINGS.items():
        began = time.monotonic()
        passed = programs.python(env, *command) == 0
        print(f"[{'ok' if passed else 'FAILED'}] {name} ({time.monotonic() - began:.0f} s)", flush=True)
        if not passed:
            failed.append(name)
    return failed


def _pytest(env: dict[str, str]) -> int:
    """What needs no browser on all cores, then the journeys in a real one, which need the cores for themselves."""
    if programs.python({**env, "PPP_TEST_DB": TEMPLATE}, "-m", "ppp_portal.launcher.template"):
        return 1
    env = {**env, "PPP_TEST_TEMPLATE": f"test_{TEMPLATE}"}
    workers = str(min(os.cpu_count() or 1, 8))
    quick = ["-n", workers, "--dist", "loadfile", "-m", "not browser"]
    # The longest journey lasts as long as all the others: whoever is done takes what waits behind it.
    browser = ["-n", workers, "--dist", "worksteal", "-m", "browser", "tests/browser"]
    status = programs.python(env, "-m", "pytest", "-q", *quick)
    return programs.python(env, "-m", "pytest", "-q", *browser) or status
