"""The working group's recommendation: the comparison in short, the vote with every dissent."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.comparison.protocols import verdicts_block
from ppp_portal.comparison.queries import matrix
from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.blocks import agenda, decision, note, para, protocol, section
from ppp_portal.documents.values import Both, Moment, Number, Ref, Text
from ppp_portal.panel.protocols import attendance_block, votes_block
from ppp_portal.panel.states import Outcome
from projects.messages.alternatives import RECOMMENDATIONS
from projects.models import InitiationNotice
from projects.rules.group import CONFLICT, GROUP, NEED

ASKED = _("Shall the working group recommend %(what)s?")
ADVICE = _("The working group recommends %(what)s.")
ADOPTED = _("The recommendation was adopted.")
FELL = _("The recommendation was not adopted.")


def recommendation_context(notice: InitiationNotice, motion: Any, number: str) -> dict[str, Any]:
    """The protocol of the sitting in which ``motion`` was put."""
    sitting, content = motion.sitting, motion.content
    found = matrix(notice.subject)
    assert found is not None
    return protocol(
        title=_("Protocol of the working group with its recommendation"),
        number=number,
        place=Both(kk=sitting.place_kk, ru=sitting.place_ru),
        at=Moment(sitting.opened_at),
        body=name_of(notice.organiser),
        about=name_of(notice.project, "title"),
        facts=[
            (_("Notice"), notice.number),
            (_("Proposals accepted until (inclusive)"), Moment(notice.closes_at)),
            (_("Offers compared"), Number(len(found.columns))),
            (_("Sitting opened"), Moment(sitting.opened_at)),
            (_("Sitting closed"), Moment(sitting.closed_at) if sitting.closed_at else None),
        ],
        sections=[
            section(_("Working group"), attendance_block(sitting)),
            section(_("Agenda"), agenda([_("Comparison of the proposals and the recommendation")])),
            section(
                _("Comparison"),
                verdicts_block(found),
                note(_("The whole matrix is a document of its own, with the same data in both languages.")),
            ),
            section(
                _("Recommendation"),
                para(Text(ADVICE, what=RECOMMENDATIONS[content["recommendation"]])),
                para(Both(**content["reason"])),
                decision(
                    ADOPTED if motion.outcome == Outcome.ADOPTED else FELL,
                    grounds=[Ref(NEED), Ref(GROUP), Ref(CONFLICT)],
                    votes=votes_block(motion),
                ),
                note(
                    _(
                        "This recommends and does not decide: the head of the organiser decides, with reasons "
                        "and a document."
                    )
                ),
            ),
        ],
    )
