"""What was asked for beside what was decided; who was asked for offers; the day on a paper agreement."""

from django.db import migrations, models
from django.db.models import F


def asked_for(apps, schema_editor):
    """Until now the decision could not differ from the request."""
    apps.get_model("contracts", "Extension").objects.update(asked_ends_on=F("new_ends_on"))
    apps.get_model("contracts", "ExtensionLine").objects.update(asked=F("after"))


def same(name, verbose):
    return [
        migrations.AddField(
            "extension", f"{name}{tail}", models.TextField(blank=True, verbose_name=verbose, **null)
        )
        for tail, null in (("", {}), ("_kk", {"null": True}), ("_ru", {"null": True}))
    ]


class Migration(migrations.Migration):
    dependencies = [("contracts", "0012_declared_acts_and_late_months")]

    operations = [
        migrations.AddField(
            "extension", "asked_ends_on", models.DateField(null=True, verbose_name="last day asked for")
        ),
        migrations.AddField(
            "extensionline",
            "asked",
            models.DecimalField(decimal_places=4, max_digits=20, null=True, verbose_name="asked for"),
        ),
        migrations.AddField(
            "extension", "agreement_on", models.DateField(null=True, verbose_name="date of the agreement")
        ),
        *same("silence", "who was asked and did not offer"),
        migrations.RunPython(asked_for, migrations.RunPython.noop),
        migrations.AlterField(
            "extension", "asked_ends_on", models.DateField(verbose_name="last day asked for")
        ),
    ]
