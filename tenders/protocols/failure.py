"""The protocol of the failed tender: its ground, the facts behind it, the vote."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.blocks import agenda, bullets, facts, note, section
from ppp_portal.documents.values import Moment, Number, Ref, Text
from ppp_portal.law.refusals import Refusal
from ppp_portal.panel import queries as panel
from tenders.messages.admission import GROUND_WORDS
from tenders.messages.failure import GROUND_LABELS
from tenders.protocols.bidders import label_of
from tenders.protocols.minutes import paper, voted
from tenders.queries import admission, commission, opening
from tenders.rules.failure import BASIS, FAILED
from tenders.states import BidState


def context(tender: Any, sitting: Any, number: str) -> dict[str, Any]:
    failure = tender.failure
    counted = admission.count_facts(tender)
    decided = [motion for motion in panel.motions(sitting) if motion.code == "tender.failed"]
    found = [
        (_("Ground"), GROUND_LABELS[failure.ground]),
        (_("Legal basis"), Ref(BASIS[failure.ground])),
        *([(_("Citation"), name_of(failure, "citation"))] if failure.citation_kk else []),
        (_("Bids received"), Number(counted.bids)),
        (_("Bids admitted"), Number(counted.admitted)),
        (_("Occurred"), Moment(failure.proposed_at)),
        (_("Noticed by the portal"), Moment(failure.noticed_at)),
    ]
    sections = [
        section(_("Agenda"), agenda([_("Declaring the tender failed")])),
        section(_("Ground"), facts(found), *_rejected(tender)),
        section(
            _("Decision"),
            *[
                voted(motion, _("The tender is declared failed."), grounds=[BASIS[failure.ground]])
                for motion in decided
            ],
            note(_("The organiser may announce the tender again.")),
        ),
    ]
    return paper(tender, sitting, number, _("Protocol of the failed tender"), sections)


def refuse_draft(tender: Any) -> list[Refusal]:
    proposed = getattr(tender, "failure", None)
    adopted = proposed and commission.adopted(tender, "tender.failed", proposed.ground)
    return [] if adopted else [Refusal("papers.no_failure", FAILED)]


def _rejected(tender: Any) -> list[dict[str, Any]]:
    lines = [
        Text(
            _("%(name)s — %(ground)s: %(reason)s"),
            name=label_of(row.bid),
            ground=GROUND_WORDS[row.bid.rejection_code],
            reason=name_of(row.bid, "rejection_reason"),
        )
        for row in opening.opened_list(tender, admission.stage_of(tender))
        if row.bid.state == BidState.REJECTED
    ]
    return [bullets(lines)] if lines else []
