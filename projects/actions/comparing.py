"""What the working group does with the opened proposals: questions, columns, findings, its recommendation.

The group sits by the rules of :mod:`ppp_portal.panel`, the matrix is kept by :mod:`ppp_portal.comparison`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ppp_portal.comparison import actions as comparison
from ppp_portal.comparison import queries as compared
from ppp_portal.comparison.actions import Ask, Mark, Reply
from ppp_portal.comparison.models import Column, Questionnaire
from ppp_portal.comparison.rules import refuse_judging, refuse_late_answer, refuse_until, refuse_while_open
from ppp_portal.comparison.states import Given, Stage
from ppp_portal.documents.bilingual import both
from ppp_portal.journal import clock
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.notices.outgoing import notify
from ppp_portal.panel import actions as panel_actions
from ppp_portal.panel.models import CommissionAssignment, Motion, Protocol, Sitting
from ppp_portal.panel.queries import sittings as sittings_of
from projects.actions.at_table import at_the_table, put, refuse_leading
from projects.actions.matrix_sheet import print_matrix
from projects.actions.moving import lock, lock_own
from projects.messages.alternatives import RECOMMENDATIONS
from projects.models import AlternativeProposal, InitiationNotice
from projects.protocols.recommendation import ASKED, recommendation_context
from projects.queries import alternatives as queries
from projects.queries import group
from projects.rules import group as rules


@transaction.atomic
def assign_group(*, notice_id: UUID, commission_id: UUID, by: Actor) -> CommissionAssignment:
    """Say which commission of the organiser is the working group of this notice."""
    notice = lock_own(notice_id, by)
    at = clock.now()
    return panel_actions.assign(
        subject=notice.subject,
        commission_id=commission_id,
        pack=group.pack_of(notice),
        by=by,
        stream=notice.stream,
        at=at,
    )


@transaction.atomic
def open_group_sitting(
    *, notice_id: UUID, place_kk: str, place_ru: str, by: Actor, present: Iterable[int] = ()
) -> Sitting:
    """A sitting of the working group, also before the cut-off: it may write its questions, and opens nothing then."""
    notice = lock(notice_id)
    at = clock.now()
    return panel_actions.open_sitting(
        subject=notice.subject,
        purpose="other",
        place_kk=place_kk,
        place_ru=place_ru,
        present=present,
        by=by,
        stream=notice.stream,
        at=at,
    )


@transaction.atomic
def write_questions(
    *, notice_id: UUID, title_kk: str, title_ru: str, questions: Sequence[Ask], by: Actor
) -> None:
    """Write the questionnaire, before or after the cut-off."""
    notice = lock(notice_id)
    at = clock.now()
    refuse(rules.refuse_table(group.table(notice, by)))
    comparison.draft_questionnaire(
        subject=notice.subject,
        title_kk=title_kk,
        title_ru=title_ru,
        questions=questions,
        basis=rules.NEED,
        by=by,
        stream=notice.stream,
        at=at,
    )


@transaction.atomic
def send_questions(*, notice_id: UUID, answers_until: datetime | None, by: Actor) -> None:
    """Fix the questions and put them to every proposal: what it answered to the notice stands in its column already.

    Everybody answers until the same instant.
    """
    notice = lock(notice_id)
    at = clock.now()
    refuse(
        [
            *rules.refuse_table(group.table(notice, by)),
            *rules.refuse_comparing(notice.state),
            *rules.refuse_undecided([row.organisation.name for row in queries.affiliates_open(notice)]),
            *refuse_until(answers_until, at, clock.calendar(), rules.NEED),
        ]
    )
    sheet = comparison.fix_questionnaire(
        subject=notice.subject, by=by, stream=notice.stream, at=at, answers_until=answers_until
    )
    asked = {row.text_kk: row.key for row in queries.requirements(notice)}
    questions = [(row.number, asked.get(row.requirement_kk)) for row in compared.questions(sheet)]
    for proposal in queries.compared(notice):
        column = comparison.add_column(
            subject=notice.subject,
            name_kk=proposal.organisation.name_kk,
            name_ru=proposal.organisation.name_ru,
            organisation_id=proposal.organisation_id,
            by=by,
            stream=notice.stream,
            at=at,
        )
        known = [_said(proposal, number, asked_as) for number, asked_as in questions if asked_as is not None]
        if known and not column.answers.exists():
            comparison.fill_column(
                column_id=column.pk, replies=known, by=by, stream=notice.stream, at=at, sealed=True
            )
        _tell_until("proposal.questionnaire", proposal, sheet, at)


@transaction.atomic
def move_answers_end(
    *, notice_id: UUID, answers_until: datetime | None, by: Actor, reason_kk: str = "", reason_ru: str = ""
) -> None:
    """Another end of the answers, later or for a reason earlier, for everybody alike; everybody asked is told."""
    notice, at = at_the_table(notice_id, by)
    asked = compared.questionnaire(notice.subject)
    before = asked.answers_until if asked else None
    sheet = comparison.move_answers_end(
        subject=notice.subject,
        answers_until=answers_until,
        reason_kk=reason_kk,
        reason_ru=reason_ru,
        by=by,
        stream=notice.stream,
        at=at,
    )
    earlier = before is not None and answers_until is not None and answers_until < before
    moved = "_brought_forward" if earlier else "_put_off" if before else ""
    told = {"reason": {"kk": reason_kk.strip(), "ru": reason_ru.strip()}} if earlier else {}
    for proposal in queries.compared(notice):
        _tell_until(f"proposal.questionnaire{moved}", proposal, sheet, at, **told)


def _tell_until(
    kind: str, proposal: AlternativeProposal, sheet: Questionnaire, at: datetime, **told: Mapping[str, str]
) -> None:
    until = sheet.answers_until
    assert until is not None
    notify(
        kind,
        to=queries.representatives(proposal.organisation_id, at),
        subject=proposal.stream,
        params={"number": proposal.notice.number, "until": until, **told},
        # An end may come back to a moment told before, so the moment of the telling is part of the key.
        key=f"{kind}:{proposal.pk}:{until.isoformat()}:{at.isoformat()}",
        url_name="projects:proposal",
        url_args=[str(proposal.pk)],
    )


def _said(proposal: AlternativeProposal, number: int, asked_as: str) -> Reply:
    """What the sealed proposal said to a requirement of the notice; nothing, if it came with a later amendment."""
    content = proposal.content or {}
    said = content["answers"].get(asked_as)
    if said is None or not (said["kk"] and said["ru"]):
        return Reply(number, state=Given.MISSING)
    document = content["documents"].get(said["file"] or "")
    return Reply(number, value_kk=said["kk"], value_ru=said["ru"], document_id=document)


@transaction.atomic
def answer_questions(*, proposal_id: UUID, replies: Sequence[Reply], by: Actor) -> None:
    """The bidder fills its own column."""
    proposal = AlternativeProposal.objects.select_related("notice").get(
        pk=proposal_id, organisation_id=by.organisation_id
    )
    notice = lock(proposal.notice_id)
    at = clock.now()
    refuse(rules.refuse_comparing(notice.state))
    column = compared.column_of(notice.subject, proposal.organisation_id)
    if column is None:
        refuse([Refusal("comparison.not_fixed", rules.NEED)])
        return
    refuse(refuse_late_answer(column.questionnaire.answers_until, at, rules.NEED))
    comparison.fill_column(column_id=column.pk, replies=replies, by=by, stream=notice.stream, at=at)


@transaction.atomic
def add_group_column(
    *, notice_id: UUID, name_kk: str, name_ru: str, by: Actor, incumbent: bool = False, real: bool = False
) -> Any:
    """A column for the one who works now, or for a known offer of which only published facts exist."""
    notice = lock(notice_id)
    at = clock.now()
    refuse([*why_no_column(notice, by), *rules.refuse_column(incumbent=incumbent, real=real)])
    return comparison.add_column(
        subject=notice.subject,
        name_kk=name_kk,
        name_ru=name_ru,
        incumbent=incumbent,
        real=real,
        by=by,
        stream=notice.stream,
        at=at,
    )


def why_no_column(notice: InitiationNotice, by: Actor) -> list[Refusal]:
    """Why ``by`` can add no column now, whosever it is; its page tells it beforehand."""
    sheet = compared.questionnaire(notice.subject)
    unasked = [Refusal("comparison.not_fixed", rules.NEED)] if sheet is None else []
    return [
        *refuse_leading(notice, by),
        *unasked,
        *(compared.refuse_closed(sheet) if sheet else []),
    ]


@transaction.atomic
def fill_group_column(*, notice_id: UUID, column_id: int, replies: Sequence[Reply], by: Actor) -> None:
    """The secretary writes down what is known of the one who works now, or was published of a known offer."""
    notice, at = at_the_table(notice_id, by)
    column = _column(notice, column_id)
    refuse(rules.refuse_filling(of_organisation=column.organisation_id is not None))
    comparison.fill_column(column_id=column.pk, replies=replies, by=by, stream=notice.stream, at=at)


@transaction.atomic
def note_silence(*, notice_id: UUID, column_id: int, by: Actor) -> None:
    """ "No answer" in every cell that is still blank after the end of the answers; what was answered stays."""
    notice, at = at_the_table(notice_id, by)
    column = _column(notice, column_id)
    refuse(refuse_while_open(column.questionnaire.answers_until, at, rules.NEED))
    answered = compared.answers_of(column)
    asked = [question.number for question in compared.questions(column.questionnaire)]
    silent = [Reply(number, state=Given.MISSING) for number in asked if number not in answered]
    comparison.fill_column(column_id=column.pk, replies=silent, by=by, stream=notice.stream, at=at)


@transaction.atomic
def judge_column(
    *,
    notice_id: UUID,
    column_id: int,
    marks: Sequence[Mark],
    outcome: str,
    reason_kk: str,
    reason_ru: str,
    by: Actor,
) -> None:
    """What the group found about each answer, and its verdict on the whole offer, by the chair or the deputy."""
    notice, at = at_the_table(notice_id, by)
    refuse(refuse_judging(votes=group.table(notice, by).votes, basis=rules.NEED))
    column_id = _column(notice, column_id).pk
    common: dict[str, Any] = {"by": by, "stream": notice.stream, "at": at}
    comparison.mark_column(column_id=column_id, marks=marks, **common)
    comparison.judge(column_id=column_id, outcome=outcome, reason_kk=reason_kk, reason_ru=reason_ru, **common)


@transaction.atomic
def close_group_comparison(*, notice_id: UUID, by: Actor) -> None:
    """The matrix stands, and its A3 sheet is ordered in both languages for those who recommend and decide."""
    notice, at = at_the_table(notice_id, by)
    comparison.close_comparison(subject=notice.subject, by=by, stream=notice.stream, at=at)
    print_matrix(notice, public=False, by=by, at=at)


def why_no_recommendation(notice: InitiationNotice, by: Actor) -> list[Refusal]:
    """Why ``by`` can put no recommendation to the vote now, whichever it is."""
    sheet = compared.questionnaire(notice.subject)
    return [
        *rules.refuse_table(group.table(notice, by), sitting=True),
        *rules.refuse_comparing(notice.state),
        *rules.refuse_uncompared(sheet is not None and sheet.state == Stage.CLOSED),
    ]


@transaction.atomic
def put_recommendation(
    *, notice_id: UUID, recommendation: str, reason_kk: str, reason_ru: str, by: Actor
) -> Motion:
    """Put the recommendation to the vote in the sitting now in session."""
    notice = lock(notice_id)
    at = clock.now()
    refuse(
        [
            *why_no_recommendation(notice, by),
            *rules.refuse_recommendation(recommendation, reason_kk, reason_ru),
        ]
    )
    return put(
        notice,
        queries.RECOMMENDATION,
        both(ASKED, what=both(RECOMMENDATIONS[recommendation])),
        content={"recommendation": recommendation, "reason": {"kk": reason_kk, "ru": reason_ru}},
        by=by,
        at=at,
    )


@transaction.atomic
def draft_recommendation(*, notice_id: UUID, by: Actor) -> Protocol:
    """Write the protocol of the recommendation adopted last, or write it anew."""
    notice = lock(notice_id)
    at = clock.now()
    refuse(rules.refuse_table(group.table(notice, by)))
    motion = group.recommendation(notice)
    if motion is None:
        refuse([Refusal("way.no_recommendation", rules.NEED)])
    assert motion is not None
    number = f"{notice.number}/W-{sittings_of(notice.subject).count()}"
    return panel_actions.draft_protocol(
        subject=notice.subject,
        kind=queries.RECOMMENDATION,
        number=number,
        context=recommendation_context(notice, motion, number),
        sitting_id=motion.sitting_id,
        audience="public",
        by=by,
        stream=notice.stream,
        at=at,
    )


@transaction.atomic
def publish_recommendation(*, protocol_id: UUID, stream: str) -> Protocol:
    """What the working group signed is read by everybody."""
    return panel_actions.publish_protocol(protocol_id=protocol_id, by=SYSTEM, stream=stream)


def _column(notice: InitiationNotice, column_id: int) -> Column:
    """A column of this notice; ``DoesNotExist`` for one of anything else."""
    found = compared.column(notice.subject, column_id)
    if found is None:
        raise Column.DoesNotExist
    return found
