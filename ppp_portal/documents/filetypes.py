"""What may be uploaded, and how the portal makes sure that a file is what its name says.

Extension = signature = a parser opens it. Nothing is ever repaired or converted: the original is kept as it is,
or refused.
"""

import io
import mmap
import re
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ppp_portal.documents.pdf_inside import pdf_flags

OOXML = "application/vnd.openxmlformats-officedocument."
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # the object identifier of CMS SignedData, in DER


class Unlike(Exception):
    """The file is not what its extension says; ``code`` names how."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class FileType:
    """``sniffed`` are the MIME types libmagic may see; ``opens`` raises :class:`Unlike`, returns flags."""

    content_type: str
    sniffed: frozenset[str]
    opens: Callable[[Path], list[str]]


def _pdf(path: Path) -> list[str]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:5] != b"%PDF-" or data.rfind(b"%%EOF", max(0, len(data) - 2048)) < 0:
            raise Unlike("documents.damaged")
        _no_archive_behind(path)
        return pdf_flags(bytes(data))


def _picture(ends: bytes, *, telephones_add: bool = False) -> Callable[[Path], list[str]]:
    """``telephones_add``: cameras write data of their own behind the end; that is said, not refused."""

    def opens(path: Path) -> list[str]:
        from PIL import Image

        data = path.read_bytes()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                with Image.open(io.BytesIO(data)) as picture:
                    picture.verify()
        except Exception as error:
            raise Unlike("documents.damaged") from error
        _no_archive_behind(path)
        whole = data.rstrip(b"\0\r\n ").endswith(ends)
        if not whole and (
            not telephones_add or re.search(rb"<\?php|<script|MZ|\x7fELF", data.rpartition(ends)[2])
        ):
            raise Unlike("documents.two_in_one")
        return [] if whole else ["data_behind_end"]

    return opens


def _text(path: Path) -> list[str]:
    data = path.read_bytes()
    for encoding in (
        ("utf-16", "utf-8", "cp1251") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8", "cp1251")
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\0-\x08\x0e-\x1f]", text):
            return []
    raise Unlike("documents.damaged")


def _signature(path: Path) -> list[str]:
    with path.open("rb") as file:
        head = file.read(4096)
    if head.lstrip().startswith((b"-----BEGIN CMS-----", b"-----BEGIN PKCS7-----")):
        return []
    if head[:1] == b"\x30" and SIGNED_DATA in head[:40]:
        return []
    raise Unlike("documents.damaged")


def _archive(path: Path) -> list[str]:
    from ppp_portal.documents.archives import check_archive

    check_archive(path)
    return []


def _office(part: str) -> Callable[[Path], list[str]]:
    def opens(path: Path) -> list[str]:
        from ppp_portal.documents.archives import check_archive

        names = check_archive(path)
        if not {"[Content_Types].xml", part} <= names:
            raise Unlike("documents.damaged")
        return ["office_macros"] if any(name.endswith("vbaProject.bin") for name in names) else []

    return opens


def _no_archive_behind(path: Path) -> None:
    """A file that is a picture or a PDF from its beginning and an archive from its end is two files."""
    if zipfile.is_zipfile(path):
        raise Unlike("documents.two_in_one")


_ZIPS = frozenset({"application/zip", "application/octet-stream"})
_CMS = frozenset({"application/octet-stream", "application/pkcs7-signature", "application/pkcs7-mime", "text/plain",
                  "application/x-pem-file"})  # fmt: skip
_DOCX, _XLSX = f"{OOXML}wordprocessingml.document", f"{OOXML}spreadsheetml.sheet"
_SIGNED = FileType("application/pkcs7-signature", _CMS, _signature)
ALLOWED: dict[str, FileType] = {
    "pdf": FileType("application/pdf", frozenset({"application/pdf"}), _pdf),
    "docx": FileType(_DOCX, _ZIPS | {_DOCX}, _office("word/document.xml")),
    "xlsx": FileType(_XLSX, _ZIPS | {_XLSX}, _office("xl/workbook.xml")),
    "png": FileType("image/png", frozenset({"image/png"}), _picture(b"IEND\xaeB`\x82")),
    "jpg": FileType("image/jpeg", frozenset({"image/jpeg"}), _picture(b"\xff\xd9", telephones_add=True)),
    "txt": FileType("text/plain", frozenset({"text/plain", "text/csv", "application/json"}), _text),
    "zip": FileType("application/zip", _ZIPS, _archive),
    "cms": _SIGNED,
    "p7s": _SIGNED,
    "sig": _SIGNED,
}
ALLOWED["jpeg"] = ALLOWED["jpg"]


def sniff(head: bytes) -> str:
    """The MIME type libmagic sees in the first bytes."""
    import magic

    return magic.from_buffer(head, mime=True)
