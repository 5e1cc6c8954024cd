"""Archives are listed, never unpacked: enough to know that unpacking them harms nobody."""

import zipfile
from pathlib import Path

from ppp_portal.documents.filetypes import Unlike

MOST_ENTRIES = 2_000
MOST_UNPACKED = 500 * 1024 * 1024
MOST_RATIO = 150
DEEPEST = 12


def check_archive(path: Path) -> set[str]:
    """The names inside. Raises ``Unlike``: damaged, two files in one, or dangerous to unpack."""
    with path.open("rb") as file:
        if file.read(4) not in {b"PK\x03\x04", b"PK\x05\x06"}:
            raise Unlike("documents.two_in_one")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            start = archive.start_dir
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unlike("documents.damaged") from error
    packed, unpacked = path.stat().st_size, sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * packed:
        raise Unlike("documents.archive_too_large")
    if any(_leads_outside(entry) for entry in entries) or _overlapping(entries, start):
        raise Unlike("documents.archive_unsafe")
    if any(entry.filename.lower().endswith((".zip", ".rar", ".7z", ".gz", ".tar")) for entry in entries):
        raise Unlike("documents.archive_nested")
    return {entry.filename for entry in entries}


def _leads_outside(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    return link or ".." in parts or parts[0] == "" or ":" in parts[0] or len(parts) > DEEPEST


def _overlapping(entries: list[zipfile.ZipInfo], start_of_directory: int) -> bool:
    """Entries that share their bytes: how a small archive unpacks into petabytes."""
    places = sorted(
        (entry.header_offset, entry.header_offset + 30 + entry.compress_size) for entry in entries
    )
    ends = [start for start, _ in places[1:]] + [start_of_directory]
    return any(end > limit for (_, end), limit in zip(places, ends, strict=True)) if places else False
