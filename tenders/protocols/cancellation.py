"""The protocol by which the organiser cancels a tender."""

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.blocks import Block, decision, para, protocol, section
from ppp_portal.documents.values import Both, Moment, Ref, Text
from ppp_portal.law.acts import law
from tenders.models import Cancellation, Tender
from tenders.states import TenderState


def cancellation_protocol(tender: Tender, cancellation: Cancellation, state_before: str) -> Block:
    """The context of kind ``tender.cancellation``."""
    return protocol(
        title=_("Decision to cancel the tender"),
        number=f"{tender.number}/X",
        at=Moment(cancellation.at),
        body=Both(kk=tender.organiser.name_kk, ru=tender.organiser.name_ru),
        about=Both(kk=tender.title_kk, ru=tender.title_ru),
        facts=[(_("Tender"), tender.number), (_("State before"), TenderState(state_before).label)],
        sections=[
            section(_("Reason"), para(Both(kk=cancellation.reason_kk, ru=cancellation.reason_ru))),
            section(
                _("Decision"),
                decision(
                    Text(_("The tender %(number)s is cancelled."), number=tender.number),
                    grounds=[Ref(law("35"))],
                ),
                para(_("Every bid security is returned; unopened bids stay sealed.")),
            ),
        ],
    )
