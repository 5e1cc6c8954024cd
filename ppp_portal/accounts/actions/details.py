"""An organisation moves, or is reached otherwise. Its name, number and kind stay: bids and protocols bear them."""

from django.db import transaction

from ppp_portal.accounts.models import Organisation
from ppp_portal.journal import clock, records
from ppp_portal.journal.actor import Actor


@transaction.atomic
def correct_details(*, by: Actor, **values: str) -> Organisation:
    """Write the addresses, ``email`` and ``phone`` of the actor's own organisation.

    The journal keeps what they were; what is the same already is not recorded.
    """
    row = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    at = clock.now()
    before = {name: getattr(row, name) or "" for name in values}
    changed = sorted(name for name, value in values.items() if before[name] != value)
    if not changed:
        return row
    for name in changed:
        setattr(row, name, values[name])
    row.save()
    records.record(
        "organisation.details_corrected",
        stream=f"organisation:{row.pk}",
        by=by,
        at=at,
        facts={"changed": changed},
        personal={f"{name}_before": before[name] for name in changed}
        | {name: values[name] for name in changed},
    )
    return row
