"""The comparison on paper: a whole matrix on A3 and a short form for protocols."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.comparison.models import Answer, Question
from ppp_portal.comparison.queries import Cell, Matrix
from ppp_portal.comparison.states import Given, Kind, Met, Outcome
from ppp_portal.documents.bilingual import both, name_of
from ppp_portal.documents.blocks import col, note, protocol, section, table
from ppp_portal.documents.values import Both, Moment, Number, Text

# The kind of the printed matrix. Its template, documents/comparison.matrix.html, lays it on A3.
KIND = "comparison.matrix"
YES, NO = _("yes"), _("no")


def matrix_context(
    matrix: Matrix,
    *,
    number: str,
    at: datetime,
    body: Any,
    about: Any,
    facts: Iterable[tuple[Any, Any]] = (),
    named: bool = True,
) -> dict[str, Any]:
    """The printed matrix, for :func:`ppp_portal.documents.actions.request_print` under ``KIND``.

    ``named=False`` says of an evidence only that there is one: a file name may tell what its file keeps unpublished.
    """
    width = 60 // max(len(matrix.columns), 1)
    head = [
        col("№", 4),
        col(_("Requirement"), 30),
        *(col(_heading(column), width) for column in matrix.columns),
    ]
    rows = [
        [
            Text("%(number)s ≠" if row.differs else "%(number)s", number=row.question.number),
            _asked(row.question),
            *(_cell(row.question, cell, named) for cell in row.cells),
        ]
        for row in matrix.rows
    ]
    return protocol(
        title=_("Comparison of proposals"),
        number=number,
        at=Moment(at),
        body=body,
        about=about,
        facts=facts,
        sections=[
            section(
                name_of(matrix.questionnaire, "title"),
                table(head, rows),
                note(
                    _(
                        "≠ marks a requirement to which the answers differ; ★ marks the best figure of its row."
                    )
                ),
                numbered=False,
            ),
            section(_("Verdicts"), verdicts_block(matrix), numbered=False),
        ],
    )


def verdicts_block(matrix: Matrix) -> dict[str, Any]:
    """One line an offer: the verdict with its reason."""
    rows = [
        [
            _heading(column),
            Outcome(verdict.outcome).label if verdict else None,
            name_of(verdict, "reason") if verdict else None,
        ]
        for column, verdict in zip(matrix.columns, matrix.verdicts, strict=True)
    ]
    return table([col(_("Who proposes"), 30), col(_("Verdict"), 25), col(_("Reason"), 45)], rows)


def _heading(column: Any) -> Both:
    name = name_of(column)
    marks = [
        word
        for word, said in ((_("works now"), column.incumbent), (_("published facts"), column.real))
        if said
    ]
    for mark in marks:
        said = both(mark)
        name = Both(kk=f"{name.kk} ({said.kk})", ru=f"{name.ru} ({said.ru})")
    return name


def _asked(question: Question) -> Any:
    asked = name_of(question, "requirement")
    if not question.unit_kk:
        return asked
    return Both(kk=f"{asked.kk}, {question.unit_kk}", ru=f"{asked.ru}, {question.unit_ru}")


def _cell(question: Question, cell: Cell, named: bool) -> Any:
    answer = cell.answer
    if answer is None or answer.state == Given.MISSING:
        return Given.MISSING.label
    if answer.state == Given.NOT_PUBLISHED:
        return Given.NOT_PUBLISHED.label
    said = _said(question, answer)
    if cell.best:
        said = Text("%(said)s ★", said=said)
    if answer.met:
        said = Text(_("%(said)s — %(met)s"), said=said, met=Met(answer.met).label)
    if answer.met and answer.note_kk and answer.note_ru:
        said = Text(_("%(said)s. %(note)s"), said=said, note=name_of(answer, "note"))
    if answer.document and not named:
        said = Text(_("%(said)s (with evidence)"), said=said)
    elif answer.document:
        said = Text(_("%(said)s (evidence: %(name)s)"), said=said, name=answer.document.filename)
    return said


def _said(question: Question, answer: Answer) -> Any:
    if question.kind == Kind.NUMBER:
        return Number(answer.number.normalize()) if answer.number is not None else None
    if question.kind == Kind.YES_NO:
        return YES if answer.number else NO
    return name_of(answer, "value")
