"""Reading a notice leaves a mark. It is nobody's business but the reader's, so the journal does not keep it."""

from uuid import UUID

from django.db import transaction

from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.notices.models import Notice


@transaction.atomic
def mark_read(*, handle: UUID, by: Actor) -> None:
    """Mark one's own notice as read; the first time counts."""
    own = Notice.objects.select_for_update().filter(person_id=by.person_id, handle=handle, read_at=None)
    for notice in own:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])


@transaction.atomic
def mark_all_read(*, by: Actor) -> int:
    """Mark all of one's own notices as read. Returns how many were unread."""
    unread = Notice.objects.filter(person_id=by.person_id, read_at=None)
    return unread.update(read_at=clock.now())
