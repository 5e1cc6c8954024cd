"""Sealed blobs on disk, under ``MEDIA_ROOT/sealed``, named by the SHA-256 of the ciphertext.

Nothing clear passes through here to the disk: a stream is sealed on the way, chunk by chunk, in memory.
"""

import queue
import threading
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from ppp_portal.sealing.sizes import size_class
from ppp_portal.sealing.suites import parsed
from ppp_portal.shelf import Blob, Shelf

__all__ = ["Blob", "SealingPipe", "TooLarge", "erase", "keep", "path", "read", "seal_stream", "size_class"]


class TooLarge(Exception):
    """The stream is longer than allowed; nothing was kept."""


def shelf() -> Shelf:
    return Shelf(Path(settings.MEDIA_ROOT) / "sealed")


def keep(sealed: bytes) -> Blob:
    """Put an age file on the disk, durably. Refuses anything that does not begin like one."""
    if not sealed.startswith(b"age-encryption.org/v1\n"):
        raise ValueError("only sealed bytes are kept here")
    return shelf().put(sealed)


def read(sha256: str) -> bytes:
    """The age file of that name. Raises ``FileNotFoundError``."""
    return shelf().read(sha256)


def path(sha256: str) -> Path:
    return shelf().path(sha256)


def erase(sha256: str) -> None:
    """Take away a blob that nothing refers to any more (a draft that was replaced)."""
    shelf().erase(sha256)


class SealingPipe:
    """Chunks in at one end, an age file on the shelf at the other, a few chunks of memory in between.

    age wants to pull its input while an upload is pushed, hence the thread. ``write`` raises what the sealing
    raised; ``finish`` returns the blob; ``abort`` leaves nothing behind.
    """

    WAITING_CHUNKS = 8

    def __init__(self, recipients: Iterable[str]) -> None:
        self._recipients = parsed(recipients)
        self._chunks: queue.Queue[bytes | None] = queue.Queue(self.WAITING_CHUNKS)
        self._rest = b""
        self._ended = False
        self._failure: Exception | None = None
        self._writing = shelf().writing()
        self._thread = threading.Thread(target=self._seal, name="sealing", daemon=True)
        self._thread.start()

    def write(self, chunk: bytes) -> None:
        if self._failure:
            raise self._failure
        if chunk:
            self._chunks.put(bytes(chunk))

    def finish(self) -> Blob:
        self._end()
        if self._failure:
            self._writing.drop()
            raise self._failure
        return self._writing.keep()

    def abort(self) -> None:
        self._end()
        self._writing.drop()

    def read(self, size: int) -> bytes:
        """What age pulls; called in the sealing thread only."""
        while not self._rest and not self._ended:
            chunk = self._chunks.get()
            self._ended = chunk is None
            self._rest = chunk or b""
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece

    def _seal(self) -> None:
        from pyrage import encrypt_io

        try:
            encrypt_io(self, self._writing, self._recipients)
        except Exception as error:
            self._failure = self._failure or error
            while not self._ended:  # let the writer go on instead of waiting for room for ever
                self._ended = self._chunks.get() is None

    def _end(self) -> None:
        if self._thread.is_alive():  # it ends only after this sign, so there is always room for it
            self._chunks.put(None)
        self._thread.join()


def seal_stream(chunks: Iterable[bytes], *, recipients: Iterable[str], limit: int | None = None) -> Blob:
    """Seal a stream of any length straight onto the disk.

    ``limit`` is in bytes of clear text (default: ``MAX_UPLOAD_MB``). Raises ``TooLarge``.
    """
    limit = settings.MAX_UPLOAD_MB * 1024 * 1024 if limit is None else limit
    pipe, length = SealingPipe(recipients), 0
    try:
        for chunk in chunks:
            length += len(chunk)
            if length > limit:
                raise TooLarge
            pipe.write(chunk)
    except BaseException:
        pipe.abort()
        raise
    return pipe.finish()
