"""Every public partner named in the tender signs beside the organiser; drafts not yet sent are made so."""

from django.conf import settings
from django.db import migrations, models


def partners_of_drafts_sign(apps, schema_editor):
    parties = apps.get_model("contracts", "ContractParty").objects
    drafts = parties.filter(contract__state__in=["draft", "terms_agreed"])
    drafts.filter(side="public", role="public_partner").update(signs=True)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_organisations_and_people'),
        ('contracts', '0001_initial'),
        ('documents', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='contractparty',
            name='contracts_one_signer_a_side',
        ),
        migrations.RemoveConstraint(
            model_name='contractsignature',
            name='contracts_side_signs_once',
        ),
        migrations.AddConstraint(
            model_name='contractparty',
            constraint=models.UniqueConstraint(condition=models.Q(('side', 'private'), ('signs', True)), fields=('contract',), name='contracts_one_private_signer'),
        ),
        migrations.AddConstraint(
            model_name='contractsignature',
            constraint=models.UniqueConstraint(fields=('contract', 'round', 'organisation'), name='contracts_party_signs_once'),
        ),
        migrations.RunPython(partners_of_drafts_sign, migrations.RunPython.noop),
    ]
