"""The folder where the launcher keeps servers' data, secrets and files, and who may enter it."""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
LOCK_PATIENCE = 15.0  # seconds in which the children of a killed launcher let go


class CannotStart(Exception):
    """Told to the person at the terminal as it stands."""


def server_account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then the servers run as `nobody`."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def as_server() -> dict[str, Any]:
    """The arguments of `subprocess` that give up root."""
    account = server_account()
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def closed_parent(folder: Path) -> Path | None:
    """The first folder on the way to `folder` that the servers' account may not enter."""
    account = server_account()
    if account is None:
        return None
    for step in [*reversed(folder.parents), folder]:
        if not step.exists():
            break
        status = step.stat()
        if not status.st_mode & (0o100 if status.st_uid == account.pw_uid else 0o001):
            return step
    return None


def root_folder() -> Path:
    """`PPP_HOME`, else `.demo` in the checkout, else (root in a private folder) a folder under /var/tmp."""
    if given := os.environ.get("PPP_HOME"):
        folder = Path(given).resolve()
        if closed := closed_parent(folder):
            raise CannotStart(
                f"PPP_HOME={folder} cannot be used: as root the servers run as 'nobody', who may not enter "
                f"{closed}. Give that folder mode 711, choose another one, or run as an ordinary user."
            )
        return folder
    folder = CHECKOUT / ".demo"
    if closed := closed_parent(folder):
        mark = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:12]
        folder = Path("/var/tmp") / f"ppp-portal-{mark}"
        print(
            f"As root the servers run as 'nobody', who may not enter {closed}: "
            f"their data are kept in {folder} (PPP_HOME chooses another folder).",
            file=sys.stderr,
        )
    return folder


def prepared(name: str = "") -> Path:
    """The home, or its sub-folder `name`, made and safe to write into."""
    root = root_folder()
    root.mkdir(mode=0o711, parents=True, exist_ok=True)
    if root.stat().st_uid != os.geteuid() or root.is_symlink():
        raise CannotStart(f"{root} belongs to somebody else; PPP_HOME chooses another folder.")
    folder = root / name
    folder.mkdir(mode=0o711, exist_ok=True)
    return folder


def server_folder(folder: Path) -> Path:
    """`folder`, made for the servers' account alone."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account := server_account():
        os.chown(folder, account.pw_uid, account.pw_gid)
    return folder


def kept_secrets(home: Path) -> dict[str, str]:
    """The home's own secrets, drawn once: keys for signing, sealing and the two servers."""
    file = home / "secrets.json"
    if not file.exists():
        import pyrage

        drawn = {
            "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
            "SEALING_KEY": str(pyrage.x25519.Identity.generate()),
            "postgresql": secrets.token_urlsafe(24),
            "valkey": secrets.token_urlsafe(24),
        }
        fresh = file.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(drawn))
        fresh.rename(file)
    known: dict[str, str] = json.loads(file.read_text())
    return known


@contextmanager
def occupied(home: Path, *, patience: float = LOCK_PATIENCE) -> Iterator[bool]:
    """Hold the home for one launcher; yields False if another one still has it after `patience` seconds."""
    with (home / "lock").open("w") as lock:
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                if time.monotonic() >= until:
                    yield False
                    return
                time.sleep(0.2)
            else:
                yield True
                return
