"""What is due, found by index; the deadlines themselves are asked again before anything is done."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from ppp_portal.accounts.models import Membership, Role
from ppp_portal.law.calendar import local_day
from ppp_portal.panel import queries as panel
from tenders import reminders
from tenders.models import Bid, ConsortiumMember, Follower, PostponedDeadline, Question, Tender
from tenders.queries import bids
from tenders.states import BidState, TenderState

REMINDED = (
    TenderState.STAGE1_ACCEPTING,
    TenderState.ACCEPTING,
    TenderState.CLOSED,
    TenderState.NEGOTIATION,
)


def postponed() -> dict[str, dict[str, datetime]]:
    """Objects that failed and have not gone well since: by kind, until when each is left alone."""
    found: dict[str, dict[str, datetime]] = {}
    for kind, object_id, until in PostponedDeadline.objects.values_list("kind", "object_id", "until"):
        found.setdefault(kind, {})[object_id] = until
    return found


def due_tenders(at: datetime, limit: int) -> list[UUID]:
    """By the partial index on ``next_deadline_at``. Deadlines are inclusive, so one is due after its instant."""
    found = Tender.objects.filter(next_deadline_at__lt=at).order_by("next_deadline_at")
    return list(found.values_list("pk", flat=True)[:limit])


def tenders_to_remind(at: datetime, limit: int) -> list[UUID]:
    """Live tenders whose next reminder has come, or whose reminders were not counted since their last move."""
    clock = Q(reminder_clock=None) | ~Q(reminder_clock__version=F("version"))
    found = Tender.objects.filter(state__in=REMINDED).filter(clock | Q(reminder_clock__next_at__lte=at))
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def questions_to_remind(at: datetime, limit: int) -> list[int]:
    """Unanswered questions whose term ends soon, by the partial index on ``answer_due_at``."""
    soon = Question.objects.filter(
        answered_at=None, answer_due_at__gt=at, answer_due_at__lte=at + max(reminders.ANSWER_LEADS)
    )
    return list(soon.order_by("answer_due_at").values_list("pk", flat=True)[:limit])


def people(tender: Tender, audience: str, at: datetime) -> list[int]:
    """Person ids behind an audience of :mod:`tenders.reminders`."""
    if audience == reminders.ORGANISER:
        return organiser_staff(tender, at)
    if audience == reminders.COMMISSION:
        return [seat.person_id for seat in panel.composition(tender.subject) if not seat.recused]
    return bidding(tender, at)


def organiser_staff(tender: Tender, at: datetime) -> list[int]:
    day = local_day(at)
    held = Membership.objects.filter(
        Q(until=None) | Q(until__gte=day),
        organisation_id=tender.organiser_id,
        role__in=(Role.STAFF, Role.HEAD),
        ended_at=None,
        since__lte=day,
    )
    return sorted(set(held.values_list("person_id", flat=True)))


def bidding(tender: Tender, at: datetime) -> list[int]:
    """Those who follow the tender and those who write a bid in it, lead or member: their own affair only."""
    own = Bid.objects.filter(tender=tender).exclude(state=BidState.WITHDRAWN)
    joined = ConsortiumMember.objects.filter(bid__in=own, declined_at=None)
    organisations = {
        *own.values_list("bidder_id", flat=True),
        *joined.values_list("organisation_id", flat=True),
    }
    following = Follower.objects.filter(tender=tender).values_list("person_id", flat=True)
    return sorted({*following, *bids.representatives(organisations, at)})


def reached(due_at: datetime, at: datetime, leads: tuple[timedelta, ...]) -> timedelta | None:
    """The shortest lead that has been reached, if any."""
    return min((lead for lead in leads if due_at - lead <= at < due_at), default=None)
