"""The letter to a bidder after the results: its own points, its own reasons, the outcome. Nobody else's papers."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ppp_portal.documents.bilingual import name_of
from ppp_portal.documents.blocks import col, facts, note, para, protocol, section, table
from ppp_portal.documents.values import Day, Moment, Number, Ref, Text
from ppp_portal.law.acts import law, p605
from scoring.criteria import CRITERIA, SYMBOLS
from scoring.messages import CRITERIA as NAMES
from tenders.messages.admission import GROUND_WORDS
from tenders.messages.evaluation import KIND_WORDS
from tenders.messages.negotiation import STATE_WORDS
from tenders.models import Bid, BidSecurity
from tenders.protocols.bidders import bidder_of
from tenders.protocols.evaluation import amount, reason_of, shown
from tenders.queries import commission, evaluation
from tenders.queries.reading import risk_names
from tenders.rules.admission import GROUNDS
from tenders.rules.outcome import EVASION, VALIDITY
from tenders.states import BidState, SecurityState
from tenders.wording import points_said

SETTLED: dict[str, Any] = {
    SecurityState.RETURNED: _("has been returned."),
    SecurityState.FORFEIT_PROPOSED: _("Whether it is kept is decided separately."),
    SecurityState.FORFEITED: _("has been credited to the revenue of the budget by a separate decision."),
}


def letter(tender: Any, opened: Any, results: Any, at: datetime) -> dict[str, Any]:
    bid = opened.bid
    score = getattr(bid, "score", None)
    return protocol(
        title=_("Notice of the results of the tender"),
        # Of the protocol it follows: after an evasion there are results, and letters, a second time.
        number=f"{results.number}/L-{opened.order}",
        at=Moment(at),
        body=name_of(tender.organiser),
        about=name_of(tender, "title"),
        facts=[
            (_("To"), bidder_of(bid, public=False)),
            (_("Tender"), tender.number),
            (_("Receipt"), bid.receipt_number),
            (_("Protocol of results"), results.number),
            (_("Results signed at"), Moment(tender.results_at)),
        ],
        sections=[
            section(_("Outcome"), *_outcome(tender, bid)),
            *([section(_("Your points"), _points(score))] if score else []),
            *_evidence(bid),
            section(
                _("Your rights"),
                para(
                    _(
                        "The results may be appealed against as the laws of the Republic of Kazakhstan provide. "
                        "The score sheet can be recomputed from the published file of the evaluation."
                    )
                ),
                para(
                    _(
                        "This notice rests on the protocol of results: the signatures of the commission stand there."
                    )
                ),
            ),
        ],
    )


def _outcome(tender: Any, bid: Any) -> list[dict[str, Any]]:
    if bid.state == BidState.WINNER:
        rows: list[tuple[Any, Any]] = [
            (_("Decision"), _("Your bid was determined as the winner.")),
            (_("The contract is signed not later than"), Moment(tender.signing_due_at)),
            (_("Legal basis"), Ref(p605("51"))),
        ]
    elif bid.state == BidState.REJECTED:
        rows = [
            (_("Decision"), _("Your bid was not admitted.")),
            (_("Ground"), GROUND_WORDS[bid.rejection_code]),
            (_("Reason"), name_of(bid, "rejection_reason")),
            (_("Legal basis"), Ref(GROUNDS[bid.rejection_code])),
        ]
    elif commission.evaded(tender, bid.pk):
        rows = [
            (_("Decision"), _("Your bid is dropped: you evaded the conclusion of the contract.")),
            (_("Legal basis"), Ref(EVASION)),
        ]
    elif bid.state == BidState.EXPIRED:
        rows = [
            (_("Decision"), _("Your bid is no longer in force: the term of its validity has ended.")),
            (_("Valid until"), Day(tender.bids_valid_until)),
            (_("Legal basis"), Ref(VALIDITY)),
        ]
    elif bid.state == BidState.DROPPED and hasattr(bid, "negotiation"):
        rows = [
            (_("Decision"), STATE_WORDS[bid.negotiation.state]),
            (_("Reason"), name_of(bid.negotiation, "reason")),
            (_("Legal basis"), Ref(law("40(7)"))),
        ]
    else:
        rows = [(_("Decision"), _("Another bid was found better.")), (_("Legal basis"), Ref(p605("A4")))]
    if bid.state != BidState.WINNER:
        rows.append((_("Your security"), _security(bid)))
    return [facts(rows)]


def _security(bid: Bid) -> Any:
    """What became of it by now, else what is going to."""
    lodged = BidSecurity.objects.filter(bid=bid).first()
    waiting = _("is returned within three working days, if there is no ground to keep it.")
    return SETTLED.get(lodged.state, waiting) if lodged else waiting


def _points(score: Any) -> dict[str, Any]:
    total = Text(_("Total, place %(rank)s"), rank=Number(score.rank))
    return table(
        [col(_("Criterion"), 10), col(_("Name of the criterion"), 60), col(_("Points"), 20, numeric=True)],
        [[SYMBOLS[code], NAMES[code], points_said(getattr(score, code.lower()))] for code in CRITERIA],
        total=["", total, points_said(score.total)],
    )


def _evidence(bid: Any) -> list[dict[str, Any]]:
    """What of the bidder's own evidence was not accepted in full, and why."""
    items = evaluation.evidence_of(bid)
    cut = [item for item in items if item.accepted is not None and item.accepted < item.claimed]
    if not cut:
        return []
    risks = risk_names(bid.tender)
    rows = [
        [
            KIND_WORDS[item.kind],
            shown(item, risks),
            amount(item.kind, item.claimed),
            amount(item.kind, item.accepted),
            reason_of(item),
        ]
        for item in cut
    ]
    head = [
        col(_("Criterion"), 12),
        col(_("Evidence"), 30),
        col(_("Claimed"), 16, numeric=True),
        col(_("Accepted"), 16, numeric=True),
        col(_("Reason"), 30),
    ]
    named = note(_("Projects are named as the bidders have named them."))
    return [section(_("Evidence not accepted in full"), table(head, rows), named)]
