from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0019_requests_ended_with_their_partner"),
    ]

    operations = [
        migrations.AddField(
            model_name="replacement",
            name="reminded_at",
            field=models.DateTimeField(null=True),
        ),
    ]
