"""The partner that is being replaced bids in the tender that replaces it: told, not barred (p. 62(1), R-10)."""

import pytest
from django.utils.translation import override

from contracts.models import Replacement
from contracts.queries.replacement import replaced
from ppp_portal.journal import clock
from tenders.actions import opening
from tenders.models import Bid, OpenedBid
from tenders.queries import partners
from tenders.queries.opening import noticed
from tests.contracts.cards import a_card
from tests.tenders.commission import closed_tender, sit
from tests.tenders.factories import DAY, drafted_bid, published_tender

pytestmark = pytest.mark.django_db
NUMBER = "ГЧП-14"


def replacing(cast, tender):
    """The case of bidder A's contract is at this tender."""
    card = a_card(cast, number=NUMBER)
    words = {"ground_kk": "6 ай", "ground_ru": "6 мес.", "old_name_kk": "А", "old_name_ru": "А"}
    return Replacement.objects.create(
        card=card,
        number=f"{NUMBER}/R-1",
        state="tender",
        tender=tender,
        opened_at=clock.now(),
        old_partner=cast.org_a,
        manager_kk="А",
        manager_ru="А",
        **words,
    )


def page(client_of, by, path):
    return client_of(by).get(path).content.decode()


def test_p62_1_the_replaced_partner_begins_a_bid_and_is_warned_on_it_and_before_it_submits(
    cast, clock_at, client_of
):
    tender = published_tender(cast, clock_at, replaces_contract=NUMBER)
    replacing(cast, tender)
    assert replaced(tender.pk) == {cast.org_a.pk}
    own, other = drafted_bid(tender, cast.bidder_a), drafted_bid(tender, cast.bidder_b, "B")
    for path in ("", "submit/"):
        assert "Этот конкурс заменяет вас" in page(
            client_of, cast.bidder_a, f"/ru/bidder/bids/{own.pk}/{path}"
        )
        assert "заменяет вас" not in page(client_of, cast.bidder_b, f"/ru/bidder/bids/{other.pk}/{path}")
    assert "Бұл конкурс сізді" in page(client_of, cast.bidder_a, f"/kk/bidder/bids/{own.pk}/")
    clock_at.set(tender.closes_at + DAY)  # what was not submitted is taken by nobody any more
    assert "заменяет вас" not in page(client_of, cast.bidder_a, f"/ru/bidder/bids/{own.pk}/")


def test_p62_1_any_other_tender_warns_nobody(cast, clock_at, client_of):
    tender = published_tender(cast, clock_at)
    assert not partners.stands_again(tender, [cast.org_a.pk])
    assert "заменяет вас" not in page(
        client_of, cast.bidder_a, f"/ru/bidder/bids/{drafted_bid(tender, cast.bidder_a).pk}/"
    )


def test_p62_1_the_opening_tells_the_commission_that_the_replaced_partner_bids(cast, clock_at, client_of):
    tender = closed_tender(cast, clock_at, {"A": cast.bidder_a, "B": cast.bidder_b}, replaces_contract=NUMBER)
    replacing(cast, tender)
    sit(cast, tender, "opening")
    for by in (cast.chair, cast.member_1):
        opening.confirm_opening(tender_id=tender.pk, by=by)
    opening.open_bids(tender_id=tender.pk, by=cast.chair)
    said = {row.bid.bidder_id: [p["code"] for p in row.problems] for row in OpenedBid.objects.all()}
    assert "replaced_partner" in said[cast.org_a.pk]
    assert "replaced_partner" not in said[cast.org_b.pk]
    own = Bid.objects.get(bidder=cast.org_a)
    with override("ru"):
        words = [str(words) for words, _places in noticed(own.opened)]
    assert any("частный партнер, которого заменяет" in word for word in words)
    assert "частный партнер, которого заменяет" in page(
        client_of, cast.chair, f"/ru/commission/{tender.pk}/bids/{own.pk}/"
    )
