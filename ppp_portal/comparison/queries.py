"""Reads of a comparison: the questionnaire, the columns, the matrix for a page and for paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ppp_portal.comparison import rules
from ppp_portal.comparison.models import Answer, Column, Question, Questionnaire, Verdict
from ppp_portal.comparison.states import Given, Kind, Stage
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.refusals import Refusal


@dataclass(frozen=True)
class Cell:
    """One offer's entry for one question; ``answer`` is ``None`` while nothing is entered.

    ``best`` marks the preferred number of the row.
    """

    column: Column
    answer: Answer | None
    best: bool = False

    @property
    def state(self) -> str:
        return self.answer.state if self.answer else ""


@dataclass(frozen=True)
class Row:
    """One question with the entries of all offers; ``differs`` when the answers given are not all the same."""

    question: Question
    cells: tuple[Cell, ...]
    differs: bool


@dataclass(frozen=True)
class Matrix:
    questionnaire: Questionnaire
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    verdicts: tuple[Verdict | None, ...]

    @property
    def empty(self) -> bool:
        return not (self.columns and self.rows)


def questionnaire(subject: str) -> Questionnaire | None:
    return Questionnaire.objects.filter(subject=subject).first()


def basis_of(sheet: Questionnaire) -> Paragraph:
    return Paragraph.parse(sheet.basis)


def refuse_closed(sheet: Questionnaire) -> list[Refusal]:
    """Nothing is changed in a comparison that is closed."""
    return [Refusal("comparison.closed", basis_of(sheet))] if sheet.state == Stage.CLOSED else []


def questions(sheet: Questionnaire) -> list[Question]:
    return list(sheet.questions.all())


def columns(subject: str) -> list[Column]:
    found = Column.objects.filter(questionnaire__subject=subject)
    return list(found.select_related("organisation", "verdict"))


def column(subject: str, pk: int) -> Column | None:
    found = Column.objects.filter(questionnaire__subject=subject, pk=pk)
    return found.select_related("questionnaire", "verdict__by").first()


def column_of(subject: str, organisation_id: int | None) -> Column | None:
    """The column of one organisation, for its own page."""
    if organisation_id is None:
        return None
    found = Column.objects.filter(questionnaire__subject=subject, organisation_id=organisation_id)
    return found.select_related("questionnaire").first()


def asked_of(organisation_id: int | None, at: datetime) -> dict[str, datetime | None]:
    """The subjects whose fixed questionnaire still waits for this organisation, with the end of the answers."""
    if not organisation_id:
        return {}
    found = Column.objects.filter(organisation_id=organisation_id, questionnaire__state=Stage.FIXED)
    found = found.exclude(questionnaire__answers_until__lt=at)
    return dict(found.values_list("questionnaire__subject", "questionnaire__answers_until"))


def answering(sheet: Questionnaire, at: datetime) -> bool:
    """Whether those who were asked may still answer."""
    return bool(
        sheet.state == Stage.FIXED and rules.refuse_while_open(sheet.answers_until, at, basis_of(sheet))
    )


def closed_of(subjects: Iterable[str]) -> frozenset[str]:
    """Those of the subjects whose comparison is closed."""
    found = Questionnaire.objects.filter(subject__in=list(subjects), state=Stage.CLOSED)
    return frozenset(found.values_list("subject", flat=True))


def answers_of(column: Column) -> dict[int, Answer]:
    """The answers of one column by the number of the question."""
    found = column.answers.select_related("question", "document").order_by("question__number")
    return {row.question.number: row for row in found}


def sealed_in(column: Column) -> frozenset[int]:
    """The numbers of the questions that the offer answered under seal."""
    return frozenset(column.answers.filter(sealed=True).values_list("question__number", flat=True))


def matrix(subject: str) -> Matrix | None:
    """Requirement × offer. Four queries, whatever the size."""
    sheet = questionnaire(subject)
    if sheet is None:
        return None
    offers = tuple(columns(subject))
    found = Answer.objects.filter(column__questionnaire=sheet).select_related("document")
    entries = {(answer.question_id, answer.column_id): answer for answer in found}
    rows = tuple(_row(question, offers, entries) for question in questions(sheet))
    return Matrix(sheet, offers, rows, tuple(verdict_of(offer) for offer in offers))


def verdict_of(column: Column) -> Verdict | None:
    return getattr(column, "verdict", None)


def _row(question: Question, offers: Sequence[Column], entries: dict[tuple[int, int], Answer]) -> Row:
    found = [entries.get((question.pk, offer.pk)) for offer in offers]
    given = [answer for answer in found if answer and answer.state == Given.GIVEN]
    figures = [answer.number for answer in given if answer.number is not None]
    top = rules.best(figures, question.better)
    said = {_said(question, answer) for answer in given}
    cells = tuple(
        Cell(offer, answer, best=top is not None and answer is not None and answer.number == top)
        for offer, answer in zip(offers, found, strict=True)
    )
    return Row(question, cells, differs=len(said) > 1)


def _said(question: Question, answer: Answer) -> object:
    """What two answers are compared by: the number, or the words in both languages."""
    if question.kind == Kind.TEXT:
        return (answer.value_kk or "").casefold(), (answer.value_ru or "").casefold()
    return answer.number


def closing_refusals(sheet: Questionnaire) -> list[Refusal]:
    """Why the comparison cannot be closed yet."""
    numbers = [question.number for question in questions(sheet)]
    found = Answer.objects.filter(column__questionnaire=sheet)
    said = list(found.values_list("column_id", "question__number", "state"))
    facts = [
        rules.ColumnFacts(
            name=offer.name,
            real=offer.real,
            answers={number: state for column, number, state in said if column == offer.pk},
            outcome=verdict.outcome if (verdict := verdict_of(offer)) else "",
        )
        for offer in columns(sheet.subject)
    ]
    return rules.refuse_closing(numbers, facts, basis_of(sheet))
