"""Reads of the discussion of technical proposals."""

from ppp_portal.panel.models import Motion
from ppp_portal.panel.states import Outcome
from tenders.models import Tender

RECOMMEND = "tender.recommendation"


def recommendations(tender: Tender, *, adopted: bool = True) -> list[Motion]:
    """What the commission voted that the documentation of stage two should provide, in the order of the votes."""
    found = Motion.objects.filter(sitting__subject=tender.subject, code=RECOMMEND).select_related("sitting")
    if adopted:
        found = found.filter(outcome=Outcome.ADOPTED)
    return list(found.order_by("put_at", "pk"))
