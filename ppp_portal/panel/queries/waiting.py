"""What waits for a member of a commission, for the desk."""

from django.db.models import QuerySet

from ppp_portal.panel.models import (
    Attendance,
    Declaration,
    Motion,
    Protocol,
    ProtocolSignature,
    Recusal,
    Seat,
)
from ppp_portal.panel.queries.seating import subjects_of
from ppp_portal.panel.states import VOTING, ProtocolState


def waiting_declarations(person_id: int) -> list[str]:
    """Subjects on which the person still has to declare."""
    done = set(Declaration.objects.filter(person_id=person_id).values_list("subject", flat=True))
    done |= set(Recusal.objects.filter(person_id=person_id).values_list("subject", flat=True))
    return [row.subject for row in subjects_of(person_id) if row.subject not in done]


def waiting_votes(person_id: int) -> QuerySet[Motion]:
    """Open votes of sittings where the person sits at the table and has not voted."""
    here = Attendance.objects.filter(person_id=person_id, left_at=None).values("sitting_id")
    found = Motion.objects.filter(closed_at=None, sitting_id__in=here)
    seated = Seat.objects.filter(person_id=person_id, until=None, role__in=VOTING).values("commission_id")
    found = found.filter(sitting__commission_id__in=seated)
    return found.exclude(votes__person_id=person_id).select_related("sitting").order_by("put_at")


def waiting_signatures(person_id: int) -> QuerySet[Protocol]:
    """Protocols that the person has neither signed nor refused to sign."""
    open_rows = ProtocolSignature.objects.filter(person_id=person_id, signed_at=None, refused_at=None)
    waiting = Protocol.objects.filter(pk__in=open_rows.values("protocol_id"), state=ProtocolState.SIGNING)
    return waiting.select_related("sitting").order_by("sent_at")
