"""The log of questions and answers (art. 37(4)): what was asked, never by whom; answers are part of the text."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.blocks import Block, col, note, protocol, section, table
from ppp_portal.documents.values import Both, Moment, Ref, Text
from ppp_portal.law.acts import law
from tenders.models import Question, Tender

ANSWER = Both(kk="Жауап", ru="Ответ")  # in English the noun is the verb of a button


def answers(tender: Tender, answered: Sequence[Question], at: datetime) -> Block:
    """The context of kind ``tender.answers``."""
    return protocol(
        title=_("Questions about the tender documentation and the answers"),
        number=f"{tender.number}/Q",
        at=Moment(at),
        body=name_of(tender.organiser),
        about=name_of(tender, "title"),
        facts=[
            (_("Tender"), tender.number),
            (_("Ground"), Ref(law("37(4)"))),
            (_("Answered questions"), str(len(answered))),
        ],
        sections=[
            section(
                _("Questions and answers"),
                table(
                    [col("№", 6), col(_("Question"), 37), col(ANSWER, 37), col(_("Dates"), 20)],
                    [_row(question) for question in answered],
                ),
                note(_("Who asked is told to nobody. The answers are part of the documentation.")),
            )
        ],
    )


def _row(question: Question) -> list[object]:
    assert question.answered_at is not None
    return [
        str(question.number),
        Both(kk=question.question_kk, ru=question.question_ru),
        Both(kk=question.answer_kk, ru=question.answer_ru),
        Text(
            _("asked %(asked)s, answered %(answered)s"),
            asked=Moment(question.asked_at, short=True),
            answered=Moment(question.answered_at, short=True),
        ),
    ]
