"""Reads: the key of a subject."""

from ppp_portal.sealing.models import SealingKey


def key_of(subject: str, suite: str) -> SealingKey:
    """Raises ``LookupError`` when the subject has no key under that suite."""
    key = SealingKey.objects.filter(subject=subject, suite=suite).first()
    if key is None:
        raise LookupError(f"no sealing key for {subject}")
    return key
