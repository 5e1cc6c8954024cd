"""Papers under art. 49(2) with number and date, the head's word that nothing changes, sums that shrink."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0010_cases_of_proposals")]

    operations = [
        migrations.RenameField("extension", "budget_decision", "budget_number"),
        migrations.RenameField("extension", "maslikhat_decision", "maslikhat_number"),
        migrations.RemoveConstraint(
            model_name="cardobligation",
            name="contracts_obligation_positive",
        ),
        migrations.AddField(
            model_name="extension",
            name="budget_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="extension",
            name="maslikhat_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="extension",
            name="unchanged",
            field=models.TextField(blank=True, verbose_name="why the state owes no more"),
        ),
        migrations.AddField(
            model_name="extension",
            name="unchanged_kk",
            field=models.TextField(blank=True, null=True, verbose_name="why the state owes no more"),
        ),
        migrations.AddField(
            model_name="extension",
            name="unchanged_ru",
            field=models.TextField(blank=True, null=True, verbose_name="why the state owes no more"),
        ),
        migrations.AlterField(
            model_name="extension",
            name="budget_number",
            field=models.CharField(
                blank=True, max_length=80, verbose_name="conclusion of the budget commission"
            ),
        ),
        migrations.AlterField(
            model_name="extension",
            name="maslikhat_number",
            field=models.CharField(blank=True, max_length=80, verbose_name="decision of the maslikhat"),
        ),
        migrations.AddConstraint(
            model_name="cardobligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("plan", None), ("plan__gte", 0), ("year", None), _connector="OR"),
                    models.Q(("fact", None), ("fact__gte", 0), _connector="OR"),
                ),
                name="contracts_obligation_positive",
            ),
        ),
    ]
