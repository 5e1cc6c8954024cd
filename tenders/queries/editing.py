"""Who else has written meanwhile what somebody has open on the screen."""

import json
from datetime import datetime

from ppp_portal.accounts.models import Person
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.models import Record
from tenders.models import Tender

FAR_ENOUGH = 500  # saves to look back over; a page that saves itself makes one every few seconds


def written_meanwhile(
    tender: Tender, part: int, since: datetime, by: Actor
) -> tuple[Person, datetime] | None:
    """The last other person who saved this part of the documentation after ``since``, and when."""
    rows = Record.objects.filter(stream=f"tender-draft:{tender.pk}", kind="tender.edited", at__gt=since)
    for row in rows.order_by("-sequence").only("at", "body")[:FAR_ENOUGH]:
        said = json.loads(bytes(row.body))
        if said["facts"].get("part") == part and said["by"]["person"] != by.person_id:
            return Person.objects.get(pk=said["by"]["person"]), row.at
    return None
