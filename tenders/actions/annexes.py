"""Files annexed to the parts of the documentation: the organiser's own until the posting, everybody's afterwards."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ppp_portal.documents.actions import open_to_everybody
from ppp_portal.documents.audience import Audience
from ppp_portal.documents.uploads import store_upload
from ppp_portal.journal.actor import Actor
from ppp_portal.law.acts import p605
from ppp_portal.law.refusals import Refusal, refuse
from tenders.actions.terms import editable, edited
from tenders.models import Documentation, DocumentationFile


@transaction.atomic
def attach_file(
    *,
    tender_id: UUID,
    number: int,
    upload: UploadedFile,
    language: str,
    title_kk: str,
    title_ru: str,
    by: Actor,
) -> DocumentationFile:
    """Annex a file to a part; ``language`` is empty for one without text or with both. Posting makes it public."""
    tender, documentation, at = editable(tender_id, by)
    part = documentation.parts.get(number=number)
    document = store_upload(
        upload,
        by=by,
        subject=tender.subject,
        kind="tender.annex",
        at=at,
        audience=Audience.PARTIES,
        language=language,
        title=title_ru if language == "ru" else title_kk,
    )
    annexed = DocumentationFile.objects.create(
        part=part, document=document, title_kk=title_kk, title_ru=title_ru
    )
    edited(tender, by, at, part=number, file=document.sha256)
    return annexed


@transaction.atomic
def remove_file(*, file_id: int, by: Actor) -> None:
    """Take a file off a part; its bytes stay in the store."""
    annexed = DocumentationFile.objects.select_related("part__documentation").get(pk=file_id)
    tender, documentation, at = editable(annexed.part.documentation.tender_id, by)
    if annexed.part.documentation_id != documentation.pk:
        refuse([Refusal("documentation.file_other_part", p605("A1.10"))])
    edited(tender, by, at, part=annexed.part.number, removed=annexed.document.sha256)
    annexed.delete()


def open_annexes(documentation: Documentation, at: datetime) -> None:
    """The annexes of a version that is being posted: from now on everybody reads them."""
    for part in documentation.parts.all():
        for annexed in part.files.all():
            if annexed.document.audience != Audience.PUBLIC:
                annexed.document = open_to_everybody(annexed.document, at)
                annexed.save(update_fields=["document"])
