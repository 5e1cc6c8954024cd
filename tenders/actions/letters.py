"""Letters to the bidders after the results: each gets its own points and the reasons, and nobody else's papers."""

from datetime import datetime

from ppp_portal.documents.actions import request_print
from ppp_portal.journal.actor import Actor
from ppp_portal.notices.outgoing import notify
from ppp_portal.panel.models import Protocol
from tenders.models import Tender
from tenders.protocols.letters import letter
from tenders.queries import bids, opening


def send(tender: Tender, protocol: Protocol, *, at: datetime, by: Actor) -> None:
    """Order one letter for every opened bid of the second stage. Once a protocol."""
    for opened in opening.opened_list(tender):
        request_print(
            "tender.letter",
            letter(tender, opened, protocol, at),
            key=f"tender.letter:{protocol.pk}:{opened.bid_id}",
            subject=f"bid:{opened.bid_id}",
            at=at,
            by=by,
            audience="parties",
        )
        notify(
            "tender.letter",
            to=bids.representatives(bids.behind(opened.bid), at),
            subject=tender.subject,
            params={"number": tender.number, "title": {"kk": tender.title_kk, "ru": tender.title_ru}},
            key=f"tender.letter:{protocol.pk}:{opened.bid_id}",
            url_name="tenders:bid_letter",
            url_args=(opened.bid_id,),
        )
