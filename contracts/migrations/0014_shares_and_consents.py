"""Shares of private partners, a consent of every public partner, requests that lapse with their contract."""

import django.db.models.deletion
from django.db import migrations, models


def parties_of(apps, schema_editor):
    """Consents given so far are those of the first party of their kind."""
    CardParty = apps.get_model("contracts", "CardParty")
    for consent in apps.get_model("contracts", "AssignmentConsent").objects.select_related("assignment"):
        parties = CardParty.objects.filter(card=consent.assignment.card_id, part=consent.consenter)
        consent.party = parties.order_by("id").first()
        consent.save(update_fields=["party"])


class Migration(migrations.Migration):
    dependencies = [("contracts", "0013_extension_granted"), ("documents", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(
            model_name="assignmentconsent",
            name="contracts_assignment_consent_once",
        ),
        migrations.AddField(
            model_name="assignmentconsent",
            name="party",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contracts.cardparty",
            ),
        ),
        migrations.RunPython(parties_of, migrations.RunPython.noop),
        migrations.AddField(
            model_name="cardparty",
            name="share",
            field=models.DecimalField(decimal_places=4, max_digits=7, null=True, verbose_name="share, %"),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="state",
            field=models.CharField(
                choices=[
                    ("requested", "requested"),
                    ("qualified", "assignee qualified"),
                    ("consented", "consents given"),
                    ("signed", "agreement signed"),
                    ("applied", "in force"),
                    ("refused", "refused"),
                    ("lapsed", "lapsed with the contract or its partner"),
                ],
                default="requested",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignmentconsent",
            constraint=models.UniqueConstraint(
                fields=("assignment", "party"), name="contracts_assignment_consent_once"
            ),
        ),
    ]
