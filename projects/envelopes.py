"""The seam between proposals and sealing: what a proposal says goes in, the name of an envelope comes out, and back.

Nothing outside this module may count on reading a proposal before the opening; its own bidder reads the draft.
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.sealing import store
from ppp_portal.sealing.sizes import padded_json
from ppp_portal.sealing.store import Blob
from ppp_portal.sealing.suites import CannotOpen, suite

if TYPE_CHECKING:
    from projects.models import InitiationNotice

# What a seal that stays closed raises: a wrong key, a missing or a damaged file.
CLOSED_SEAL = (CannotOpen, FileNotFoundError, OSError)


def recipients(notice: "InitiationNotice") -> list[str]:
    """The public keys to seal an upload to."""
    return suite(notice.sealing_suite).recipients(notice.subject)


def seal_content(notice: "InitiationNotice", content: Mapping[str, Any]) -> Blob:
    """An envelope of the canonical, padded content, durably on the shelf."""
    sealed = suite(notice.sealing_suite).seal(notice.subject, padded_json(canonical_bytes(content)))
    return store.keep(sealed)


def open_content(notice: "InitiationNotice", sha256: str) -> dict[str, Any]:
    """What an envelope holds. Raises one of ``CLOSED_SEAL``."""
    payload: dict[str, Any] = json.loads(open_bytes(notice, sha256))
    return payload


def open_bytes(notice: "InitiationNotice", sha256: str) -> bytes:
    """What a sealed file holds."""
    return suite(notice.sealing_suite).open(notice.subject, store.read(sha256))


def forget(sha256: str) -> None:
    """Take an envelope off the shelf once this transaction is committed, and not if it fails."""
    transaction.on_commit(lambda: store.erase(sha256))
