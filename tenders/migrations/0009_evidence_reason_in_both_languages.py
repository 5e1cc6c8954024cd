"""The reason why evidence is not accepted in full is printed in both languages, so it is given in both."""

from django.db import migrations, models
from django.db.models import F, Q


def twice(apps, schema_editor):
    """What was printed in both protocols until now stays so."""
    pieces = apps.get_model("tenders", "EvidenceItem").objects.exclude(reason_kk="")
    pieces.update(reason_ru=F("reason_kk"))


class Migration(migrations.Migration):
    dependencies = [("tenders", "0008_documentation_as_posted")]

    operations = [
        migrations.RemoveConstraint("evidenceitem", "tenders_disallowed_with_reason"),
        migrations.RenameField("evidenceitem", "reason", "reason_kk"),
        migrations.AlterField(
            "evidenceitem", "reason_kk", models.TextField(blank=True, verbose_name="reason (Kazakh)")
        ),
        migrations.AddField(
            "evidenceitem",
            "reason_ru",
            models.TextField(blank=True, default="", verbose_name="reason (Russian)"),
            preserve_default=False,
        ),
        migrations.RunPython(twice, migrations.RunPython.noop),
        migrations.AddConstraint(
            "evidenceitem",
            models.CheckConstraint(
                condition=Q(accepted=None) | Q(accepted=F("claimed")) | ~Q(reason_kk=""),
                name="tenders_disallowed_with_reason",
            ),
        ),
        migrations.AddConstraint(
            "evidenceitem",
            models.CheckConstraint(
                condition=Q(reason_kk="", reason_ru="") | ~Q(reason_kk="") & ~Q(reason_ru=""),
                name="tenders_reason_in_both_languages",
            ),
        ),
    ]
