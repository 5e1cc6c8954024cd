"""Children that cannot outlive the launcher.

`kill -9` gives the launcher no chance to clean up, so the kernel is asked beforehand: each child gets a
signal of its own choice at the moment its parent dies. A web process left behind would hold the port, a
database left behind would hold the data folder, and the next start would fail for no visible reason.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
from collections.abc import Callable
from typing import Any

from honcho.manager import Manager
from honcho.process import Popen, Process

PR_SET_PDEATHSIG = 1


def with_parent(last_signal: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`: the child gets `last_signal` when the calling process dies, however it dies."""
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def tie() -> None:
        prctl(PR_SET_PDEATHSIG, int(last_signal), 0, 0, 0)
        if os.getppid() != parent:  # it died between fork and here
            os.kill(os.getpid(), last_signal)

    return tie


def stop(child: subprocess.Popen[Any], stop_signal: signal.Signals, *, seconds: float) -> None:
    """Ask the child to stop; after `seconds` insist."""
    if child.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        child.send_signal(stop_signal)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


class TiedProcess(Process):
    """honcho's go-between (a fork of the launcher) and the program that it starts, both tied."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._tie = with_parent(signal.SIGKILL)  # here, where the launcher is the process calling

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        self._tie()
        self._child_ctor = _tied_popen
        super().run(events, ignore_signals)


def _tied_popen(command: str, **options: Any) -> Popen:
    return Popen(f"exec {command}", preexec_fn=with_parent(signal.SIGTERM), **options)


class TiedManager(Manager):
    """honcho's manager of several programs, with tied processes."""

    def __init__(self) -> None:
        super().__init__()
        self._process_ctor = TiedProcess

    def terminate(self) -> None:
        """honcho stops only what has reported its start; before that the go-betweens are let go."""
        if self._all_started():
            super().terminate()
            return
        for started in self._processes.values():
            if "process" in started:
                started["process"].kill()
        raise SystemExit(self.returncode or 1)
