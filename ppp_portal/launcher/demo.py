"""The whole portal with demonstration data: web, worker and clock of jobs, until Ctrl-C."""

import multiprocessing
import os
import shlex
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from ppp_portal.launcher import catalogues, environment, programs
from ppp_portal.launcher.home import CHECKOUT, CannotStart, occupied, prepared
from ppp_portal.launcher.lifeline import TiedManager


def run() -> int:
    home = prepared()
    port = int(os.environ.get("PORT") or 8000)
    with occupied(home) as ours:
        if not ours:
            raise CannotStart(f"The demo is already running in {home}.")
        _await_free(port)
        catalogues.compile_all()
        with environment.portal(home) as env:
            env["PORT"] = str(port)
            programs.manage(env, "migrate", "--verbosity", "0")
            return _keep_running(env, port, home)


def _await_free(port: int) -> None:
    """The web process of a killed launcher needs a moment to let the port go."""
    for _ in range(50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                time.sleep(0.2)
            else:
                return
    raise CannotStart(f"Port {port} is in use; PORT=8001 ./run demo takes another one.")


def _keep_running(env: dict[str, str], port: int, home: Path) -> int:
    # honcho hands its processes over by inheritance; newer Pythons would pickle them.
    multiprocessing.set_start_method("fork", force=True)
    python = shlex.quote(sys.executable)
    manager = TiedManager()
    web = f"{python} -m gunicorn ppp_portal.wsgi --bind 127.0.0.1:{port} --workers 2 --threads 4 --timeout 60"
    celery = f"{python} -m celery --app ppp_portal --quiet"
    memory = shlex.quote(str(home / "beat"))
    manager.add_process("web", web, env=env)
    # The pages answer at once; the tenders of the demonstration appear together when all are played.
    load = f"{python} {shlex.quote(str(CHECKOUT / 'manage.py'))} load_demo"
    work = f"{celery} worker --concurrency 2 --loglevel WARNING"
    manager.add_process("worker", f"sh -c {shlex.quote(f'{load} && exec {work}')}", env=env)
    manager.add_process("beat", f"{celery} beat --schedule {memory} --loglevel WARNING --pidfile=", env=env)
    threading.Thread(target=_announce, args=(port,), daemon=True).start()
    manager.loop()
    return int(manager.returncode or 0)


def _announce(port: int) -> None:
    """Say where to look only when there is something to see."""
    address = f"http://127.0.0.1:{port}/"
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=30).close()
        except urllib.error.HTTPError:
            pass
        except OSError:
            time.sleep(0.25)
            continue
        print(f"\n  The portal is open: {address}   (Ctrl-C stops it)\n", flush=True)
        return
