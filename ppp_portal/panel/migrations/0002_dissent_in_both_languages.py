"""A dissenting opinion is printed in the protocol of either language, so it is kept in both."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("panel", "0001_initial")]

    operations = [
        migrations.RenameField("vote", "dissent", "dissent_kk"),
        migrations.AlterField(
            "vote",
            "dissent_kk",
            models.TextField(blank=True, verbose_name="dissenting opinion (Kazakh)"),
        ),
        migrations.AddField(
            "vote",
            "dissent_ru",
            models.TextField(blank=True, default="", verbose_name="dissenting opinion (Russian)"),
            preserve_default=False,
        ),
        # Votes are protected from any update; what was printed in both protocols until now stays so.
        migrations.RunSQL(
            "ALTER TABLE panel_vote ALTER COLUMN dissent_ru TYPE text USING dissent_kk",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            "vote",
            models.CheckConstraint(
                condition=models.Q(("dissent_kk", ""), ("dissent_ru", ""))
                | models.Q(
                    models.Q(("dissent_kk", ""), _negated=True), models.Q(("dissent_ru", ""), _negated=True)
                ),
                name="panel_dissent_in_both_languages",
            ),
        ),
    ]
