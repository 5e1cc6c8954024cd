from django.db import migrations, models

# Notices opened before the moment was kept: the register tells it; where it was empty, the end of acceptance.
OPENED = """
UPDATE projects_initiationnotice notice SET opened_at = COALESCE(
    (SELECT min(opened_at) FROM projects_alternativeproposal WHERE notice_id = notice.id), closed_at)
WHERE state IN ('no_alternative', 'alternatives', 'switched', 'need_not_exceeded', 'expertise', 'negotiation',
    'agreed', 'contract')
   OR EXISTS (SELECT 1 FROM projects_alternativeproposal WHERE notice_id = notice.id AND opened_at IS NOT NULL)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0003_alternatives"),
    ]

    operations = [
        migrations.AddField("initiationnotice", "opened_at", models.DateTimeField(null=True)),
        migrations.RunSQL(OPENED, migrations.RunSQL.noop),
    ]
