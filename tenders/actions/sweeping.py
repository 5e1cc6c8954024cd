"""What the sweep does with one due object. Each is one transaction; the lock before it lets one sweeper in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from ppp_portal.journal import clock
from ppp_portal.law.deadlines import due
from ppp_portal.notices.outgoing import notify
from tenders import clockwork, reminders
from tenders.actions import cutoff
from tenders.actions.moving import lock
from tenders.models import PostponedDeadline, Question, ReminderClock, Tender
from tenders.queries import sweeping as queries

PAUSE = timedelta(minutes=10)

# What the portal itself does when a deadline of a tender has passed. Storeys above add theirs.
Handler = Callable[[UUID], object]
ON_PASSING: dict[str, Handler] = {
    "tender.cutoff": lambda tender_id: cutoff.close_submission(tender_id=tender_id),
    "tender.stage_one_cutoff": lambda tender_id: cutoff.close_stage_one(tender_id=tender_id),
}


def on_passing(kind: str, handler: Handler) -> None:
    """Say what happens when a deadline of this kind has passed; ``handler`` takes the tender's id."""
    ON_PASSING[kind] = handler


class NobodyActs(LookupError):
    """A deadline with which the portal must act has passed, and no storey said how."""


@transaction.atomic
def pass_deadlines(tender_id: UUID) -> bool:
    """Handle every passed deadline of one tender; True when something was done.

    The column found the row; here the deadlines themselves are asked. One that was moved meanwhile only has its
    index set anew.
    """
    tender = lock(tender_id)
    at = clock.now()
    passed = [term for term in due(clockwork.alive(tender), at) if term.consequence.value == "act"]
    if not passed:
        before = tender.next_deadline_at
        clockwork.reindex(tender, at)
        if tender.next_deadline_at != before:
            tender.save(update_fields=["next_deadline_at"])
        return False
    for term in passed:
        if term.kind not in ON_PASSING:
            raise NobodyActs(term.kind)
        ON_PASSING[term.kind](tender_id)
    return True


@transaction.atomic
def postpone(*, kind: str, object_id: str, at: datetime, error: str) -> None:
    """Leave a failing object alone for ten minutes; the others go on."""
    marker, new = PostponedDeadline.objects.get_or_create(
        kind=kind, object_id=object_id, defaults={"until": at + PAUSE, "error": error[:300]}
    )
    if not new:
        marker.until, marker.error, marker.attempts = at + PAUSE, error[:300], marker.attempts + 1
        marker.save()


@transaction.atomic
def settle(*, kind: str, object_id: str) -> None:
    """It went well at last."""
    PostponedDeadline.objects.filter(kind=kind, object_id=object_id).delete()


@transaction.atomic
def remind(tender_id: UUID) -> int:
    """Send the reminders of one tender that have come, and note when the next one comes."""
    tender = Tender.objects.get(pk=tender_id)
    at = clock.now()
    alive = clockwork.alive(tender)
    came = reminders.due(alive, at, tender.published_at or tender.stage1_published_at)
    for one in came:
        due_at = one.deadline.due_at
        notify(
            one.reminder.notice,
            to=sorted(
                {person for audience in one.reminder.to for person in queries.people(tender, audience, at)}
            ),
            subject=tender.subject,
            params={"number": tender.number, "due_at": due_at},
            key=f"{one.reminder.notice}:{tender.pk}:{due_at.isoformat()}:{one.lead}",
        )
    ReminderClock.objects.update_or_create(
        tender=tender, defaults={"version": tender.version, "next_at": reminders.next_at(alive, at)}
    )
    return len(came)


@transaction.atomic
def remind_of_answer(question_id: int) -> int:
    """Tell the organiser's staff that the term for an answer ends. The key makes it once a lead."""
    question = Question.objects.select_related("tender").get(pk=question_id)
    at = clock.now()
    lead = queries.reached(question.answer_due_at, at, reminders.ANSWER_LEADS)
    if lead is None or question.answered_at:
        return 0
    notify(
        "question.remind_answer",
        to=queries.organiser_staff(question.tender, at),
        subject=question.tender.subject,
        params={
            "number": question.tender.number,
            "question": question.number,
            "due_at": question.answer_due_at,
        },
        key=f"question.remind_answer:{question.pk}:{lead}",
    )
    return 1
