"""The end of acceptance: a recorded move, made by whoever comes first. A late proposal is refused without it."""

from uuid import UUID

from django.db import transaction

from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from projects.actions.moving import lock, make_move
from projects.deadlines import just_after
from projects.states import InitiationState


@transaction.atomic
def close_acceptance(*, notice_id: UUID, by: Actor = SYSTEM) -> bool:
    """Record that acceptance has ended. True when this call made the move; nothing happens before the end.

    The exclusive lock waits for every submission under way: whatever was stamped in time is committed when the
    notice closes, and whatever comes after it is late. ``by`` is whoever noticed; the move itself is the portal's.
    """
    notice = lock(notice_id)
    at = clock.now()
    if notice.state != InitiationState.PUBLISHED or notice.closes_at is None or at <= notice.closes_at:
        return False
    notice.closed_at = just_after(notice.closes_at)
    facts = {"due_at": notice.closes_at}
    make_move(notice, "close_acceptance", by=by, at=at, effective_at=notice.closed_at, facts=facts)
    return True
