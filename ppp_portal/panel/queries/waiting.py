"""What waits for a member of a commission, for the desk."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from ppp_portal.journal import clock
from ppp_portal.panel.models import (
    Attendance,
    Declaration,
    Motion,
    Protocol,
    ProtocolSignature,
    Recusal,
    Seat,
    Sitting,
)
from ppp_portal.panel.queries.papers import awaits_file
from ppp_portal.panel.queries.seating import subjects_of
from ppp_portal.panel.states import VOTING, ProtocolState, SeatRole, SittingState


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


def in_session(subjects: Iterable[str]) -> QuerySet[Sitting]:
    """Sittings in session on these subjects; ``chair_here`` says whether the chair is at the table."""
    chair = Seat.objects.filter(
        commission=OuterRef(OuterRef("commission")), role=SeatRole.CHAIR, until=None
    ).values("person")
    here = Attendance.objects.filter(sitting=OuterRef("pk"), left_at=None, person__in=chair)
    found = Sitting.objects.filter(subject__in=list(subjects), state=SittingState.OPEN)
    return found.annotate(chair_here=Exists(here))


def waiting_signatures(person_id: int) -> QuerySet[Protocol]:
    """Protocols that the person has neither signed nor refused to sign."""
    open_rows = ProtocolSignature.objects.filter(person_id=person_id, signed_at=None, refused_at=None)
    waiting = Protocol.objects.filter(pk__in=open_rows.values("protocol_id"), state=ProtocolState.SIGNING)
    return waiting.select_related("sitting").order_by("sent_at")


def waiting_files(subjects: Iterable[str]) -> list[Protocol]:
    """Protocols of these subjects that everybody has answered and that lack nothing but the signed file."""
    if clock.is_training():
        return []
    silent = ProtocolSignature.objects.filter(signed_at=None, refused_at=None).values("protocol_id")
    signing = Protocol.objects.filter(
        subject__in=list(subjects), state=ProtocolState.SIGNING, signed_file=None
    )
    return [row for row in signing.exclude(pk__in=silent).order_by("sent_at") if awaits_file(row)]
