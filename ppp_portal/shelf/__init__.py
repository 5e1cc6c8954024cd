"""A shelf of files named by the SHA-256 of their bytes: written once, whole, and safely on the disk.

What is written goes to a temporary file in the same folder, is flushed to the disk and only then takes its
name, so a name that exists always holds the whole content. The same bytes put twice are one file.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 64 * 1024
NAME = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True)
class Blob:
    """What lies on a shelf: its name (SHA-256, hex) and its length in bytes."""

    sha256: str
    size: int


class Writing:
    """A file being put on a shelf. ``write`` as often as needed, then ``keep``, or ``drop``."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        descriptor, name = tempfile.mkstemp(prefix=".writing-", dir=folder)
        self.path = Path(name)
        self._file: BinaryIO = os.fdopen(descriptor, "wb")
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    def keep(self) -> Blob:
        """Give the file its name; after this returns it survives a power cut."""
        self.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        name = self._hash.hexdigest()
        place = place_of(self._folder, name)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        self.path.replace(place)
        for folder in (place.parent, self._folder):
            sync_folder(folder)
        return Blob(name, self.size)

    def drop(self) -> None:
        """Forget what was written; harmless after ``keep``."""
        self._file.close()
        self.path.unlink(missing_ok=True)


class Shelf:
    """One folder of such files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def writing(self) -> Writing:
        return Writing(self.folder)

    def put(self, data: bytes) -> Blob:
        writing = self.writing()
        try:
            writing.write(data)
            return writing.keep()
        finally:
            writing.drop()

    def path(self, sha256: str) -> Path:
        return place_of(self.folder, sha256)

    def holds(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def read(self, sha256: str) -> bytes:
        """The whole content. Raises ``FileNotFoundError``."""
        return self.path(sha256).read_bytes()

    def chunks(self, sha256: str) -> Iterator[bytes]:
        with self.path(sha256).open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk

    def erase(self, sha256: str) -> None:
        """Take a file away (a replaced draft); one that is not there is no error."""
        self.path(sha256).unlink(missing_ok=True)


def place_of(folder: Path, sha256: str) -> Path:
    """``folder/ab/abcd…``. Raises ``ValueError`` for anything that is not a SHA-256 in hex."""
    if not NAME.match(sha256):
        raise ValueError("not a SHA-256 in hex")
    return folder / sha256[:2] / sha256


def sync_folder(folder: Path) -> None:
    """Make a new or changed name in ``folder`` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
