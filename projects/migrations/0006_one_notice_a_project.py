from django.db import migrations, models

LIVE = [
    "draft",
    "published",
    "closed",
    "no_alternative",
    "alternatives",
    "switched",
    "need_not_exceeded",
    "expertise",
    "negotiation",
    "agreed",
    "contract",
]


class Migration(migrations.Migration):
    """After a switch to a tender no other notice begins on the project."""

    dependencies = [
        ("projects", "0005_requirement_keys"),
    ]

    operations = [
        migrations.RemoveConstraint("initiationnotice", "projects_one_live_notice"),
        migrations.AddConstraint(
            "initiationnotice",
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(state__in=LIVE), name="projects_one_live_notice"
            ),
        ),
    ]
