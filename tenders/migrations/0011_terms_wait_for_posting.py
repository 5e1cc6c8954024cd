from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenders", "0010_state_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="documentation",
            name="terms",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Terms of an announced tender that wait for the posting.",
            ),
        ),
        migrations.AddField(
            model_name="documentationpart",
            name="compared",
            field=models.JSONField(
                blank=True, default=dict, help_text="The figures of both texts, compared."
            ),
        ),
        migrations.AddField(
            model_name="draftclause",
            name="compared",
            field=models.JSONField(
                blank=True, default=dict, help_text="The figures of both texts, compared."
            ),
        ),
    ]
