"""Whoever confirmed an opening before members confirmed their presence was at the table."""

from django.db import migrations
from django.db.models import Q


def backfill(apps, schema_editor):
    rows = apps.get_model("panel", "Attendance").objects.filter(confirmed_at=None)
    for word in apps.get_model("tenders", "OpeningConfirmation").objects.order_by("id"):
        here = rows.filter(sitting=word.sitting_id, person=word.person_id, came_at__lte=word.at)
        here.filter(Q(left_at=None) | Q(left_at__gte=word.at)).update(confirmed_at=word.at)


class Migration(migrations.Migration):
    dependencies = [
        ("tenders", "0017_security_seen_twice"),
        ("panel", "0006_attendance_of_earlier_sittings"),
    ]

    operations = [migrations.RunPython(backfill, migrations.RunPython.noop)]
