"""Handing out originals: as attachments, from a response in which nothing can run. Who may read is asked before."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from ppp_portal.documents.audience import Audience
from ppp_portal.documents.storage import shelf

if TYPE_CHECKING:
    from typing_extensions import Buffer

    from ppp_portal.documents.models import Document
    from ppp_portal.journal.models import Record


def serve(document: "Document") -> FileResponse:
    """The original bytes under the document's own name."""
    response = FileResponse(
        shelf().path(document.sha256).open("rb"),
        as_attachment=True,
        filename=document.filename,
        content_type=document.content_type,
    )
    response["ETag"] = f'"{document.sha256}"'
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable" if document.audience == Audience.PUBLIC else "private, no-store"
    )
    return _harmless(response)


def attachment(data: bytes, name: str) -> HttpResponse:
    """Bytes that were opened in memory only, for their own people, under the name they gave."""
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return _harmless(response)


def zip_stream(
    documents: Iterable["Document"], *, name: str, folder: Callable[["Document"], str] = lambda _document: ""
) -> StreamingHttpResponse:
    """All the documents in one archive with a list of their SHA-256 sums, made while it is sent.

    ``folder`` says in which folder a document lies; empty for the top.
    """
    response = StreamingHttpResponse(_zipped(documents, folder), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return _harmless(response)


def journal_stream(records: Iterable["Record"], *, name: str) -> StreamingHttpResponse:
    """The records as hashed, a line each: what the off-line verifier reads."""
    response = StreamingHttpResponse(
        (bytes(row.body) + b"\n" for row in records), content_type="application/x-ndjson"
    )
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


Response = TypeVar("Response", FileResponse, HttpResponse, StreamingHttpResponse)


def _harmless(response: Response) -> Response:
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


class _Outlet(io.RawIOBase):
    """Where ``zipfile`` writes: a place that cannot be wound back, emptied after every chunk."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: "Buffer") -> int:
        self.waiting += data
        return memoryview(data).nbytes

    def take(self) -> bytes:
        taken, self.waiting = bytes(self.waiting), bytearray()
        return taken


def _zipped(documents: Iterable["Document"], folder: Callable[["Document"], str]) -> Iterator[bytes]:
    outlet, sums, used = _Outlet(), [], set[str]()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        for document in documents:
            inside = _folder_name(folder(document))
            name = _free_name(f"{inside}/{document.filename}" if inside else document.filename, used)
            sums.append(f"{document.sha256}  {name}\n")
            entry = zipfile.ZipInfo(name, document.created_at.timetuple()[:6])
            with archive.open(entry, "w", force_zip64=document.size > 2**31) as place:
                for chunk in shelf().chunks(document.sha256):
                    place.write(chunk)
                    yield outlet.take()
        archive.writestr("SHA256SUMS", "".join(sums))
    yield outlet.take()


def _folder_name(name: str) -> str:
    """A name that every system can unpack: no signs that mean something in a path, no dot at its ends."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f«»]', "", name)[:100].strip(" .")


def _free_name(name: str, used: set[str]) -> str:
    stem, dot, extension = name.rpartition(".")
    free, copy = name, 1
    while free.lower() in used:
        copy += 1
        free = f"{stem} ({copy}){dot}{extension}"
    used.add(free.lower())
    return free
