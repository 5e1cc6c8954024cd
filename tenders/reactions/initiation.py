"""Direct negotiations that became a tender: a draft is opened from the project's data (art. 44(3) of the Law)."""

from typing import Any

from ppp_portal.journal import bus
from ppp_portal.journal.bus import Event
from projects.models import Complexity, Project
from tenders.actions.drafting import create_tender, save_part
from tenders.kinds import TenderKind

SUPPORT = 4  # the part on state support and sources of income


@bus.on("initiation.switch_to_tender")
def switched(event: Event) -> None:
    """The organiser finds the draft among its tenders, with what the project card already says."""
    project: Any = Project.objects.get(pk=str(event.facts["project"]))
    complex_object = project.complexity == Complexity.YES
    tender = create_tender(
        project_id=project.pk,
        kind=TenderKind.TWO_STAGE if complex_object else TenderKind.OPEN,
        title_kk=project.title_kk,
        title_ru=project.title_ru,
        by=event.by,
    )
    if project.payments_kk and project.payments_ru:
        save_part(
            tender_id=tender.pk,
            number=SUPPORT,
            text_kk=project.payments_kk,
            text_ru=project.payments_ru,
            by=event.by,
        )
