"""Proposing and approving under four eyes. Called inside the transaction of the action concerned."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ppp_portal.accounts.models import Approval
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import canonical_bytes, plain
from ppp_portal.law.refusals import Refusal, Refused


def digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical_bytes(content)).hexdigest()


def propose(kind: str, subject: str, content: Mapping[str, Any], *, by: Actor, at: datetime) -> Approval:
    """Record what one person proposes. Refused while another proposal of the kind waits for ``subject``."""
    if waiting(kind, subject) is not None:
        raise Refused([Refusal("approval.waiting")])
    return Approval.objects.create(
        kind=kind,
        subject=subject,
        content=plain(content),
        digest=digest(content),
        proposed_by_id=by.person_id,
        proposed_at=at,
    )


def waiting(kind: str, subject: str) -> Approval | None:
    return Approval.objects.filter(kind=kind, subject=subject, decided_at=None).first()


def decide(
    approval_id: int, *, approved: bool, seen: str, by: Actor, at: datetime, reason: str = ""
) -> Approval:
    """Approve or decline what was proposed. ``seen`` is the digest the second person was shown.

    Refused when the proposer decides alone, when it was decided already, or when other bytes were shown.
    """
    approval = Approval.objects.select_for_update().get(pk=approval_id)
    problems = []
    if approval.decided_at is not None:
        problems.append(Refusal("approval.decided"))
    if approval.proposed_by_id == by.person_id:
        problems.append(Refusal("approval.own"))
    if approval.digest != seen:
        problems.append(Refusal("approval.changed"))
    if not approved and not reason.strip():
        problems.append(Refusal("approval.reason_missing", field="reason"))
    if problems:
        raise Refused(problems)
    approval.decided_by_id, approval.decided_at = by.person_id, at
    approval.approved, approval.reason = approved, reason
    approval.save(update_fields=["decided_by", "decided_at", "approved", "reason"])
    return approval
