"""A copy somebody holds, compared with the original: hashed while it arrives, never kept."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[Concatenate[HttpRequest, ...], HttpResponseBase]


class HashedUpload(UploadedFile):
    """Only the hash of the file is left."""

    sha256 = ""


class HashingUploadHandler(FileUploadHandler):
    """Hashes what is uploaded and lets it go."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._hash = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start > settings.MAX_UPLOAD_MB * 1024 * 1024:
            raise StopUpload(connection_reset=True)
        self._hash.update(raw_data)

    def file_complete(self, file_size: int) -> HashedUpload:
        upload = HashedUpload(name=self.file_name, content_type=self.content_type, size=file_size)
        upload.sha256 = self._hash.hexdigest()
        return upload


def hash_uploads(view: View) -> View:
    """Nothing uploaded to this view is stored, not even in a temporary file."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def hashing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [HashingUploadHandler(request)]
        return protected(request, *args, **kwargs)

    return hashing
