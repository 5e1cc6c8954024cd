"""The tenders on one project: which of them runs, which ended with a contract, which holds the project's card."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from projects.queries.initiation import negotiated
from tenders.models import Tender
from tenders.queries import partners
from tenders.rules.drafting import BesideFacts
from tenders.states import TenderState

ENDED = (TenderState.CONTRACTED, TenderState.FAILED, TenderState.CANCELLED)
ANNOUNCED = Q(published_at__isnull=False) | Q(stage1_published_at__isnull=False)
RUNNING = ANNOUNCED & ~Q(state__in=ENDED)


def beside(project_id: UUID, tender_id: UUID | None = None) -> BesideFacts:
    """What stands on the project beside ``tender_id``. A draft that nobody outside has read stands in nobody's way."""
    others = Tender.objects.filter(project_id=project_id).exclude(pk=tender_id).order_by("-created_at", "-pk")
    running = others.filter(RUNNING).first()
    concluded = others.filter(state=TenderState.CONTRACTED).exclude(pk__in=partners.over(project_id)).first()
    notice = negotiated([project_id]).get(project_id)
    return BesideFacts(
        running=running.number if running else "",
        concluded=concluded.number if concluded else "",
        notice=notice.number if notice else "",
    )


def chooses(project_id: UUID) -> str:
    """The tender that runs on the project, or that ended with its partner."""
    stands = beside(project_id)
    return stands.running or stands.concluded


def choosing(project_ids: Collection[UUID]) -> dict[UUID, Tender]:
    """Those tenders of many projects: one query, and one more for each that ended with a partner."""
    standing = RUNNING | Q(state=TenderState.CONTRACTED)
    found = Tender.objects.filter(standing, project_id__in=project_ids).order_by("created_at", "pk")
    return {
        row.project_id: row
        for row in found
        if row.state != TenderState.CONTRACTED or row.pk not in partners.over(row.project_id)
    }


def holds(project_id: UUID) -> str:
    """The tender whose approved or announced documentation repeats the card. Not while an amendment is prepared."""
    approved = Q(state=TenderState.DOCS_APPROVED)
    announced = Q(published_at__isnull=False) & ~Q(state__in=(*ENDED, TenderState.SUSPENDED))
    found = Tender.objects.filter(approved | announced, project_id=project_id).order_by("-created_at").first()
    return found.number if found else ""
