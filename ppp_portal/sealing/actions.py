"""Writes: the key of a subject is kept once; only its wrapping may ever be renewed."""

from django.db import transaction

from ppp_portal.sealing import environment
from ppp_portal.sealing.models import SealingKey


def keep_key(*, subject: str, suite: str, recipient: str, wrapped_identity: bytes) -> None:
    """Keep a subject's key. A second one for the same subject is an ``IntegrityError``."""
    SealingKey.objects.create(
        subject=subject, suite=suite, recipient=recipient, wrapped_identity=wrapped_identity
    )


@transaction.atomic
def rewrap_keys() -> int:
    """Wrap every key by the present key of the environment; all or none. Raises ``LookupError``."""
    from pyrage import DecryptError, decrypt, encrypt

    keepers, recipient = environment.identities(), environment.identity().to_public()
    keys = list(SealingKey.objects.select_for_update().order_by("id"))
    for key in keys:
        try:
            identity = decrypt(bytes(key.wrapped_identity), keepers)
        except DecryptError as error:
            raise LookupError(
                f"{key.subject}: neither key opens its wrapping; nothing was changed"
            ) from error
        key.wrapped_identity = encrypt(identity, [recipient])
        key.save(update_fields=["wrapped_identity"])
    return len(keys)
