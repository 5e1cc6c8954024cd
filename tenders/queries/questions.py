"""Questions as the organiser reads them: as asked, by the day the answer is due, never who asked."""

from tenders.models import Question, Tender

SHOWN = ("id", "tender_id", "number", "language", "text", "asked_at", "answer_due_at", "answered_at")
TEXTS = ("question_kk", "question_ru", "answer_kk", "answer_ru")


def unanswered(tender: Tender) -> list[Question]:
    """The next due first. The asker is not even read."""
    return list(tender.questions.filter(answered_at=None).only(*SHOWN).order_by("answer_due_at", "number"))


def answered(tender: Tender) -> list[Question]:
    return list(tender.questions.exclude(answered_at=None).only(*SHOWN, *TEXTS).order_by("-number"))


def question(tender: Tender, number: int) -> Question | None:
    return tender.questions.only(*SHOWN, *TEXTS).filter(number=number).first()


def waiting_counts(tender_ids: list[object]) -> dict[object, int]:
    """How many questions wait for an answer, by tender; one query."""
    counts: dict[object, int] = {}
    rows = Question.objects.filter(tender_id__in=tender_ids, answered_at=None)
    for tender_id in rows.values_list("tender_id", flat=True)[:1001]:
        counts[tender_id] = counts.get(tender_id, 0) + 1
    return counts
