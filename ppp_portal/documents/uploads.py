"""Files of people: streamed to the shelf, hashed on the way, kept only if they are what they say."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from ppp_portal.documents import antivirus, filetypes, names
from ppp_portal.documents.actions import register_file
from ppp_portal.documents.audience import Audience
from ppp_portal.documents.storage import shelf
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.refusals import Refusal, Refused, refuse
from ppp_portal.shelf import CHUNK, Blob, Writing

if TYPE_CHECKING:
    from ppp_portal.documents.models import Document

HEAD = 256 * 1024


def store_upload(
    file: UploadedFile,
    *,
    by: Actor,
    subject: str,
    kind: str,
    at: datetime,
    audience: str = Audience.PARTIES,
    language: str = "",
    number: str = "",
    title: str = "",
    field: str = "file",
) -> "Document":
    """Keep an uploaded file as a write-once document. Raises ``Refused`` with everything that is wrong."""
    name, refusals = names.cleaned(file.name or "", field)
    kind_of_file = filetypes.ALLOWED.get(name.extension)
    if kind_of_file is None:
        refusals.append(refused_type(name, field))
    refuse(refusals)
    assert kind_of_file is not None
    writing = shelf().writing()
    try:
        _receive(file, writing, field)
        flags = [*name.flags, *_inspect(writing.path, name, kind_of_file, field)]
        blob = writing.keep()
    finally:
        writing.drop()
    return register_file(
        blob,
        filename=name.text,
        content_type=kind_of_file.content_type,
        flags=flags,
        by=by,
        subject=subject,
        kind=kind,
        at=at,
        audience=audience,
        language=language,
        number=number,
        title=title,
    )


class Upload(Protocol):
    """A received file of which only the ciphertext is left; see ``ppp_portal.sealing.uploads.SealedUpload``."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    @property
    def content_type(self) -> str | None: ...
    @property
    def clear_sha256(self) -> str: ...
    @property
    def head(self) -> bytes: ...
    @property
    def blob(self) -> Blob | None: ...


def refuse_sealed(upload: Upload, count: int, *, most: int, too_many: str, basis: Paragraph) -> list[Refusal]:
    """Why a sealed file may not join the ``count`` that are kept; ``too_many`` is the code for more than ``most``."""
    if upload.blob is None:
        return [Refusal("documents.too_large", basis, {"limit": settings.MAX_UPLOAD_MB}, "file")]
    if count >= most:
        return [Refusal(too_many, basis, {"most": most}, "file")]
    return refuse_head(upload.name or "", upload.head)


def sealed_facts(upload: Upload, blob: Blob) -> dict[str, Any]:
    """What the sealed content says of a file: nothing of it stands anywhere else."""
    return {
        "name": names.cleaned(upload.name or "")[0].text,
        "size": upload.size,
        "sha256": upload.clear_sha256,
        "type": upload.content_type,
        "sealed": blob.sha256,
    }


def refuse_head(filename: str, head: bytes, field: str = "file") -> list[Refusal]:
    """What the name and the first bytes already show: all there is to see of an upload that is sealed."""
    name, refusals = names.cleaned(filename, field)
    kind_of_file = filetypes.ALLOWED.get(name.extension)
    if kind_of_file is None:
        return [*refusals, refused_type(name, field)]
    if not head:
        refusals.append(Refusal("documents.empty", field=field))
    elif filetypes.sniff(head) not in kind_of_file.sniffed:
        refusals.append(Refusal("documents.unlike_name", params={"extension": name.extension}, field=field))
    return refusals


def refused_type(name: names.Name, field: str) -> Refusal:
    allowed = ", ".join(sorted(filetypes.ALLOWED))
    return Refusal(
        "documents.type", params={"extension": name.extension or "—", "allowed": allowed}, field=field
    )


def _receive(file: UploadedFile, writing: Writing, field: str) -> None:
    for chunk in file.chunks():
        if writing.size + len(chunk) > settings.MAX_UPLOAD_MB * 1024 * 1024:
            raise Refused(
                [Refusal("documents.too_large", params={"limit": settings.MAX_UPLOAD_MB}, field=field)]
            )
        writing.write(chunk)
    writing.flush()
    if not writing.size:
        raise Refused([Refusal("documents.empty", field=field)])


def _inspect(path: Path, name: names.Name, kind_of_file: filetypes.FileType, field: str) -> list[str]:
    """Flags of a file that is what it says. Raises ``Refused``."""
    with path.open("rb") as file:
        sniffed = filetypes.sniff(file.read(HEAD))
    params = {"extension": name.extension}
    if sniffed not in kind_of_file.sniffed:
        raise Refused([Refusal("documents.unlike_name", params=params, field=field)])
    try:
        flags = kind_of_file.opens(path)
    except filetypes.Unlike as unlike:
        raise Refused([Refusal(unlike.code, params=params, field=field)]) from unlike
    return flags + _scanned(path, field)


def _scanned(path: Path, field: str) -> list[str]:
    if antivirus.policy() == "off":
        return []
    with path.open("rb") as file:
        verdict = antivirus.scan(iter(lambda: file.read(CHUNK), b""))
    if verdict is antivirus.Verdict.INFECTED:
        raise Refused([Refusal("documents.infected", field=field)])
    if verdict is antivirus.Verdict.NOT_SCANNED and antivirus.policy() == "require":
        raise Refused([Refusal("documents.not_scanned", field=field)])
    return ["not_scanned"] if verdict is antivirus.Verdict.NOT_SCANNED else []
