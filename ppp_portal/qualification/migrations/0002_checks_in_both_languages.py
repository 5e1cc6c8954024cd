"""What the commission found is printed in both protocols, so it is kept in both languages; the bidder's own words
are kept apart, with the language they were written in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("qualification", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("check", "qualification_not_met_reasoned"),
        migrations.RemoveConstraint("check", "qualification_met_with_evidence"),
        migrations.RenameField("check", "reason", "reason_kk"),
        migrations.RenameField("check", "evidence", "evidence_kk"),
        migrations.AlterField(
            "check", "reason_kk", models.TextField(blank=True, verbose_name="reason (Kazakh)")
        ),
        migrations.AlterField(
            "check", "evidence_kk", models.TextField(blank=True, verbose_name="evidence (Kazakh)")
        ),
        migrations.AddField(
            "check",
            "reason_ru",
            models.TextField(blank=True, default="", verbose_name="reason (Russian)"),
            preserve_default=False,
        ),
        migrations.AddField(
            "check",
            "evidence_ru",
            models.TextField(blank=True, default="", verbose_name="evidence (Russian)"),
            preserve_default=False,
        ),
        migrations.AddField(
            "check",
            "statement",
            models.TextField(blank=True, default="", verbose_name="statement of the bidder"),
            preserve_default=False,
        ),
        migrations.AddField(
            "check",
            "statement_language",
            models.CharField(blank=True, default="", max_length=2),
            preserve_default=False,
        ),
        # What was printed in both protocols until now stays so.
        migrations.RunSQL(
            "ALTER TABLE qualification_check ALTER COLUMN reason_ru TYPE text USING reason_kk, "
            "ALTER COLUMN evidence_ru TYPE text USING evidence_kk",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            "check",
            models.CheckConstraint(
                condition=models.Q(("verdict", "not_met"), _negated=True)
                | models.Q(("reason_kk", ""), _negated=True),
                name="qualification_not_met_reasoned",
            ),
        ),
        migrations.AddConstraint(
            "check",
            models.CheckConstraint(
                condition=models.Q(("verdict", "met"), _negated=True)
                | models.Q(("evidence_kk", ""), _negated=True)
                | models.Q(("statement", ""), _negated=True)
                | models.Q(("document__isnull", False)),
                name="qualification_met_with_evidence",
            ),
        ),
        migrations.AddConstraint(
            "check",
            models.CheckConstraint(
                condition=models.Q(("reason_kk", ""), ("reason_ru", ""))
                | models.Q(
                    models.Q(("reason_kk", ""), _negated=True), models.Q(("reason_ru", ""), _negated=True)
                ),
                name="qualification_reason_in_both_languages",
            ),
        ),
        migrations.AddConstraint(
            "check",
            models.CheckConstraint(
                condition=models.Q(("evidence_kk", ""), ("evidence_ru", ""))
                | models.Q(
                    models.Q(("evidence_kk", ""), _negated=True), models.Q(("evidence_ru", ""), _negated=True)
                ),
                name="qualification_evidence_in_both_languages",
            ),
        ),
        migrations.AddConstraint(
            "check",
            models.CheckConstraint(
                condition=models.Q(("statement", ""), ("statement_language", ""))
                | models.Q(
                    models.Q(("statement", ""), _negated=True), ("statement_language__in", ["kk", "ru"])
                ),
                name="qualification_statement_has_a_language",
            ),
        ),
    ]
