"""The discussion of technical proposals (art. 42): what of it goes into the documentation, the commission votes."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.values import Both
from ppp_portal.journal import clock
from ppp_portal.journal.actor import Actor
from ppp_portal.law.refusals import refuse
from ppp_portal.panel.models import Motion
from tenders.actions import moving
from tenders.actions.at_table import put, refuse_at_table
from tenders.models import Tender
from tenders.queries import discussion, opening
from tenders.rules.discussion import refuse_recommendation
from tenders.rules.documentation import Pair

QUESTION = _("Shall the documentation of stage two provide the following? %(text)s")


@transaction.atomic
def put_recommendation(*, tender_id: UUID, text_kk: str, text_ru: str, by: Actor) -> Motion:
    """Put one conclusion of the discussion to the vote; adopted ones stand in the minutes."""
    tender = moving.lock(tender_id)
    at = clock.now()
    text = Pair(text_kk.strip(), text_ru.strip())
    opened = bool(opening.opened_list(tender, stage=1))
    refuse(
        [
            *refuse_at_table(tender, by, "discussion", who="leads"),
            *refuse_recommendation(tender.row, tender.state, text, opened=opened),
        ]
    )
    return put(
        tender,
        discussion.RECOMMEND,
        QUESTION,
        key=_next(tender),
        content={"text": {"kk": text.kk, "ru": text.ru}},
        by=by,
        at=at,
        text=Both(kk=text.kk, ru=text.ru),
    )


def _next(tender: Tender) -> str:
    """Recommendations are counted through, so that each is a question of its own."""
    put_before = Motion.objects.filter(sitting__subject=tender.subject, code=discussion.RECOMMEND)
    return str(put_before.count() + 1)
