"""What every protocol of a tender has: heading, commission, decisions with their votes."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.blocks import decision, protocol, section
from ppp_portal.documents.values import Both, Moment, Ref
from ppp_portal.law.acts import Paragraph
from ppp_portal.panel.protocols import attendance_block, votes_block
from ppp_portal.panel.queries import composition
from ppp_portal.panel.states import Outcome

ADOPTED = _("The proposal was adopted.")
NOT_ADOPTED = _("The decision was not adopted.")


def paper(
    tender: Any,
    sitting: Any,
    number: str,
    title: Any,
    sections: Iterable[dict[str, Any]],
    facts: Iterable[tuple[Any, Any]] = (),
) -> dict[str, Any]:
    """A protocol of one sitting on one tender."""
    return protocol(
        title=title,
        number=number,
        place=Both(kk=sitting.place_kk, ru=sitting.place_ru),
        at=Moment(sitting.opened_at),
        body=name_of(tender.organiser),
        about=name_of(tender, "title"),
        facts=[
            (_("Tender"), tender.number),
            (_("Sitting opened"), Moment(sitting.opened_at)),
            (_("Sitting closed"), Moment(sitting.closed_at) if sitting.closed_at else None),
            *facts,
        ],
        sections=[section(_("Commission"), attendance_block(sitting)), *sections],
    )


def voted(motion: Any, resolved: Any = ADOPTED, *, grounds: Iterable[Paragraph] = ()) -> dict[str, Any]:
    """What was decided, the question as it was put, every vote and dissent; a question that fell says so."""
    text = resolved if motion.outcome == Outcome.ADOPTED else NOT_ADOPTED
    return decision(text, grounds=[Ref(paragraph) for paragraph in grounds], votes=votes_block(motion))


def seats(sitting: Any) -> int:
    """How many people sit on the commission."""
    return len(composition(sitting.subject, sitting.closed_at))
