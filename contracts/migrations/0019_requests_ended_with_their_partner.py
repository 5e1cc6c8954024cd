"""Requests that ended with their partner say so, also those of before the two states existed.

They had lapsed, as if the contract had ended. The journal knows the instant: that of the opening of a replacement,
or of the assignment of the partner's whole part.
"""

import json

from django.db import migrations


def name_what_ended_them(apps, schema_editor):
    records = apps.get_model("journal", "Record").objects
    extensions, assignments, replacements = (
        apps.get_model("contracts", name).objects for name in ("Extension", "Assignment", "Replacement")
    )
    opened = {(str(card), at) for card, at in replacements.values_list("card", "opened_at")}
    passed = assignments.filter(state="applied").values_list("card", "applied_at")
    left = {(str(card), at) for card, at in passed}
    for requests, kind, key, reasons in (
        (extensions, "card.lapse_extension", "extension", {"left": left, "dropped": opened}),
        (assignments, "assignment.lapse_assignment", "assignment", {"dropped": opened}),
    ):
        for at, body in records.filter(kind=kind).values_list("at", "body"):
            facts = json.loads(bytes(body))["facts"]
            for state, instants in reasons.items():
                if (facts["card"], at) in instants:
                    requests.filter(pk=facts[key], state="lapsed").update(state=state)


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0018_replies_are_reminded_of"),
        ("journal", "0003_training_begins_in_the_past"),
    ]

    operations = [migrations.RunPython(name_what_ended_them, migrations.RunPython.noop)]
