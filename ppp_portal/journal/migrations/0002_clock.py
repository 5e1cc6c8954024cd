"""The portal's clock as a function of the database, and the birth of the installation."""

from datetime import timedelta

from django.conf import settings
from django.db import migrations

PORTAL_NOW = """
CREATE FUNCTION portal_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT clock_timestamp()
         + COALESCE((SELECT shift FROM journal_installation WHERE training), interval '0')
$$
"""


def be_born(apps, schema_editor):
    """Fix for ever whether this database is for training; the setting must agree with it afterwards."""
    apps.get_model("journal", "Installation").objects.create(
        id=1, training=settings.PORTAL_TRAINING, shift=timedelta(0)
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunSQL(PORTAL_NOW, "DROP FUNCTION portal_now()"),
        migrations.RunPython(be_born, migrations.RunPython.noop),
    ]
