"""Why a member does not sign is printed in the protocol of either language, so it is kept in both."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("panel", "0002_dissent_in_both_languages")]

    operations = [
        migrations.RemoveConstraint("protocolsignature", "panel_refused_with_reason"),
        migrations.RenameField("protocolsignature", "reason", "reason_kk"),
        migrations.AlterField(
            "protocolsignature",
            "reason_kk",
            models.TextField(blank=True, verbose_name="reason (Kazakh)"),
        ),
        migrations.AddField(
            "protocolsignature",
            "reason_ru",
            models.TextField(blank=True, default="", verbose_name="reason (Russian)"),
            preserve_default=False,
        ),
        # Answers are protected from any update; what was printed in both protocols until now stays so.
        migrations.RunSQL(
            "ALTER TABLE panel_protocolsignature ALTER COLUMN reason_ru TYPE text USING reason_kk",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            "protocolsignature",
            models.CheckConstraint(
                condition=models.Q(("reason_kk", ""), ("reason_ru", ""), ("refused_at", None))
                | models.Q(
                    ("refused_at__isnull", False),
                    models.Q(("reason_kk", ""), _negated=True),
                    models.Q(("reason_ru", ""), _negated=True),
                ),
                name="panel_refused_with_reason",
            ),
        ),
    ]
