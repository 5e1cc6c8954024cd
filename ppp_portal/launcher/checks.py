"""Everything that must be true before a change goes in: first what reads the code, then what runs it."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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
CORES = min(os.cpu_count() or 1, 8)


def lint() -> int:
    """All checks that run no test; 1 if any of them failed."""
    with _portal() as env:
        return 1 if _failed_readings(env) else 0


def test(arguments: list[str]) -> int:
    """All checks, then all tests; with arguments only those tests. The last line is pytest's."""
    with _portal() as env:
        if arguments:
            return programs.python(env, "-m", "pytest", *arguments)
        failed, unmade = _failed_readings_beside_the_template(env)
        status = unmade or _pytest(env)
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
    """One on each core; each is told of when it ends, in the order of the list."""

    def read(command: tuple[str, ...]) -> tuple[int, str, float]:
        began = time.monotonic()
        return *programs.overheard(env, *command), time.monotonic() - began

    failed = []
    with ThreadPoolExecutor(CORES) as readers:
        for name, (status, said, took) in zip(READINGS, readers.map(read, READINGS.values()), strict=True):
            print(f"{said}[{'FAILED' if status else 'ok'}] {name} ({took:.0f} s)", flush=True)
            if status:
                failed.append(name)
    return failed


def _failed_readings_beside_the_template(env: dict[str, str]) -> tuple[list[str], int]:
    """The tests cannot begin without their database, and it asks for one core only."""
    with ThreadPoolExecutor() as beside:
        made = beside.submit(
            programs.python, {**env, "PPP_TEST_DB": TEMPLATE}, "-m", "ppp_portal.launcher.template"
        )
        return _failed_readings(env), made.result()


def _pytest(env: dict[str, str]) -> int:
    """The journeys in a real browser, which often wait, beside everything else, which never does; told of last."""
    env = {**env, "PPP_TEST_TEMPLATE": f"test_{TEMPLATE}"}
    # In the order in which they were collected, not by the number of tests in a file: few may last long.
    quick = ["-n", str(CORES), "--dist", "loadfile", "--no-loadscope-reorder", "-m", "not browser"]
    # The longest journey lasts as long as all the others: whoever is done takes what waits behind it.
    browser = ["-n", str(CORES), "--dist", "worksteal", "-m", "browser", "tests/browser"]
    with ThreadPoolExecutor() as beside:
        journeys = beside.submit(
            programs.overheard, {**env, "PPP_TEST_DB": "browser"}, "-m", "pytest", "-q", *browser
        )
        status = programs.python(env, "-m", "pytest", "-q", *quick)
    failed, said = journeys.result()
    print(said, end="", flush=True)
    return failed or status
