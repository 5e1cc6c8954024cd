"""What the launcher promises: it survives its own death, and says plainly what is in the way."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ppp_portal.launcher import catalogues, home
from ppp_portal.launcher.home import CHECKOUT

HOLD = """
import sys, time
from pathlib import Path
from ppp_portal.launcher import servers
with servers.postgresql(Path(sys.argv[1]), "secret", throwaway=True) as database:
    with servers.valkey(Path(sys.argv[1]), "secret") as cache:
        print("up", flush=True)
        time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """pytest's own folders are private, and as root the servers run as somebody else."""
    folder = Path(tempfile.mkdtemp(prefix="ppp-launcher-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def launch(folder: Path, seconds: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", HOLD, str(folder), str(seconds)]
    return subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)


def alive_in(folder: Path) -> list[str]:
    """The command lines of processes that work in `folder`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder) in os.readlink(process / "cwd"):
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found


@pytest.mark.slow
def test_a_killed_launcher_leaves_nothing_and_starts_again(open_folder: Path) -> None:
    first = launch(open_folder, 60)
    assert first.stdout is not None
    assert first.stdout.readline() == "up\n"
    assert alive_in(open_folder)
    first.send_signal(signal.SIGKILL)
    first.communicate()

    second = launch(open_folder, 0)  # at once: the first database may still be shutting down
    output, _ = second.communicate(timeout=60)
    assert output == "up\n"
    assert second.returncode == 0

    until = time.monotonic() + 20
    while alive_in(open_folder) and time.monotonic() < until:
        time.sleep(0.2)
    assert alive_in(open_folder) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the servers to another account")
def test_a_private_folder_on_the_way_is_named(open_folder: Path) -> None:
    private = open_folder / "private"
    private.mkdir(mode=0o700)
    assert home.closed_parent(private / "checkout") == private
    private.chmod(0o711)
    assert home.closed_parent(private / "checkout") is None


def test_only_one_launcher_at_a_time(tmp_path: Path) -> None:
    with home.occupied(tmp_path) as ours:
        assert ours
        with home.occupied(tmp_path, patience=0) as second:
            assert not second
    with home.occupied(tmp_path, patience=0) as again:
        assert again


def test_secrets_are_drawn_once_and_are_private(tmp_path: Path) -> None:
    drawn = home.kept_secrets(tmp_path)
    assert drawn == home.kept_secrets(tmp_path)
    assert drawn["SEALING_KEY"].startswith("AGE-SECRET-KEY-1")
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0


def test_translations_are_compiled_only_when_they_changed(tmp_path: Path) -> None:
    source = tmp_path / "locale" / "kk" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "bid"\nmsgstr "өтінім"\n'
    )
    assert catalogues.compile_all(tmp_path) == 1
    assert catalogues.compile_all(tmp_path) == 0
    assert "өтінім".encode() in source.with_suffix(".mo").read_bytes()
