"""The bidder's door for programs: submitting and withdrawing, by the same actions as the pages."""

from uuid import UUID

from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer, UUIDField

from ppp_portal.accounts.models import Role
from ppp_portal.journal.actor import Actor
from ppp_portal.journal.canonical import plain
from ppp_portal.web.api import api
from tenders.actions import bids
from tenders.models import Bid
from tenders.queries.bids import own_bid


class SubmissionBody(Serializer):
    """The key is made by the caller, one a submission."""

    key = UUIDField()


@api("POST", roles=(Role.BIDDER,), body=SubmissionBody)
def submit(request: Request, bid_id: UUID) -> Response:
    """Submit what the draft holds. ``{"key": "<uuid>"}``: the same key again gives the same receipt."""
    actor, bid = _own(request, bid_id)
    body = SubmissionBody(data=request.data)
    body.is_valid(raise_exception=True)
    made = bids.submit_bid(bid_id=bid.pk, key=body.validated_data["key"], by=actor)
    receipt = {
        "bid": bid.pk,
        "version": made.version,
        "receipt_number": made.receipt_number,
        "received_at": made.received_at,
        "sha256": made.blob,
    }
    return Response(plain(receipt), status=201)


@api("POST", roles=(Role.BIDDER,))
def withdraw(request: Request, bid_id: UUID) -> Response:
    """Withdraw the bid; its security is to be returned."""
    actor, bid = _own(request, bid_id)
    bids.withdraw_bid(bid_id=bid.pk, by=actor)
    return Response(status=204)


def _own(request: Request, bid_id: UUID) -> tuple[Actor, Bid]:
    """The actor and its own bid; anybody else's does not exist."""
    actor: Actor = request._request.actor
    bid = own_bid(actor.organisation_id, bid_id)
    if bid is None:
        raise NotFound
    return actor, bid
