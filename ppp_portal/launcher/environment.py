"""The environment in which the portal's own programs run. What the operator has set always wins."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ppp_portal.launcher import home as homes
from ppp_portal.launcher import servers

RUNNING = "running.json"


@contextmanager
def portal(home: Path, *, throwaway: bool = False) -> Iterator[dict[str, str]]:
    """Start whichever of the two servers is not given, and yield the environment for everything else."""
    own = homes.kept_secrets(home)
    with ExitStack() as stack:
        started = {}
        if not os.environ.get("DATABASE_URL"):
            started["DATABASE_URL"] = stack.enter_context(
                servers.postgresql(home, own["postgresql"], throwaway=throwaway)
            )
        if not os.environ.get("REDIS_URL"):
            started["REDIS_URL"] = stack.enter_context(servers.valkey(home, own["valkey"]))
        addresses = home / RUNNING
        addresses.touch(mode=0o600)
        addresses.write_text(json.dumps(started))
        stack.callback(addresses.unlink, missing_ok=True)
        yield _complete(home, own, started)


def of_running(home: Path) -> dict[str, str]:
    """The environment of the portal that another launcher keeps running in `home`."""
    try:
        started = json.loads((home / RUNNING).read_text())
    except (FileNotFoundError, ValueError) as error:
        raise homes.CannotStart("The portal in this folder is starting or stopping; try again.") from error
    return _complete(home, homes.kept_secrets(home), started)


def _complete(home: Path, own: dict[str, str], started: dict[str, str]) -> dict[str, str]:
    mail, media = home / "mail", home / "media"
    for folder in (mail, media):
        folder.mkdir(mode=0o700, exist_ok=True)
    return {
        "DJANGO_SETTINGS_MODULE": "ppp_portal.settings",
        "DJANGO_SECRET_KEY": own["DJANGO_SECRET_KEY"],
        "SEALING_KEY": own["SEALING_KEY"],
        "PORTAL_TRAINING": "1",
        "MEDIA_ROOT": str(media),
        "EMAIL_URL": f"file://{mail}",
        "PYTHONUNBUFFERED": "1",
        **os.environ,
        **started,
    }
