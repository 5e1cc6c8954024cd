"""At the table of the working group: who leads it on a notice, and what it is asked to vote on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ppp_portal.documents.values import Both
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import Refusal, refuse
from ppp_portal.panel import actions as panel
from ppp_portal.panel.models import Motion
from projects.actions.moving import lock
from projects.models import InitiationNotice
from projects.queries import group
from projects.rules import group as rules


def at_the_table(notice_id: UUID, by: Actor, *, sitting: bool = False) -> tuple[InitiationNotice, datetime]:
    """The notice, locked, and the moment, for one who leads the group while offers are compared."""
    notice = lock(notice_id)
    at = clock.now()
    refuse(refuse_leading(notice, by, sitting=sitting))
    return notice, at


def refuse_leading(notice: InitiationNotice, by: Actor, *, sitting: bool = False) -> list[Refusal]:
    """Why ``by`` leads nothing now: not at the table, not its leader, or offers are not compared."""
    return [
        *rules.refuse_table(group.table(notice, by), sitting=sitting),
        *rules.refuse_comparing(notice.state),
    ]


def put(
    notice: InitiationNotice,
    code: str,
    question: Both,
    *,
    content: Mapping[str, Any],
    by: Actor,
    at: datetime,
    about: str = "",
) -> Motion:
    """Put a question to the vote in the sitting now in session, which the caller has asked for."""
    sitting = group.sitting_now(notice)
    assert sitting is not None
    return panel.put_motion(
        sitting_id=sitting.pk,
        code=code,
        subject_key=about,
        question_kk=question.kk,
        question_ru=question.ru,
        content=content,
        by=by,
        stream=notice.stream,
        at=at,
    )
