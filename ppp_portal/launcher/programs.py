"""The short-lived programs that the launcher runs on the way."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

from ppp_portal.launcher.home import CHECKOUT


def python(env: dict[str, str], *arguments: str) -> int:
    """The exit status of this Python with `arguments`."""
    return subprocess.run([sys.executable, *arguments], cwd=CHECKOUT, env=env, check=False).returncode


@contextmanager
def beside(env: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """This Python with `arguments` while something else runs; what it printed follows when both are done."""
    with TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=CHECKOUT, env=env, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield process
            process.wait()
        finally:
            process.terminate()
            process.wait()
            output.seek(0)
            print(output.read().decode(errors="replace"), flush=True)


def manage(env: dict[str, str], *arguments: str) -> None:
    """One command of manage.py; it explains its own failures, which only end the launcher."""
    if status := python(env, "manage.py", *arguments):
        raise SystemExit(status)
