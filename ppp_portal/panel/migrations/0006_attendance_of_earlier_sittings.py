"""Sittings from before members confirmed their presence: who opened, came, voted or signed there was there.

Without it every paper drafted from such a sitting would call all its members unconfirmed, the chair too.
"""

import json

from django.db import migrations
from django.db.models import Q


def confirm(rows, sitting, person, at):
    """The rows of one person at the table at that moment; a later word changes nothing."""
    here = rows.filter(sitting=sitting, person=person, came_at__lte=at, confirmed_at=None)
    here.filter(Q(left_at=None) | Q(left_at__gte=at)).update(confirmed_at=at)


def backfill(apps, schema_editor):
    rows = apps.get_model("panel", "Attendance").objects
    if not rows.filter(confirmed_at=None).exists():
        return
    # The journal knows who led a sitting or came under the own name; the tables do not.
    own = ("panel.sitting_opened", "panel.sitting_resumed", "panel.arrived")
    for record in apps.get_model("journal", "Record").objects.filter(kind__in=own).order_by("id"):
        said = json.loads(bytes(record.body))
        person = said["by"]["person"]
        if person is not None and said["facts"].get("person", person) == person:
            confirm(rows, said["facts"]["sitting"], person, record.at)
    votes = apps.get_model("panel", "Vote").objects.order_by("id")
    for sitting, person, at in votes.values_list("motion__sitting", "person", "at"):
        confirm(rows, sitting, person, at)
    signed = apps.get_model("panel", "ProtocolSignature").objects.exclude(signed_at=None)
    for sitting, person, at in signed.values_list("protocol__sitting", "person", "signed_at"):
        rows.filter(sitting=sitting, person=person, confirmed_at=None).update(confirmed_at=at)


class Migration(migrations.Migration):
    dependencies = [("panel", "0005_confirmed_attendance"), ("journal", "0003_training_begins_in_the_past")]

    operations = [migrations.RunPython(backfill, migrations.RunPython.noop)]
