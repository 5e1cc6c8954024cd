"""Change the key of the environment: the new one in SEALING_KEY, the former in SEALING_KEY_PREVIOUS, then this."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ppp_portal.sealing.actions import rewrap_keys


class Command(BaseCommand):
    help = "Wrap every sealing key by the present SEALING_KEY; sealed bids themselves stay untouched."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(f"{rewrap_keys()} sealing keys wrapped anew")
        except LookupError as error:
            raise CommandError(str(error)) from error
