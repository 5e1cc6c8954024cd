"""The antivirus hook: clamd, spoken to in its own stream protocol. Three answers, and "could not ask" is one.

``ANTIVIRUS`` says what follows from "could not ask": ``off`` nothing is asked; ``flag`` the file is kept and
marked as not scanned; ``require`` the file is refused for now. ``CLAMD_ADDRESS`` is ``host:port`` or the path of
a socket.
"""

import enum
import logging
import socket
from collections.abc import Iterable

from django.conf import settings

logger = logging.getLogger(__name__)
SECONDS = 30


class Verdict(enum.Enum):
    CLEAN = "clean"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"


def policy() -> str:
    return settings.ANTIVIRUS


def scan(chunks: Iterable[bytes]) -> Verdict:
    """Ask clamd. A busy or missing scanner is never taken for a clean file."""
    try:
        with _connection() as clamd:
            clamd.sendall(b"zINSTREAM\0")
            for chunk in chunks:
                clamd.sendall(len(chunk).to_bytes(4, "big") + chunk)
            clamd.sendall((0).to_bytes(4, "big"))
            answer = b""
            while not answer.endswith(b"\0") and (part := clamd.recv(4096)):
                answer += part
    except OSError as error:
        logger.warning("clamd could not be asked: %s", error)
        return Verdict.NOT_SCANNED
    answer = answer.rstrip(b"\0").strip()
    if answer.endswith(b"FOUND"):
        return Verdict.INFECTED
    return Verdict.CLEAN if answer.endswith(b": OK") else Verdict.NOT_SCANNED


def _connection() -> socket.socket:
    address = settings.CLAMD_ADDRESS
    if address.startswith("/"):
        unix = socket.socket(socket.AF_UNIX)
        unix.settimeout(SECONDS)
        unix.connect(address)
        return unix
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), SECONDS)
