"""Writing the questions, fixing them, filling the columns, judging. Who may do so is asked by the subject's owner."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ppp_portal.comparison import queries, rules
from ppp_portal.comparison.models import Answer, Column, Question, Questionnaire, Verdict
from ppp_portal.comparison.rules import Ask, Mark, Reply
from ppp_portal.comparison.states import Given, Stage
from ppp_portal.journal import clock, locks
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.records import record
from ppp_portal.law.acts import Paragraph
from ppp_portal.law.refusals import Refusal, Refused, refuse

__all__ = [
    "Ask",
    "Mark",
    "Reply",
    "add_column",
    "close_comparison",
    "draft_questionnaire",
    "fill_column",
    "fix_questionnaire",
    "judge",
    "mark_column",
    "move_answers_end",
]


@transaction.atomic
def draft_questionnaire(
    *,
    subject: str,
    title_kk: str,
    title_ru: str,
    questions: Sequence[Ask],
    basis: Paragraph,
    by: Actor,
    stream: str,
    at: datetime | None = None,
) -> Questionnaire:
    """Write the questions of a subject, or write them anew while they are not fixed."""
    locks.exclusive(f"comparison:{subject}")
    at = at or clock.now()
    found = Questionnaire.objects.filter(subject=subject).first()
    if found is not None and found.state != Stage.DRAFT:
        raise Refused([Refusal("comparison.not_draft", basis)])
    refuse(rules.refuse_questions(title_kk, title_ru, questions, basis))
    values = {
        "title_kk": title_kk.strip(),
        "title_ru": title_ru.strip(),
        "basis": basis.key,
        "drafted_at": at,
    }
    sheet, _new = Questionnaire.objects.update_or_create(subject=subject, defaults=values)
    sheet.questions.all().delete()
    Question.objects.bulk_create(
        Question(
            questionnaire=sheet,
            number=number,
            requirement_kk=ask.requirement_kk.strip(),
            requirement_ru=ask.requirement_ru.strip(),
            unit_kk=ask.unit_kk.strip(),
            unit_ru=ask.unit_ru.strip(),
            kind=ask.kind,
            better=ask.better,
        )
        for number, ask in enumerate(questions, 1)
    )
    _record("comparison.drafted", sheet, by, stream, at, questions=len(questions))
    return sheet


@transaction.atomic
def fix_questionnaire(
    *,
    subject: str,
    by: Actor,
    stream: str,
    at: datetime | None = None,
    answers_until: datetime | None = None,
) -> Questionnaire:
    """From now on the questions stand, and every offer answers the same ones, until ``answers_until`` if given."""
    sheet = _locked(subject)
    at = at or clock.now()
    if sheet.state != Stage.DRAFT:
        return sheet
    questions = [
        {"number": row.number, "kk": row.requirement_kk, "ru": row.requirement_ru, "kind": row.kind}
        for row in sheet.questions.all()
    ]
    refuse(rules.refuse_fixing(len(questions), queries.basis_of(sheet)))
    sheet.state, sheet.fixed_at, sheet.answers_until = Stage.FIXED, at, answers_until
    sheet.save(update_fields=["state", "fixed_at", "answers_until"])
    _record("comparison.fixed", sheet, by, stream, at, questions=questions, answers_until=answers_until)
    return sheet


@transaction.atomic
def move_answers_end(
    *,
    subject: str,
    answers_until: datetime | None,
    by: Actor,
    stream: str,
    reason_kk: str = "",
    reason_ru: str = "",
    at: datetime | None = None,
) -> Questionnaire:
    """Another last instant for the answers: later, also after the first has passed, or for a reason earlier.

    Questions sent before there was an end get their first one. Both moments and the reason stand in the journal.
    """
    sheet = _locked(subject)
    at = at or clock.now()
    _refuse_unless_fixed(sheet)
    before, basis = sheet.answers_until, queries.basis_of(sheet)
    refuse(
        [
            *rules.refuse_until(answers_until, at, clock.calendar(), basis),
            *rules.refuse_moving(answers_until, before, reason_kk, reason_ru, basis),
        ]
    )
    assert answers_until is not None
    sheet.answers_until = answers_until
    sheet.save(update_fields=["answers_until"])
    moved = "end_set" if before is None else "put_off" if answers_until > before else "brought_forward"
    reason = {"kk": reason_kk.strip(), "ru": reason_ru.strip()}
    facts = {"before": before, "answers_until": answers_until, "reason": reason}
    _record(f"comparison.{moved}", sheet, by, stream, at, **facts)
    return sheet


@transaction.atomic
def add_column(
    *,
    subject: str,
    name_kk: str,
    name_ru: str,
    by: Actor,
    stream: str,
    organisation_id: int | None = None,
    incumbent: bool = False,
    real: bool = False,
    at: datetime | None = None,
) -> Column:
    """A column for one offer; an organisation that has one gets it back."""
    sheet = _locked(subject)
    at = at or clock.now()
    basis = queries.basis_of(sheet)
    columns = list(sheet.columns.all())
    earlier = next(
        (row for row in columns if organisation_id and row.organisation_id == organisation_id), None
    )
    if earlier is not None:
        return earlier
    refuse(queries.refuse_closed(sheet))
    if incumbent and any(row.incumbent for row in columns):
        raise Refused([Refusal("comparison.second_incumbent", basis, field="incumbent")])
    if not (name_kk.strip() and name_ru.strip()):
        raise Refused([Refusal("comparison.languages", basis, field="name_kk")])
    column = Column.objects.create(
        questionnaire=sheet,
        name_kk=name_kk.strip(),
        name_ru=name_ru.strip(),
        organisation_id=organisation_id,
        incumbent=incumbent,
        real=real,
        added_at=at,
    )
    facts = {"column": column.pk, "organisation": organisation_id, "incumbent": incumbent, "real": real}
    _record("comparison.column_added", sheet, by, stream, at, **facts)
    return column


@transaction.atomic
def fill_column(
    *,
    column_id: int,
    replies: Sequence[Reply],
    by: Actor,
    stream: str,
    at: datetime | None = None,
    sealed: bool = False,
) -> list[Answer]:
    """Write the answers of one offer; a new answer replaces the old one, and with it fall finding and verdict.

    ``sealed`` answers were given before the offers were opened: they are written once.
    """
    column = _locked_column(column_id)
    sheet = column.questionnaire
    at = at or clock.now()
    _refuse_unless_fixed(sheet)
    questions = {row.number: row for row in sheet.questions.all()}
    basis = queries.basis_of(sheet)
    refuse(rules.refuse_rewriting(queries.sealed_in(column), replies, basis))
    refuse(
        problem
        for reply in replies
        for problem in rules.refuse_reply(reply, questions[reply.number].kind, real=column.real, basis=basis)
    )
    answers = [_written(column, questions[reply.number], reply, at, sealed) for reply in replies]
    if replies:
        Verdict.objects.filter(column=column).delete()
    facts = {"column": column.pk, "answers": {str(reply.number): _told(reply) for reply in replies}}
    _record("comparison.answered", sheet, by, stream, at, **facts)
    return answers


@transaction.atomic
def mark_column(
    *, column_id: int, marks: Sequence[Mark], by: Actor, stream: str, at: datetime | None = None
) -> list[Answer]:
    """Write what the working group found about the answers of one offer."""
    column = _locked_column(column_id)
    sheet = column.questionnaire
    at = at or clock.now()
    _refuse_unless_fixed(sheet)
    answers = {row.question.number: row for row in column.answers.select_related("question")}
    basis = queries.basis_of(sheet)
    refuse(
        problem
        for mark in marks
        for problem in rules.refuse_mark(
            mark, answers[mark.number].state if mark.number in answers else "missing", basis
        )
    )
    for mark in marks:
        answer = answers[mark.number]
        answer.met, answer.note_kk, answer.note_ru = mark.met, mark.note_kk.strip(), mark.note_ru.strip()
        answer.at = at
        answer.save(update_fields=["met", "note_kk", "note_ru", "at"])
    facts = {
        "column": column.pk,
        "marks": {str(m.number): {"met": m.met, "kk": m.note_kk, "ru": m.note_ru} for m in marks},
    }
    _record("comparison.marked", sheet, by, stream, at, **facts)
    return [answers[mark.number] for mark in marks]


@transaction.atomic
def judge(
    *,
    column_id: int,
    outcome: str,
    reason_kk: str,
    reason_ru: str,
    by: Actor,
    stream: str,
    at: datetime | None = None,
) -> Verdict:
    """The verdict on one offer; until the comparison is closed a new one replaces the old."""
    column = _locked_column(column_id)
    sheet = column.questionnaire
    at = at or clock.now()
    _refuse_unless_fixed(sheet)
    basis = queries.basis_of(sheet)
    refuse(rules.refuse_verdict(outcome, reason_kk, reason_ru, real=column.real, basis=basis))
    values = {"outcome": outcome, "reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip(), "at": at}
    told = {**values, "by_id": by.person_id}
    verdict, _new = Verdict.objects.update_or_create(column=column, defaults=told)
    reason = {"kk": values["reason_kk"], "ru": values["reason_ru"]}
    _record("comparison.judged", sheet, by, stream, at, column=column.pk, outcome=outcome, reason=reason)
    return verdict


@transaction.atomic
def close_comparison(*, subject: str, by: Actor, stream: str, at: datetime | None = None) -> Questionnaire:
    """Every cell says something and every offer has its verdict: the matrix stands as it is."""
    sheet = _locked(subject)
    at = at or clock.now()
    if sheet.state == Stage.CLOSED:
        return sheet
    _refuse_unless_fixed(sheet)
    still_open = rules.refuse_while_open(sheet.answers_until, at, queries.basis_of(sheet))
    refuse([*still_open, *queries.closing_refusals(sheet)])
    sheet.state, sheet.closed_at = Stage.CLOSED, at
    sheet.save(update_fields=["state", "closed_at"])
    _record("comparison.closed", sheet, by, stream, at)
    return sheet


def _written(column: Column, question: Question, reply: Reply, at: datetime, sealed: bool) -> Answer:
    answered = reply.state == Given.GIVEN
    values = {
        "state": reply.state,
        "value_kk": reply.value_kk.strip() if answered else "",
        "value_ru": reply.value_ru.strip() if answered else "",
        "number": reply.figure if answered else None,
        "document_id": reply.document_id,
        "sealed": sealed and answered,
        "met": "",
        "note_kk": "",
        "note_ru": "",
        "at": at,
    }
    answer, _new = Answer.objects.update_or_create(question=question, column=column, defaults=values)
    return answer


def _told(reply: Reply) -> dict[str, object]:
    return {
        "state": str(reply.state),
        "kk": reply.value_kk,
        "ru": reply.value_ru,
        "number": reply.figure,
        "document": reply.document_id,
    }


def _locked(subject: str) -> Questionnaire:
    return Questionnaire.objects.select_for_update().get(subject=subject)


def _locked_column(column_id: int) -> Column:
    column = Column.objects.select_related("questionnaire").get(pk=column_id)
    column.questionnaire = Questionnaire.objects.select_for_update().get(pk=column.questionnaire_id)
    return column


def _refuse_unless_fixed(sheet: Questionnaire) -> None:
    refuse(queries.refuse_closed(sheet))
    if sheet.state == Stage.DRAFT:
        raise Refused([Refusal("comparison.not_fixed", queries.basis_of(sheet))])


def _record(kind: str, sheet: Questionnaire, by: Actor, stream: str, at: datetime, **facts: object) -> None:
    told = {"subject": sheet.subject, **facts}
    record(kind, stream=stream, by=by, at=at, facts=told, basis=[queries.basis_of(sheet)])
