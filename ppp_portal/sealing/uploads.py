"""Uploads that are sealed while they arrive: clear text never touches the disk, not even in a temporary file.

Django's own handler spools a large upload to ``/tmp``. Under ``@seal_uploads`` the files of a request are
:class:`SealedUpload` instead: already on the shelf, as ciphertext. A proxy in front must not buffer request
bodies to its disk either: the one of ``deploy/`` buffers in memory only (``tmpfs`` in ``docker-compose.yml``).
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from ppp_portal.sealing.store import Blob, SealingPipe, erase

View = Callable[Concatenate[HttpRequest, ...], HttpResponseBase]
HEAD = 8 * 1024


class SealedUpload(UploadedFile):
    """A received file of which only the ciphertext is left.

    ``blob``          the age file on the shelf; ``None`` if it was ``too_large``
    ``size``          length of the clear text, ``clear_sha256`` its hash: they belong into the sealed payload
    ``head``          the first 8 KiB in the clear, in memory only, to compare the type with the name
    """

    def __init__(
        self, name: str, content_type: str, size: int, *, head: bytes, clear_sha256: str, blob: Blob | None
    ) -> None:
        super().__init__(file=None, name=name, content_type=content_type, size=size)
        self.head = head
        self.clear_sha256 = clear_sha256
        self.blob = blob

    @property
    def too_large(self) -> bool:
        return self.blob is None

    def discard(self) -> None:
        """Take the ciphertext away again: the form was refused."""
        if self.blob:
            erase(self.blob.sha256)


class SealingUploadHandler(FileUploadHandler):
    """Seals each file of the request to ``recipients`` as its chunks arrive."""

    def __init__(
        self, recipients: list[str], request: HttpRequest | None = None, limit: int | None = None
    ) -> None:
        super().__init__(request)
        self.recipients = recipients
        self.limit = settings.MAX_UPLOAD_MB * 1024 * 1024 if limit is None else limit
        self._pipe: SealingPipe | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._head, self._hash, self._length = b"", hashlib.sha256(), 0
        self._pipe = SealingPipe(self.recipients)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._length += len(raw_data)
        if self._length > self.limit:
            return self.upload_interrupted()
        if len(self._head) < HEAD:
            self._head += raw_data[: HEAD - len(self._head)]
        self._hash.update(raw_data)
        if self._pipe:
            self._pipe.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> SealedUpload:
        pipe, self._pipe = self._pipe, None
        return SealedUpload(
            self.file_name or "",
            self.content_type or "",
            file_size,
            head=self._head,
            clear_sha256=self._hash.hexdigest(),
            blob=pipe.finish() if pipe else None,
        )

    def upload_interrupted(self) -> None:
        pipe, self._pipe = self._pipe, None
        if pipe:
            pipe.abort()


def seal_uploads(recipients_of: Callable[..., list[str]]) -> Callable[[View], View]:
    """Seal the files of a view's request: ``@seal_uploads(lambda request, pk: suite.recipients(f"tender:{pk}"))``.

    Goes under the gate. The check of the CSRF token reads the form, so it has to come after the handler is set.
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def sealing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                recipients = recipients_of(request, *args, **kwargs)
                request.upload_handlers = [SealingUploadHandler(recipients, request)]
            return protected(request, *args, **kwargs)

        return sealing

    return decorate
