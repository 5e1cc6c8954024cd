"""The identity of the environment: it wraps the identities of the subjects and stands nowhere else.

``SEALING_KEY`` is an ordinary age identity (``AGE-SECRET-KEY-1…``, made by ``age-keygen``). While the key is
being changed, ``SEALING_KEY_PREVIOUS`` holds the former one and ``rewrap_sealing_keys`` moves every key over.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

MISSING = (
    "SEALING_KEY must be an age identity (AGE-SECRET-KEY-1…). Make one with "
    "`python -c 'import pyrage; print(pyrage.x25519.Identity.generate())'`, keep a copy off-line: "
    "without it no sealed bid can ever be opened."
)


def identity() -> "Identity":
    """The present key. Raises ``ImproperlyConfigured`` in words an operator can act on."""
    return _parsed(getattr(settings, "SEALING_KEY", ""))


def identities() -> list["Identity"]:
    """Every key that may open a wrapping, the present one first."""
    previous = getattr(settings, "SEALING_KEY_PREVIOUS", "")
    return [identity(), *([_parsed(previous)] if previous else [])]


def _parsed(text: str) -> "Identity":
    from pyrage import IdentityError, x25519

    try:
        return x25519.Identity.from_str((text or "").strip())
    except IdentityError as error:
        raise ImproperlyConfigured(MISSING) from error
