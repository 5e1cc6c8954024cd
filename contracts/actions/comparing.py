"""The comparison of an extension's alternatives: the ground floor's questionnaire, behind the lock of the contract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from contracts.actions.cards import own_card
from contracts.actions.extension_papers import not_under_review
from contracts.actions.extensions import locked
from contracts.models import ContractCard, Extension
from contracts.queries import extensions as queries
from contracts.rules import extensions as rules
from ppp_portal.comparison import actions as comparison
from ppp_portal.comparison import protocols
from ppp_portal.comparison import queries as matrices
from ppp_portal.comparison.models import Column
from ppp_portal.comparison.rules import CHANGE, Ask, Reply
from ppp_portal.documents.actions import request_print
from ppp_portal.documents.uploads import store_upload
from ppp_portal.documents.values import Both
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refusal, refuse

EVIDENCE = "extension.answer"


def _open(extension_id: UUID, by: Actor) -> Extension:
    extension = locked(extension_id, by)
    refuse(not_under_review(extension))
    return extension


def why_no_entry(extension: Extension, column: Column) -> list[Refusal]:
    """Why nothing can be entered about an offer now; its page tells it beforehand."""
    return [*not_under_review(extension), *matrices.refuse_closed(column.questionnaire)]


@transaction.atomic
def draft_questions(
    *, extension_id: UUID, title_kk: str, title_ru: str, questions: Sequence[Ask], by: Actor
) -> None:
    """Write the questions that the incumbent and everybody else will answer."""
    extension = _open(extension_id, by)
    comparison.draft_questionnaire(
        subject=extension.subject,
        title_kk=title_kk,
        title_ru=title_ru,
        questions=questions,
        basis=CHANGE,
        by=by,
        stream=extension.card.stream,
        at=clock.now(),
    )


@transaction.atomic
def fix_questions(*, extension_id: UUID, by: Actor) -> None:
    """From now on everybody answers the same questions."""
    extension = _open(extension_id, by)
    comparison.fix_questionnaire(
        subject=extension.subject, by=by, stream=extension.card.stream, at=clock.now()
    )


@transaction.atomic
def add_offer(
    *,
    extension_id: UUID,
    name_kk: str,
    name_ru: str,
    by: Actor,
    organisation_id: int | None = None,
    incumbent: bool = False,
    real: bool = False,
) -> Column:
    """A column for one offer; the incumbent has one like everybody."""
    extension = _open(extension_id, by)
    return comparison.add_column(
        subject=extension.subject,
        name_kk=name_kk,
        name_ru=name_ru,
        organisation_id=organisation_id,
        incumbent=incumbent,
        real=real,
        by=by,
        stream=extension.card.stream,
        at=clock.now(),
    )


@transaction.atomic
def enter_offer(
    *,
    extension_id: UUID,
    column_id: int,
    replies: Sequence[Reply],
    by: Actor,
    outcome: str = "",
    reason_kk: str = "",
    reason_ru: str = "",
    evidence: Mapping[int, UploadedFile] | None = None,
) -> Column:
    """The answers of one offer; and the reasoned verdict on it, unless a working group of this portal judges.

    ``DoesNotExist`` for a column of somebody else's.

    ``evidence`` holds papers by the number of their question; an answer given anew keeps the paper it had.
    """
    extension = _open(extension_id, by)
    at = clock.now()
    column = Column.objects.get(pk=column_id, questionnaire__subject=extension.subject)
    group = queries.has_group(extension)
    refuse([Refusal("extension.group_judges", rules.P55, field="outcome")] if group and outcome else [])
    frame: dict[str, Any] = {"by": by, "stream": extension.card.stream, "at": at}
    kept = matrices.answers_of(column)
    papers = {number: answer.document_id for number, answer in kept.items() if answer.document_id}
    for number, file in (evidence or {}).items():
        where = {"subject": extension.card.subject, "kind": EVIDENCE, "field": f"{number}-evidence"}
        papers[number] = store_upload(file, by=by, at=at, **where).pk
    said = [replace(row, document_id=papers.get(row.number, row.document_id)) for row in replies]
    comparison.fill_column(column_id=column.pk, replies=said, **frame)
    if not group:
        comparison.judge(
            column_id=column.pk, outcome=outcome, reason_kk=reason_kk, reason_ru=reason_ru, **frame
        )
    return column


@dataclass(frozen=True)
class Offer:
    """What is publicly known of one offer; what is not stands as "not published"."""

    name_kk: str
    name_ru: str
    replies: tuple[Reply, ...]
    incumbent: bool = False


NOT_JUDGED = (
    "Тек жарияланған деректер көрсетілген; портал нақты ұйымдарды бағаламайды.",
    "Показаны только опубликованные сведения; портал не оценивает настоящие организации.",
)


@transaction.atomic
def record_facts(
    *,
    card_id: UUID,
    title_kk: str,
    title_ru: str,
    questions: Sequence[Ask],
    offers: Sequence[Offer],
    by: Actor,
) -> ContractCard:
    """What was made public of a choice between real organisations elsewhere: facts in cells, nobody judged."""
    card = own_card(card_id, by)
    at = clock.now()
    frame: dict[str, Any] = {"by": by, "stream": card.stream, "at": at}
    comparison.draft_questionnaire(
        subject=card.subject,
        title_kk=title_kk,
        title_ru=title_ru,
        questions=questions,
        basis=CHANGE,
        **frame,
    )
    comparison.fix_questionnaire(subject=card.subject, **frame)
    for offer in offers:
        column = comparison.add_column(
            subject=card.subject,
            name_kk=offer.name_kk,
            name_ru=offer.name_ru,
            incumbent=offer.incumbent,
            real=True,
            **frame,
        )
        comparison.fill_column(column_id=column.pk, replies=offer.replies, **frame)
        reason_kk, reason_ru = NOT_JUDGED
        comparison.judge(
            column_id=column.pk, outcome="not_judged", reason_kk=reason_kk, reason_ru=reason_ru, **frame
        )
    comparison.close_comparison(subject=card.subject, **frame)
    _print(card, card.subject, card.number, at, by)
    return card


@transaction.atomic
def close_comparison(
    *, extension_id: UUID, by: Actor, silence_kk: str = "", silence_ru: str = ""
) -> Extension:
    """The matrix stands as it is and is printed on A3. ``silence``: who was asked and did not offer."""
    extension = _open(extension_id, by)
    at = clock.now()
    columns = matrices.columns(extension.subject)
    incumbents = sum(column.incumbent for column in columns)
    refuse(rules.refuse_comparing(incumbents, len(columns) - incumbents, (silence_kk, silence_ru)))
    extension.silence_kk, extension.silence_ru = silence_kk.strip(), silence_ru.strip()
    extension.save(update_fields=["silence_kk", "silence_ru"])
    comparison.close_comparison(subject=extension.subject, by=by, stream=extension.card.stream, at=at)
    _print(extension.card, extension.subject, extension.number, at, by)
    return queries.by_id(extension.pk)


def _print(card: ContractCard, subject: str, number: str, at: datetime, by: Actor) -> None:
    matrix = matrices.matrix(subject)
    assert matrix is not None
    context = protocols.matrix_context(
        matrix,
        number=f"{number}/M",
        at=at,
        body=Both(kk=card.organiser.name_kk or "—", ru=card.organiser.name_ru or "—"),
        about=Both(kk=card.title_kk or "—", ru=card.title_ru or "—"),
    )
    request_print(
        protocols.KIND,
        context,
        key=f"{protocols.KIND}:{subject}",
        subject=card.subject,
        at=at,
        by=by,
        audience="public",
    )
