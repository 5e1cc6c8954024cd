"""What a reader should know of a PDF before opening it. A warning, not a guarantee: originals are never altered."""

import re
import zlib
from collections.abc import Iterator

MOST_INFLATED = 32 * 1024 * 1024
MOST_STREAMS = 5_000
# Long enough not to occur by chance in compressed data; a script always needs /JavaScript beside its /JS.
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|RichMedia|XFA|SubmitForm|ImportData|GoToR|Rendition)(?![A-Za-z0-9])"
)
_FILES = re.compile(rb"/EmbeddedFiles?(?![A-Za-z0-9])")
_PASSWORD = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_OBJECTS = re.compile(rb"/ObjStm\b.{0,4000}?stream\r?\n", re.DOTALL)
# A name may be written with #xx instead of letters: /J#61vaScript.
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


class TooMuch(Exception):
    """More compressed objects than the portal reads."""


def pdf_flags(data: bytes) -> list[str]:
    """``pdf_active_content`` (or too much to be sure), ``pdf_attachments``, ``pdf_encrypted``."""
    found = {
        "pdf_active_content": False,
        "pdf_attachments": False,
        "pdf_encrypted": bool(_PASSWORD.search(data)),
    }
    try:
        for text in (data, *_inflated(data)):
            readable = _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), text)
            found["pdf_active_content"] |= bool(_ACTIVE.search(readable))
            found["pdf_attachments"] |= bool(_FILES.search(readable))
    except TooMuch:
        found["pdf_active_content"] = True
    return [flag for flag, present in found.items() if present]


def _inflated(data: bytes) -> Iterator[bytes]:
    """The compressed groups of objects of a PDF, in the clear."""
    left = MOST_INFLATED
    for count, start in enumerate(_OBJECTS.finditer(data)):
        text = _inflate(data, start.end(), left)
        left -= len(text)
        if left <= 0 or count >= MOST_STREAMS:
            raise TooMuch
        yield text


def _inflate(data: bytes, start: int, most: int) -> bytes:
    """What can be inflated from ``start`` on, in small pieces so that a hostile file costs no more than its size."""
    inflater, text = zlib.decompressobj(), b""
    while not inflater.eof and start < len(data) and len(text) < most:
        try:
            text += inflater.decompress(data[start : start + 16_384], most - len(text))
        except zlib.error:
            break
        start += 16_384
        while inflater.unconsumed_tail and len(text) < most:
            text += inflater.decompress(inflater.unconsumed_tail, most - len(text))
    return text
