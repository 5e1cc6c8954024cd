"""An amended documentation on its way out: the staff submits it, the head posts it."""

from typing import Any

from tenders.actions import amendments
from tenders.models import Tender


def post_amendment(cast: Any, tender: Tender, **dates: Any) -> Tender:
    submitted = amendments.submit_amendment(tender_id=tender.pk, by=cast.staff, **dates)
    return amendments.post_amendment(
        tender_id=tender.pk, approval_id=submitted.pk, seen=submitted.digest, by=cast.head
    )
