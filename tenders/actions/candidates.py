"""Candidates of stage one are told what was decided on each of them; the admitted are invited to bid (art. 34, 42)."""

from datetime import datetime

from ppp_portal.documents.actions import request_print
from ppp_portal.journal.actor import Actor
from ppp_portal.notices.outgoing import notify
from tenders.models import Bid, Tender
from tenders.protocols.stage_one import invitation
from tenders.queries import bids


def tell(tender: Tender, *, at: datetime) -> None:
    """After the signed protocol on the candidates: admitted or not, each reads its own decision and reason."""
    for admitted in (True, False):
        kind = "tender.candidate_admitted" if admitted else "tender.candidate_rejected"
        for candidate in bids.candidates(tender, admitted=admitted):
            _notify(kind, tender, candidate, at)


def invite(tender: Tender, *, at: datetime, by: Actor) -> None:
    """With the publication of the documentation: a printed invitation and a notice to each admitted candidate."""
    for candidate in bids.candidates(tender):
        request_print(
            "tender.invitation",
            invitation(tender, candidate, at),
            key=f"tender.invitation:{candidate.pk}",
            subject=candidate.stream,
            at=at,
            by=by,
            audience="parties",
        )
        _notify("tender.invitation", tender, candidate, at)


def _notify(kind: str, tender: Tender, candidate: Bid, at: datetime) -> None:
    notify(
        kind,
        to=bids.representatives(bids.counted(candidate), at),
        subject=tender.subject,
        params={
            "number": tender.number,
            "title": {"kk": tender.title_kk, "ru": tender.title_ru},
            "closes_at": tender.closes_at or tender.stage1_closes_at,
        },
        key=f"{kind}:{candidate.pk}",
        url_name="tenders:bid",
        url_args=(candidate.pk,),
    )
