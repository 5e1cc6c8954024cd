"""Compare every document with its bytes on the disk: after a restore, and from time to time."""

import hashlib
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ppp_portal.documents.models import Document, PrintOrder
from ppp_portal.documents.storage import shelf


class Command(BaseCommand):
    help = "Hash every file of the shelf again; names documents whose bytes are missing or changed."

    def handle(self, *args: Any, **options: Any) -> None:
        checked, wrong = 0, []
        for document in Document.objects.select_related("pair").order_by("registered_at").iterator():
            checked += 1
            wrong += [f"{document.pk} {fault}" for fault in self._faults(document)]
        waiting = PrintOrder.objects.filter(documents=None).count()
        self.stdout.write(f"{checked} documents checked, {len(wrong)} faults, {waiting} print orders waiting")
        if wrong:
            raise CommandError("\n".join(wrong))

    def _faults(self, document: Document) -> list[str]:
        """What is wrong with one document."""
        faults, found = [], hashlib.sha256()
        try:
            for chunk in shelf().chunks(document.sha256):
                found.update(chunk)
        except FileNotFoundError:
            faults.append("is missing on the disk")
        else:
            if found.hexdigest() != document.sha256:
                faults.append("was changed on the disk")
        data = hashlib.sha256(document.context.encode()).hexdigest()
        if document.pair and data != document.context_sha256:
            faults.append("has other data than it was printed from")
        return faults
