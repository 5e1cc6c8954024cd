from django.db import migrations, models


def ask_anew(apps, schema_editor):
    """What lapsed before this column was there waits for the head's word."""
    apps.get_model("tenders", "Tender").objects.filter(state="evaded").update(lapse_fault="undecided")


class Migration(migrations.Migration):
    dependencies = [
        ("tenders", "0011_terms_wait_for_posting"),
    ]

    operations = [
        migrations.AddField(
            model_name="tender",
            name="lapse_fault",
            field=models.CharField(
                blank=True,
                choices=[
                    ("undecided", "not decided yet"),
                    ("winner", "the winner evaded"),
                    ("public", "the public side is at fault"),
                    ("none", "nobody is at fault"),
                ],
                default="",
                max_length=9,
                verbose_name="fault of the lapsed contract",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(ask_anew, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="tender",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "evaded"), models.Q(("lapse_fault", ""), _negated=True)),
                    models.Q(("state", "failed"), models.Q(("lapse_fault", "undecided"), _negated=True)),
                    models.Q(
                        models.Q(("state__in", ["evaded", "failed"]), _negated=True), ("lapse_fault", "")
                    ),
                    _connector="OR",
                ),
                name="tenders_lapse_has_a_fault",
            ),
        ),
    ]
