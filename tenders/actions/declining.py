"""The head's no to what was proposed about a tender."""

from uuid import UUID

from django.db import transaction

from ppp_portal.accounts import approvals
from ppp_portal.accounts.models import Approval, Role
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.acts import law
from ppp_portal.law.refusals import Refusal, refuse
from tenders.actions.moving import lock_own


@transaction.atomic
def decline_proposal(*, tender_id: UUID, approval_id: int, seen: str, reason: str, by: Actor) -> Approval:
    """The head declines an amendment or a cancellation with a reason; another may then be proposed."""
    tender = lock_own(tender_id, by)
    at = clock.now()
    if by.role != Role.HEAD:
        refuse([Refusal("tender.wrong_role", law("35"))])
    Approval.objects.get(pk=approval_id, subject=tender.subject)
    approval = approvals.decide(approval_id, approved=False, seen=seen, by=by, at=at, reason=reason)
    facts = {"tender": tender.pk, "kind": approval.kind, "digest": approval.digest, "reason": reason}
    record("tender.proposal_declined", stream=f"tender-draft:{tender.pk}", by=by, at=at, facts=facts)
    return approval
