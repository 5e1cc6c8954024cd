from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0004_opened_at"),
    ]

    operations = [
        migrations.AddField(
            "noticerequirement",
            "key",
            models.CharField(default="", editable=False, max_length=16),
            preserve_default=False,
        ),
        # What is sealed already names requirements by their numbers.
        migrations.RunSQL("UPDATE projects_noticerequirement SET key = number::text", migrations.RunSQL.noop),
        migrations.AddConstraint(
            "noticerequirement",
            models.UniqueConstraint(fields=["notice", "kind", "key"], name="projects_requirement_key"),
        ),
    ]
