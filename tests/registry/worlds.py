"""Two worlds: the same tender without a bid and with seven. Nobody but their owners may tell them apart."""

import re
from typing import Any

from ppp_portal.journal import outbox
from tenders.actions import bids, security
from tenders.models import BidSecurity, Tender
from tests.tenders.factories import drafted_bid, submitted_bid

NONCES = (
    (re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'), b"csrf"),
    (re.compile(rb'nonce="[^"]+"'), b"nonce"),
)


def normalised(answer: Any) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers without CSRF tokens, nonces and cookies."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for pattern, name in NONCES:
        body = pattern.sub(name, body)
    headers = {key: value for key, value in answer.items() if key not in ("Set-Cookie", "Date")}
    return answer.status_code, body, headers


def with_bids(tender: Tender, cast: Any) -> None:
    """Seven bids: one withdrawn and filed again, three of others, a draft, and a draft of a consortium that invites.

    The custodian has confirmed one security; everything that was to be sent has been sent.
    """
    first = submitted_bid(tender, cast.bidder_a, "A").bid
    bids.withdraw_bid(bid_id=first.pk, by=cast.bidder_a)
    for actor, letter in zip(cast.bidders, "ABCD", strict=True):
        submitted_bid(tender, actor, letter)
    inviting = drafted_bid(tender, cast.outsider, "A")
    bids.invite_member(bid_id=inviting.pk, bin=cast.org_consortium_member.bin, by=cast.outsider)
    drafted_bid(tender, cast.member_company, "A")
    confirmed = BidSecurity.objects.filter(bid__tender=tender, bid__bidder=cast.org_b).get()
    security.verify_security(security_id=confirmed.pk, by=cast.custodian)
    assert tender.bids.count() == 7
    outbox.drain()
