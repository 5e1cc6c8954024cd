"""Questions as the organiser reads them: as asked, by the day the answer is due, never who asked."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ppp_portal.web.inputs import plain_number
from tenders.models import Question, Tender
from tenders.queries.listing import PAGE

SHOWN = ("id", "tender_id", "number", "language", "text", "asked_at", "answer_due_at", "answered_at")
TEXTS = ("question_kk", "question_ru", "answer_kk", "answer_ru")


@dataclass(frozen=True)
class Page:
    """Rows in their order; ``following`` is the number to go on after, empty at the end."""

    rows: list[Question]
    following: str
    first: bool


def unanswered(tender: Tender, after: str = "") -> Page:
    """The earliest asked, so the next due, first. The asker is not even read."""
    waiting = tender.questions.filter(answered_at=None).only(*SHOWN).order_by("number")
    key = plain_number(after)  # anything else is the first page
    return _page(waiting.filter(number__gt=key) if key else waiting, first=not key)


def answered(tender: Tender, after: str = "") -> Page:
    """The newest number first."""
    given = tender.questions.exclude(answered_at=None).only(*SHOWN, *TEXTS).order_by("-number")
    key = plain_number(after)  # anything else is the first page
    return _page(given.filter(number__lt=key) if key else given, first=not key)


def _page(found: QuerySet[Question], *, first: bool) -> Page:
    rows = list(found[: PAGE + 1])
    return Page(rows[:PAGE], str(rows[PAGE - 1].number) if len(rows) > PAGE else "", first)


def count_waiting(tender: Tender) -> int:
    return tender.questions.filter(answered_at=None).count()


def question(tender: Tender, number: int) -> Question | None:
    return tender.questions.only(*SHOWN, *TEXTS).filter(number=number).first()


def waiting_counts(tender_ids: list[object]) -> dict[object, int]:
    """How many questions wait for an answer, by tender; one query."""
    counts: dict[object, int] = {}
    rows = Question.objects.filter(tender_id__in=tender_ids, answered_at=None)
    for tender_id in rows.values_list("tender_id", flat=True)[:1001]:
        counts[tender_id] = counts.get(tender_id, 0) + 1
    return counts
