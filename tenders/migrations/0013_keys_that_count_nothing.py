"""Running numbers of securities and consortium members become UUIDs: a bidder who saw two could count the others.

The new keys of existing rows are hashes with a secret that is thrown away, the same in a security and its ledger.
Journal records keep the numbers they were written with. A forfeiture that waits for a decision is proposed anew.
"""

import secrets
import uuid

from django.db import migrations, models

LEDGER = "tenders_ledgerentry"
FOREIGN_KEY = """
SELECT conname FROM pg_constraint
WHERE conrelid = %s::regclass AND confrelid = 'tenders_bidsecurity'::regclass AND contype = 'f'
"""


def hide(apps, schema_editor):
    secret = secrets.token_hex(16)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEY, [LEDGER])
        (name,) = cursor.fetchone()
        cursor.execute(f'ALTER TABLE {LEDGER} DROP CONSTRAINT "{name}"')
        for table in ("tenders_bidsecurity", "tenders_consortiummember"):
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN id DROP IDENTITY IF EXISTS")
            cursor.execute(_to_uuid(table, "id", secret))
        cursor.execute(_to_uuid(LEDGER, "security_id", secret))
        cursor.execute(
            f'ALTER TABLE {LEDGER} ADD CONSTRAINT "{name}" FOREIGN KEY (security_id) '
            "REFERENCES tenders_bidsecurity (id) DEFERRABLE INITIALLY DEFERRED"
        )


def _to_uuid(table, column, secret):
    return f"ALTER TABLE {table} ALTER COLUMN {column} TYPE uuid USING md5('{secret}' || {column})::uuid"


class Migration(migrations.Migration):
    dependencies = [
        ("tenders", "0012_lapse_fault"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(hide)],
            state_operations=[
                migrations.AlterField(
                    model_name=model,
                    name="id",
                    field=models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                )
                for model in ("bidsecurity", "consortiummember")
            ],
        ),
    ]
