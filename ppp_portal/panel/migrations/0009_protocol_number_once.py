"""No number stands on two protocols of a subject, whatever their kinds. They were counted through before already."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('panel', '0008_kind_stays'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='protocol',
            name='panel_protocol_numbered',
        ),
        migrations.AddConstraint(
            model_name='protocol',
            constraint=models.UniqueConstraint(fields=('subject', 'number'), name='panel_protocol_number_once'),
        ),
    ]
