"""Every commission says what it was appointed for: to decide on tenders, or to compare and recommend.

Those of before are told by their work: who worked, and never on a tender, is a working group.
"""

from django.db import migrations, models


def by_their_work(apps, schema_editor):
    works = apps.get_model("panel", "CommissionAssignment").objects
    on_tenders = works.filter(subject__startswith="tender:").values("commission")
    groups = apps.get_model("panel", "Commission").objects.filter(pk__in=works.values("commission"))
    groups.exclude(pk__in=on_tenders).update(kind="group")


class Migration(migrations.Migration):
    dependencies = [("panel", "0006_attendance_of_earlier_sittings")]

    operations = [
        migrations.AddField(
            model_name="commission",
            name="kind",
            field=models.CharField(
                choices=[("tender", "tender commission"), ("group", "working group")],
                default="tender",
                max_length=10,
                verbose_name="appointed as",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(by_their_work, migrations.RunPython.noop),
    ]
