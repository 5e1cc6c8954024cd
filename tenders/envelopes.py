"""The seam between bids and sealing: a bid's content goes in, the name of an envelope comes out, and back.

Under ``server-1`` the portal seals and, for the bidder's own editing and at the opening, opens. Under a suite of
holders it would be handed envelopes that the browser made, and ``open_content`` would raise ``CannotOpen``:
nothing outside this module may count on reading a bid before the opening.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.journal.canonical import canonical_bytes
from ppp_portal.sealing import store
from ppp_portal.sealing.sizes import padded_json
from ppp_portal.sealing.store import Blob
from ppp_portal.sealing.suites import suite


def subject(tender_id: UUID) -> str:
    """The name under which sealing knows a tender's key."""
    return f"tender:{tender_id}"


def recipients(suite_name: str, tender_id: UUID) -> list[str]:
    """The public keys to seal an upload to."""
    return suite(suite_name).recipients(subject(tender_id))


def seal_content(suite_name: str, tender_id: UUID, content: Mapping[str, Any]) -> Blob:
    """An envelope of the canonical, padded content, durably on the shelf."""
    sealed = suite(suite_name).seal(subject(tender_id), padded_json(canonical_bytes(content)))
    return store.keep(sealed)


def open_content(suite_name: str, tender_id: UUID, sha256: str) -> dict[str, Any]:
    """What an envelope holds. Raises ``CannotOpen`` or ``FileNotFoundError``."""
    payload: dict[str, Any] = json.loads(open_bytes(suite_name, tender_id, sha256))
    return payload


def open_bytes(suite_name: str, tender_id: UUID, sha256: str) -> bytes:
    """What a sealed file holds."""
    return suite(suite_name).open(subject(tender_id), store.read(sha256))


def forget(sha256: str) -> None:
    """Take an envelope off the shelf once this transaction is committed, and not if it fails."""
    transaction.on_commit(lambda: store.erase(sha256))
