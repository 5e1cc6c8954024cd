"""Two worlds: the same tender without a bid and with seven. Nobody but their owners may tell them apart."""

import re
from typing import Any

from ppp_portal.training.cast import ORGANISATIONS
from tenders.models import Tender
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
    """Seven bids: four submitted, three drafts of others, one of them with a consortium's invitation."""
    for actor, letter in zip(cast.bidders, "ABCD", strict=True):
        submitted_bid(tender, actor, letter)
    for actor in (cast.outsider, cast.member_company):
        drafted_bid(tender, actor, "A")
    assert ORGANISATIONS
