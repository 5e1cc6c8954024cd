"""Sealing suites: how a payload is closed for a subject, and who can open it.

The seam is deliberately narrow. A tender names its suite when it is published and ends under it, so suites
may be added beside each other. Today there is one:

``server-1``  one age X25519 key pair a subject; the portal keeps the identity, wrapped by the environment's.

Every sealed value is a standard age file; nothing here is cryptography of our own.
"""

from collections.abc import Iterable
from typing import Protocol

from ppp_portal.sealing import environment
from ppp_portal.sealing.actions import keep_key
from ppp_portal.sealing.queries import key_of


class CannotOpen(Exception):
    """The seal stays closed: wrong key, changed bytes, or a suite that needs people and has not enough of them."""


class Suite(Protocol):
    """What every suite can do. ``subject`` is a name such as ``tender:<uuid>``."""

    name: str

    def new_key(self, subject: str) -> None:
        """Make the key of a new subject, once."""
        ...

    def recipients(self, subject: str) -> list[str]:
        """The public keys to seal to. Raises ``LookupError`` when the subject has none."""
        ...

    def seal(self, subject: str, payload: bytes) -> bytes:
        """An age file that holds ``payload``. Needs no secret."""
        ...

    def open(self, subject: str, sealed: bytes) -> bytes:
        """The payload. Raises ``CannotOpen``."""
        ...


class ServerSuite:
    """``server-1``: the portal alone can open, and only with the key of its environment."""

    name = "server-1"

    def new_key(self, subject: str) -> None:
        from pyrage import encrypt, x25519

        fresh = x25519.Identity.generate()
        keep_key(
            subject=subject,
            suite=self.name,
            recipient=str(fresh.to_public()),
            wrapped_identity=encrypt(str(fresh).encode(), [environment.identity().to_public()]),
        )

    def recipients(self, subject: str) -> list[str]:
        return [key_of(subject, self.name).recipient]

    def seal(self, subject: str, payload: bytes) -> bytes:
        return seal_to(self.recipients(subject), payload)

    def open(self, subject: str, sealed: bytes) -> bytes:
        from pyrage import DecryptError, decrypt, x25519

        try:
            wrapped = bytes(key_of(subject, self.name).wrapped_identity)
            identity = x25519.Identity.from_str(decrypt(wrapped, environment.identities()).decode())
            return decrypt(sealed, [identity])
        except (DecryptError, LookupError) as error:
            raise CannotOpen(str(error)) from error


def seal_to(recipients: Iterable[str], payload: bytes) -> bytes:
    """An age file for the given public keys."""
    from pyrage import encrypt

    return encrypt(payload, parsed(recipients))


def parsed(recipients: Iterable[str]) -> list[object]:
    """Public keys as pyrage wants them."""
    from pyrage import x25519

    return [x25519.Recipient.from_str(recipient) for recipient in recipients]


SUITES: dict[str, Suite] = {ServerSuite.name: ServerSuite()}


def suite(name: str) -> Suite:
    """The suite of that name. Raises ``LookupError``."""
    try:
        return SUITES[name]
    except KeyError:
        raise LookupError(f"no sealing suite {name!r}") from None
