"""Telling those who follow a tender; they read more on its public page."""

from typing import Any

from ppp_portal.notices.outgoing import notify
from tenders.models import Tender
from tenders.queries.people import followers


def tell_followers(tender: Tender, kind: str, *, key: str, **params: Any) -> None:
    """One notice to each follower. ``key`` makes a second call under the same event harmless."""
    notify(
        kind,
        to=followers(tender),
        subject=tender.subject,
        params={"number": tender.number, **params},
        key=f"{kind}:{key}",
        url_name="registry:tender",
        url_args=(tender.number,),
    )
