"""What every step of the commission shares: its authority, its votes, its protocol."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ppp_portal.documents.bilingual import both
from ppp_portal.journal.actor import SYSTEM, Actor
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel.actions import put_motion
from ppp_portal.panel.models import Motion
from tenders.actions.moving import refuse_state
from tenders.models import Tender
from tenders.queries import commission
from tenders.rules.commission import refuse_step


def refuse_at_table(
    tender: Tender, by: Actor, *purposes: str, who: str = "presides", move: str = ""
) -> list[Refusal]:
    """Why ``by`` may not take this step now: no seat, no declaration, no sitting, no quorum, wrong state."""
    wrong_state = refuse_state(tender, move, by) if move else []
    return wrong_state + refuse_step(commission.table(tender, by), *purposes, who=who)


def refuse_by_protocol(tender: Tender, by: Actor, move: str) -> list[Refusal]:
    """The same for a move that a signed protocol orders: the portal makes it, or anybody of the commission."""
    wrong_state = refuse_state(tender, move, by)
    return (
        wrong_state if by == SYSTEM else wrong_state + refuse_step(commission.table(tender, by), who="seated")
    )


def put(
    tender: Tender,
    code: str,
    question: Any,
    *,
    by: Actor,
    at: datetime,
    key: str = "",
    content: Mapping[str, Any] | None = None,
    **params: Any,
) -> Motion:
    """Put a question to the vote in the sitting now in session. Check ``refuse_at_table`` first."""
    sitting = commission.sitting_now(tender)
    assert sitting is not None
    asked = both(question, **params)
    return put_motion(
        sitting_id=sitting.pk,
        code=code,
        subject_key=key,
        question_kk=asked.kk,
        question_ru=asked.ru,
        content=content,
        by=by,
        stream=tender.stream,
        at=at,
    )
