"""Where the bytes of documents lie: ``MEDIA_ROOT/documents``, named by SHA-256, never changed."""

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from ppp_portal.shelf import Shelf

if TYPE_CHECKING:
    from ppp_portal.documents.models import Document


def shelf() -> Shelf:
    return Shelf(Path(settings.MEDIA_ROOT) / "documents")


def read(document: "Document") -> bytes:
    """The original bytes. Raises ``FileNotFoundError`` when the disk lost them."""
    return shelf().read(document.sha256)
