"""With the end of submission no answer can be added: the log of questions and answers is printed."""

from ppp_portal.documents.actions import request_print
from ppp_portal.journal import bus
from tenders.models import Tender
from tenders.protocols.answers import answers


@bus.on("tender.close_submission")
def print_log(event: bus.Event) -> None:
    """Nothing is printed when nobody asked. Closing once more, after a stay, finds the log printed."""
    tender = Tender.objects.select_related("organiser").get(pk=event.facts["tender"])
    answered = list(tender.questions.filter(answered_at__isnull=False).order_by("number"))
    if answered:
        request_print(
            "tender.answers",
            answers(tender, answered, event.at),
            key=f"tender.answers:{tender.pk}:{len(answered)}",
            subject=tender.subject,
            at=event.at,
            by=event.by,
            audience="public",
        )
