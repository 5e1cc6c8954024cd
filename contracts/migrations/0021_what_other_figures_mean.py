from django.db import migrations, models

WORDS = "what other figures and words mean"


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0020_terms_of_a_replacement_are_reminded_of"),
    ]

    operations = [
        migrations.AddField("contract", "explained", models.TextField(WORDS, blank=True, default="")),
        migrations.AddField("contract", "explained_kk", models.TextField(WORDS, blank=True, default="", null=True)),
        migrations.AddField("contract", "explained_ru", models.TextField(WORDS, blank=True, default="", null=True)),
    ]
