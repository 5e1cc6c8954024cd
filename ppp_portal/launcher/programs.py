"""The short-lived programs that the launcher runs on the way."""

import subprocess
import sys

from ppp_portal.launcher.home import CHECKOUT


def python(env: dict[str, str], *arguments: str) -> int:
    """The exit status of this Python with `arguments`."""
    return subprocess.run([sys.executable, *arguments], cwd=CHECKOUT, env=env, check=False).returncode


def overheard(env: dict[str, str], *arguments: str) -> tuple[int, str]:
    """As :func:`python`, for programs that run beside others: what it printed comes back with the status."""
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env=env,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return ended.returncode, ended.stdout


def manage(env: dict[str, str], *arguments: str) -> None:
    """One command of manage.py; it explains its own failures, which only end the launcher."""
    if status := python(env, "manage.py", *arguments):
        raise SystemExit(status)
