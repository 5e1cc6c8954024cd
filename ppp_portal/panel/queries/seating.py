"""Reads of commissions and of who sits on them, with everybody's standing towards a subject."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from ppp_portal.accounts.models import Person
from ppp_portal.accounts.rules.roles import COMMISSION as IN_OFFICE
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.calendar import local_day
from ppp_portal.law.packs import pack
from ppp_portal.panel.models import (
    Commission,
    CommissionAssignment,
    CompositionOrder,
    Seat,
)
from ppp_portal.panel.rules import SeatFacts, Terms


def commissions(organisation_id: int) -> QuerySet[Commission]:
    """Those of an organiser, the newest first, each with the order by which it sits today."""
    last = CompositionOrder.objects.filter(commission=OuterRef("pk")).order_by("-version")
    return (
        Commission.objects.filter(organisation_id=organisation_id)
        .annotate(order_number=Subquery(last.values("number")[:1]))
        .annotate(ordered_on=Subquery(last.values("signed_on")[:1]))
        .order_by("-created_at")
    )


def commission(pk: UUID | str) -> Commission:
    return Commission.objects.select_related("organisation").get(pk=pk)


def seats_of(commission_id: UUID, at: datetime | None = None) -> QuerySet[Seat]:
    """The seats in force now, or at a moment: main seats first, in the order of the order."""
    return _seats(at).filter(commission_id=commission_id)


def seats_of_all(commission_ids: Iterable[UUID]) -> dict[UUID, list[Seat]]:
    """The seats in force now of many commissions; one query."""
    found: dict[UUID, list[Seat]] = {}
    rows = _seats(None).filter(commission_id__in=list(commission_ids))
    for seat in rows.select_related("substitute_for__person"):
        found.setdefault(seat.commission_id, []).append(seat)
    return found


def _seats(at: datetime | None) -> QuerySet[Seat]:
    in_force = Q(until=None) if at is None else Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))
    return Seat.objects.filter(in_force).select_related("person", "substitute_for").order_by("id")


def assignment(subject: str) -> CommissionAssignment | None:
    """The commission at work on ``subject``, with the rule pack that binds it."""
    found = CommissionAssignment.objects.filter(subject=subject, ended_at=None)
    return found.select_related("commission__organisation").first()


def assigned_of(subjects: Iterable[str]) -> frozenset[str]:
    """Those of the subjects on which a commission works."""
    found = CommissionAssignment.objects.filter(subject__in=list(subjects), ended_at=None)
    return frozenset(found.values_list("subject", flat=True))


def terms(subject: str) -> Terms:
    """C-01 and C-02 of the edition of ``subject``. Raises ``LookupError`` when no commission is assigned."""
    assigned = assignment(subject)
    if assigned is None:
        raise LookupError(f"no commission works on {subject}")
    return Terms.of(pack(assigned.pack))


def composition(subject: str, at: datetime | None = None) -> tuple[SeatFacts, ...]:
    """Everybody seated on the commission of ``subject``, with declaration and recusal; nobody when none is."""
    known = {
        "subject": subject,
        "at": at,
        "roles": [str(role) for role in IN_OFFICE],
        "today": local_day(clock.now()),
        "russian": get_language() == "ru",
    }
    with connection.cursor() as cursor:
        cursor.execute(COMPOSITION, known)
        return tuple(SeatFacts(*row) for row in cursor.fetchall())


# Every page and every step of a commission reads this first: put together by the ORM anew each time, it cost four
# times as much as being answered. In office is who holds a role today, as in ``accounts.queries.in_force``.
COMPOSITION = """
SELECT seat.id, seat.person_id, CASE WHEN %(russian)s THEN person.name_ru ELSE person.name_kk END, seat.role,
    regular.person_id,
    EXISTS (SELECT FROM panel_declaration WHERE subject = work.subject AND person_id = seat.person_id),
    EXISTS (SELECT FROM panel_recusal WHERE subject = work.subject AND person_id = seat.person_id),
    EXISTS (
        SELECT FROM accounts_membership AS office
        WHERE office.person_id = seat.person_id AND office.organisation_id = commission.organisation_id
            AND office.role = ANY(%(roles)s) AND office.ended_at IS NULL
            AND office.since <= %(today)s AND (office.until IS NULL OR office.until >= %(today)s)
    ),
    person.iin
FROM panel_commissionassignment AS work
JOIN panel_commission AS commission ON commission.id = work.commission_id
JOIN panel_seat AS seat ON seat.commission_id = commission.id
JOIN accounts_person AS person ON person.id = seat.person_id
LEFT JOIN panel_seat AS regular ON regular.id = seat.substitute_for_id
WHERE work.subject = %(subject)s AND work.ended_at IS NULL
    AND CASE WHEN %(at)s::timestamptz IS NULL THEN seat.until IS NULL
        ELSE seat.since <= %(at)s AND (seat.until IS NULL OR seat.until > %(at)s) END
ORDER BY seat.id
"""


def seat_of(actor: Actor, subject: str) -> SeatFacts | None:
    """The seat of the acting person on the commission of ``subject``, recused or not."""
    return own_seat(actor, composition(subject))


def own_seat(actor: Actor, seats: Iterable[SeatFacts]) -> SeatFacts | None:
    """The same where the composition is at hand."""
    return next((seat for seat in seats if seat.person_id == actor.person_id), None)


def may_see(actor: Actor, subject: str) -> bool:
    """Whether the commission's papers open for the actor: seated, declared no conflict, not recused."""
    seat = seat_of(actor, subject) if actor.is_person else None
    return seat is not None and seat.clear


def undeclared(seats: Iterable[SeatFacts]) -> tuple[SeatFacts, ...]:
    return tuple(seat for seat in seats if not seat.declared and not seat.recused)


def subjects_of(person_id: int) -> QuerySet[CommissionAssignment]:
    """The subjects on which commissions of this person work now."""
    seated = Seat.objects.filter(person_id=person_id, until=None).values("commission_id")
    return CommissionAssignment.objects.filter(commission_id__in=seated, ended_at=None).order_by("at")


def people(person_ids: Iterable[int]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=list(person_ids)).order_by("id")
