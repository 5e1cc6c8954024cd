"""`python -m ppp_portal.launcher demo|test|story|manage|lint …`, called by ./run."""

import signal
import sys
from types import FrameType

from ppp_portal.launcher import catalogues, checks, demo, environment, programs
from ppp_portal.launcher.home import CannotStart, occupied, prepared


def manage(arguments: list[str]) -> int:
    """A command on the demo's database: beside a running demo, or with its servers up just for that."""
    home = prepared()
    catalogues.compile_all()
    with occupied(home, patience=0) as ours:
        if not ours:
            return programs.python(environment.of_running(home), "manage.py", *arguments)
        with environment.portal(home) as env:
            return programs.python(env, "manage.py", *arguments)


def story(arguments: list[str]) -> int:
    """The story moves the training clock, which never goes back: it has servers and files of its own."""
    home = prepared("story")
    catalogues.compile_all()
    with occupied(home) as ours:
        if not ours:
            raise CannotStart(f"A story is already being told in {home}.")
        with environment.portal(home, throwaway=True) as env:
            programs.manage(env, "migrate", "--verbosity", "0")
            return programs.python(env, "manage.py", "story", *arguments)


def _leave(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def main() -> int:
    command, *arguments = sys.argv[1:]
    signal.signal(signal.SIGTERM, _leave)  # so that the servers are stopped on the way out
    match command:
        case "demo":
            return demo.run()
        case "test":
            return checks.test(arguments)
        case "lint":
            return checks.lint()
        case "story":
            return story(arguments)
        case "manage":
            return manage(arguments)
    raise CannotStart(f"No such command: {command}. ./run help lists them.")


try:
    sys.exit(main())
except CannotStart as reason:
    sys.exit(f"{reason}")
except KeyboardInterrupt:
    sys.exit(130)
