"""The played bidders: no two of them built the same object, and each has built enough."""

from itertools import chain

from ppp_portal.training.play import bidders
from ppp_portal.training.play.works import BUILT, claimed


def test_no_project_is_claimed_by_two_rivals():
    every = [work.title.ru for work in chain.from_iterable(BUILT.values())]
    assert len(every) == len(set(every))


def test_every_offer_claims_as_many_projects_as_its_points_were_counted_for():
    for offer in (bidders.A, bidders.B, bidders.C, bidders.D):
        assert len(claimed(offer.who, offer.projects)) == offer.projects
    assert [work.kind for work in claimed("bidder_a", 2, 1)] == ["construction", "other"]
