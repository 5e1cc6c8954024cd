"""``manage.py verify_journal``: exit 0 when every chain holds, 1 with the places when not."""

from typing import Any

from django.core.management.base import BaseCommand

from ppp_portal.journal.models import Record
from ppp_portal.journal.verify import findings


class Command(BaseCommand):
    help = "Verify every stream of the journal; exit 1 and name the place if a byte was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for finding in findings():
            faults += 1
            self.stdout.write(str(finding))
        if faults:
            raise SystemExit(1)
        self.stdout.write(f"{Record.objects.count()} records hold")
