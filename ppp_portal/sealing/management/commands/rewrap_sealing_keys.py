"""Change the key of the environment: ``SEALING_KEY`` the new one, ``SEALING_KEY_PREVIOUS`` the former, then this."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ppp_portal.sealing import environment
from ppp_portal.sealing.models import SealingKey


class Command(BaseCommand):
    help = "Wrap every sealing key by the present SEALING_KEY; sealed bids themselves stay untouched."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        from pyrage import DecryptError, decrypt, encrypt

        keepers, recipient = environment.identities(), environment.identity().to_public()
        keys = list(SealingKey.objects.select_for_update().order_by("id"))
        for key in keys:
            try:
                identity = decrypt(bytes(key.wrapped_identity), keepers)
            except DecryptError as error:
                raise CommandError(
                    f"{key.subject}: neither key opens its wrapping; nothing was changed"
                ) from error
            key.wrapped_identity = encrypt(identity, [recipient])
            key.save(update_fields=["wrapped_identity"])
        self.stdout.write(f"{len(keys)} sealing keys wrapped anew")
